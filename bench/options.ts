import { parseArgs } from 'node:util';

export const scenarios = ['list', 'list-rare', 'by-id', 'hidden', 'search', 'facets', 'download', 'upload', 'large', 'sign-in'] as const;
export type Scenario = (typeof scenarios)[number];

export interface Options {
  rows: number[];
  only: Scenario[];
  seconds: number;
  rounds: number;
}

/** `npm run bench -- --rows 10000,100000,1000000 --only list,search --seconds 3 --rounds 3` */
export function options(argv: string[]): Options {
  const { values } = parseArgs({
    args: argv,
    options: { rows: { type: 'string', default: '100000' }, million: { type: 'boolean', default: false }, only: { type: 'string', default: scenarios.join(',') }, seconds: { type: 'string', default: '3' }, rounds: { type: 'string', default: '3' } },
  });
  const only = values.only.split(',') as Scenario[];
  for (const one of only) if (!scenarios.includes(one)) throw new Error(`there is no scenario ${one}; there are ${scenarios.join(', ')}`);
  const rows = values.million ? [10_000, 100_000, 1_000_000] : values.rows.split(',').map(Number);
  return { rows, only, seconds: Number(values.seconds), rounds: Number(values.rounds) };
}
