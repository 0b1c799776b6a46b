import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { invalid } from '../../kernel/problems.js';
import { Fsck } from './fsck.js';

type Say = (line: string) => void;

/** `portal fsck`: a line per fault, a last line that sums up. @returns whether everything holds */
export async function fsckCommand(app: INestApplicationContext, args: string[], say: Say): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, repair: { type: 'boolean', default: false }, decrypt: { type: 'boolean', default: false }, grace: { type: 'string', default: '24' } },
  });
  const hours = Number(values.grace);
  if (!(hours >= 0)) throw invalid([{ path: '--grace', message: 'hours, such as 24 or 0.5' }], 'Give --grace in hours: 24, or 0.5.');
  const report = await app.get(Fsck).run({ decrypt: values.decrypt, repair: values.repair, grace: hours * 3_600_000 }, ({ mend, ...fault }, mended) => {
    if (values.json) say(JSON.stringify({ ...fault, mendable: mend !== undefined, mended }));
    else say(`${fault.invariant}  ${fault.say}${mended ? ' Mended.' : mend ? ' --repair would mend it.' : ''}`);
  });
  const left = report.faults - report.mended;
  // The chain over the events (SR-92) is not built: nothing here says that none is missing from between others.
  if (values.json) say(JSON.stringify({ ...report, decrypted: values.decrypt, chain: 'not built', holds: left === 0 }));
  else {
    say(`${report.files} files, ${report.objects} objects, ${report.versions} versions looked at; ${values.decrypt ? `${report.opened} opened, ${report.shredded} shredded with their party's key` : 'lengths alone: --decrypt opens every frame'}.`);
    say('Not looked at: whether an event is missing from between others; the record is not chained yet.');
    if (report.swept > 0) say(`${report.swept} unfinished writes were removed.`);
    say(left === 0 ? (report.faults === 0 ? 'Everything holds.' : `${report.mended} mended; everything holds.`) : `${left} to mend.`);
  }
  return left === 0;
}
