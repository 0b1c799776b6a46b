import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

describe('files', () => {
  let portal: Portal;
  let officer: Official;
  let reader: Official;
  let id: string;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_UPLOAD_MAX_BYTES: '2000000' } });
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN');
  });
  beforeEach(async () => { ({ id } = await officer.draft()); });
  afterAll(() => portal.stop());

  const stored = () => {
    try {
      return readdirSync(portal.settings.storagePath, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length;
    } catch {
      return 0;
    }
  };
  const nothingKept = async (work: () => Promise<void>) => {
    const before = stored();
    await work();
    expect(stored()).toBe(before);
    expect((await officer.open(id)).versions).toEqual([]);
  };

  it('are hashed on the way in, and come out the same, whole and in ranges', async () => {
    const content = Buffer.from('abcdefghij'.repeat(1000));
    const { body } = await officer.upload(id, content, 'letters.txt');
    expect(body).toMatchObject({ number: 1, bytes: 10_000, sha256: createHash('sha256').update(content).digest('hex'), scan: 'pending', mediaType: 'text/plain', released: false });
    await officer.release(id, marking('amber', ['IDN']));
    await portal.settled();
    await portal.owner.query(`UPDATE app.document_versions SET scan = 'pending' WHERE document_id = $1`, [id]);
    expect((await reader.get(`/documents/${id}/versions/1/file`)).status).toBe(404);
    expect((await officer.get(`/documents/${id}/versions/1/file`)).body).toMatchObject({ status: 409, type: '/problems/not-inspected-yet' });
    await portal.owner.query(`UPDATE app.document_versions SET scan = 'infected' WHERE document_id = $1`, [id]);
    expect((await officer.get(`/documents/${id}/versions/1/file`)).body).toMatchObject({ status: 409, type: '/problems/infected' });
    await portal.owner.query(`UPDATE app.document_versions SET scan = 'clean' WHERE document_id = $1`, [id]);
    const whole = await reader.get(`/documents/${id}/versions/1/file`).buffer(true);
    expect(whole.text).toBe(content.toString());
    expect(whole.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-length': '10000', 'cache-control': 'private, no-store', 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff' });
    expect(whole.headers['content-disposition']).toBe('attachment; filename=letters.txt');
    for (const [range, status, text, told] of [
      ['bytes=0-4', 206, 'abcde', 'bytes 0-4/10000'], ['bytes=9995-', 206, 'fghij', 'bytes 9995-9999/10000'], ['bytes=-3', 206, 'hij', 'bytes 9997-9999/10000'],
      ['bytes=10000-', 416, undefined, 'bytes */10000'], ['bytes=0-1,4-5', 200, undefined, undefined], ['lines=1-2', 200, undefined, undefined],
    ] as const) {
      const part = await reader.get(`/documents/${id}/versions/1/file`).set('Range', range).buffer(true);
      expect({ range, status: part.status, told: part.headers['content-range'] }).toEqual({ range, status, told });
      if (text) expect(part.text).toBe(text);
    }
    expect((await reader.call('get', `/documents/${id}/versions/1/file`).set('Range', 'bytes=5-9').buffer(true)).text).toBe('fghij');
  });

  it('SR-68: leave to be kept, never to be shown, under a type of the list and their own name', async () => {
    await officer.upload(id, 'words', 'تقرير "1".txt'.replaceAll('"', ''));
    await portal.settled();
    const { headers } = await officer.get(`/documents/${id}/versions/1/file`);
    expect(headers).toMatchObject({
      'content-type': expect.stringMatching(/^text\/plain/), 'content-disposition': expect.stringMatching(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''%D8%AA/), 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'", 'cross-origin-resource-policy': 'same-origin', 'accept-ranges': 'bytes',
    });
    expect(headers['last-modified']).toBeUndefined();
    await portal.owner.query(`UPDATE app.document_versions SET media_type = 'text/html' WHERE document_id = $1`, [id]);
    expect((await officer.get(`/documents/${id}/versions/1/file`)).headers['content-type']).toBe('application/octet-stream');
  });

  it('SR-69: are told apart for each reader by a tag that tells nothing, and go on only where they are the same', async () => {
    await officer.upload(id, 'abcdefghij', 'a.txt');
    await officer.release(id, marking('amber', ['IDN']));
    await portal.settled();
    const path = `/documents/${id}/versions/1/file`;
    const tag = String((await officer.get(path)).headers.etag);
    expect(tag).toMatch(/^"[\w-]{27}"$/);
    expect((await officer.get(path)).headers.etag).toBe(tag);
    expect((await reader.get(path)).headers.etag).not.toBe(tag);
    const stranger = await portal.official('NZL');
    for (const header of ['If-None-Match', 'If-Match', 'If-Modified-Since', 'If-Range']) {
      expect((await officer.get(path).set(header, tag)).status).toBe(200);
      expect((await stranger.get(path).set(header, tag)).status).toBe(404);
    }
    const again = await officer.get(path).set('Range', 'bytes=4-').set('If-Range', tag).buffer(true);
    expect({ status: again.status, text: again.text }).toEqual({ status: 206, text: 'efghij' });
    const anew = await officer.get(path).set('Range', 'bytes=4-').set('If-Range', '"another"').buffer(true);
    expect({ status: anew.status, text: anew.text }).toEqual({ status: 200, text: 'abcdefghij' });
  });

  it('NT-5 NT-1 obey the rules of their document, by every verb, and belong to no other', async () => {
    await officer.upload(id, 'secret words', 'a.txt');
    await portal.settled();
    const other = await officer.released(marking('green'));
    await portal.settled();
    expect((await reader.get(`/documents/${id}/versions/1/file`)).status).toBe(404);
    expect((await reader.get(`/documents/${id}/versions/1/file`).set('Range', 'bytes=0-1')).status).toBe(404);
    expect((await fetch(`${portal.url}/api/v1/documents/${id}/versions/1/file`, { method: 'HEAD', headers: reader.headers })).status).toBe(404);
    expect((await portal.stranger.get(`/documents/${other.id}/versions/1/file`)).status).toBe(401);
    expect((await reader.get(`/documents/${other.id}/versions/2/file`)).status).toBe(404);
    expect((await officer.call('delete', `/documents/${other.id}/versions/7`)).status).toBe(404);
    // NT-1: a stage of one document under the address of another.
    const { rowVersion } = await officer.open(other.id);
    expect((await officer.put(`/documents/${other.id}/stages/22222222-2222-4222-8222-222222222222/cancellation`, { reason: 'xxx' }, rowVersion)).status).toBe(404);
    expect((await officer.open(other.id)).rowVersion).toBe(rowVersion);
  });

  it('are read, and not taken away, where a caveat says so', async () => {
    await officer.upload(id, 'only to be looked at', 'a.txt');
    await officer.release(id, marking('amber', ['IDN'], { handlingCaveats: ['view_only'] }));
    await portal.settled();
    const refused = await reader.get(`/documents/${id}/versions/1/file`);
    expect(refused.status).toBe(403);
    expect((await reader.open(id)).allows).not.toContain('download');
  });

  it.each([
    ['an empty file', '', 'a.txt', 422], ['a program named as a text', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'a.txt', 415], ['a kind nobody needs', 'x', 'a.exe', 415],
    ['a picture named as a document', png, 'a.pdf', 415], ['a web page', '<html><script>alert(1)</script></html>', 'a.html', 415], ['a drawing with script', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'a.svg', 415],
    ['a broken archive', 'PK\u0003\u0004 not really', 'a.docx', 415], ['more than is taken', Buffer.alloc(2_000_001, 'x'), 'a.txt', 413],
  ])('are refused with a reason: %s', async (_what, content, name, status) => {
    await nothingKept(async () => {
      const answer = await officer.upload(id, content, name);
      expect({ status: answer.status, type: answer.headers['content-type'], detail: String(answer.body.detail).length > 20 }).toEqual({ status, type: expect.stringContaining('problem+json'), detail: true });
    });
  });

  it.each(['../../etc/passwd.txt', '..\\..\\windows\\a.txt', 'a\u0000.txt', 'CON.txt', 'a\u202etxt.exe', '.htaccess', 'a.txt.', 'a.pdf.exe', '  ', 'x'.repeat(290) + '.txt', 'a\r\nSet-Cookie: x.txt', '%2e%2e%2fa.txt'])(
    'SR-67: take no hostile name as it is: %j', async (name) => {
      const answer = await officer.upload(id, 'harmless', name);
      if (answer.status !== 201) return expect([400, 415, 422]).toContain(answer.status);
      const { fileName } = answer.body as { fileName: string };
      expect(fileName).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069/\\]|^\.|\.exe$/);
    });

  it('that break off leave nothing', async () => {
    await nothingKept(async () => {
      await new Promise<void>((resolve) => {
        const { hostname, port } = new URL(portal.url);
        const sending = httpRequest({ hostname, port, method: 'POST', path: `/api/v1/documents/${id}/versions?fileName=a.txt`, headers: { ...officer.headers, 'Content-Type': 'application/octet-stream', 'Content-Length': '5000' } });
        sending.on('error', () => undefined); // it is this end that breaks off
        sending.write('only the beginning');
        setTimeout(() => sending.destroy(), 150);
        setTimeout(resolve, 600);
      });
    });
  });

  it('are taken back only while nobody was shown them', async () => {
    await officer.upload(id, 'one', 'a.txt');
    await officer.upload(id, 'two', 'a.txt');
    expect((await officer.call('delete', `/documents/${id}/versions/1`)).status).toBe(204);
    await officer.release(id, marking('green'));
    expect((await officer.call('delete', `/documents/${id}/versions/2`)).status).toBe(409);
    expect((await officer.open(id)).versions.map(({ number }) => number)).toEqual([2]);
  });

  it('that were tampered with in the store are never called clean', async () => {
    await officer.upload(id, 'as it was sent', 'a.txt');
    await portal.owner.query(`UPDATE app.document_versions SET content_state = 'pending', sha256 = repeat('1', 64) WHERE document_id = $1`, [id]);
    await portal.settled();
    const { rows } = await portal.owner.query<{ scan: string }>('SELECT scan FROM app.document_versions WHERE document_id = $1', [id]);
    expect(rows[0]?.scan).not.toBe('clean');
  });

  it('in several languages stand side by side, and a new version is for nobody until it is released', async () => {
    await officer.upload(id, 'English words', 'en.txt', '&language=en');
    await officer.upload(id, 'Kata Indonesia', 'id.txt', '&language=id');
    await officer.release(id, marking('amber', ['IDN']));
    expect((await reader.open(id)).versions.map(({ number }) => number)).toEqual([1, 2]);
    await officer.upload(id, 'English words, corrected', 'en.txt', '&language=en&note=Corrected');
    await portal.settled();
    expect((await reader.open(id)).versions.map(({ number }) => number)).toEqual([1, 2]);
    expect((await reader.get('/documents?q=corrected')).body.items).toEqual([]);
    await officer.release(id, marking('amber', ['IDN']));
    await portal.settled();
    expect((await reader.open(id)).versions.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect((await reader.get('/documents?q=corrected')).body.items).toHaveLength(1);
    expect((await reader.get('/documents?language=id')).body.items).toHaveLength(1);
  });
});
