import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Clamd, eicar } from '../support/clamd.js';
import { Doomed } from '../support/doomed.js';
import { MortalPostgres } from '../support/mortal-postgres.js';
import { marking, type Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import { Portal } from '../support/portal.js';
import { until } from '../support/until.js';

/** How often it is killed. */
const rounds = Number(process.env.FOCALPOINT_TEST_ROUNDS ?? 3);
const minutes = 20 * 60_000;

interface Sent { id: string; key: string; content: Buffer; harmless: boolean }

describe('RR-2: a clamd that is killed', () => {
  let database: MortalPostgres;
  let clamd: Clamd;
  let portal: Portal;
  let operator: Operator;
  let officer: Official;
  let reader: Official;

  beforeAll(async () => {
    [database, clamd] = await Promise.all([MortalPostgres.start(), Clamd.start()]);
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_SCANNER: clamd.address } });
    portal.owner.on('error', () => undefined);
    operator = new Operator(portal);
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN');
  }, minutes);
  afterAll(async () => {
    await portal.stop().catch(() => undefined);
    await clamd.stop();
    await database.stop();
  });
  // Once what a crash may leave is swept, nothing is out of place; every file is opened whole for that.
  afterEach(async () => {
    const strays = await operator.faults({ grace: 0, repair: true });
    expect(strays.filter((fault) => !fault.startsWith('I2 object-without-row'))).toEqual([]);
    expect(await operator.faults({ grace: 0 })).toEqual([]);
  }, minutes);

  /** A released document for each, so that its file is kept back by nothing but its inspection. */
  const made = (harmless: boolean): Promise<Sent> => officer.draft().then(({ id }) => ({
    id, key: randomUUID(), harmless, content: Buffer.from(`${randomBytes(400_000).toString('hex')}${harmless ? '' : eicar}`),
  }));
  const path = ({ id }: Sent) => `/documents/${id}/versions?fileName=report.txt`;
  const send = async (one: Sent) => (await officer.call('post', path(one)).set({ 'Content-Type': 'application/octet-stream', 'Idempotency-Key': one.key }).send(one.content as unknown as string)).status;
  const release = async ({ id }: Sent) => expect(await officer.release(id, marking('amber', ['IDN']))).toMatchObject({ status: 200 });
  const scan = async ({ id }: Sent) => (await officer.open(id)).versions.map((version) => version.scan);
  const read = (one: Sent) => reader.get(`/documents/${one.id}/versions/1/file`).buffer(true).parse((answer, done) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
  });
  /** What a reader is given is a file that was found harmless, and that one whole. */
  async function mustBeSafe(one: Sent): Promise<number> {
    const answer = await read(one);
    if (answer.status === 200) expect([one.harmless, (answer.body as Buffer).equals(one.content), await scan(one)]).toEqual([true, true, ['clean']]);
    return answer.status;
  }
  /** By a connection of its own: those there were died with the database. @returns how many rows */
  async function sql(text: string): Promise<number> {
    const client = new pg.Client({ connectionString: operator.url });
    await client.connect();
    return client.query(text).then(({ rowCount }) => rowCount ?? 0).finally(() => client.end());
  }
  const hit = () => sql('SELECT FROM graphile_worker._private_jobs WHERE last_error IS NOT NULL');
  /** Lets the time pass that a job waits before it is tried again. */
  const later = () => sql(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now() AND locked_at IS NULL; SELECT pg_notify('jobs:insert', '{"r":"later","count":9}')`);
  async function drained(all: readonly Sent[]): Promise<void> {
    let turns = 0;
    await until('files leave quarantine', async () => {
      if (!(await Promise.all(all.map(scan))).flat().includes('pending')) return true;
      if (++turns % 10 === 0) await later();
      return false;
    });
  }
  async function mustHaveEnded(all: readonly Sent[]): Promise<void> {
    for (const one of all) {
      expect(await scan(one)).toEqual([one.harmless ? 'clean' : expect.stringMatching(/^(infected|rejected)$/)]);
      expect(one.harmless ? [200] : [404, 409]).toContain(await mustBeSafe(one));
    }
  }

  it('while it inspects releases nothing it did not see, and what waits is gone through once it is back', async () => {
    let hits = 0;
    for (let round = 0; round < rounds; round++) {
      const all = await Promise.all([made(true), made(false), made(true)]);
      const sent = Promise.all(all.map(send));
      await sleep(Math.random() * 250);
      await clamd.kill();
      expect(await sent).toEqual([201, 201, 201]);
      await Promise.all(all.map(release));
      await Promise.all(all.map(mustBeSafe));
      hits += await hit();
      await clamd.restart();
      await drained(all);
      await mustHaveEnded(all);
      expect(await operator.faults({ decrypt: false })).toEqual([]);
    }
    expect(hits).toBeGreaterThan(0); // the positive control: inspections did fail
  }, minutes);

  it('together with a node and PostgreSQL, at once, leaves the same', async () => {
    for (let round = 0; round < Math.min(rounds, 3); round++) {
      const all = await Promise.all([made(true), made(false)]);
      const node = await Doomed.start(operator, { jobs: true });
      const sending = Promise.all(all.map((one) => node.ask(officer, 'POST', path(one), one.content, { 'Idempotency-Key': one.key })));
      await sleep(Math.random() * 400);
      await Promise.all([node.kill(), database.kill(), clamd.kill()]);
      const answers = await sending;
      await Promise.all([database.restart(), clamd.restart()]);
      await portal.ready();
      for (const [index, one] of all.entries()) {
        if (answers[index]?.status === 201) expect(await scan(one)).toHaveLength(1);
        expect(await send(one)).toBe(201);
        expect(await scan(one)).toHaveLength(1);
        await release(one);
      }
      await drained(all);
      await mustHaveEnded(all);
      expect(await operator.faults({ decrypt: false })).toEqual([]);
    }
  }, minutes);
});
