import { parseArgs } from 'node:util';

export const scenarios = ['list', 'list-rare', 'by-id', 'hidden', 'search', 'facets', 'files', 'sign-in', 'examination', 'packages', 'training', 'fsck', 'drill'] as const;
export type Scenario = (typeof scenarios)[number];

export interface Options {
  rows: number[];
  only: Scenario[];
  seconds: number;
  rounds: number;
}

/** `quick` ends within five minutes and says whether something broke; `full` is what is written down. */
const profiles = {
  quick: { rows: '10000', seconds: '2', rounds: '3' },
  full: { rows: '10000,100000,1000000', seconds: '3', rounds: '5' },
  usual: { rows: '100000', seconds: '3', rounds: '3' },
};

/** `npm run bench -- --profile full`, or `-- --rows 10000,100000,1000000 --only list,search --seconds 3 --rounds 3`; what is said beside a profile counts. */
export function options(argv: string[]): Options {
  const text = { type: 'string' } as const;
  const { values: said } = parseArgs({
    args: argv,
    options: { profile: { ...text, default: 'usual' }, rows: text, million: { type: 'boolean', default: false }, only: { ...text, default: scenarios.join(',') }, seconds: text, rounds: text },
  });
  const profile = profiles[said.profile as keyof typeof profiles];
  if (!profile) throw new Error(`there is no profile ${said.profile}; there are ${Object.keys(profiles).join(', ')}`);
  const values = { ...said, rows: said.rows ?? profile.rows, seconds: said.seconds ?? profile.seconds, rounds: said.rounds ?? profile.rounds };
  const only = values.only.split(',') as Scenario[];
  for (const one of only) if (!scenarios.includes(one)) throw new Error(`there is no scenario ${one}; there are ${scenarios.join(', ')}`);
  const rows = values.million ? [10_000, 100_000, 1_000_000] : values.rows.split(',').map(Number);
  return { rows, only, seconds: Number(values.seconds), rounds: Number(values.rounds) };
}
