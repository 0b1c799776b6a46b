import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { marking, type MarkingInput, type Official } from '../support/official.js';
import { noise, paper, png, words, written } from '../support/papers.js';
import { Portal } from '../support/portal.js';

const most = 60 * 1024;
interface Pages { as: string; why: string | null; pages: number; sizes: number[][]; watermark: string | null; recorded: boolean; mostBytes: number }

describe('previews', () => {
  let portal: Portal;
  let officer: Official;
  let reader: Official;
  let colleague: Official;
  let stranger: Official;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN');
    colleague = await portal.official('IDN');
    stranger = await portal.official('NZL', 'document_officer', 'contributor');
  });
  afterAll(() => portal.stop());

  const shared = async (content: Buffer | string, fileName: string, input: MarkingInput = marking('amber', ['IDN'])) => {
    const { id } = await officer.draft();
    const uploaded = await officer.upload(id, content, fileName);
    if (uploaded.status !== 201) throw new Error(uploaded.text);
    await portal.settled();
    const released = await officer.release(id, input);
    if (released.status !== 200) throw new Error(released.text);
    return `/documents/${id}/versions/1`;
  };
  const pages = async (who: Official, at: string) => (await who.get(`${at}/pages`)).body as Pages;
  const image = (who: Official, at: string, page = 1, query = '') => who.get(`${at}/pages/${page}${query}`).buffer(true).parse((answer, done) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
  });
  const events = async (name: string, at: string) =>
    (await portal.owner.query<{ detail: { code?: string; number?: number }; actor: string }>(`SELECT detail, actor FROM app.events WHERE name = $1 AND subject_id = $2 AND outcome = 'done'`, [name, at.split('/')[2]])).rows;

  it.each<[string, () => Promise<Buffer>, string, number]>([
    ['a page full of text', () => written(1), 'a.pdf', 1],
    ['a scanned page', () => paper(1, (pdf) => pdf.image(noise(450, 600), 0, 0, { width: 595 })), 'a.pdf', 1],
    ['many pages', () => written(120), 'a.pdf', 120],
    ['a page turned on its side', () => paper(2, (pdf) => pdf.text('Across'), { layout: 'landscape' }), 'a.pdf', 2],
    ['a picture', async () => noise(750, 500), 'a.png', 1],
  ])('of %s have no image above 60 KiB, bare or with a watermark', async (_what, make, fileName, count) => {
    for (const input of [marking('green'), marking('amber', ['IDN'], { handlingCaveats: ['no_onward_sharing'] })]) {
      const at = await shared(await make(), fileName, input);
      const shape = await pages(reader, at);
      expect(shape).toMatchObject({ as: 'images', why: null, pages: count, mostBytes: most });
      expect(shape.sizes).toHaveLength(count);
      for (const query of ['', '?size=fine']) {
        const answer = await image(reader, at, count, query);
        expect(answer.status).toBe(200);
        expect(answer.headers).toMatchObject({ 'content-type': 'image/webp', 'cache-control': 'private, no-store', 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff' });
        expect((answer.body as Buffer).subarray(8, 12).toString()).toBe('WEBP');
        expect((answer.body as Buffer).length).toBeLessThanOrEqual(most);
      }
    }
  }, 180_000);

  it('have the words of the page over the image, in their places', async () => {
    const at = await shared(await written(3), 'a.pdf');
    const { body } = await reader.get(`${at}/pages/2/text`);
    const { runs } = body as { runs: { text: string; x: number; y: number; width: number; height: number }[] };
    expect(runs.map(({ text }) => text).join(' ').split(/\s+/)).toEqual(`Page 2 begins. ${words(2, 480)}`.split(' '));
    for (const { x, y, width, height } of runs) expect([x, y, x + width, y + height].every((place) => place >= 0 && place <= 1)).toBe(true);
    expect(runs.map(({ y }) => y)).toEqual(runs.map(({ y }) => y).sort((a, b) => a - b));
  });

  it('SR-69 give one range of a page at a time, with the watermark of who asks', async () => {
    const at = await shared(await written(1), 'a.pdf', marking('amber', ['IDN'], { handlingCaveats: ['view_only'] }));
    const whole = (await image(reader, at)).body as Buffer;
    const part = await image(reader, at).set('Range', 'bytes=100-199');
    expect({ status: part.status, told: part.headers['content-range'] }).toEqual({ status: 206, told: `bytes 100-199/${whole.length}` });
    expect((part.body as Buffer).equals(whole.subarray(100, 200))).toBe(true);
    expect((await image(reader, at).set('Range', 'bytes=0-1,4-5')).status).toBe(200);
    expect((await image(reader, at).set('Range', `bytes=${whole.length}-`)).status).toBe(416);
  });

  it('NT-5 are under the rules of their document on every route, with every verb, whole and in part', async () => {
    const at = await shared(await written(1), 'a.pdf');
    const hidden = await reader.get(`/documents/00000000-0000-4000-8000-000000000000/versions/1/pages`);
    for (const path of ['pages', 'pages/1', 'pages/1?size=fine', 'pages/1?use=print', 'pages/1/text', 'file']) {
      for (const [method, range] of [['GET', ''], ['GET', 'bytes=0-1'], ['HEAD', '']] as const) {
        const ask = (who: Official) => fetch(`${portal.url}/api/v1${at}/${path}`, { method, headers: { ...who.headers, ...(range ? { Range: range } : {}) } });
        const answer = await ask(stranger);
        expect({ path, method, status: answer.status }).toEqual({ path, method, status: 404 });
        if (method === 'GET') expect({ ...(await answer.json() as object), instance: '', requestId: '' }).toEqual({ ...(hidden.body as object), instance: '', requestId: '' });
        expect((await ask(portal.stranger)).status).toBe(401);
        expect([200, 206]).toContain((await ask(reader)).status); // the positive control
      }
    }
    for (const path of ['pages/0', 'pages/2', 'pages/2/text']) expect((await reader.get(`${at}/${path}`)).status).toBe(404);
    expect((await reader.get(`${at.replace(/1$/, '2')}/pages`)).status).toBe(404);
  });

  it('wait for the inspection, also for whoever sent the file', async () => {
    const at = await shared(await written(1), 'a.pdf');
    await portal.owner.query(`UPDATE app.document_versions SET scan = 'pending' WHERE document_id = $1`, [at.split('/')[2]]);
    for (const path of ['pages', 'pages/1', 'pages/1/text']) expect((await officer.get(`${at}/${path}`)).body).toMatchObject({ status: 409, type: '/problems/not-inspected-yet' });
    await portal.owner.query(`UPDATE app.document_versions SET scan = 'infected' WHERE document_id = $1`, [at.split('/')[2]]);
    expect((await officer.get(`${at}/pages/1`)).body).toMatchObject({ status: 409, type: '/problems/infected' });
  });

  it('show what is to be looked at only, and let it neither be printed nor taken away', async () => {
    const at = await shared(await written(1), 'a.pdf', marking('amber', ['IDN'], { handlingCaveats: ['view_only'] }));
    expect((await image(reader, at)).status).toBe(200);
    expect((await reader.get(`${at}/pages/1?use=print`)).status).toBe(403);
    expect((await reader.get(`${at}/file`)).status).toBe(403);
    expect(await events('document.printed', at)).toEqual([]);
  });

  it('are recorded from AMBER up: once an hour for a reader and a version, whatever the number of pages', async () => {
    const at = await shared(await written(3), 'a.pdf');
    for (const page of [1, 2, 3, 1]) await image(reader, at, page);
    await pages(reader, at);
    await image(colleague, at);
    expect((await events('document.previewed', at)).map(({ actor }) => actor).sort()).toEqual([reader.id, colleague.id].sort());
    await portal.owner.query(`UPDATE app.openings SET hour = hour - interval '1 hour' WHERE document_id = $1 AND user_id = $2`, [at.split('/')[2], reader.id]);
    await image(reader, at);
    expect(await events('document.previewed', at)).toHaveLength(3);
    await image(reader, at, 1, '?use=print');
    expect(await events('document.printed', at)).toHaveLength(1);
    const { items } = (await officer.get(`/documents/${at.split('/')[2]}/readings`)).body as { items: { verb: string; code: string | null; version: number | null }[] };
    expect(items.filter(({ verb }) => verb === 'previewed' || verb === 'printed').map(({ verb, version, code }) => [verb, version, code?.length])).toEqual([['printed', 1, 10], ['previewed', 1, 10], ['previewed', 1, 10], ['previewed', 1, 10]]);
    const green = await shared(await written(1), 'a.pdf', marking('green'));
    await image(reader, green);
    expect(await events('document.previewed', green)).toEqual([]);
  });

  it('SR-70 carry the mark of who looks, whose code leads the originator, and nobody else, to who it was', async () => {
    const at = await shared(await written(1), 'a.pdf', marking('amber', ['IDN'], { handlingCaveats: ['no_onward_sharing'] }));
    const [mine, theirs] = [await pages(reader, at), await pages(colleague, at)];
    expect(mine.watermark).toMatch(new RegExp(`^${reader.name} · IDN · \\d+ [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d UTC · [0-9A-Z]{10}$`));
    expect(mine.recorded).toBe(true);
    const code = mine.watermark?.slice(-10) ?? '';
    expect(theirs.watermark).not.toContain(code);
    const [first, second, again] = [await image(reader, at), await image(colleague, at), await image(reader, at)];
    expect((first.body as Buffer).equals(second.body as Buffer)).toBe(false);
    expect((first.body as Buffer).equals(again.body as Buffer)).toBe(true);
    expect((await events('document.previewed', at)).find(({ actor }) => actor === reader.id)?.detail.code).toBe(code);
    const found = await officer.get(`/watermarks/${code.toLowerCase()}`);
    expect(found.body).toMatchObject({ code, document: at.split('/')[2], version: 1, party: 'IDN', person: reader.name, rendition: 'preview' });
    const none = await reader.get('/watermarks/0000000000');
    expect(none.status).toBe(404);
    for (const who of [reader, stranger, await portal.official('AUS', 'contributor')]) {
      const answer = await who.get(`/watermarks/${code}`);
      expect({ ...answer.body, instance: '', requestId: '' }).toEqual({ ...none.body, instance: '', requestId: '' });
    }
  });

  it('of pictures say nothing of where and how they were taken', async () => {
    const at = await shared(noise(300, 200), 'a.png', marking('green'));
    const bytes = (await image(reader, at)).body as Buffer;
    for (const name of ['EXIF', 'XMP ', 'ICCP']) expect(bytes.includes(name)).toBe(false);
  });

  it('SR-71 decode no picture of more than 50 megapixels', async () => {
    const at = await shared(png(30_000, 30_000, Buffer.from('789c030000000001', 'hex')), 'a.png', marking('green')).catch((error: Error) => error);
    if (at instanceof Error) return expect(at.message).toMatch(/megapixel|pixels/); // refused on the way in
    expect(await pages(reader, at)).toMatchObject({ status: 404 }); // rejected by its inspection
    expect((await image(reader, at)).status).toBe(404);
  });

  it('that cannot be made say why, and harm nobody', async () => {
    const locked = await shared(await paper(1, (pdf) => pdf.text('secret'), { userPassword: 'x', ownerPassword: 'y' }), 'a.pdf', marking('green'));
    expect(await pages(reader, locked)).toMatchObject({ as: 'nothing', why: 'locked', pages: 0 });
    const broken = await shared(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(4000, 'x'), Buffer.from('\n%%EOF')]), 'a.pdf', marking('green'));
    expect(await pages(reader, broken)).toMatchObject({ as: 'nothing', why: 'unreadable' });
    const text = await shared(`${words(1, 2_000)}\n`.repeat(2), 'a.txt', marking('amber', ['IDN'], { handlingCaveats: ['view_only'] }));
    const shape = await pages(reader, text);
    expect(shape).toMatchObject({ as: 'text', why: null });
    expect(shape.pages).toBeGreaterThan(3);
    const { text: page } = (await reader.get(`${text}/pages/1/text`)).body as { text: string };
    expect(page).toContain(words(1, 20));
    expect(page.split('\n').filter((line) => line === `[${shape.watermark}]`)).toHaveLength(2);
  });

  it('are kept sealed, and go with the version they were made of', async () => {
    const { id } = await officer.draft();
    await officer.upload(id, await written(1), 'a.pdf');
    await portal.settled();
    expect((await image(officer, `/documents/${id}/versions/1`)).status).toBe(200);
    const kept = async () => (await portal.owner.query<{ key: string }>(`SELECT storage_key AS key FROM app.renditions WHERE document_id = $1`, [id])).rows.map(({ key }) => key);
    const keys = await kept();
    expect(keys).toHaveLength(2);
    const sealed = async () => Number((await portal.owner.query<{ count: string }>('SELECT count(*) FROM app.sealed_files WHERE storage_key = ANY ($1)', [keys])).rows[0]?.count);
    expect(await sealed()).toBe(2);
    expect((await officer.call('delete', `/documents/${id}/versions/1`)).status).toBe(204);
    expect([await kept(), await sealed()]).toEqual([[], 0]);
  });

  describe('SR-72 nothing is fetched to make them', () => {
    let canary: Server;
    let hits = 0;
    beforeAll(async () => {
      canary = createServer((_request, response) => { hits += 1; response.end(); });
      await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => new Promise((resolve) => canary.close(resolve)));
    const address = () => `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;

    it('neither what a PDF links to nor what it would submit to', async () => {
      const at = await shared(await paper(1, (pdf) => {
        pdf.text('look', { link: `${address()}/link` });
        pdf.ref({ Type: 'Action', S: 'URI', URI: `${address()}/action` }).end('');
      }), 'a.pdf');
      expect((await image(reader, at)).status).toBe(200);
      await fetch(`${address()}/control`);
      expect(hits).toBe(1); // the positive control alone
    });
  });
});
