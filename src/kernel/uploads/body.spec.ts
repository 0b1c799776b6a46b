import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Body } from './body.js';

const from = (...chunks: string[]) => new Body(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), 1_000);
const never = new Promise<never>(() => undefined);

describe('the body of a part', () => {
  it('comes in pieces of the wished size, whatever chunks it came in', async () => {
    const body = from('abc', 'defgh', 'i');
    const found: string[] = [];
    while (!(await body.isOver())) found.push(String(await buffer(body.part(4))));
    expect([found, body.end]).toEqual([['abcd', 'efgh', 'i'], 'whole']);
  });

  it('gives what came before a broken line, and says that it broke', async () => {
    const body = new Body(Readable.from((async function* () { yield Buffer.from('half'); throw new Error('aborted'); })()), 1_000);
    expect(String(await buffer(body.part(100)))).toBe('half');
    expect(body.end).toBe('cut');
  });

  it('does not wait for ever for who has fallen silent', async () => {
    const body = new Body(Readable.from((async function* () { yield Buffer.from('half'); await never; })()), 20);
    expect([String(await buffer(body.part(100))), body.end]).toEqual(['half', 'silent']);
  });

  it('ends where it stands when it is stopped, waiting or not', async () => {
    const waiting = new Body(Readable.from((async function* () { yield Buffer.from('half'); await never; })()), 60_000);
    const all = buffer(waiting.part(100));
    setTimeout(() => waiting.stop(), 20);
    expect([String(await all), waiting.end]).toEqual(['half', 'stopped']);
    const idle = from('never asked for');
    idle.stop();
    expect([await idle.isOver(), idle.end]).toEqual([true, 'stopped']);
  });

  it('hashes what was taken, and knows what it has by its own word', async () => {
    const body = from('abc', 'def');
    body.hashWith('sha256');
    await buffer(body.part(100));
    expect(body.digest()).toEqual(createHash('sha256').update('abcdef').digest());
    const said = (headers: Record<string, string>) => new Body(Object.assign(Readable.from([]), { headers }), 1_000).announced;
    expect([said({ 'content-length': '7' }), said({})]).toEqual([7, null]);
  });
});
