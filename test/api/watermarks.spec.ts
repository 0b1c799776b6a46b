import { marking, type Official } from '../support/official.js';
import { written } from '../support/papers.js';
import { Portal } from '../support/portal.js';

const inHand = { handlingCaveats: ['no_onward_sharing' as const] };

describe('the code of a watermark', () => {
  let portal: Portal;
  let officer: Official;
  let focalPoint: Official;
  let reader: Official;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    officer = await portal.official('AUS', 'document_officer');
    focalPoint = await portal.official('AUS', 'focal_point');
    reader = await portal.official('IDN', 'document_officer');
  });
  afterAll(() => portal.stop());

  const shared = async (title = 'Lanterns') => {
    const { id } = await officer.draft({ title });
    await officer.upload(id, await written(1), 'report.pdf');
    await portal.settled();
    await officer.release(id, marking('amber', ['IDN'], inHand));
    return id;
  };
  const looked = async (who: Official, id: string) => ((await who.get(`/documents/${id}/versions/1/pages`)).body as { watermark: string }).watermark.slice(-10);
  const bare = ({ body }: { body: object }) => ({ ...body, instance: '', requestId: '' });
  const read = async (id: string) => (await portal.owner.query<{ actor: string; detail: object }>(`SELECT actor, detail FROM app.events WHERE name = 'watermark.read' AND subject_id = $1 ORDER BY at`, [id])).rows;

  it('SR-70 leads officers and focal points of the originator to who was given the copy, however it is typed, and stands in the history', async () => {
    const id = await shared();
    const code = await looked(reader, id);
    const found = await officer.get(`/watermarks/${code}`);
    expect(found.body).toEqual({
      code, document: id, symbol: expect.stringMatching(/^FP-/), title: 'Lanterns', tlp: 'amber', disposedAt: null, version: 1, rendition: 'preview', at: expect.any(String),
      party: 'IDN', person: reader.name,
    });
    const typed = ` ${code.slice(0, 5).toLowerCase()} - ${code.slice(5)} `.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('V', 'U');
    expect((await focalPoint.get(`/watermarks/${encodeURIComponent(typed)}`)).body).toEqual(found.body);
    expect(await read(id)).toEqual([officer, focalPoint].map((who) => ({ actor: who.id, detail: { number: 1, code } })));
    const { items } = (await officer.get(`/documents/${id}/history`)).body as { items: { sentence: string }[] };
    expect(items[0]?.sentence).toBe(`looked up whose copy of version 1 carries the watermark ${code}`);
  });

  it('SR-70 SR-33 is answered to everybody else as one that was never given, to its own reader too', async () => {
    const id = await shared();
    const code = await looked(reader, id);
    const none = bare(await officer.get('/watermarks/0000000000'));
    expect(none).toMatchObject({ status: 404 });
    const others = [reader, await portal.official('AUS', 'contributor'), await portal.official('NZL', 'document_officer'), await portal.official('SECRETARIAT', 'administrator', 'auditor', 'secretariat_officer')];
    for (const who of others) expect(bare(await who.get(`/watermarks/${code}`))).toEqual(none);
    for (const wrong of [code.slice(1), `${code}0`, '%25', 'none']) expect(bare(await officer.get(`/watermarks/${wrong}`))).toEqual(none);
    expect((await portal.stranger.get(`/watermarks/${code}`)).status).toBe(401);
    expect(await read(id)).toEqual([]);
  });

  it('picks its readings out of the record', async () => {
    const id = await shared();
    const code = await looked(reader, id);
    await reader.get(`/documents/${id}/versions/1/pages/1`);
    await reader.get(`/documents/${id}/versions/1/file`);
    const readings = async (query: string) => ((await officer.get(`/documents/${id}/readings${query}`)).body as { items: { verb: string; code: string | null }[] }).items;
    expect((await readings('')).map(({ verb }) => verb)).toEqual(expect.arrayContaining(['previewed', 'downloaded']));
    expect(await readings(`?code=${code}`)).toEqual([expect.objectContaining({ verb: 'previewed', code, name: reader.name, party: 'IDN' })]);
    expect((await officer.get(`/documents/${id}/readings?code=%25`)).status).toBe(400);
  });

  it('still says whose copy it was when the document is disposed of, without its title', async () => {
    const id = await shared('Lanterns to be gone');
    const code = await looked(reader, id);
    const { id: request } = (await officer.post(`/documents/${id}/retention-requests`, { deed: 'dispose', reason: 'It was shared by mistake.' })).body as { id: string };
    expect((await focalPoint.put(`/retention-requests/${request}/decision`, { decision: 'approve' })).status).toBe(204);
    const found = await officer.get(`/watermarks/${code}`);
    expect(found.body).toMatchObject({ code, document: id, title: null, tlp: 'amber', disposedAt: expect.any(String), party: 'IDN', person: reader.name });
    expect(found.text).not.toContain('Lanterns');
    expect((await reader.get(`/watermarks/${code}`)).status).toBe(404);
    expect(await read(id)).toHaveLength(1);
  });

  it('SR-9 is looked up twenty times within a minute by one person, found or not, and no more', async () => {
    const trying = await portal.official('AUS', 'document_officer');
    const code = await looked(reader, await shared());
    const statuses: number[] = [];
    for (let times = 0; times < 20; times += 1) statuses.push((await trying.get(`/watermarks/${times % 2 ? code : '0000000000'}`)).status);
    expect([...new Set(statuses)]).toEqual([404, 200]);
    const answer = await trying.get(`/watermarks/${code}`);
    expect([answer.status, Number(answer.headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await focalPoint.get(`/watermarks/${code}`)).status).toBe(200);
  });
});
