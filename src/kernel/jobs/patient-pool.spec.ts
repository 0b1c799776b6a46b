import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { patient, PatientPool } from './patient-pool.js';

const reset = { code: 'ECONNRESET' };

describe('an error of the queue\'s database', () => {
  it.each([
    ['of ours', () => Object.assign(new Error('read ECONNRESET'), reset)],
    ['of another realm, as sockets may give it', () => Object.assign(runInNewContext('new Error("read ECONNRESET")') as Error, reset)],
  ])('is one to try again after, where the database went away: %s', (_whose, make) => {
    const cause = make();
    const told = patient(cause);
    expect(told).toBeInstanceOf(Error);
    expect(told).toMatchObject({ message: 'read ECONNRESET', code: 'ETIMEDOUT', cause });
  });

  it('stays what it is where the statement was wrong', () => {
    const wrong = Object.assign(new Error('duplicate key'), { code: '23505' });
    expect(patient(wrong)).toBe(wrong);
  });
});

describe('the pool of the queue, before a database that takes connections and says nothing', () => {
  const held = new Set<Socket>();
  const silent = createServer((socket) => void held.add(socket.on('error', () => undefined)));
  let pool: PatientPool;

  beforeEach(async () => {
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    pool = new PatientPool({ host: '127.0.0.1', port: (silent.address() as AddressInfo).port, user: 'nobody', max: 1, connectionTimeoutMillis: 50 });
  });
  afterEach(async () => {
    if (!pool.ending) await pool.end();
    for (const socket of held) socket.destroy();
    held.clear();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('asks to try again of whoever opened the connection and of whoever waited for it, asked either way', async () => {
    const byCallback = () => new Promise((resolve) => pool.connect((error) => resolve(error)));
    const told = await Promise.all([pool.connect().catch((error: unknown) => error), pool.connect().catch((error: unknown) => error), byCallback()]);
    expect(told).toEqual([
      expect.objectContaining({ message: 'Connection terminated due to connection timeout', code: 'ETIMEDOUT' }),
      expect.objectContaining({ message: 'timeout exceeded when trying to connect', code: 'ETIMEDOUT' }),
      expect.objectContaining({ message: 'timeout exceeded when trying to connect', code: 'ETIMEDOUT' }),
    ]);
  });

  it('answers nobody any more once it has ended', async () => {
    await pool.end();
    await expect(Promise.race([pool.connect().catch(() => 'refused'), sleep(100, 'nothing')])).resolves.toBe('nothing');
  });
});
