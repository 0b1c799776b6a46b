import { createHash } from 'node:crypto';
import { CourseCertificates } from '../../src/learning/certificates/certificates.js';
import { confirmFocalPoint, plantCourse, type PlantedCourse } from '../support/courses.js';
import { plantCompletion, plantExam } from '../support/completions.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Printed { name: string; localName: string | null; course: string; serial: string; grade: number; completedOn: string; issuedOn: string; expiresOn: string | null; minutes: number; originator: string }
interface Held { id: string; state: string; printed: Printed; allows: string[]; address: string; reason: string | null }

const names = { name: 'Official Kyi Myint', localName: 'ကြည်မြင့်' };

describe('certificates', () => {
  let portal: Portal;
  let trainee: Official;
  let colleague: Official;
  let focalPoint: Official;
  let officer: Official;
  let stranger: Official;
  let course: PlantedCourse;
  let exam: string;

  beforeAll(async () => {
    portal = await Portal.start();
    trainee = await portal.official('IDN');
    colleague = await portal.official('IDN');
    focalPoint = await portal.official('IDN', 'focal_point');
    await confirmFocalPoint(portal, focalPoint.id, 'IDN', 'training');
    officer = await portal.official('AUS', 'course_officer');
    stranger = await portal.official('THA', 'course_officer');
    course = await plantCourse(portal, { originator: 'AUS', code: 'DOC-101', title: 'Travel documents' });
    exam = await plantExam(portal, course);
    await portal.owner.query('UPDATE app.courses SET certificate_months = 36, minutes = 780 WHERE id = $1', [course.id]);
  });
  afterAll(() => portal.stop());

  const completed = (who = trainee, assurance: string | null = 'server_scored') => plantCompletion(portal, who, course, exam, assurance);
  const issue = (enrolment: string, body: object = names, who = trainee) => who.post(`/enrolments/${enrolment}/certificate`, body);
  const check = (serial: string) => portal.stranger.get(`/verify/${serial}`);
  const events = async (id: string) => (await portal.owner.query<{ name: string }>(`SELECT name FROM app.events WHERE subject_id = $1 ORDER BY at, id`, [id])).rows.map(({ name }) => name);
  const another = async () => {
    const who = await portal.official('IDN');
    return (await issue(await completed(who), { name: 'Official Somebody' }, who)).body as Held;
  };
  const patience = () => portal.owner.query(`DELETE FROM app.tries`);
  beforeEach(patience);

  it('are issued once, with what was earned, and read by anybody who has the serial', async () => {
    const enrolment = await completed();
    expect((await trainee.get('/certificates?of=mine')).body).toEqual({ items: [], entitled: [{ enrolmentId: enrolment, course: 'Travel documents', courseCode: 'DOC-101' }], next: null });
    expect((await trainee.get(`/enrolments/${enrolment}/certificate`)).body).toEqual({ certificate: null, eligible: true, because: null, suggestedName: trainee.name });
    const answer = await issue(enrolment);
    expect(answer.status).toBe(200);
    const held = answer.body as Held;
    const today = new Date().toISOString().slice(0, 10);
    expect(held).toMatchObject({
      state: 'issued', allows: ['read', 'download'], address: `${portal.settings.publicUrl}/check/${held.printed.serial}`,
      printed: { ...names, course: 'Travel documents', courseCode: 'DOC-101', originator: 'Australia', completedOn: '2026-03-03', issuedOn: today, expiresOn: '2029-03-03', minutes: 780, grade: 87 },
    });
    expect((await trainee.get('/certificates?of=mine')).body).toMatchObject({ items: [{ id: held.id }], entitled: [] });
    const again = await Promise.all([issue(enrolment, { name: 'Official Other' }), issue(enrolment), issue(enrolment)]);
    expect(again.map(({ body }) => (body as Held).printed)).toEqual([held.printed, held.printed, held.printed]);
    expect(await events(held.id)).toEqual(['certificate.issued']);

    const checked = (await check(held.printed.serial.toLowerCase().replaceAll('-', ''))).body as { sha256: string };
    expect(checked).toEqual({ printed: held.printed, state: 'issued', endedOn: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), forgotten: false });
    const file = await trainee.get(`/certificates/${held.id}/file`).buffer(true).parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
    });
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(createHash('sha256').update(file.body as Buffer).digest('hex')).toBe(checked.sha256);
    expect(await events(held.id)).toEqual(['certificate.issued', 'certificate.downloaded']);
  });

  it('asked for twice at once are one', async () => {
    const who = await portal.official('IDN');
    const enrolment = await completed(who);
    const answers = await Promise.all([1, 2, 3, 4].map(() => issue(enrolment, { name: 'Official Twice' }, who)));
    expect(new Set(answers.map(({ body }) => (body as Held).printed.serial)).size).toBe(1);
    const { rows } = await portal.owner.query<{ kept: number; referred: number }>(`
      SELECT count(*)::int AS kept, count(f.storage_key)::int AS referred FROM app.certificates c LEFT JOIN app.sealed_files f USING (storage_key) WHERE c.enrolment_id = $1`, [enrolment]);
    expect(rows).toEqual([{ kept: 1, referred: 1 }]);
    const { rows: [lost] } = await portal.owner.query(`SELECT count(*)::int AS files FROM app.sealed_files f WHERE subject LIKE 'certificate/%' AND NOT EXISTS (SELECT FROM app.certificates c WHERE c.storage_key = f.storage_key)`);
    expect(lost).toEqual({ files: 0 });
  });

  it.each([
    ['a browser reported', 'client_reported', /own device/],
    ['was never passed', null, /own device/],
  ])('are not given for an examination that %s', async (_what, assurance, why) => {
    const who = await portal.official('IDN');
    const enrolment = await completed(who, assurance);
    const refused = await issue(enrolment, names, who);
    expect(refused.status).toBe(409);
    expect((refused.body as { detail: string }).detail).toMatch(why);
    expect((await who.get(`/enrolments/${enrolment}/certificate`)).body).toMatchObject({ eligible: false, because: expect.stringMatching(why) });
  });

  it('are not given for a course without an examination, nor before its end', async () => {
    const who = await portal.official('IDN');
    const plain = await plantCourse(portal, { originator: 'AUS' });
    expect((await issue(await plantCompletion(portal, who, plain, '', null), names, who)).body).toMatchObject({ status: 409, detail: expect.stringMatching(/no examination/) });
    const enrolment = await completed(who);
    await portal.owner.query(`UPDATE app.enrolments SET state = 'active' WHERE id = $1`, [enrolment]);
    expect((await issue(enrolment, names, who)).body).toMatchObject({ status: 409, type: expect.stringMatching(/not-entitled/), detail: 'Complete the course first.' });
  });

  it('say that an instructor saw it where one did', async () => {
    const who = await portal.official('IDN');
    const held = (await issue(await completed(who, 'instructor_observed'), names, who)).body as Held;
    expect((await portal.owner.query('SELECT assurance FROM app.certificates WHERE id = $1', [held.id])).rows).toEqual([{ assurance: 'instructor_observed' }]);
  });

  it.each([
    ['another name than that of the account', { name: 'Somebody Else' }, 'name'],
    ['a name in no Latin letters', { name: 'ကြည်မြင့်' }, 'name'],
    ['a local name in two scripts', { ...names, localName: 'ကြည် Myint' }, 'localName'],
    ['a name with a turn of direction', { name: 'Official \u202eMyint' }, 'name'],
    ['letters that no font has', { ...names, localName: 'ଓଡ଼ିଆ' }, 'localName'],
  ])('are refused with %s', async (_what, body, path) => {
    const who = await portal.official('IDN');
    const refused = await issue(await completed(who), body, who);
    expect(refused.body).toMatchObject({ status: 422, errors: [{ path }] });
    expect((await portal.owner.query('SELECT FROM app.certificates WHERE user_id = $1', [who.id])).rowCount).toBe(0);
  });

  it('are asked for by the trainee alone', async () => {
    const enrolment = await completed(await portal.official('IDN'));
    expect((await issue(enrolment, names, colleague)).status).toBe(404);
    expect((await issue(enrolment, names, focalPoint)).status).toBe(403);
    expect((await issue(enrolment, names, officer)).status).toBe(404);
    expect((await issue(enrolment, { ...names, grade: 100 }, colleague)).status).toBe(400);
  });

  it('print the public title of a course above TLP:GREEN', async () => {
    const secret = await plantCourse(portal, { originator: 'AUS', code: 'AMB-1', title: 'Routes of last year', tlp: 'amber', releasableTo: ['IDN'] });
    const last = await plantExam(portal, secret);
    await portal.owner.query(`UPDATE app.courses SET public_title = 'Advanced analysis' WHERE id = $1`, [secret.id]);
    const held = (await issue(await plantCompletion(portal, trainee, secret, last))).body as Held;
    expect(held.printed).toMatchObject({ course: 'Advanced analysis', expiresOn: null });
    expect((await check(held.printed.serial)).text).not.toContain('Routes');
  });

  it.each([['the public title', 'Counter work', 'Counter work'], ['the code', null, 'SIGN-2']])('print %s of a course whose own has letters no font has', async (_, publicTitle, said) => {
    const signed = await plantCourse(portal, { originator: 'AUS', code: publicTitle ? 'SIGN-1' : 'SIGN-2', title: 'At the counter \u{1F6C2} 旅行证件' });
    const last = await plantExam(portal, signed);
    await portal.owner.query('UPDATE app.courses SET public_title = $2 WHERE id = $1', [signed.id, publicTitle]);
    const held = await issue(await plantCompletion(portal, trainee, signed, last));
    expect(held.body).toMatchObject({ printed: { course: said, name: names.name } });
  });

  it('are listed for their holder, for who sent them, and for the originator by their serial', async () => {
    const held = await another();
    const ids = async (who: Official, query: string) => ((await who.get(`/certificates?${query}`)).body as { items: Held[] }).items.map(({ id }) => id);
    expect(await ids(colleague, 'of=mine')).toEqual([]);
    expect(await ids(colleague, 'of=party')).toEqual([]);
    expect(await ids(focalPoint, 'of=party')).toContain(held.id);
    expect(await ids(officer, 'of=courses')).toEqual([]);
    expect(await ids(officer, `of=courses&serial=${held.printed.serial}`)).toEqual([held.id]);
    expect(await ids(stranger, `of=courses&serial=${held.printed.serial}`)).toEqual([]);
    expect((await focalPoint.get(`/certificates/${held.id}/file`)).status).toBe(403);
    expect((await stranger.get(`/certificates/${held.id}/file`)).status).toBe(404);
  });

  it('are revoked by a course officer of the originator, with a reason the public is not told', async () => {
    const held = await another();
    expect((await trainee.put(`/certificates/${held.id}/revocation`, { reason: 'none' })).status).toBe(403);
    expect((await focalPoint.put(`/certificates/${held.id}/revocation`, { reason: 'none' })).status).toBe(403);
    expect((await stranger.put(`/certificates/${held.id}/revocation`, { reason: 'none' })).status).toBe(404);
    expect((await officer.put(`/certificates/${held.id}/revocation`, { reason: '' })).status).toBe(400);
    const revoked = await officer.put(`/certificates/${held.id}/revocation`, { reason: 'Another person sat the examination' });
    expect(revoked.body).toMatchObject({ state: 'revoked', reason: 'Another person sat the examination' });
    const checked = await check(held.printed.serial);
    expect(checked.body).toMatchObject({ state: 'revoked', endedOn: new Date().toISOString().slice(0, 10), printed: held.printed });
    expect(checked.text).not.toContain('Another person');
    expect((await officer.put(`/certificates/${held.id}/revocation`, { reason: 'again' })).status).toBe(409);
    expect((await officer.put(`/certificates/${held.id}/correction`, { ...names, source: 'a letter' })).status).toBe(409);
  });

  it('stay revoked when they are asked for again', async () => {
    const who = await portal.official('IDN');
    const enrolment = await completed(who);
    const held = (await issue(enrolment, names, who)).body as Held;
    await officer.put(`/certificates/${held.id}/revocation`, { reason: 'Another person sat the examination' });
    expect((await issue(enrolment, names, who)).body).toMatchObject({ id: held.id, state: 'revoked' });
  });

  it('are corrected by a new one under a new serial, which says where the name comes from', async () => {
    const held = await another();
    expect((await officer.put(`/certificates/${held.id}/correction`, { name: 'Right Name' })).status).toBe(400);
    const right = (await officer.put(`/certificates/${held.id}/correction`, { name: 'Right Name', source: 'Passport seen by the focal point of IDN' })).body as Held;
    expect(right).toMatchObject({ state: 'issued', printed: { name: 'Right Name', localName: null, completedOn: '2026-03-03', grade: 87 } });
    expect(right.printed.serial).not.toBe(held.printed.serial);
    expect((await check(held.printed.serial)).body).toMatchObject({ state: 'superseded', printed: { name: 'Official Somebody' } });
    expect((await check(right.printed.serial)).body).toMatchObject({ state: 'issued', printed: { name: 'Right Name' } });
    expect(await events(held.id)).toEqual(['certificate.issued', 'certificate.superseded']);
    expect(await events(right.id)).toEqual(['certificate.corrected']);
    expect((await officer.put(`/certificates/${held.id}/correction`, { name: 'Third Name', source: 'a letter' })).status).toBe(409);
  });

  it('are superseded when the course is completed anew', async () => {
    const who = await portal.official('IDN');
    const first = (await issue(await completed(who), names, who)).body as Held;
    const second = (await issue(await completed(who), names, who)).body as Held;
    expect((await check(first.printed.serial)).body).toMatchObject({ state: 'superseded' });
    expect((await check(second.printed.serial)).body).toMatchObject({ state: 'issued' });
  });

  it('expire by the clock at once, and on the record by the job', async () => {
    const held = await another();
    await portal.owner.query(`UPDATE app.certificates SET expires_on = current_date - 1 WHERE id = $1`, [held.id]);
    const before = (await check(held.printed.serial)).body as { state: string; endedOn: string };
    expect(before).toMatchObject({ state: 'expired', endedOn: held.printed.expiresOn });
    await portal.app.get(CourseCertificates).expire();
    await portal.app.get(CourseCertificates).expire();
    expect((await check(held.printed.serial)).body).toMatchObject({ state: 'expired' });
    expect(await events(held.id)).toEqual(['certificate.issued', 'certificate.expired']);
  });

  it('stay under their serial when their holder has left', async () => {
    const who = await portal.official('IDN');
    const held = (await issue(await completed(who), names, who)).body as Held;
    await portal.owner.query(`UPDATE app.users SET standing = 'closed' WHERE id = $1`, [who.id]);
    await portal.owner.query(`UPDATE app.delegations SET state = 'ended' WHERE user_id = $1`, [who.id]).catch(() => undefined);
    expect((await check(held.printed.serial)).body).toMatchObject({ state: 'issued', printed: held.printed });
  });

  it('keep what was printed: neither the serving role nor anybody deletes or rewrites it', async () => {
    const held = await another();
    const actor = await portal.actor(officer);
    const run = (sql: string) => portal.db.write(actor, () => portal.db.sql(sql, [held.id]));
    await expect(run(`UPDATE app.certificates SET fields = '{}' WHERE id = $1`)).rejects.toThrow(/permission denied/);
    await expect(run(`UPDATE app.certificates SET serial = 'AAAA-AAAA-AAAA-AAAA' WHERE id = $1`)).rejects.toThrow(/permission denied/);
    await expect(run('DELETE FROM app.certificates WHERE id = $1')).rejects.toThrow(/permission denied/);
    const forged = `INSERT INTO app.certificates (enrolment_id, course_id, originator, user_id, party, serial, fields, assurance, pdf_sha256, storage_key)
      SELECT enrolment_id, course_id, originator, user_id, party, 'AAAA-AAAA-AAAA-AAAA', fields, assurance, pdf_sha256, storage_key FROM app.certificates WHERE id = $1`;
    await expect(run(forged)).rejects.toThrow(/row-level security/);
  });

  it('are not found by trying: sixty questions a minute from one place, whatever is asked', async () => {
    const held = await another();
    const statuses: number[] = [];
    for (let n = 0; n < 61; n++) statuses.push((await check(n % 2 ? 'not a serial' : 'AAAA-AAAA-AAAA-AAAA')).status);
    expect(statuses.slice(0, 60).every((status) => status === 404)).toBe(true);
    expect(statuses[60]).toBe(429);
    const refused = await check(held.printed.serial);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });
});
