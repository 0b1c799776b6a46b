import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { memory, middle } from './measure.ts';
import type { Ground, Reader } from './portal.ts';
import { p95, steadily } from './steadily.ts';

const password = 'seven boats at the northern cape';
const goals = { slower: 2, mebibytes: 300, signIn: 800 };

/** Somebody with a password at today's cost: argon2id, 64 MiB, three passes. */
async function account(at: Ground): Promise<string> {
  const email = `${randomUUID()}@bench.example.org`;
  const { rows } = await at.owner.query<{ id: string }>(`INSERT INTO app.users (email, name) VALUES ($1, 'Bench') RETURNING id`, [email]);
  await at.owner.query(`INSERT INTO app.delegations (user_id, party, roles) VALUES ($1, 'IDN', ARRAY['reader'])`, [rows[0]?.id]);
  await at.owner.query(`INSERT INTO app.credentials (user_id, kind, secret) VALUES ($1, 'password', $2)`, [rows[0]?.id, await hash(password, { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 })]);
  return email;
}

/** Five sign-ins a second beside twenty reads a second: what the reads suffer, round by round against the same reads alone, and what memory grows by. */
export async function signIns(at: Ground, reader: Reader, rounds: number, seconds: number): Promise<string> {
  const emails: string[] = [];
  while (emails.length < 8) emails.push(await account(at));
  const read = async () => {
    const answer = await fetch(`${at.url}/api/v1/documents?limit=50`, { headers: reader.headers });
    if (answer.status !== 200) throw new Error(`a read answered ${answer.status}; the round is void`);
    await answer.arrayBuffer();
  };
  const enter = async (turn: number) => {
    const answer = await fetch(`${at.url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ email: emails[turn % emails.length], password }) });
    if (answer.status !== 201) throw new Error(`a sign-in answered ${answer.status}; the round is void`);
    await answer.arrayBuffer();
  };
  await steadily(20, 2, read); // warm
  const idle = memory(at.portal.pid);
  let most = idle;
  const watch = setInterval(() => { most = Math.max(most, memory(at.portal.pid)); }, 50);
  const ratios: number[] = [];
  const alone: number[] = [];
  const beside: number[] = [];
  const entries: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const quiet = await steadily(20, seconds, read);
    const [busy, entered] = await Promise.all([steadily(20, seconds, read), steadily(5, seconds, enter)]);
    alone.push(p95(quiet));
    beside.push(p95(busy));
    entries.push(p95(entered));
    ratios.push(p95(busy) / p95(quiet));
  }
  clearInterval(watch);
  const [ratio, grown, entry] = [middle(ratios), most - idle, middle(entries)];
  const met = (is: boolean) => (is ? 'met' : 'MISSED');
  return `reads p95 ${middle(alone).toFixed(1)} ms alone, ${middle(beside).toFixed(1)} ms beside 5 sign-ins/s: ${ratio.toFixed(2)} times (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}; goal < ${goals.slower}: ${met(ratio < goals.slower)}); `
    + `memory +${grown.toFixed(0)} MiB over ${idle.toFixed(0)} (goal ≤ ${goals.mebibytes}: ${met(grown <= goals.mebibytes)}); sign-in p95 ${entry.toFixed(0)} ms (goal ≤ ${goals.signIn}: ${met(entry <= goals.signIn)})`;
}
