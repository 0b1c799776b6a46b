import { createDecipheriv, createHash, createPublicKey, randomBytes, randomUUID, verify } from 'node:crypto';
import type { Manifest, CarriedLesson } from '../../src/learning/offline/manifest.js';
import { plantCourse, sealCourse, type PlantedCourse } from '../support/courses.js';
import { plantEnrolment, plantExam, secrets } from '../support/examination.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

/** UUIDv7 (RFC 9562, 5.7). */
function v7(): string {
  const octets = randomBytes(16);
  octets.writeUIntBE(Date.now(), 0, 6);
  octets.writeUInt8((octets.readUInt8(6) & 0x0f) | 0x70, 6);
  octets.writeUInt8((octets.readUInt8(8) & 0x3f) | 0x80, 8);
  return octets.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

interface Copy { manifest: string; signature: string; publicKey: string }
const isSigned = ({ manifest, signature, publicKey }: Copy): boolean => {
  const point = Buffer.from(publicKey, 'base64url');
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') } });
  return verify('sha256', Buffer.from(manifest), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
};
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('a course kept on a device', () => {
  let portal: Portal;
  let trainee: Official;
  let course: PlantedCourse;
  let id: string;
  beforeAll(async () => {
    portal = await Portal.start();
    trainee = await portal.official('IDN');
    course = await plantExam(portal, 'AUS', { sections: [{ title: 'The zone', draw: 3, tags: ['zone', 'exam'] }, { title: 'Numbers', draw: 3, tags: ['number', 'exam'] }] });
    const film = '```video\ntitle: Tilting\n144p: 3f2c6a9e-0000-4000-8000-000000000144\nposter: specimen:td3-genuine/tilt\nsound: none\ntranscript:\nIt turns green.\n\n![Seen through](specimen:td3-genuine/transmitted)\n```\n';
    const bench = `\`\`\`bench\nspecimen: td3-genuine\nlights: white, uv\n\`\`\`\n\n${film}`;
    await portal.owner.query(`UPDATE app.lesson_texts SET body = body || $2 WHERE lesson_id = $1`, [course.lessons.zone, `\n${bench}`]);
    await allow(course);
    id = await plantEnrolment(portal, course, trainee);
  });
  afterAll(() => portal.stop());

  const allow = (what: PlantedCourse, offline = true) => portal.owner.query('UPDATE app.courses SET offline = $2 WHERE id = $1', [what.id, offline]);
  const made = async (who: Official, enrolment: string, body: object = {}) => (await who.post(`/enrolments/${enrolment}/offline-copies`, body)).body as Copy;
  const events = async () => (await portal.owner.query(`SELECT detail FROM app.events WHERE name = 'course.kept-offline'`)).rows;

  it('is signed, says for whom and for how long, and each of its pieces has the octets it names', async () => {
    const copy = await made(trainee, id);
    expect(isSigned(copy)).toBe(true);
    expect(isSigned({ ...copy, manifest: copy.manifest.replace('"version":1', '"version":2') })).toBe(false);
    const manifest = JSON.parse(copy.manifest) as Manifest;
    expect(manifest).toMatchObject({ version: 1, enrolment: id, parts: [1], owner: { id: trainee.id, name: trainee.name, party: { code: 'IDN' } }, course: { id: course.id, tlp: 'green' }, study: { id, outline: [{ lessons: [{ code: 'zone' }, { code: 'exam' }] }] } });
    expect(manifest.study).not.toHaveProperty('courseVersionId');
    expect(Date.parse(manifest.expiresAt) - Date.parse(manifest.issuedAt)).toBe(30 * 86_400_000);
    expect(manifest.pieces.map(({ path }) => path)).toEqual(expect.arrayContaining([`/enrolments/${id}/offline-lessons/zone?language=en`, '/specimens/td3-genuine/white.svg', '/specimens/td3-genuine/uv.svg', '/specimens/td3-genuine/tilt.svg', '/specimens/td3-genuine/transmitted.svg']));
    // Of a film its words and the picture in its place, never the film.
    expect(manifest.pieces.filter(({ path }) => path.includes('documents'))).toEqual([]);
    for (const { path, sha256, bytes } of manifest.pieces) {
      const { status, text, body } = await trainee.get(path);
      const octets = Buffer.isBuffer(body) ? body : Buffer.from(text);
      expect([path, status, octets.length, createHash('sha256').update(octets).digest('base64url')]).toEqual([path, 200, bytes, sha256]);
    }
    expect(await events()).toContainEqual({ detail: { copy: manifest.id, enrolment: id, until: manifest.expiresAt, parts: [1] } });
    const size = (await trainee.get(`/enrolments/${id}/offline-size`)).body as { bytes: number };
    expect(size).toMatchObject({ days: 30, language: 'en', parts: [{ number: 1, title: 'The data page' }], bytes: manifest.pieces.reduce((sum, { bytes }) => sum + bytes, 0) });
  });

  it('holds the questions for practice under a veil, and not one that an exam could ask', async () => {
    const { text, body } = await trainee.get(`/enrolments/${id}/offline-lessons/zone`);
    const { questions, specimens } = body as CarriedLesson;
    expect(questions.map(({ code }) => code)).toEqual(['P-001', 'P-006']);
    expect(specimens).toMatchObject([{ id: 'td3-genuine', lights: expect.arrayContaining([expect.objectContaining({ light: 'uv' })]) }]);
    for (const secret of secrets) expect(text).not.toContain(secret);
    const { key } = questions[0] ?? { key: { salt: '', value: '' } };
    const sealed = Buffer.from(key.value, 'base64url');
    const open = createDecipheriv('aes-256-gcm', createHash('sha256').update(key.salt).digest(), Buffer.alloc(12));
    open.setAuthTag(sealed.subarray(-16));
    expect(JSON.parse(`${open.update(sealed.subarray(0, -16))}${open.final()}`)).toMatchObject({ type: 'numeric', value: 6 });
    expect((await trainee.get(`/enrolments/${id}/offline-lessons/exam`)).body).toMatchObject({ lesson: { kind: 'quiz' }, questions: [] });
  });

  it('leaves out what an exam draws by other tags, and what stands for it in words', async () => {
    await portal.owner.query(`UPDATE app.quizzes SET sections = $2 WHERE lesson_id = $1`, [course.lessons.exam, JSON.stringify([{ title: 'All', draw: 1, tags: ['practice'] }])]);
    expect(((await trainee.get(`/enrolments/${id}/offline-lessons/zone`)).body as CarriedLesson).questions).toEqual([]);
    await portal.owner.query(`UPDATE app.quizzes SET sections = $2 WHERE lesson_id = $1`, [course.lessons.exam, JSON.stringify([{ title: 'Numbers', draw: 1, tags: ['number', 'exam'] }])]);
    await portal.owner.query(`UPDATE app.item_versions v SET alternative = 'P-001' FROM app.items i WHERE i.id = v.item_id AND i.code = 'N-003'`);
    expect(((await trainee.get(`/enrolments/${id}/offline-lessons/zone`)).body as CarriedLesson).questions.map(({ code }) => code)).toEqual(['P-006']);
    await portal.owner.query(`UPDATE app.item_versions v SET alternative = NULL FROM app.items i WHERE i.id = v.item_id AND i.code = 'N-003'`);
  });

  it('is one\'s own, and nobody\'s to keep where the originator, the marking or a caveat is against it', async () => {
    const paths = ['offline-permission', 'offline-size', 'offline-lessons/zone'];
    for (const who of [await portal.official('IDN'), await portal.official('AUS', 'course_author', 'course_officer'), await portal.official('SECRETARIAT', 'secretariat_officer')]) {
      for (const path of paths) expect((await who.get(`/enrolments/${id}/${path}`)).status).toBe(404);
      expect((await who.post(`/enrolments/${id}/offline-copies`, {})).status).toBe(404);
    }
    const against = async (column: string, value: unknown, because: RegExp) => {
      const { rows: [before] } = await portal.owner.query<Record<string, unknown>>(`SELECT ${column} FROM app.courses WHERE id = $1`, [course.id]);
      await portal.owner.query(`UPDATE app.courses SET ${column} = $2 WHERE id = $1`, [course.id, value]);
      await sealCourse(portal, course.id);
      expect((await trainee.get(`/enrolments/${id}/offline-permission`)).body).toMatchObject({ may: false, because: expect.stringMatching(because) });
      for (const path of paths.slice(1)) expect((await trainee.get(`/enrolments/${id}/${path}`)).body).toMatchObject({ status: 409, type: '/problems/offline-refused' });
      expect((await trainee.post(`/enrolments/${id}/offline-copies`, {})).status).toBe(409);
      await portal.owner.query(`UPDATE app.courses SET ${column} = $2 WHERE id = $1`, [course.id, before?.[column]]);
      await sealCourse(portal, course.id);
    };
    await against('offline', false, /originator/);
    await against('handling_caveats', ['view_only'], /viewing only/);
    await portal.owner.query(`UPDATE app.courses SET tlp = 'amber', releasable_to = '{IDN}' WHERE id = $1`, [course.id]);
    await sealCourse(portal, course.id);
    expect((await trainee.get(`/enrolments/${id}/offline-permission`)).body).toMatchObject({ may: false, because: expect.stringMatching(/TLP:GREEN/) });
    await portal.owner.query(`UPDATE app.courses SET tlp = 'green', releasable_to = '{}' WHERE id = $1`, [course.id]);
    await sealCourse(portal, course.id);
    expect((await trainee.get(`/enrolments/${id}/offline-permission`)).body).toMatchObject({ may: true, publicKey: (await made(trainee, id)).publicKey });
    for (const body of [{ parts: [2] }, { parts: [] }, { parts: ['1'] }, { parts: [1, 1] }, { language: '../x' }, { examination: true }]) expect((await trainee.post(`/enrolments/${id}/offline-copies`, body)).status).toBe(400);
  });

  it('is told to go once the course is withheld or the enrolment given up', async () => {
    const own = await plantCourse(portal, { originator: 'AUS', title: 'Soon withheld' });
    await allow(own);
    const enrolment = await plantEnrolment(portal, own, trainee);
    expect((await trainee.get(`/enrolments/${enrolment}/offline-permission`)).body).toMatchObject({ may: true });
    await portal.owner.query(`UPDATE app.courses SET withheld_from = '{IDN}' WHERE id = $1`, [own.id]);
    for (const answer of [await trainee.get(`/enrolments/${enrolment}/offline-permission`), await trainee.get(`/enrolments/${enrolment}/offline-lessons/zone`), await trainee.post(`/enrolments/${enrolment}/offline-copies`, {})]) expect(answer.status).toBe(404);
    await portal.owner.query(`UPDATE app.courses SET withheld_from = '{}' WHERE id = $1`, [own.id]);
    expect((await trainee.put(`/enrolments/${enrolment}/withdrawal`, {})).status).toBe(200);
    for (const answer of [await trainee.get(`/enrolments/${enrolment}/offline-permission`), await trainee.post(`/enrolments/${enrolment}/offline-copies`, {})]) expect(answer.status).toBe(409);
  });
});

describe('what was done without a line', () => {
  let portal: Portal;
  let trainee: Official;
  let course: PlantedCourse;
  let id: string;
  const [device, other] = [randomUUID(), randomUUID()];
  beforeAll(async () => {
    portal = await Portal.start();
    trainee = await portal.official('IDN');
    course = await plantExam(portal, 'AUS');
    await portal.owner.query(`UPDATE app.lesson_texts SET body = body || $2 WHERE lesson_id = $1`, [course.lessons.zone, '\n## Two\n\nx\n\n## Three\n\ny\n']);
  });
  beforeEach(async () => { id = await plantEnrolment(portal, course, trainee = await portal.official('IDN')); });
  afterAll(() => portal.stop());

  let seq = 0;
  const place = (step: number, more: object = {}) => ({ id: v7(), seq: ++seq, clientTime: ago(10), kind: 'place', lesson: 'zone', step, ...more });
  const answer = (question: string, given: object, more: object = {}) => ({ id: v7(), seq: ++seq, clientTime: ago(5), kind: 'answer', lesson: 'zone', question, draw: 0, answer: given, ...more });
  const send = (events: object[], more: object = {}, who = trainee) => who.post(`/enrolments/${id}/offline-events`, { device, sentAt: ago(0), events, ...more });
  const at = async () => (await portal.owner.query<{ step: number; done: boolean }>('SELECT step, done_at IS NOT NULL AS done FROM app.lesson_progress WHERE enrolment_id = $1 AND lesson_id = $2', [id, course.lessons.zone])).rows[0];

  it('is taken once: twelve events, and none of them again, whole or in part or twice at the same moment', async () => {
    const twelve = [...Array.from({ length: 8 }, (_, index) => place((index % 3) + 1)), answer('P-001', { value: 6 }), answer('P-001', { value: 5 }), answer('P-001', { value: 6 }), place(3, { done: true })];
    expect((await send(twelve)).body).toMatchObject({ accepted: 12, known: 0, refused: 0, progress: 0.5, isCompleted: false });
    expect((await send(twelve)).body).toMatchObject({ accepted: 0, known: 12, refused: 0 });
    expect((await send([...twelve.slice(6), place(2)])).body).toMatchObject({ accepted: 1, known: 6 });
    const one = [place(1)];
    const both = await Promise.all([send(one), send(one)]);
    expect(both.map(({ body }) => (body as { accepted: number }).accepted).sort()).toEqual([0, 1]);
    const { rows } = await portal.owner.query('SELECT count(*)::int AS n, count(DISTINCT id)::int AS ids FROM app.offline_events WHERE enrolment_id = $1', [id]);
    expect(rows).toEqual([{ n: 14, ids: 14 }]);
    expect(await at()).toEqual({ step: 1, done: true });
  });

  it('keeps both clocks, marks answers itself, and keeps the mark without the answer', async () => {
    const events = [answer('P-001', { value: 6 }), answer('P-001', { value: 7 }), place(2, { clientTime: '2019-05-01T10:00:00Z' })];
    const { body } = await send(events, { sentAt: '2019-05-01T10:30:00.000Z' });
    expect(body).toMatchObject({ results: [{ outcome: 'accepted', score: 1, isNew: true }, { score: 0 }, { score: null, receivedAt: expect.any(String) }] });
    const { rows } = await portal.owner.query(`SELECT question, score, client_time AS said, round(extract(epoch FROM received_at - happened_at))::int AS before FROM app.offline_events WHERE enrolment_id = $1 ORDER BY seq`, [id]);
    expect(rows[0]).toMatchObject({ question: 'P-001', score: '1' });
    // The device's clock is seven years behind: what counts is that it was half an hour before it was sent.
    expect(rows[2]).toMatchObject({ said: new Date('2019-05-01T10:00:00Z'), before: 1800 });
    expect(JSON.stringify((await portal.owner.query('SELECT * FROM app.offline_events WHERE enrolment_id = $1', [id])).rows)).not.toContain('"value"');
  });

  it('goes by the order of its device, however late a part of it comes', async () => {
    const [first, second, third] = [place(1), place(2), place(3)];
    await send([third, first]);
    expect(await at()).toMatchObject({ step: 3 });
    expect((await send([second])).body).toMatchObject({ accepted: 1 });
    expect(await at()).toMatchObject({ step: 3 });
  });

  it('merges two devices and what was saved on line: the later place stands, and what is done stays done', async () => {
    await send([place(3, { clientTime: ago(30), done: true })]);
    expect((await send([place(1, { clientTime: ago(60) })], { device: other })).body).toMatchObject({ accepted: 1 });
    expect(await at()).toEqual({ step: 3, done: true });
    await send([place(2, { clientTime: ago(20) })], { device: other });
    expect(await at()).toEqual({ step: 2, done: true });
    await trainee.put(`/enrolments/${id}/lessons/zone/progress`, { step: 1 });
    await send([place(3, { clientTime: ago(10) })]);
    expect(await at()).toEqual({ step: 1, done: true });
  });

  it('is refused event by event, with the reason, and told the same when asked again', async () => {
    const events = [place(9), place(1, { lesson: 'nowhere' }), place(1, { lesson: 'exam', done: true }), answer('Z-001', { choice: 'x' }), answer('P-001', { value: 'six' }), place(2)];
    const { body } = await send(events);
    expect(body).toMatchObject({
      accepted: 1, refused: 5, results: [
        { outcome: 'refused', reason: 'This lesson has 3 steps.' }, { reason: 'There is no such lesson in the course.' }, { reason: expect.stringMatching(/passed/) }, { reason: expect.stringMatching(/not practised/) }, { outcome: 'refused' }, { outcome: 'accepted', reason: null },
      ],
    });
    expect((await send(events)).body).toMatchObject({ accepted: 0, refused: 0, known: 6, results: [{ outcome: 'refused', reason: 'This lesson has 3 steps.', isNew: false }, {}, {}, {}, {}, { outcome: 'accepted' }] });
    expect(await at()).toEqual({ step: 2, done: false });
  });

  it('is refused whole where it is no outbox, nobody\'s own, or the course is not open any more', async () => {
    const good = place(1);
    for (const bad of [{ ...good, id: randomUUID() }, { ...good, seq: 0 }, { ...good, clientTime: 'yesterday' }, { ...good, kind: 'exam' }, { ...good, step: undefined }, { ...good, score: 1 }, { ...good, lesson: '../x' }, answer('P-001', { value: 6 }, { draw: -1 })]) expect((await send([bad])).status).toBe(400);
    for (const more of [{ device: 'mine' }, { sentAt: 'now' }, { receivedAt: ago(0) }]) expect((await send([good], more)).status).toBe(400);
    expect((await send([])).status).toBe(400);
    expect((await send([good, good])).status).toBe(400);
    expect((await send(Array.from({ length: 101 }, () => place(1)))).status).toBe(400);
    expect((await send([good], {}, await portal.official('IDN'))).status).toBe(404);
    await portal.owner.query(`UPDATE app.courses SET withheld_from = '{IDN}' WHERE id = $1`, [course.id]);
    expect((await send([good])).status).toBe(404);
    await portal.owner.query(`UPDATE app.courses SET withheld_from = '{}' WHERE id = $1`, [course.id]);
    await trainee.put(`/enrolments/${id}/withdrawal`, {});
    expect((await send([good])).status).toBe(409);
    expect((await portal.owner.query('SELECT FROM app.offline_events WHERE enrolment_id = $1', [id])).rowCount).toBe(0);
  });
});
