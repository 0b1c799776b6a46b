import { randomUUID } from 'node:crypto';
import { systemActor } from '../../src/kernel/access/index.js';
import { confirmFocalPoint, plantCourse, type PlantedCourse } from '../support/courses.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('the ground of learning', () => {
  let portal: Portal;
  let trainee: Official;
  let author: Official;
  let other: Official;
  let course: PlantedCourse;
  let hidden: PlantedCourse;
  let draft: PlantedCourse;

  beforeAll(async () => {
    portal = await Portal.start();
    trainee = await portal.official('IDN');
    author = await portal.official('AUS', 'course_author', 'course_officer');
    other = await portal.official('THA');
    course = await plantCourse(portal, { originator: 'AUS', tlp: 'amber', releasableTo: ['IDN'] });
    hidden = await plantCourse(portal, { originator: 'AUS', withheldFrom: ['IDN'] });
    draft = await plantCourse(portal, { originator: 'AUS', state: 'draft' });
  });
  afterAll(() => portal.stop());

  const as = async <T>(who: Official, sql: string, ...values: unknown[]): Promise<T[]> => {
    const actor = await portal.actor(who);
    return portal.db.write(actor, () => portal.db.sql<T>(sql, values));
  };
  const seen = async (who: Official, table: string, column: string) => (await as<{ id: string }>(who, `SELECT DISTINCT ${column} AS id FROM app.${table}`)).map(({ id }) => id).sort();

  it.each([['courses', 'id'], ['course_versions', 'course_id'], ['lessons', 'course_id']])('shows %s as the marking says', async (table, column) => {
    expect(await seen(trainee, table, column)).toEqual([course.id]);
    expect(await seen(other, table, column)).toEqual([hidden.id]);
    expect(await seen(author, table, column)).toEqual([course.id, hidden.id, draft.id].sort());
  });

  it('shows texts and parts with their lessons alone', async () => {
    expect(await seen(trainee, 'lesson_texts', 'lesson_id')).toEqual(Object.values(course.lessons).sort());
    expect(await seen(trainee, 'course_parts', 'course_version_id')).toEqual([course.version]);
  });

  it('lets nobody change what was published, its originator neither', async () => {
    const [published, drafted] = [course.lessons.zone, draft.lessons.zone];
    expect(await as(author, `UPDATE app.lesson_texts SET body = 'x' WHERE lesson_id = $1 RETURNING lesson_id`, published)).toEqual([]);
    expect(await as(author, `DELETE FROM app.lessons WHERE id = $1 RETURNING id`, published)).toEqual([]);
    expect(await as(author, `UPDATE app.lesson_texts SET body = 'x' WHERE lesson_id = $1 RETURNING lesson_id`, drafted)).toHaveLength(1);
    await expect(as(author, `INSERT INTO app.course_parts (course_version_id, number, title) VALUES ($1, 2, 'x')`, course.version)).rejects.toThrow(/row-level security/);
    await expect(as(trainee, `INSERT INTO app.course_parts (course_version_id, number, title) VALUES ($1, 2, 'x')`, draft.version)).rejects.toThrow(/row-level security/);
  });

  it('enters nobody for another party, nobody who acts for none, and into nothing unseen', async () => {
    const enrol = (who: Official, { id, version }: PlantedCourse, userId: string, party: string) =>
      as<{ id: string }>(who, `INSERT INTO app.enrolments (course_id, course_version_id, user_id, party, state) VALUES ($1, $2, $3, $4, 'active') RETURNING id`, id, version, userId, party);
    await expect(enrol(trainee, course, other.id, 'THA')).rejects.toThrow(/row-level security/);
    await expect(enrol(trainee, course, other.id, 'IDN')).rejects.toThrow(/row-level security/);
    await expect(enrol(trainee, hidden, trainee.id, 'IDN')).rejects.toThrow(/row-level security/);
    await expect(enrol(author, draft, author.id, 'AUS')).rejects.toThrow(/row-level security/);
    const [mine] = await enrol(trainee, course, trainee.id, 'IDN');
    await expect(enrol(trainee, course, trainee.id, 'IDN')).rejects.toThrow(/one_open_enrolment/);
    expect(await seen(trainee, 'enrolments', 'id')).toEqual([mine?.id]);
    for (const who of [other, author, await portal.official('SECRETARIAT', 'secretariat_officer', 'administrator')]) expect(await seen(who, 'enrolments', 'id')).toEqual([]);
    expect(await portal.db.read(systemActor('operator'), () => portal.db.sql('SELECT id FROM app.enrolments'))).toEqual([]);
    await expect(as(trainee, `UPDATE app.enrolments SET approved_by = $2 WHERE id = $1`, mine?.id, trainee.id)).rejects.toThrow(/no_self_approval/);
    await expect(as(trainee, `INSERT INTO app.lesson_progress (enrolment_id, lesson_id) VALUES ($1, $2)`, mine?.id, hidden.lessons.zone)).rejects.toThrow(/row-level security/);
    await as(trainee, `INSERT INTO app.lesson_progress (enrolment_id, lesson_id) VALUES ($1, $2)`, mine?.id, course.lessons.zone);
    expect(await seen(trainee, 'lesson_progress', 'enrolment_id')).toEqual([mine?.id]);
    expect(await seen(other, 'lesson_progress', 'enrolment_id')).toEqual([]);
  });

  it('keeps the one who submitted a version from publishing it', async () => {
    await expect(as(author, `UPDATE app.course_versions SET submitted_by = $2, published_by = $2, published_at = now(), state = 'published' WHERE id = $1`, draft.version, author.id)).rejects.toThrow(/four_eyes/);
  });

  it('makes whoever speaks for a party on training its focal point for training, and on everything while nobody does', async () => {
    const roles = async (who: Official) => ((await who.get('/session')).body as { roles: string[] }).roles;
    const [general, training] = [await portal.official('MYS', 'reader'), await portal.official('MYS', 'reader')];
    expect(await roles(general)).toEqual(['reader']);
    await confirmFocalPoint(portal, general.id, 'MYS', 'general');
    expect(await roles(general)).toEqual(['reader', 'training_focal_point']);
    const point = await confirmFocalPoint(portal, training.id, 'MYS', 'training');
    expect(await roles(training)).toEqual(['reader', 'training_focal_point']);
    expect(await roles(general)).toEqual(['reader']);
    await portal.owner.query(`UPDATE app.focal_points SET state = 'ended' WHERE id = $1`, [point]);
    expect(await roles(training)).toEqual(['reader']);
    expect(await roles(general)).toEqual(['reader', 'training_focal_point']);
  });

  it('has nobody give that role', async () => {
    const keeper = await portal.official('IDN', 'focal_point');
    const invite = (role: string) => keeper.post('/people', { name: 'New Person', email: `${randomUUID()}@idn.example.org`, locale: 'en', roles: [role] });
    expect((await invite('training_focal_point')).status).toBe(403);
    for (const role of ['course_author', 'course_officer', 'training_coordinator']) expect((await invite(role)).status).toBe(201);
  });
});
