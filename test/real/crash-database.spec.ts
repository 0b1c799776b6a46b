import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Doomed } from '../support/doomed.js';
import { MortalPostgres } from '../support/mortal-postgres.js';
import type { Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import { Portal } from '../support/portal.js';

const rounds = Number(process.env.FOCALPOINT_TEST_ROUNDS ?? 5);
const minutes = 20 * 60_000;

describe('RR-2: a PostgreSQL that is killed', () => {
  let database: MortalPostgres;
  let portal: Portal;
  let operator: Operator;
  let officer: Official;

  beforeAll(async () => {
    database = await MortalPostgres.start();
    portal = await Portal.start({ jobs: true });
    portal.owner.on('error', () => undefined);
    operator = new Operator(portal);
    officer = await portal.official('AUS', 'document_officer');
  });
  afterAll(async () => {
    await portal.stop().catch(() => undefined);
    await database.stop();
  });

  async function again(): Promise<void> {
    await database.restart();
    await portal.ready();
  }

  interface Sent { id: string; key: string; content: Buffer; acknowledged: boolean }
  const send = async (id: string, key: string, content: Buffer): Promise<number> => {
    const answer = await fetch(`${portal.url}/api/v1/documents/${id}/versions?fileName=report.txt`, { method: 'POST', headers: { ...officer.headers, 'Content-Type': 'application/octet-stream', 'Idempotency-Key': key }, body: content as BodyInit }).catch(() => null);
    return answer?.status ?? 0;
  };
  const text = () => Buffer.from(randomBytes(200_000).toString('hex'));

  it('loses nothing it acknowledged, shows nothing it did not, and the portal is back without a restart', async () => {
    const all: Sent[] = [];
    for (let round = 0; round < rounds; round++) {
      const documents = await Promise.all(Array.from({ length: 4 }, () => officer.draft()));
      const sent = documents.map(({ id }): Sent => ({ id, key: randomUUID(), content: text(), acknowledged: false }));
      const sending = Promise.all(sent.map(async (one) => { one.acknowledged = (await send(one.id, one.key, one.content)) === 201; }));
      await sleep((round * 37) % 250);
      await database.kill();
      await sending;
      await again();
      for (const one of sent) {
        const { versions } = await officer.open(one.id);
        if (one.acknowledged) expect(versions).toHaveLength(1);
        else expect(await send(one.id, one.key, one.content)).toBe(201);
        expect((await officer.open(one.id)).versions).toMatchObject([{ number: 1 }]);
      }
      expect(await operator.faults()).toEqual([]);
      all.push(...sent);
    }
    expect(all.some(({ acknowledged }) => !acknowledged)).toBe(true); // the positive control: some were hit
    // Every file is inspected in the end, by the worker that lived through all of it.
    for (let turn = 0; turn < 600; turn++) {
      const pending = (await Promise.all(all.map(({ id }) => officer.open(id)))).filter(({ versions }) => versions[0]?.scan === 'pending');
      if (pending.length === 0) break;
      await sleep(500);
    }
    for (const { id } of all) expect((await officer.open(id)).versions).toMatchObject([{ number: 1, scan: 'not_scanned' }]);
    expect(await operator.faults({ grace: 0, repair: true }).then((faults) => faults.filter((fault) => !fault.startsWith('I2 object-without-row')))).toEqual([]);
    expect(await operator.faults({ grace: 0 })).toEqual([]);
  }, minutes);

  it('together with a node, at once, leaves the same', async () => {
    for (let round = 0; round < rounds; round++) {
      const [{ id }, key, content] = [await officer.draft(), randomUUID(), text()];
      const node = await Doomed.start(operator, { jobs: true });
      const sending = node.ask(officer, 'POST', `/documents/${id}/versions?fileName=report.txt`, content, { 'Idempotency-Key': key });
      await sleep((round * 23) % 120);
      await Promise.all([node.kill(), database.kill()]);
      const acknowledged = (await sending)?.status === 201;
      await again();
      if (acknowledged) expect((await officer.open(id)).versions).toHaveLength(1);
      expect(await send(id, key, content)).toBe(201);
      expect((await officer.open(id)).versions).toMatchObject([{ number: 1 }]);
      expect(await operator.faults()).toEqual([]);
    }
  }, minutes);
});
