import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildStale } from '../deploy/launcher/build.ts';
import { under } from '../deploy/launcher/paths.ts';
import { middle, rounds, type Figures, type Target } from './measure.ts';
import { options, type Scenario } from './options.ts';
import { ground, type Ground, type Reader } from './portal.ts';
import { examination } from './examination.ts';
import { files } from './files.ts';
import { drill, fsck } from './operations.ts';
import { packages } from './packages.ts';
import { seed } from './seed.ts';
import { signIns } from './sign-in.ts';
import { training } from './training.ts';

interface Result {
  scenario: Scenario;
  rows: number;
  ours: Figures;
  bare: Figures | null;
  /** Ours over bare, requests a second: median, least and most of the rounds. */
  ratio: { median: number; min: number; max: number } | null;
  note?: string;
}

const { rows: sizes, only, seconds, rounds: count } = options(process.argv.slice(2));
await buildStale();
const base = await ground();
const results: Result[] = [];
try {
  const common = await base.reader('IDN', ['reader', 'contributor', 'document_officer']);
  const rare = await base.reader('CAN', ['reader']);
  for (const rows of sizes) {
    process.stderr.write(`seeding ${rows} documents\n`);
    await seed(base.owner, rows, common.id);
    for (const scenario of only) {
      process.stderr.write(`${scenario} on ${rows}\n`);
      results.push(await measured(base, scenario, rows, common, rare));
    }
  }
} finally {
  await base.stop();
}
report();

async function measured(at: Ground, scenario: Scenario, rows: number, common: Reader, rare: Reader): Promise<Result> {
  const noted = (note: string): Result => ({ scenario, rows, ours: { perSecond: 0, p50: 0, p99: 0, cpu: 0 }, bare: null, ratio: null, note });
  if (scenario === 'sign-in') return noted(await signIns(at, common, count, seconds));
  if (scenario === 'examination') return noted(await examination(at, seconds));
  if (scenario === 'packages') return noted(await packages(at, seconds));
  if (scenario === 'training') return noted(await training(at));
  if (scenario === 'fsck') return noted(await fsck(at, common, rows));
  if (scenario === 'drill') return noted(await drill(at, common));
  if (scenario === 'files') return noted((await files(at, [common, ...(await colleagues(at))], count, seconds)).join('<br>'));
  const keys = async (reader: Reader, party: string) => ((await at.owner.query<{ keys: string[] }>('SELECT app.keys_of($1, $2) AS keys', [party, reader.id])).rows[0]?.keys ?? []).join(',');
  const ids = (where: string, most: number) => at.owner.query<Record<string, unknown> & { id: string }>(`SELECT * FROM app.documents WHERE ${where} ORDER BY id LIMIT ${most}`);
  const ours = (paths: string[], reader = common, more: Partial<Target> = {}): Target => ({ name: 'ours', url: at.url, headers: reader.headers, paths: paths.map((path) => `/api/v1${path}`), pid: at.portal.pid, ...more });
  const bare = (paths: string[]): Target => ({ name: 'bare', url: at.bare, paths, pid: at.bareServer.pid });
  const mine = await keys(common, 'IDN');
  switch (scenario) {
    case 'list': return compared(scenario, rows, [ours(['/documents?limit=50']), bare([`/list?keys=${mine}`])]);
    case 'list-rare': return compared(scenario, rows, [ours(['/documents?limit=50'], rare), bare([`/list?keys=${await keys(rare, 'CAN')}`])]);
    case 'by-id': {
      const { rows: found } = await ids(`tlp = 'green' AND withheld_from = '{}'`, 100);
      for (const row of found) await at.owner.query('UPDATE app.documents SET marking_seal = $2 WHERE id = $1', [row.id, at.seal(row)]);
      return compared(scenario, rows, [ours(found.map(({ id }) => `/documents/${id}`)), bare(found.map(({ id }) => `/one?id=${id}`))]);
    }
    case 'hidden': {
      const { rows: found } = await ids(`NOT readers && ARRAY['IDN', 'community', 'public', 'AHG'] AND originator <> 'IDN'`, 100);
      return hidden(at, rows, common, found.map(({ id }) => id));
    }
    case 'search': return compared(scenario, rows, [ours(['/documents?q=chrysoprase&sort=newest&limit=50']), bare([`/search?keys=${mine}&q=chrysoprase`])]);
    case 'facets': return compared(scenario, rows, [ours(['/documents/facets'], common, { connections: 4 }), { ...bare([`/facets?keys=${mine}`]), connections: 4 }]);
  }
}

/** Fifteen more officials of the party the common reader is of. */
async function colleagues(at: Ground): Promise<Reader[]> {
  const found: Reader[] = [];
  while (found.length < 15) found.push(await at.reader('IDN', ['reader', 'contributor', 'document_officer']));
  return found;
}

async function compared(scenario: Scenario, rows: number, targets: Target[]): Promise<Result> {
  const found = await rounds(targets, count, seconds);
  const [ours = [], bare] = [found.get('ours'), found.get('bare')];
  const ratios = bare?.map((one, round) => (ours[round]?.perSecond ?? 0) / one.perSecond);
  return { scenario, rows, ours: median(ours), bare: bare ? median(bare) : null, ratio: ratios ? { median: middle(ratios), min: Math.min(...ratios), max: Math.max(...ratios) } : null };
}

function median(figures: Figures[]): Figures {
  const of = (key: keyof Figures) => middle(figures.map((one) => one[key]));
  return { perSecond: of('perSecond'), p50: of('p50'), p99: of('p99'), cpu: of('cpu') };
}

/** A hidden id against one that does not exist, asked in turn: the difference of their medians in milliseconds. */
async function hidden(at: Ground, rows: number, reader: Reader, ids: string[]): Promise<Result> {
  const times: [number[], number[]] = [[], []];
  for (let turn = 0; turn < 600; turn++) {
    const id = turn % 2 === 0 ? ids[Math.floor(turn / 2) % ids.length] : crypto.randomUUID();
    const began = performance.now();
    const { status } = await fetch(`${at.url}/api/v1/documents/${id}`, { headers: reader.headers });
    if (status !== 404) throw new Error(`a hidden document answered ${status}`);
    times[turn % 2 as 0 | 1].push(performance.now() - began);
  }
  const [there, nowhere] = [middle(times[0]), middle(times[1])];
  return { scenario: 'hidden', rows, ours: { perSecond: 0, p50: there, p99: 0, cpu: 0 }, bare: null, ratio: null, note: `hidden ${there.toFixed(2)} ms, unknown ${nowhere.toFixed(2)} ms, difference ${(there - nowhere).toFixed(2)} ms (300 each)` };
}

function report(): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: under(), encoding: 'utf8' }).trim();
  const line = ({ scenario, rows, ours, bare, ratio, note }: Result) =>
    `| ${scenario} | ${rows} | ${note ?? `${ours.perSecond.toFixed(0)} | ${ours.p50} / ${ours.p99} | ${ours.cpu.toFixed(2)} | ${bare ? bare.perSecond.toFixed(0) : '–'} | ${ratio ? `${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)})` : '–'}`} |`;
  process.stdout.write(`| scenario | rows | ours/s | p50 / p99 ms | CPU ms | bare/s | ratio (min–max) |\n| --- | --- | --- | --- | --- | --- | --- |\n${results.map(line).join('\n')}\n`);
  for (const scenario of only) {
    const series = results.filter((one) => one.scenario === scenario && one.ours.perSecond > 0);
    const [first, last] = [series[0], series.at(-1)];
    if (first && last && last.rows > first.rows) {
      process.stdout.write(`${scenario}: time a request grew ${(first.ours.perSecond / last.ours.perSecond).toFixed(2)} times from ${first.rows} to ${last.rows} rows (exponent ${(Math.log(first.ours.perSecond / last.ours.perSecond) / Math.log(last.rows / first.rows)).toFixed(3)})\n`);
    }
  }
  const folder = under('bench/results');
  mkdirSync(folder, { recursive: true });
  const name = join(folder, `${new Date().toISOString().replaceAll(':', '')}-${commit}.json`);
  writeFileSync(name, JSON.stringify({ at: new Date().toISOString(), commit, node: process.version, seconds, rounds: count, results }, null, 2));
  process.stdout.write(`written: bench/results/${readdirSync(folder).at(-1)}\n`);
}
