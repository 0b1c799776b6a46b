import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request, type ClientRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../deploy/launcher/port.ts';
import { memory, middle } from './measure.ts';
import type { Ground, Reader } from './portal.ts';

const mebi = 2 ** 20;
/** The longest part the browser sends at once. */
const tusPart = 5 * mebi;
const sizes = [['64 KiB', 2 ** 16, 8], ['1 MiB', mebi, 8], ['64 MiB', 64 * mebi, 2], ['1 GiB', 1024 * mebi, 1]] as const;

/** One exchange of a file of this many octets: out of the portal, or into it. */
type Exchange = (bytes: number) => Promise<void>;

interface Speed {
  name: string;
  /** MB/s of each round. */
  rounds: number[];
}

/** How fast files go in and out beside a plain stream of Node's and, where it is installed, nginx, round by round in turn; and what memory the portal takes for it. */
export async function files(at: Ground, [reader, ...others]: [Reader, ...Reader[]], rounds: number, seconds: number): Promise<string[]> {
  const everybody = [reader, ...others];
  let asking = 0;
  // In turn, as in an office: what is counted for each person is settled one after the other.
  const anybody = () => everybody[asking++ % everybody.length]?.headers ?? {};
  const folder = mkdtempSync(join(tmpdir(), 'focalpoint-plain-'));
  chmodSync(folder, 0o755);
  const nginx = await startNginx(folder);
  const lines = [`one core: SHA-256 ${core((block) => createHash('sha256').update(block).digest())} MB/s`];
  try {
    for (const [name, bytes, connections] of sizes) {
      const plain = join(folder, name.replace(' ', ''));
      writeFileSync(plain, content(bytes));
      const id = await draft(at, reader);
      await send(`${at.url}/api/v1/documents/${id}/versions?fileName=a.txt`, reader.headers, bytes);
      await at.owner.query(`UPDATE app.document_versions SET scan = 'clean' WHERE document_id = $1`, [id]);
      const ways: [string, Exchange][] = [
        ['ours', (size) => fetched(`${at.url}/api/v1/documents/${id}/versions/1/file`, anybody(), size)],
        ['plain', (size) => fetched(`${at.bare}/file?path=${plain}`, {}, size)],
        ...(nginx ? [['nginx', (size: number) => fetched(`${nginx.url}/${name.replace(' ', '')}`, {}, size)] as [string, Exchange]] : []),
      ];
      lines.push(`download ${name}: ${await compared(at, ways, bytes, connections, rounds, seconds)}`);
      const drafts = await Promise.all(Array.from({ length: 20 }, () => draft(at, reader)));
      let turn = 0;
      const inward: [string, Exchange][] = [
        ['ours', (size) => send(`${at.url}/api/v1/documents/${drafts[turn++ % drafts.length]}/versions?fileName=a.txt`, anybody(), size)],
        ['plain', (size) => send(`${at.bare}/upload`, {}, size)],
      ];
      lines.push(`upload ${name}: ${await compared(at, inward, bytes, connections, rounds, seconds)}`);
      if (name === '1 MiB' || name === '64 MiB') {
        const tus: [string, Exchange][] = [['ours', (size) => sendByTus(at, anybody(), drafts[turn++ % drafts.length] ?? id, size)], ...inward.slice(1)];
        lines.push(`upload by tus ${name}: ${await compared(at, tus, bytes, connections, rounds, seconds)}`);
      }
      rmSync(plain);
    }
    lines.push(await crowd(at, reader));
  } finally {
    nginx?.child.kill('SIGTERM');
    agent.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
  return lines;
}

async function compared(at: Ground, ways: [string, Exchange][], bytes: number, connections: number, rounds: number, seconds: number): Promise<string> {
  const speeds: Speed[] = ways.map(([name]) => ({ name, rounds: [] }));
  for (const [, exchange] of ways) await speed(exchange, bytes, connections, 1); // warm
  await pause(1000);
  const growth = await grown(at, async () => {
    for (let round = 0; round < rounds; round++) {
      for (let turn = 0; turn < ways.length; turn++) {
        const which = (turn + round) % ways.length;
        speeds[which]?.rounds.push(await speed(ways[which]?.[1] ?? (() => Promise.resolve()), bytes, connections, seconds));
      }
    }
  });
  const [ours, ...others] = speeds;
  const against = others.map(({ name, rounds: theirs }) => {
    const ratios = theirs.map((one, round) => (ours?.rounds[round] ?? 0) / one);
    return `${middle(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}) of ${name} ${middle(theirs).toFixed(0)}`;
  });
  return `${middle(ours?.rounds ?? []).toFixed(0)} MB/s; ${against.join('; ')}; ${growth}`;
}

/** MB/s of so many at once; whatever was begun within the time is counted to its end. */
async function speed(exchange: Exchange, bytes: number, connections: number, seconds: number): Promise<number> {
  const began = performance.now();
  let done = 0;
  await Promise.all(Array.from({ length: connections }, async () => {
    do {
      await exchange(bytes);
      done += bytes;
    } while (performance.now() - began < seconds * 1000);
  }));
  return done / 1000 / (performance.now() - began);
}

/** Twenty files of 100 MiB that come in at once: how far the portal grows. */
async function crowd(at: Ground, reader: Reader): Promise<string> {
  const ids = await Promise.all(Array.from({ length: 20 }, () => draft(at, reader)));
  await pause(1000);
  const began = performance.now();
  const growth = await grown(at, () => Promise.all(ids.map((id) => send(`${at.url}/api/v1/documents/${id}/versions?fileName=a.txt`, reader.headers, 100 * mebi))));
  return `20 uploads of 100 MiB at once: ${((performance.now() - began) / 1000).toFixed(1)} s, ${growth} (goal 400)`;
}

/** How far the portal grows over idle while this is done. */
async function grown(at: Ground, work: () => Promise<unknown>): Promise<string> {
  const idle = memory(at.portal.pid);
  let most = idle;
  const watch = setInterval(() => { most = Math.max(most, memory(at.portal.pid)); }, 20);
  await work().finally(() => clearInterval(watch));
  return `+${(most - idle).toFixed(0)} MiB over idle ${idle.toFixed(0)}`;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function fetched(url: string, headers: Record<string, string>, bytes: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, agent }, (response) => {
      let got = 0;
      response.on('data', (chunk: Buffer) => { got += chunk.length; });
      response.once('error', reject);
      response.once('end', () => (response.statusCode === 200 && got === bytes ? resolve() : reject(new Error(`${url} answered ${response.statusCode} with ${got} of ${bytes} octets; the round is void`))));
    });
    asked.once('error', reject);
    asked.end();
  });
}

/** Text of chance, which nothing can compress and every portal takes. */
const block = Buffer.from(randomBytes(mebi / 2).toString('hex'));
const content = (bytes: number) => Buffer.concat(Array.from({ length: Math.ceil(bytes / mebi) }, () => block), bytes);

/** So many octets of text to an address. */
export function send(url: string, headers: Record<string, string>, bytes: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', agent, headers: { ...headers, 'Content-Type': 'application/octet-stream', 'Content-Length': bytes } }, (response) => {
      response.resume();
      response.once('end', () => (response.statusCode === 201 || response.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${response.statusCode}; the round is void`))));
    });
    sending.once('error', reject);
    write(sending, bytes);
  });
}

/** So many octets as fast as the line takes them, and the end. */
function write(sending: ClientRequest, bytes: number): void {
  let left = bytes;
  const more = () => {
    while (left > 0) {
      const piece = left < mebi ? block.subarray(0, left) : block;
      left -= piece.length;
      if (!sending.write(piece)) return void sending.once('drain', more);
    }
    sending.end();
  };
  more();
}

/** By tus as the browser sends: announced, then part after part, each in a request of its own, up to the answer that all of it is kept. Joining the parts is the worker's. */
async function sendByTus(at: Ground, headers: Record<string, string>, document: string, bytes: number): Promise<void> {
  const tus = { ...headers, 'Tus-Resumable': '1.0.0' };
  const metadata = Object.entries({ document, filename: 'a.txt' }).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(',');
  const begun = await asked(`${at.url}/api/v1/uploads`, 'POST', { ...tus, 'Upload-Length': bytes, 'Upload-Metadata': metadata });
  for (let offset = 0; offset < bytes;) {
    const part = Math.min(tusPart, bytes - offset);
    const answer = await asked(new URL(begun.location ?? '', at.url).href, 'PATCH', { ...tus, 'Upload-Offset': offset, 'Content-Type': 'application/offset+octet-stream', 'Content-Length': part }, part);
    offset = Number(answer['upload-offset']);
  }
}

/** Headers of a good answer. */
function asked(url: string, method: string, headers: Record<string, string | number>, bytes = 0): Promise<Record<string, string | undefined>> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method, agent, headers }, (response) => {
      response.resume();
      response.once('end', () => (response.statusCode === 201 || response.statusCode === 204 ? resolve(response.headers as Record<string, string>) : reject(new Error(`${url} answered ${response.statusCode}; the round is void`))));
    });
    sending.once('error', reject);
    write(sending, bytes);
  });
}

/** @returns its id */
export async function draft(at: Ground, reader: Reader): Promise<string> {
  const answer = await fetch(`${at.url}/api/v1/documents`, { method: 'POST', headers: { ...reader.headers, 'Content-Type': 'application/json' }, body: JSON.stringify({ title: 'Bench', kind: 'alert', language: 'en' }) });
  return ((await answer.json()) as { id: string }).id;
}

/** MB/s of one core at this. */
function core(work: (block: Buffer) => unknown): string {
  const began = performance.now();
  let done = 0;
  while (performance.now() - began < 500) {
    work(block);
    done += block.length;
  }
  return (done / 1000 / (performance.now() - began)).toFixed(0);
}

/** nginx that serves a folder on loopback, or nothing where it is not installed. */
async function startNginx(folder: string): Promise<{ url: string; child: ChildProcess } | null> {
  if (spawnSync('nginx', ['-v']).error) return null;
  const port = await freePort();
  const state = join(folder, 'nginx');
  mkdirSync(state);
  writeFileSync(join(state, 'nginx.conf'), `daemon off; worker_processes 1; pid ${state}/pid; error_log ${state}/log; user root;
    events {} http { access_log off; sendfile on; client_body_temp_path ${state}/body; proxy_temp_path ${state}/proxy; fastcgi_temp_path ${state}/fast; uwsgi_temp_path ${state}/uwsgi; scgi_temp_path ${state}/scgi;
    server { listen 127.0.0.1:${port}; root ${folder}; } }`);
  const child = spawn('nginx', ['-c', join(state, 'nginx.conf'), '-p', state], { stdio: 'ignore' });
  await pause(500);
  return { url: `http://127.0.0.1:${port}`, child };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
