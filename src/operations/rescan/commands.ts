import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { invalid } from '../../kernel/problems.js';
import { type Kept, Rescan } from './rescan.js';

type Say = (line: string) => void;

/** `portal rescan`: a line for each file that is not what it was taken for. @returns whether everything was scanned and found harmless */
export async function rescanCommand(app: INestApplicationContext, args: string[], say: Say): Promise<boolean> {
  const { values } = parseArgs({ args, options: { 'dry-run': { type: 'boolean', default: false }, before: { type: 'string' } } });
  const before = values.before === undefined ? undefined : new Date(values.before);
  if (before && Number.isNaN(before.getTime())) throw invalid([{ path: '--before', message: 'a moment such as 2026-11-26T15:10:00Z' }], 'Give --before as a moment, such as 2026-11-26T15:10:00Z.');
  const rescan = app.get(Rescan);
  const due = await rescan.due({ before });
  say(`${due.files} files of ${(due.bytes / 2 ** 20).toFixed(1)} MiB were last scanned before ${due.before.toISOString()}.`);
  if (values['dry-run']) return true;
  const report = await rescan.run({ before: due.before }, (kept, outcome) => {
    say(`- ${named(kept)} ${outcome === 'infected' ? 'holds malware and is withdrawn from everybody; its originator is told.' : 'could not be scanned, and stays as it was.'}`);
  });
  say(`Scanned by ${report.by}: ${report.harmless} harmless, ${report.infected} with malware, ${report.left} not scanned.`);
  if (report.left > 0) say(`${report.stopped ? 'It was given up, since nothing was scanned any more. ' : ''}Go on with the rest: portal rescan --before ${due.before.toISOString()}`);
  return report.infected + report.left === 0;
}

const named = ({ what, id, number, party }: Kept): string => `${what === 'version' ? `Version ${number} of document` : what === 'letter' ? 'The letter of nomination' : 'The package'} ${id} (${party})`;
