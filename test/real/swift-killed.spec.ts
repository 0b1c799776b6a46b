import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import { Portal } from '../support/portal.js';
import { Swift } from '../support/swift.js';

/** How often one of the three is killed. */
const rounds = Number(process.env.FOCALPOINT_TEST_ROUNDS ?? 3);
const minutes = 20 * 60_000;

interface Sent { id: string; key: string; content: Buffer }

describe('RR-2: one of three object servers that is killed', () => {
  let swift: Swift;
  let portal: Portal;
  let operator: Operator;
  let officer: Official;

  beforeAll(async () => {
    swift = await Swift.start();
    const { endpoint, region, bucket, accessKeyId, secretAccessKey } = swift.settings();
    portal = await Portal.start({ jobs: true, env: {
      FOCALPOINT_STORAGE: 's3', FOCALPOINT_S3_ENDPOINT: endpoint, FOCALPOINT_S3_REGION: region, FOCALPOINT_S3_BUCKET: bucket, FOCALPOINT_S3_ACCESS_KEY_ID: accessKeyId, FOCALPOINT_S3_SECRET_ACCESS_KEY: secretAccessKey,
    } });
    operator = new Operator(portal);
    officer = await portal.official('AUS', 'document_officer');
  }, minutes);
  afterAll(async () => {
    await portal?.stop();
    await swift?.stop();
  });
  // Once what a break may leave is swept, nothing is out of place; every file is opened whole for that.
  afterEach(async () => {
    await portal.settled();
    const strays = await operator.faults({ grace: 0, repair: true });
    expect(strays.filter((fault) => !fault.startsWith('I2 object-without-row'))).toEqual([]);
    expect(await operator.faults({ grace: 0 })).toEqual([]);
  }, minutes);

  const made = async (): Promise<Sent> => ({ id: (await officer.draft()).id, key: randomUUID(), content: Buffer.from(randomBytes(1_500_000).toString('hex')) });
  const send = async ({ id, key, content }: Sent): Promise<number> => (await fetch(`${portal.url}/api/v1/documents/${id}/versions?fileName=report.txt`, {
    method: 'POST', headers: { ...officer.headers, 'Content-Type': 'application/octet-stream', 'Idempotency-Key': key }, body: content as BodyInit,
  })).status;
  const numbers = async ({ id }: Sent) => (await officer.open(id)).versions.map(({ number }) => number);
  /** What came of a download: the octets, or null where it was refused or broke off, which whoever asked can tell. */
  async function read({ id }: Sent): Promise<Buffer | null> {
    try {
      const answer = await fetch(`${portal.url}/api/v1/documents/${id}/versions/1/file`, { headers: officer.headers });
      return answer.status === 200 ? Buffer.from(await answer.arrayBuffer()) : null;
    } catch {
      return null;
    }
  }
  const which = (round: number) => ((round % 3) + 1) as 1 | 2 | 3;

  it('during uploads loses none that was acknowledged, and two go on taking files', async () => {
    for (let round = 0; round < rounds; round++) {
      const all = await Promise.all([made(), made(), made()]);
      const sending = Promise.all(all.map(send));
      await sleep(Math.random() * 300);
      await swift.killObjectServer(which(round));
      const answers = await sending;
      for (const [index, one] of all.entries()) {
        if (answers[index] === 201) expect(await numbers(one)).toEqual([1]);
        expect(await send(one)).toBe(201); // sent again, with two of the three
        expect(await numbers(one)).toEqual([1]);
        expect((await read(one))?.equals(one.content)).toBe(true);
      }
      await swift.startObjectServer(which(round));
      for (const one of all) expect((await read(one))?.equals(one.content)).toBe(true);
      expect(await operator.faults({ decrypt: false })).toEqual([]);
    }
  }, minutes);

  it('during downloads gives whole files or says that they broke off, and two go on giving them', async () => {
    const all = await Promise.all([made(), made(), made()]);
    for (const one of all) expect(await send(one)).toBe(201);
    await portal.settled();
    for (let round = 0; round < rounds; round++) {
      const reading = Promise.all([...all, ...all].map(read));
      await sleep(Math.random() * 150);
      await swift.killObjectServer(which(round));
      for (const [index, octets] of (await reading).entries()) if (octets) expect(octets.equals(all[index % 3]?.content ?? Buffer.of())).toBe(true);
      for (const one of all) expect((await read(one))?.equals(one.content)).toBe(true);
      await swift.startObjectServer(which(round));
    }
  }, minutes);
});
