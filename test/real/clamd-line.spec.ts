import { Clamd, eicar } from '../support/clamd.js';
import { type Fault, FaultProxy } from '../support/fault-proxy.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { until } from '../support/until.js';

describe('RR-9 SR-64: while the line to a real clamd', () => {
  let clamd: Clamd;
  let line: FaultProxy;
  let portal: Portal;
  let officer: Official;
  let reader: Official;

  beforeAll(async () => {
    clamd = await Clamd.start();
    line = await FaultProxy.before({ path: clamd.socket });
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_SCANNER: `tcp:127.0.0.1:${line.port}`, FOCALPOINT_SCANNER_IDLE_SECONDS: '1' } });
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN');
  });
  afterAll(async () => {
    await portal.stop();
    await line.stop();
    await clamd.stop();
  });

  const scan = async (id: string) => (await officer.open(id)).versions[0]?.scan;
  /** What each of the two is told when they ask for the file. */
  const given = async (id: string) => [(await officer.get(`/documents/${id}/versions/1/file`)).status, (await reader.get(`/documents/${id}/versions/1/file`)).status];
  /** Released, so that nothing but the inspection keeps its file back. */
  async function sent(content: string): Promise<string> {
    const { id } = await officer.draft();
    expect((await officer.upload(id, content, 'a.txt')).status).toBe(201);
    await officer.release(id, marking('amber', ['IDN']));
    return id;
  }
  /** Resolves when the inspection of each was tried, and came to nothing. */
  async function tried(ids: readonly string[]): Promise<void> {
    await until('the inspection failed', async () => (await portal.owner.query(`SELECT FROM graphile_worker._private_jobs WHERE last_error IS NOT NULL AND split_part(key, '/', 2) = ANY ($1)`, [ids])).rowCount === ids.length);
  }
  /** By itself: nothing is done here but to look. */
  async function drained(ids: readonly string[]): Promise<void> {
    await until('files leave quarantine', async () => !(await Promise.all(ids.map(scan))).includes('pending'));
  }

  const faults: [string, Fault][] = [
    ['is down', { resetAfter: 0 }], ['takes everything and says nothing', { hang: true }], ['is slower than anybody waits', { delay: 3_000 }],
    ['brings noise', { answer: 'HTTP/1.1 200 OK\r\n\r\nstream: OK\n' }], ['brings more than a verdict', { rewrite: (octets) => Buffer.concat([octets, octets]) }],
    ['is cut before the end of the verdict', { endAfter: 'stream: OK'.length }],
  ];
  it.each(faults)('%s, files are taken in, wait in quarantine and go to nobody; when it is well again they are gone through by themselves', async (_how, fault) => {
    await line.all(fault);
    const ids = [await sent('harmless words'), await sent(`words ${eicar}`)];
    await tried(ids);
    expect(line.connections).toBeGreaterThan(0);
    for (const id of ids) expect([await scan(id), ...(await given(id))]).toEqual(['pending', 409, 404]);
    await line.all();
    await drained(ids);
    const [harmless = '', infected = ''] = ids;
    expect([await scan(harmless), ...(await given(harmless))]).toEqual(['clean', 200, 200]);
    expect([await scan(infected), ...(await given(infected))]).toEqual(['rejected', 409, 404]);
    const { rows } = await portal.owner.query('SELECT verdict, scanner FROM app.file_scans WHERE subject = ANY ($1) ORDER BY 1', [ids.map((id) => `document/${id}`)]);
    expect(rows).toEqual(['clean', 'rejected'].map((one) => ({ verdict: one, scanner: expect.stringMatching(/^ClamAV /) })));
  });

  it('is slow, but not too slow, files are found harmless all the same', async () => {
    await line.all({ delay: 300 });
    const id = await sent('harmless words');
    await drained([id]);
    expect([await scan(id), ...(await given(id))]).toEqual(['clean', 200, 200]);
  });

  it('fails another way each time, as while it is started anew, nothing is released by chance', async () => {
    await line.next({ resetAfter: 0 }, { endAfter: 3 }, { answer: 'UNKNOWN COMMAND\0' }, { hang: true });
    const ids = await Promise.all([sent('harmless words'), sent(`words ${eicar}`), sent('more harmless words')]);
    await drained(ids);
    expect(await Promise.all(ids.map(scan))).toEqual(['clean', 'rejected', 'clean']);
    expect(line.connections).toBeGreaterThan(4);
  });
});
