import { createHash } from 'node:crypto';
import { crc32, inflateRawSync } from 'node:zlib';
import { extractText, getDocumentProxy } from 'unpdf';
import { marking, type Official } from '../support/official.js';
import { noise, paper, written } from '../support/papers.js';
import { zip } from '../support/archives.js';
import { Portal } from '../support/portal.js';

const noOnward = marking('amber', ['IDN'], { handlingCaveats: ['no_onward_sharing'] });

describe('copies', () => {
  let portal: Portal;
  let officer: Official;
  let reader: Official;
  let colleague: Official;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN');
    colleague = await portal.official('IDN');
  });
  afterAll(() => portal.stop());

  const shared = async (content: Buffer | string, fileName: string, input = noOnward) => {
    const { id } = await officer.draft();
    const uploaded = await officer.upload(id, content, fileName);
    if (uploaded.status !== 201) throw new Error(uploaded.text);
    await portal.settled();
    const released = await officer.release(id, input);
    if (released.status !== 200) throw new Error(released.text);
    return id;
  };
  const take = (who: Official, path: string) => who.get(path).buffer(true).parse((answer, done) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
  });
  const file = (who: Official, id: string) => take(who, `/documents/${id}/versions/1/file`);
  const read = async (bytes: Buffer) => {
    const pdf = await getDocumentProxy(new Uint8Array(bytes));
    const { text } = await extractText(pdf, { mergePages: false });
    return { pages: text, about: (await pdf.getMetadata()).info as { Subject?: string; Keywords?: string; Title?: string } };
  };

  it('SR-70 as PDF carry their reader\'s mark on every page, in the words of the file and in its properties, and lead to the record', async () => {
    const id = await shared(await written(12), 'report.pdf');
    const answer = await file(reader, id);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename=report.pdf', 'content-length': String((answer.body as Buffer).length) });
    const { pages, about } = await read(answer.body as Buffer);
    expect(pages).toHaveLength(12);
    const code = about.Keywords ?? '';
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Page ${index + 1} begins.`);
      expect(page).toMatch(new RegExp(`${reader.name} · IDN · \\d+ [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d UTC · ${code}`));
    }
    expect(about.Subject).toContain(`${reader.name} · IDN`);
    expect((await officer.get(`/watermarks/${code}`)).body).toMatchObject({ document: id, version: 1, person: reader.name, rendition: 'download' });
    const { rows } = await portal.owner.query<{ code: string }>(`SELECT detail ->> 'code' AS code FROM app.events WHERE name = 'document.downloaded' AND subject_id = $1`, [id]);
    expect(rows).toEqual([{ code }]);
    const theirs = (await file(colleague, id)).body as Buffer;
    expect((await read(theirs)).about.Keywords).not.toBe(code);
    expect(theirs.equals(answer.body as Buffer)).toBe(false);
  });

  it('SR-69 are the same within the hour, so that a broken download goes on', async () => {
    const id = await shared(await written(2), 'report.pdf');
    const whole = (await file(reader, id)).body as Buffer;
    const rest = await file(reader, id).set('Range', 'bytes=1000-');
    expect({ status: rest.status, told: rest.headers['content-range'] }).toEqual({ status: 206, told: `bytes 1000-${whole.length - 1}/${whole.length}` });
    expect(Buffer.concat([whole.subarray(0, 1000), rest.body as Buffer]).equals(whole)).toBe(true);
  });

  it.each([['view_only', 'amber'], ['no_onward_sharing', 'green'], ['', 'amber+strict']])('are marked for %s %s', async (caveat, tlp) => {
    const id = await shared('Boats were seen.', 'a.txt', marking(tlp, tlp === 'green' ? [] : ['IDN'], { handlingCaveats: caveat ? [caveat] : [] }));
    const answer = await file(reader, id);
    if (caveat === 'view_only') return expect(answer.status).toBe(403);
    const lines = (answer.body as Buffer).toString().trimEnd().split('\r\n');
    expect(lines[0]).toMatch(new RegExp(`^\\[${reader.name} · IDN · .* UTC · [0-9A-Z]{10}\\]$`));
    expect([lines[1], lines[2]]).toEqual(['Boats were seen.', lines[0]]);
  });

  it('are bare where no caveat asks for a mark, and for whoever writes for the originator', async () => {
    const content = await written(1);
    expect(((await file(reader, await shared(content, 'a.pdf', marking('amber', ['IDN'])))).body as Buffer).equals(content)).toBe(true);
    const id = await shared(content, 'a.pdf');
    expect(((await file(officer, id)).body as Buffer).equals(content)).toBe(true);
    const plain = await portal.official('AUS');
    expect(((await file(plain, id)).body as Buffer).equals(content)).toBe(false);
  });

  it('of pictures become a page that carries the mark', async () => {
    const answer = await file(reader, await shared(noise(200, 150), 'photo.png'));
    expect(answer.headers['content-disposition']).toBe('attachment; filename=photo.pdf');
    expect((await read(answer.body as Buffer)).pages[0]).toContain(`${reader.name} · IDN`);
  });

  it('SR-70 that cannot carry the mark are not given out, and no reading is recorded', async () => {
    const locked = await paper(1, (pdf) => pdf.text('secret'), { userPassword: 'x', ownerPassword: 'y' });
    const broken = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(4000, 'x'), Buffer.from('\n%%EOF')]);
    const { Document, Packer, Paragraph } = await import('docx');
    const docx = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('Boats were seen.')] }] }));
    for (const [content, name] of [[locked, 'a.pdf'], [broken, 'a.pdf'], [docx, 'a.docx']] as const) {
      const id = await shared(content, name);
      const answer = await reader.get(`/documents/${id}/versions/1/file`);
      expect(answer.body).toMatchObject({ status: 409, type: '/problems/cannot-be-marked' });
      expect((await reader.get(`/documents/${id}/versions/1/permission`)).body).toMatchObject({ status: 409, type: '/problems/cannot-be-marked', detail: (answer.body as { detail: string }).detail });
      expect((await officer.get(`/documents/${id}/versions/1/permission`)).status).toBe(204);
      expect((await portal.owner.query(`SELECT FROM app.events WHERE name = 'document.downloaded' AND subject_id = $1 AND outcome = 'done'`, [id])).rowCount).toBe(0);
      expect((await file(officer, id)).status).toBe(200); // the positive control
    }
    expect((await file(reader, await shared(docx, 'a.docx', marking('amber', ['IDN'])))).body).toEqual(docx);
    expect((await reader.get(`/documents/${await shared(await written(1), 'a.pdf')}/versions/1/permission`)).status).toBe(204);
  });

  describe('in a bundle', () => {
    /** By the directory at its end, as programs open it; each checked by its crc. */
    const members = (bytes: Buffer): Record<string, Buffer> => {
      const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
      const found: Record<string, Buffer> = {};
      for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left--) {
        const [crc, packed, size, name, start] = [bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
        const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
        const content = inflateRawSync(bytes.subarray(from, from + packed));
        expect([crc32(content), content.length]).toEqual([crc, size]);
        found[bytes.subarray(at + 46, at + 46 + name).toString()] = content;
        at += 46 + name;
      }
      return found;
    };

    it('SR-113 are each as they would be alone, with a manifest, and an event for every one', async () => {
      const plain = await shared('Boats were seen.', 'a.txt', marking('amber', ['IDN']));
      const marked = await shared(await written(2), 'b.pdf');
      const closed = await shared(await written(1), 'c.pdf', marking('amber', ['IDN'], { handlingCaveats: ['view_only'] }));
      const hidden = await shared('not for you', 'd.txt', marking('amber', ['NZL']));
      const ids = [plain, marked, closed, hidden].join(',');
      const outline = (await reader.get(`/documents/bundle/outline?ids=${ids}`)).body as { items: { id: string; included: boolean; because: string }[]; files: number; bytes: number };
      expect(outline.items.map(({ id, included }) => [id, included])).toEqual([[plain, true], [marked, true], [closed, false]]);
      expect(outline.files).toBe(2);
      const answer = await take(reader, `/documents/bundle?ids=${ids}`);
      expect(answer.headers).toMatchObject({ 'content-type': 'application/zip', 'cache-control': 'private, no-store', 'content-security-policy': "sandbox; default-src 'none'" });
      const inside = members(answer.body as Buffer);
      const manifest = JSON.parse(String(inside['manifest.json'])) as { files: { file: string; symbol: string; marking: string; caveats: string; sha256: string; bytes: number; originator: string; title: string }[] };
      expect(manifest.files).toHaveLength(2);
      for (const { file: name, sha256, bytes } of manifest.files) {
        expect({ name, sha256: createHash('sha256').update(inside[name] ?? '').digest('hex'), bytes: inside[name]?.length }).toEqual({ name, sha256, bytes });
      }
      expect(manifest.files[0]).toMatchObject({ marking: 'TLP:AMBER', originator: 'AUS', caveats: '' });
      expect(inside[manifest.files[0]?.file ?? '']?.toString()).toBe('Boats were seen.');
      expect((await read(inside[manifest.files[1]?.file ?? ''] ?? Buffer.alloc(0))).pages.every((page) => page.includes(`${reader.name} · IDN`))).toBe(true);
      expect(Object.keys(inside).sort()).toEqual([...manifest.files.map(({ file: name }) => name), 'READ-FIRST.txt', 'manifest.csv', 'manifest.json'].sort());
      expect(String(inside['READ-FIRST.txt'])).toContain('TLP:AMBER');
      expect(String(inside['manifest.csv'])).toContain(manifest.files[1]?.sha256);
      const told = Object.values(inside).map(String).join();
      for (const id of [closed, hidden]) expect(told).not.toContain((await officer.open(id)).symbol);
      for (const [id, count] of [[plain, 1], [marked, 1], [closed, 0], [hidden, 0]] as const) {
        expect((await portal.owner.query(`SELECT FROM app.events WHERE name = 'document.downloaded' AND subject_id = $1 AND actor = $2 AND outcome = 'done'`, [id, reader.id])).rowCount).toBe(count);
      }
    });

    it('SR-113 name what was chosen and cannot be given, and why', async () => {
      const plain = await shared('Boats were seen.', 'a.txt', marking('amber', ['IDN']));
      const bare = await shared(zip([{ name: 'a.txt', content: 'x' }]), 'annex.zip');
      const inside = members((await take(reader, `/documents/bundle?ids=${plain},${bare}`)).body as Buffer);
      const { symbol } = await officer.open(bare);
      expect(JSON.parse(String(inside['manifest.json']))).toMatchObject({ files: [{ marking: 'TLP:AMBER' }], leftOut: [{ symbol, language: 'en', because: expect.stringContaining('Ask its originator for a PDF') }] });
      expect(String(inside['READ-FIRST.txt'])).toContain(`Not in this bundle, though it was chosen:\r\n\r\n${symbol}`);
    });

    it('SR-113 leave out what was revoked between its outline and its making, and are nothing when nothing is left', async () => {
      const id = await shared('Boats were seen.', 'a.txt', marking('amber', ['IDN']));
      expect((await reader.get(`/documents/bundle/outline?ids=${id}`)).body).toMatchObject({ files: 1 });
      await officer.put(`/documents/${id}/recall`, { reason: 'withdrawn by mistake' }, (await officer.open(id)).rowVersion);
      const { body } = await reader.get(`/documents/bundle?ids=${id}`);
      const random = await reader.get('/documents/bundle?ids=00000000-0000-4000-8000-000000000000');
      expect({ ...body, instance: '', requestId: '' }).toEqual({ ...random.body, instance: '', requestId: '' });
      expect(random.status).toBe(404);
      expect((await reader.get('/documents/bundle?ids=x')).status).toBe(400);
    });

    it('SR-21 of more than 50 take a fresh proof of who is there', async () => {
      const { rows } = await portal.owner.query<{ id: string }>(`SELECT gen_random_uuid() AS id FROM generate_series(1, 51)`);
      const ids = rows.map(({ id }) => id);
      await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [reader.id]);
      for (const path of ['bundle', 'bundle/outline']) {
        expect((await reader.get(`/documents/${path}?ids=${ids.join(',')}`)).body).toMatchObject({ status: 403, type: '/problems/step-up' });
        expect((await reader.get(`/documents/${path}?ids=${ids.slice(1).join(',')}`)).body).not.toMatchObject({ type: '/problems/step-up' });
      }
    });
  });
});
