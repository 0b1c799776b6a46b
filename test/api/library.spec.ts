import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('the library', () => {
  let portal: Portal;
  let aus: Official;
  let nzl: Official;
  let idn: Official;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    aus = await portal.official('AUS', 'document_officer');
    nzl = await portal.official('NZL', 'document_officer');
    idn = await portal.official('IDN');
    await aus.released(marking('green'), { title: 'Boats in the east', kind: 'analysis', subjects: ['sea_routes'], abstract: 'Movements of boats along eastern shores.' });
    await aus.released(marking('amber', ['IDN']), { title: 'Altered visas', kind: 'alert', subjects: ['visas_and_labels', 'air_routes'], abstract: 'What to look for.' });
    await aus.released(marking('amber', ['FJI']), { title: 'Hidden from Indonesia', kind: 'alert', subjects: ['sea_routes'] });
    await nzl.released(marking('clear'), { title: 'การลักลอบขนผู้โยกย้ายถิ่นฐาน', kind: 'policy_guide', language: 'th', abstract: 'คู่มือสำหรับเจ้าหน้าที่ตรวจคนเข้าเมือง', subjects: ['legislation'] });
    await nzl.released(marking('green'), { title: 'Kapal di selat', kind: 'alert', language: 'id', abstract: 'Kapal-kapal berlayar tanpa lampu pada malam hari.', subjects: ['sea_routes'] });
    await aus.draft({ title: 'A draft of ours' });
    await portal.settled();
  });
  afterAll(() => portal.stop());

  const titles = async (who: Official, query: string) => ((await who.get(`/documents?${query}`)).body as { items: { title: string }[] }).items.map(({ title }) => title);

  it('lists what is released and readable, newest first', async () => {
    expect(await titles(idn, '')).toEqual(['Kapal di selat', 'การลักลอบขนผู้โยกย้ายถิ่นฐาน', 'Altered visas', 'Boats in the east']);
    expect(await titles(idn, 'sort=oldest')).toEqual(['Boats in the east', 'Altered visas', 'การลักลอบขนผู้โยกย้ายถิ่นฐาน', 'Kapal di selat']);
    expect(await titles(idn, 'sort=title')).toEqual(['Altered visas', 'Boats in the east', 'Kapal di selat', 'การลักลอบขนผู้โยกย้ายถิ่นฐาน']);
  });

  it.each(['', 'sort=oldest', 'sort=title', 'kind=alert,analysis,policy_guide', 'q=boats+OR+kapal+OR+visas'])('pages through %s without losing or repeating anything', async (query) => {
    const all = await titles(idn, `${query}&limit=50`);
    const walked: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = (await idn.get(`/documents?${query}&limit=1${cursor && `&cursor=${cursor}`}`)) as { body: { items: { title: string }[]; next: string | null } };
      expect(body.items.length).toBeLessThanOrEqual(1);
      walked.push(...body.items.map(({ title }) => title));
      cursor = body.next;
    }
    expect(walked).toEqual(all);
    expect(all.length).toBeGreaterThan(2);
  });

  it('narrows by each filter, and by several at once', async () => {
    expect(await titles(idn, 'kind=alert')).toEqual(['Kapal di selat', 'Altered visas']);
    expect(await titles(idn, 'originator=NZL&kind=alert')).toEqual(['Kapal di selat']);
    expect(await titles(idn, 'subject=sea_routes,air_routes')).toEqual(['Kapal di selat', 'Altered visas', 'Boats in the east']);
    expect(await titles(idn, 'tlp=clear')).toEqual(['การลักลอบขนผู้โยกย้ายถิ่นฐาน']);
    expect(await titles(idn, 'language=th,id')).toEqual(['Kapal di selat', 'การลักลอบขนผู้โยกย้ายถิ่นฐาน']);
    expect(await titles(idn, 'from=2099-01-01')).toEqual([]);
    expect(await titles(idn, 'state=draft')).toEqual([]);
    expect(await titles(aus, 'state=draft')).toEqual(['A draft of ours']);
  });

  it('finds words in their own language: by their stem, in scripts without spaces, in titles, abstracts and files', async () => {
    expect(await titles(idn, 'q=moving+boat')).toEqual([]);
    expect(await titles(idn, 'q=movement')).toEqual(['Boats in the east']);
    expect(await titles(idn, 'q=berlayar')).toEqual(['Kapal di selat']);
    expect(await titles(idn, `q=${encodeURIComponent('เจ้าหน้าที่')}`)).toEqual(['การลักลอบขนผู้โยกย้ายถิ่นฐาน']);
    expect((await titles(idn, 'q=northern+cape')).length).toBe(4); // in the files of all four
    expect(await titles(idn, 'q=boats+-eastern')).not.toContain('Boats in the east');
    expect(await titles(idn, 'q=%22eastern+shores%22')).toEqual(['Boats in the east']);
  });

  it('shows where the words stand', async () => {
    const { items } = (await idn.get('/documents?q=boats')).body as { items: { title: string; snippet: { text: string; hit: boolean }[] | null }[] };
    const snippet = items.find(({ title }) => title === 'Boats in the east')?.snippet;
    expect(snippet?.filter(({ hit }) => hit).map(({ text }) => text)).toContain('boats');
    const thai = ((await idn.get(`/documents?q=${encodeURIComponent('เจ้าหน้าที่')}`)).body as { items: { snippet: { text: string; hit: boolean }[] }[] }).items[0]?.snippet ?? [];
    expect(thai.map(({ text }) => text).join('')).toContain('คู่มือสำหรับเจ้าหน้าที่ตรวจคนเข้าเมือง');
  });

  it('counts what each reader may see, each facet without its own filter', async () => {
    const { body } = await idn.get('/documents/facets?kind=alert');
    expect(body.total).toEqual({ count: 2, capped: false });
    expect(body.kind).toEqual([{ value: 'alert', count: 2, capped: false }, { value: 'analysis', count: 1, capped: false }, { value: 'policy_guide', count: 1, capped: false }]);
    expect(body.originator).toEqual([{ value: 'AUS', count: 1, capped: false }, { value: 'NZL', count: 1, capped: false }]);
    expect(body.state).toEqual([{ value: 'released', count: 2, capped: false }]);
    const everything = (await aus.get('/documents/facets?state=draft,released')).body;
    expect(everything.state).toEqual([{ value: 'released', count: 5, capped: false }, { value: 'draft', count: 1, capped: false }]);
    expect((await idn.get('/documents/facets?q=berlayar')).body).toMatchObject({ total: { count: 1 }, language: [{ value: 'id', count: 1 }] });
  });

  it('completes what is typed from visible titles', async () => {
    expect((await idn.get('/documents/suggestions?q=visa')).body.items).toEqual([{ id: expect.any(String), title: 'Altered visas' }]);
    expect((await idn.get('/documents/suggestions?q=hidden')).body.items).toEqual([]);
    expect((await idn.get('/documents/suggestions?q=%25%25')).body.items).toEqual([]);
  });

  it('NT-18 finds nothing by the exact value of a field one may not read', async () => {
    const { id } = await aus.released(marking('amber', ['IDN'], { withheldFrom: ['NZL'] }), { title: 'Plain title' });
    const { rows } = await portal.owner.query<{ marking_seal: string; created_by: string }>('SELECT marking_seal, created_by FROM app.documents WHERE id = $1', [id]);
    for (const value of [rows[0]?.marking_seal, rows[0]?.created_by, aus.id, 'withheld', aus.name]) expect((await idn.get(`/documents?q=${encodeURIComponent(String(value))}`)).body).toEqual({ items: [], next: null });
    const seen = (await idn.get(`/documents/${id}`)).body;
    expect(seen.marking.withheldFrom).toEqual([]);
    expect(JSON.stringify(seen)).not.toContain('NZL');
    expect(seen.createdBy).toBeNull();
  });

  it('SR-109 leaves as CSV, XLSX and JSON, marked, and safe from being calculated', async () => {
    for (const title of ['=1+1', '+cmd', '@SUM(A1)', '-2', '\t=x', '＝full width']) await aus.released(marking('green'), { title });
    const csv = await idn.get('/documents/export?format=csv').buffer(true);
    expect(csv.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': expect.stringMatching(/^attachment; filename=documents-\d{4}-\d\d-\d\d\.csv$/), 'cache-control': 'private, no-store' });
    const lines = csv.text.split('\r\n');
    expect(lines[0]).toBe('\ufeffTLP:AMBER');
    expect(lines[2]).toContain(`Taken by ${idn.name} (IDN)`);
    expect(lines.filter((line) => /(^|,)"?[=+@\t\uff1d-]/.test(line.replace('\ufeff', '')))).toEqual([]);
    expect(csv.text).toContain("'=1+1");
    expect(csv.text).not.toContain('Hidden');
    const json = JSON.parse((await idn.get('/documents/export?format=json&kind=alert').buffer(true)).text) as { marking: string[]; items: { title: string }[] };
    expect(json).toMatchObject({ marking: ['TLP:AMBER', expect.any(String), expect.any(String)], items: [{ title: 'Kapal di selat' }, { title: 'Altered visas' }] });
    const sheet = await idn.get('/documents/export?format=xlsx').buffer(true).parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });
    expect((sheet.body as Buffer).subarray(0, 2).toString()).toBe('PK');
    expect((await portal.owner.query(`SELECT FROM app.events WHERE name = 'library.exported' AND actor = $1`, [idn.id])).rowCount).toBe(3);
  });

  it('keeps searches with a name, each person their own', async () => {
    const saved = (await idn.post('/saved-searches', { name: 'Alerts by sea', query: 'kind=alert&subject=sea_routes' })).body as { id: string };
    expect((await idn.get('/saved-searches')).body.items).toEqual([{ id: saved.id, name: 'Alerts by sea', query: 'kind=alert&subject=sea_routes' }]);
    expect((await nzl.get('/saved-searches')).body.items).toEqual([]);
    expect((await nzl.call('delete', `/saved-searches/${saved.id}`)).status).toBe(404);
    expect((await idn.call('delete', `/saved-searches/${saved.id}`)).status).toBe(204);
    expect((await idn.get('/saved-searches')).body.items).toEqual([]);
  });
});
