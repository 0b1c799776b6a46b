import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { buildStale } from '../deploy/launcher/build.ts';
import { under } from '../deploy/launcher/paths.ts';
import { memory, middle, rounds, type Figures, type Target } from './measure.ts';
import { options, type Scenario } from './options.ts';
import { ground, type Ground, type Reader } from './portal.ts';
import { seed } from './seed.ts';
import { signIns } from './sign-in.ts';

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
  if (scenario === 'large') return large(at, rows, common);
  if (scenario === 'sign-in') return { scenario, rows, ours: { perSecond: 0, p50: 0, p99: 0, cpu: 0 }, bare: null, ratio: null, note: await signIns(at, common, count, seconds) };
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
    case 'download': {
      const path = await file(at, common);
      return compared(scenario, rows, [ours([path.api]), bare([`/file?path=${path.disk}`])]);
    }
    case 'upload': {
      // Each draft gets a few versions, as drafts do, not thousands.
      const ids: string[] = [];
      while (ids.length < 100) ids.push(await draft(at, common));
      const sent = { method: 'POST', body: Buffer.alloc(2 ** 20, 'x'), connections: 8 } as const;
      return compared(scenario, rows, [ours(ids.map((id) => `/documents/${id}/versions?fileName=a.txt`), common, sent), { ...bare(['/upload']), ...sent }]);
    }
  }
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

/** One GiB in and out again: how far the process grows over idle. */
async function large(at: Ground, rows: number, reader: Reader): Promise<Result> {
  const id = await draft(at, reader);
  const idle = memory(at.portal.pid);
  let most = idle;
  const watch = setInterval(() => { most = Math.max(most, memory(at.portal.pid)); }, 20);
  const began = performance.now();
  await send(at, reader, id, 1024);
  const up = (performance.now() - began) / 1000;
  const grownUp = most - idle;
  await at.owner.query(`UPDATE app.document_versions SET scan = 'clean' WHERE document_id = $1`, [id]);
  const again = performance.now();
  let bytes = 0;
  const answer = await fetch(`${at.url}/api/v1/documents/${id}/versions/1/file`, { headers: reader.headers });
  for await (const chunk of answer.body ?? []) bytes += (chunk as Uint8Array).length;
  clearInterval(watch);
  const down = (performance.now() - again) / 1000;
  if (bytes !== 2 ** 30) throw new Error(`${bytes} octets came back`);
  return { scenario: 'large', rows, ours: { perSecond: 0, p50: 0, p99: 0, cpu: 0 }, bare: null, ratio: null, note: `1 GiB up in ${up.toFixed(1)} s (+${grownUp.toFixed(0)} MiB), down in ${down.toFixed(1)} s (+${(most - idle).toFixed(0)} MiB over idle ${idle.toFixed(0)} MiB)` };
}

function send(at: Ground, reader: Reader, id: string, mebibytes: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const chunk = Buffer.alloc(2 ** 20, 'x');
    const sending = request(`${at.url}/api/v1/documents/${id}/versions?fileName=large.txt`, { method: 'POST', headers: { ...reader.headers, 'Content-Type': 'application/octet-stream', 'Content-Length': mebibytes * 2 ** 20 } }, (response) => {
      response.resume();
      response.once('end', () => (response.statusCode === 201 ? resolve() : reject(new Error(`upload answered ${response.statusCode}`))));
    });
    sending.once('error', reject);
    let left = mebibytes;
    const more = () => {
      while (left > 0) {
        left -= 1;
        if (!sending.write(chunk)) return void sending.once('drain', more);
      }
      sending.end();
    };
    more();
  });
}

async function draft(at: Ground, reader: Reader): Promise<string> {
  const answer = await fetch(`${at.url}/api/v1/documents`, { method: 'POST', headers: { ...reader.headers, 'Content-Type': 'application/json' }, body: JSON.stringify({ title: 'Bench', kind: 'alert', language: 'en' }) });
  return ((await answer.json()) as { id: string }).id;
}

/** A file of one MiB: its address in the portal and its place on the disk. */
async function file(at: Ground, reader: Reader): Promise<{ api: string; disk: string }> {
  const id = await draft(at, reader);
  await send(at, reader, id, 1);
  const { rows } = await at.owner.query<{ storage_key: string }>(`UPDATE app.document_versions SET scan = 'clean' WHERE document_id = $1 RETURNING storage_key`, [id]);
  const key = rows[0]?.storage_key ?? '';
  const root = (await at.owner.query<{ d: string }>(`SELECT current_setting('data_directory') AS d`)).rows[0]?.d.replace(/postgres$/, 'storage') ?? '';
  return { api: `/documents/${id}/versions/1/file`, disk: join(root, key.slice(0, 2), key.slice(2, 4), key) };
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
