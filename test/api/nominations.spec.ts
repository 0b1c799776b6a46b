import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Newcomer } from '../support/newcomer.js';
import { letter, nominee, type NominationAnswer } from '../support/nominee.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('nominations', () => {
  let portal: Portal;
  let authority: Official;
  let one: Official;
  let two: Official;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true, named: true });
    authority = await portal.official('IDN', 'focal_point');
    one = await portal.official('SECRETARIAT', 'secretariat_officer');
    two = await portal.official('SECRETARIAT', 'secretariat_officer');
  });
  afterAll(() => portal.stop());

  const nominate = async (who: Official, more: object = {}) => (await who.post('/nominations', nominee(more))).body as NominationAnswer;
  const send = (who: Official, id: string, content: Buffer | string = letter, name = 'letter.pdf') =>
    who.call('put', `/nominations/${id}/letter?fileName=${encodeURIComponent(name)}`).set('Content-Type', 'application/octet-stream').send(content as string);
  const nominated = async (who = authority, more: object = {}) => {
    const { id } = await nominate(who, more);
    await send(who, id);
    await portal.settled();
    return id;
  };
  const check = (who: Official, id: string) => who.put(`/nominations/${id}/check`, { note: 'Called back the permanent contact of the ministry.' });
  const approve = (who: Official, id: string) => who.put(`/nominations/${id}/approval`, {});
  const letters = () => readdirSync(portal.settings.mailFolder).sort().map((name) => readFileSync(join(portal.settings.mailFolder, name), 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '='));
  const linkFor = (email: string) => {
    const found = letters().filter((text) => text.includes(`To: ${email}`)).map((text) => /\/sign-in\/link\/([\w-]{43})/.exec(text)?.[1]).filter(Boolean).at(-1);
    if (!found) throw new Error(`no letter for ${email}`);
    return found;
  };
  const directory = async (who: Official, party: string) =>
    ((await who.get(`/focal-points?party=${party}`)).body as { items: { focalPoints: { id: string; name: string }[] }[] }).items.flatMap(({ focalPoints }) => focalPoints);

  it('lead from the letter, through two officers, to the directory; before the last step nothing opens', async () => {
    const email = 'new.one@idn.example.org';
    const id = await nominated(authority, { email, name: 'Novi Satu' });
    expect((await one.get(`/nominations/${id}`)).body).toMatchObject({ state: 'nominated', email, letter: { fileName: 'letter.pdf', mediaType: 'application/pdf', bytes: letter.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), scan: 'not_scanned' } });
    expect((await check(one, id)).body).toMatchObject({ state: 'checked', checked: { name: one.name, own: true } });
    expect((await approve(two, id)).body).toMatchObject({ state: 'approved', approved: { name: two.name } });
    await portal.settled();
    expect(await directory(authority, 'IDN')).toEqual([]);

    const person = new Newcomer(portal);
    for (const path of ['/documents', '/focal-points', '/nominations']) expect((await person.call('GET', path)).status).toBe(401);
    const token = linkFor(email);
    expect(await person.page(`/sign-in/link/${token}`)).toContain('Novi Satu');
    await person.form(`/sign-in/link/${token}`, { terms: 'accepted' });
    for (const path of ['/documents', '/focal-points', '/nominations']) expect((await person.call('GET', path)).status).toBe(401);
    Object.assign(person, { csrf: /data-csrf="([^"]+)"/.exec(await person.page('/sign-in'))?.[1] ?? '' });
    expect((await (await person.makePasskey()).json()) as object).toMatchObject({ recoveryCodes: expect.arrayContaining([expect.any(String)]) });
    await portal.settled();
    expect(await directory(authority, 'IDN')).toMatchObject([{ id, name: 'Novi Satu' }]);
    expect(await (await person.call('GET', `/focal-points/${id}`)).json()).toMatchObject({ own: true, state: 'confirmed', allows: expect.arrayContaining(['confirm', 'reach']) });
    const { rows } = await portal.owner.query<{ name: string }>(`SELECT name FROM app.events WHERE subject_id = $1 AND name <> 'focal-point.letter-inspected' ORDER BY at`, [id]);
    expect(rows.map(({ name }) => name)).toEqual(['focal-point.entered', 'focal-point.nominated', 'focal-point.checked', 'focal-point.approved', 'focal-point.confirmed']);
    expect((await new Newcomer(portal).page(`/sign-in/link/${token}`))).toContain('no longer works');
  });

  it('invite once more when the letter was lost or too late, and void the earlier one', async () => {
    const email = 'late@idn.example.org';
    const id = await nominated(authority, { email });
    await check(one, id);
    await approve(two, id);
    await portal.settled();
    const first = linkFor(email);
    await portal.owner.query(`UPDATE app.sign_in_links SET expires_at = now() - interval '1 second'`);
    expect(await new Newcomer(portal).page(`/sign-in/link/${first}`)).toContain('no longer works');
    expect((await authority.post(`/nominations/${id}/invitations`)).status).toBe(201);
    await portal.settled();
    const second = linkFor(email);
    expect(second).not.toBe(first);
    expect(await new Newcomer(portal).page(`/sign-in/link/${second}`)).not.toContain('no longer works');
    expect(await new Newcomer(portal).page(`/sign-in/link/${'x'.repeat(43)}`)).toContain('no longer works');
  });

  it('ended before they were taken up leave no way in', async () => {
    const email = 'never@idn.example.org';
    const id = await nominated(authority, { email });
    await check(one, id);
    await approve(two, id);
    await portal.settled();
    const link = linkFor(email);
    expect((await one.put(`/focal-points/${id}/end`, { reason: 'the ministry called' })).body).toMatchObject({ state: 'ended' });
    await portal.settled();
    expect(await new Newcomer(portal).page(`/sign-in/link/${link}`)).toContain('no longer works');
  });

  it('need no letter for whoever acts for the party already', async () => {
    const colleague = await portal.official('IDN', 'reader');
    const { rows: [known] } = await portal.owner.query<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [colleague.id]);
    const id = await nominated(authority, { email: known?.email, area: 'training', name: colleague.name });
    await check(one, id);
    await approve(two, id);
    await portal.settled();
    expect((await directory(authority, 'IDN')).map((point) => point.id)).toContain(id);
    const { rows } = await portal.owner.query<{ roles: string[] }>('SELECT roles FROM app.delegations WHERE user_id = $1', [colleague.id]);
    expect(rows[0]?.roles.sort()).toEqual(['contributor', 'focal_point', 'reader']);
  });

  it('are refused to whoever had a hand in them before, with the reason', async () => {
    const id = await nominated();
    await check(one, id);
    const again = await approve(one, id);
    expect(again.body).toMatchObject({ status: 403, detail: expect.stringContaining('a secretariat officer other than those who entered and checked it') });
    expect((await one.get(`/nominations/${id}`)).body).toMatchObject({ whyNot: expect.stringMatching(/^You may not approve it/), state: 'checked' });
    expect((await two.get(`/nominations/${id}`)).body).toMatchObject({ whyNot: null });
    for (const who of [authority, await portal.official('IDN', 'reader'), await portal.official('AUS', 'focal_point'), await portal.official('SECRETARIAT', 'administrator')]) {
      expect((await approve(who, id)).status).toBe(403);
    }
    await portal.owner.query('BEGIN');
    await expect(portal.owner.query(`UPDATE app.nominations SET approved_by = checked_by, approved_at = now(), user_id = nominated_by WHERE id = $1`, [id])).rejects.toThrow(/check constraint/);
    await portal.owner.query('ROLLBACK');
  });

  it('entered by the secretariat take two other officers, and only where nobody else could', async () => {
    const body = nominee({ party: 'FJI', email: 'first@fji.example.org' });
    const made = await one.post('/nominations', body);
    expect(made.body).toMatchObject({ party: 'FJI', onBehalf: true, nominated: { own: true } });
    const { id } = made.body as NominationAnswer;
    await send(one, id);
    await portal.settled();
    expect((await check(one, id)).status).toBe(403);
    expect((await check(two, id)).status).toBe(200);
    expect((await approve(one, id)).status).toBe(403);
    const three = await portal.official('SECRETARIAT', 'secretariat_officer');
    expect((await approve(three, id)).body).toMatchObject({ state: 'approved' });
    await portal.owner.query(`UPDATE app.focal_points SET state = 'confirmed', confirmed_at = now(), due_on = current_date + 365 WHERE id = $1`, [id]);
    expect((await one.post('/nominations', nominee({ party: 'FJI', email: 'second@fji.example.org' }))).body).toMatchObject({ status: 409, type: '/problems/has-focal-point' });
    expect((await one.post('/nominations', nominee({ party: 'SECRETARIAT', email: 'x@secretariat.example.org' }))).status).toBe(403);
    expect((await one.post('/nominations', nominee({ party: 'QQQ', email: 'x@qqq.example.org' }))).body).toMatchObject({ status: 400, errors: [{ path: 'party' }] });
  });

  it('want a letter that is a PDF or a picture, of ten MiB at the most, and keep nothing of others', async () => {
    const { id } = await nominate(authority);
    expect((await check(one, id)).body).toMatchObject({ status: 409, type: '/problems/no-letter' });
    const tried: [Buffer | string, string, number, string][] = [
      ['a,b\n1,2\n', 'letter.csv', 415, '/problems/file-kind'], ['not a pdf', 'letter.pdf', 415, '/problems/file-content'], ['x', 'letter.exe', 415, '/problems/active-content'],
      ['x', '../letter.pdf', 422, '/problems/file-name'], ['', 'letter.pdf', 422, '/problems/empty-file'],
    ];
    for (const [content, name, status, type] of tried) expect((await send(authority, id, content, name)).body).toMatchObject({ status, type });
    const large = Buffer.alloc(10 * 2 ** 20 + 1);
    expect((await send(authority, id, large)).body).toMatchObject({ status: 413, detail: expect.stringContaining('10 MiB') });
    expect((await authority.get(`/nominations/${id}`)).body).toMatchObject({ letter: null });
    expect((await send(authority, id)).body).toMatchObject({ letter: { fileName: 'letter.pdf' } });
    expect((await send(authority, id, letter, 'better.pdf')).body).toMatchObject({ letter: { fileName: 'better.pdf' } });
    await portal.settled();
    await check(one, id);
    expect((await send(authority, id)).status).toBe(409);
  });

  it('show their letter to the nominating authority and the officers alone, and record each reading', async () => {
    const id = await nominated();
    const read = await two.get(`/nominations/${id}/letter`).buffer(true);
    expect(read.headers).toMatchObject({ 'content-disposition': 'attachment; filename=letter.pdf', 'content-security-policy': expect.stringContaining('sandbox') });
    expect((await authority.get(`/nominations/${id}/letter`)).status).toBe(200);
    for (const [who, status] of [[await portal.official('IDN', 'reader'), 403], [await portal.official('AUS', 'focal_point'), 404], [await portal.official('SECRETARIAT', 'auditor'), 403]] as const) {
      expect((await who.get(`/nominations/${id}/letter`)).status).toBe(status);
    }
    const { rows } = await portal.owner.query(`SELECT actor, originator, detail FROM app.events WHERE name = 'focal-point.letter-read' AND subject_id = $1 ORDER BY at`, [id]);
    expect(rows).toMatchObject([{ actor: two.id, originator: 'IDN', detail: { sha256: expect.any(String) } }, { actor: authority.id }]);
    const other = await portal.official('AUS', 'focal_point');
    expect((await other.get('/nominations')).body).toEqual({ items: [], next: null });
  });

  it('are asked about, answered, refused with a reason, or withdrawn', async () => {
    const id = await nominated();
    expect((await one.post(`/nominations/${id}/messages`, { text: 'Which unit is it?' })).body).toMatchObject({ messages: [{ text: 'Which unit is it?', party: 'SECRETARIAT' }] });
    expect((await authority.post(`/nominations/${id}/messages`, { text: 'The border unit.' })).body).toMatchObject({ messages: [{}, { text: 'The border unit.', party: 'IDN' }] });
    expect((await one.put(`/nominations/${id}/refusal`, { reason: 'The ministry does not know the letter.' })).body).toMatchObject({ state: 'refused', reason: 'The ministry does not know the letter.', closed: { name: one.name } });
    for (const answer of [await check(two, id), await authority.put(`/nominations/${id}/withdrawal`, { reason: 'a mistake' }), await authority.post(`/nominations/${id}/messages`, { text: 'But why?' })]) expect(answer.status).toBe(409);
    const other = await nominated();
    expect((await one.put(`/nominations/${other}/withdrawal`, { reason: 'not mine' })).status).toBe(403);
    expect((await authority.put(`/nominations/${other}/withdrawal`, { reason: 'a mistake' })).body).toMatchObject({ state: 'withdrawn' });
    expect((await one.get('/nominations?state=withdrawn')).body.items).toEqual([expect.objectContaining({ id: other })]);
  });

  it('take a fresh proof to approve', async () => {
    const id = await nominated();
    await check(one, id);
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [two.id]);
    expect((await approve(two, id)).body).toMatchObject({ status: 403, type: '/problems/step-up' });
    expect((await authority.get(`/nominations/${id}`)).body).toMatchObject({ state: 'checked' });
    two = await portal.official('SECRETARIAT', 'secretariat_officer');
    expect((await approve(two, id)).status).toBe(200);
  });

  it('cannot be decided on by the nominee', async () => {
    const { rows: [me] } = await portal.owner.query<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [one.id]);
    const id = await nominated(authority, { email: me?.email });
    expect((await check(one, id)).body).toMatchObject({ status: 403, detail: expect.stringContaining('you are its nominee') });
  });

  it('tell what is wrong with each member, and lose nothing', async () => {
    const wrong: [object, string][] = [
      [{ email: 'nobody' }, 'email'], [{ timeZone: 'Asia/Nowhere' }, 'timeZone'], [{ closes: '08:00' }, 'closes'], [{ until: '2020-01-01' }, 'until'], [{ languages: [] }, 'languages'], [{ officeDays: [0] }, 'officeDays'],
      [{ area: 'gossip' }, 'area'], [{ name: '' }, 'name'], [{ locale: 'tlh' }, 'locale'], [{ since: '2026-13-01' }, 'since'], [{ state: 'confirmed' }, 'state'],
    ];
    for (const [more, path] of wrong) expect({ more, body: (await authority.post('/nominations', nominee(more))).body }).toMatchObject({ more, body: { status: 400, errors: [expect.objectContaining({ path })] } });
    expect((await authority.post('/nominations', nominee({ party: 'AUS' }))).status).toBe(404);
    await nominate(authority, { email: 'twice@idn.example.org' });
    expect((await authority.post('/nominations', nominee({ email: 'Twice@IDN.example.org' }))).body).toMatchObject({ status: 409, type: '/problems/nominated-already' });
  });

  it('come page by page, each once, under a cursor that is one\'s own', async () => {
    const party = await portal.official('PNG', 'focal_point');
    for (let turn = 0; turn < 53; turn++) expect((await party.post('/nominations', nominee({ email: `n${turn}@png.example.org` }))).status).toBe(201);
    const first = (await party.get('/nominations?state=open')).body as { items: { id: string }[]; next: string };
    const second = (await party.get(`/nominations?state=open&cursor=${first.next}`)).body as { items: { id: string }[]; next: string | null };
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 3, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(53);
    for (const [who, query] of [[authority, `?state=open&cursor=${first.next}`], [party, `?cursor=${first.next}`]] as const) expect((await who.get(`/nominations${query}`)).status).toBe(400);
  });

  it('are told by mail that names neither the nominee nor the reason', async () => {
    const before = letters().length;
    const id = await nominated(authority, { name: 'Unmistakable Person' });
    await one.put(`/nominations/${id}/refusal`, { reason: 'unmistakable reason' });
    await portal.settled();
    const told = letters().slice(before);
    expect(told.filter((text) => text.includes('@secretariat.example.org')).length).toBeGreaterThanOrEqual(2);
    expect(told.some((text) => text.includes('@idn.example.org') && text.includes('Your nomination was refused'))).toBe(true);
    for (const text of told) expect(text).not.toMatch(/unmistakable/i);
  });
});
