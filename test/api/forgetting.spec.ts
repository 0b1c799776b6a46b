import { createHash } from 'node:crypto';
import { confirmFocalPoint, plantCourse } from '../support/courses.js';
import { plantCompletion, plantExam } from '../support/completions.js';
import { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Person { id: string; name: string; email: string; state: string; forgottenAt: string | null; allows: string[] }

const reason = { reason: 'asked for it in writing' };

describe('somebody who left and is forgotten', () => {
  let portal: Portal;
  let focalPoint: Official;
  let officer: Official;
  let elsewhere: Official;
  let exam: string;
  let course: Awaited<ReturnType<typeof plantCourse>>;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    focalPoint = await portal.official('IDN', 'focal_point');
    officer = await portal.official('AUS', 'course_officer');
    elsewhere = await portal.official('THA', 'focal_point');
    course = await plantCourse(portal, { originator: 'AUS', code: 'DOC-101', title: 'Travel documents' });
    exam = await plantExam(portal, course);
    await portal.owner.query('UPDATE app.courses SET certificate_months = 36, minutes = 780 WHERE id = $1', [course.id]);
  });
  afterAll(() => portal.stop());

  const delegation = async (id: string, party = 'IDN') =>
    (await portal.owner.query<{ id: string }>('SELECT id FROM app.delegations WHERE user_id = $1 AND party = $2', [id, party])).rows[0]?.id ?? '';
  const ended = async (id: string, by = focalPoint) => expect((await by.call('delete', `/people/${id}`).send(reason)).status).toBe(200);
  const forget = (id: string, by = focalPoint, body: object = reason) => by.call('put', `/people/${id}/forgetting`).send(body);
  const person = async (id: string, by = focalPoint) => (await by.get(`/people/${id}`)).body as Person;
  const account = async (id: string) => (await portal.owner.query<{ name: string; email: string; standing: string }>('SELECT name, email, standing FROM app.users WHERE id = $1', [id])).rows[0];

  it('A12: leaves the certificates under their serials, without the name, and the file is gone', async () => {
    const trainee = await portal.official('IDN', 'trainee');
    const enrolment = await plantCompletion(portal, trainee, course, exam, 'server_scored');
    const certificate = (await trainee.post(`/enrolments/${enrolment}/certificate`, { name: 'Official Kyi Myint', localName: 'ကြည်မြင့်' })).body as { id: string; printed: { name: string; serial: string; course: string } };
    const { serial } = certificate.printed;
    const file = await trainee.get(`/certificates/${certificate.id}/file`).buffer(true).parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
    });
    const { rows: [kept] } = await portal.owner.query<{ storage_key: string }>('SELECT storage_key FROM app.certificates WHERE id = $1', [certificate.id]);
    const id = await delegation(trainee.id);
    await ended(id);
    expect((await forget(id)).body).toMatchObject({ state: 'ended', name: expect.stringMatching(/^Former official [0-9A-F]{6}$/), email: '', forgottenAt: expect.any(String) });
    await portal.settled();

    const checked = (await portal.stranger.get(`/verify/${serial}`)).body as { printed: { name: string }; sha256: string };
    const { name } = await person(id);
    expect(checked).toEqual({ printed: { ...certificate.printed, name, localName: null }, state: 'issued', endedOn: null, sha256: createHash('sha256').update(file.body as Buffer).digest('hex'), forgotten: true });
    expect((await portal.owner.query('SELECT FROM app.sealed_files WHERE storage_key = $1', [kept?.storage_key])).rowCount).toBe(0);
    const held = (await officer.get(`/certificates?of=courses&serial=${serial}`)).body.items as { id: string; printed: { name: string } }[];
    expect(held[0]?.printed.name).toBe(name);
    expect((await officer.put(`/certificates/${certificate.id}/correction`, { name: 'Somebody Else', source: 'a letter of the ministry' })).status).toBe(410);
    expect((await officer.put(`/certificates/${certificate.id}/revocation`, { reason: 'Issued by mistake.' })).status).toBe(200);

    expect(await account(trainee.id)).toEqual({ name, email: `${trainee.id}@forgotten.invalid`, standing: 'closed' });
    const { rows } = await portal.owner.query<{ name: string }>(`SELECT name FROM app.events WHERE subject_id IN ($1, $2) ORDER BY at, id`, [id, certificate.id]);
    expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining(['person.ended', 'person.forgotten', 'certificate.forgotten']));
  });

  it('is found in no table any more by name, address, factor or place', async () => {
    const leaver = await portal.official('IDN', 'reader', 'document_officer');
    const { name, email } = (await account(leaver.id)) ?? { name: '', email: '' };
    const { id: document } = await leaver.draft();
    await leaver.post('/saved-searches', { name: 'Mine alone', query: 'q=cape' });
    const id = await delegation(leaver.id);
    await ended(id);
    expect((await forget(id)).status).toBe(200);
    await portal.settled();
    const { rows: tables } = await portal.owner.query<{ name: string }>(`SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('app', 'graphile_worker') AND c.relkind = 'r'`);
    const found: string[] = [];
    for (const { name: table } of tables) {
      const { rowCount } = await portal.owner.query(`SELECT FROM ${table} x WHERE strpos(x::text, $1) > 0 OR strpos(x::text, $2) > 0 LIMIT 1`, [name, email]);
      if (rowCount) found.push(table);
    }
    expect(found).toEqual([]);
    for (const table of ['credentials', 'passkeys', 'code_generators', 'recovery_codes', 'saved_searches']) expect({ table, left: (await portal.owner.query(`SELECT FROM app.${table} WHERE user_id = $1`, [leaver.id])).rowCount }).toEqual({ table, left: 0 });
    expect((await portal.owner.query('SELECT FROM app.sessions WHERE user_id = $1 AND (address IS NOT NULL OR agent IS NOT NULL OR ended_at IS NULL)', [leaver.id])).rowCount).toBe(0);
    // What they did has still one author.
    expect((await portal.owner.query<{ created_by: string }>('SELECT created_by FROM app.documents WHERE id = $1', [document])).rows).toEqual([{ created_by: leaver.id }]);
  });

  it('is kept while another party has them, and the one that forgot cannot tell', async () => {
    const [shared, alone] = [await portal.official('IDN', 'reader'), await portal.official('IDN', 'reader')];
    await elsewhere.post('/people', { email: (await account(shared.id))?.email, name: 'As Thailand calls them', locale: 'en', roles: ['reader'] });
    const answers = [];
    for (const one of [shared, alone]) {
      const id = await delegation(one.id);
      await ended(id);
      const { body, status } = await forget(id);
      answers.push({ status, body: { ...(body as Person), id: '', name: '', forgottenAt: '', createdAt: '', stateSince: '', confirmedAt: '', lastUsedAt: '' }, named: (body as Person).name.slice(0, 15) });
    }
    await portal.settled();
    expect(answers[0]).toEqual(answers[1]);
    expect(await account(shared.id)).toMatchObject({ name: shared.name, standing: 'active' });
    expect(await account(alone.id)).toMatchObject({ standing: 'closed' });
    expect((await focalPoint.get(`/people?state=ended&q=${encodeURIComponent(shared.name)}`)).body.items).toEqual([]);
    const there = await delegation(shared.id, 'THA');
    expect((await person(there, elsewhere)).name).toBe('As Thailand calls them');
    await ended(there, elsewhere);
    expect((await forget(there, elsewhere)).status).toBe(200);
    expect(await account(shared.id)).toMatchObject({ standing: 'closed', name: expect.stringContaining('Former official') });
  });

  it('was a focal point: the mandate stays under the made-up name, the ways to reach them do not', async () => {
    const former = await portal.official('MYS', 'focal_point');
    const successor = await portal.official('MYS', 'focal_point');
    await confirmFocalPoint(portal, former.id, 'MYS', 'training');
    const id = await delegation(former.id, 'MYS');
    await portal.owner.query(`UPDATE app.focal_points SET state = 'ended', ended_at = now() WHERE user_id = $1`, [former.id]);
    await portal.owner.query(`UPDATE app.delegations SET roles = '{reader}' WHERE id = $1`, [id]);
    await ended(id, successor);
    expect((await forget(id, successor)).status).toBe(200);
    await portal.settled();
    const { rows } = await portal.owner.query<{ name: string }>('SELECT name FROM app.focal_points WHERE user_id = $1', [former.id]);
    expect(rows).toEqual([{ name: (await person(id, successor)).name }]);
  });

  it('is refused for whoever still acts, twice, for people of others, without a reason, and to those who look after nobody', async () => {
    const acting = await portal.official('IDN', 'reader');
    const id = await delegation(acting.id);
    expect((await forget(id)).status).toBe(409);
    expect((await forget(id, acting)).status).toBe(403);
    expect((await forget(id, elsewhere)).status).toBe(404);
    await ended(id);
    expect((await forget(id, focalPoint, { reason: '' })).status).toBe(400);
    expect((await person(id)).forgottenAt).toBeNull();
    expect((await forget(id)).status).toBe(200);
    const again = await forget(id);
    expect([again.status, again.body.detail]).toEqual([409, 'This person was forgotten already.']);
    expect((await forget(await delegation(focalPoint.id))).status).toBe(403);
  });
});
