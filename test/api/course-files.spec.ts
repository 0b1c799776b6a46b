import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CourseEntry, readCourse, specimensKnown } from '../../src/learning/course-files/index.js';
import type { CourseFiles } from '../../src/learning/course-files/read-course.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('a course entered from files', () => {
  let portal: Portal;
  let files: CourseFiles;
  let trainee: Official;
  const enter = (course: CourseFiles, publish: boolean, originator = 'AUS') => portal.app.get(CourseEntry).enter(course, { originator, publish });
  const count = async (sql: string, ...values: unknown[]) => Number((await portal.owner.query<{ count: string }>(`SELECT count(*) FROM ${sql}`, values)).rows[0]?.count);
  const eventsOf = (id: string) => count(`app.events WHERE subject_id = $1`, id);
  /** The files with a lesson reworded, as an author would. */
  const reworded = (words: string): CourseFiles => ({
    ...files, parts: files.parts.map((part, p) => (p === 0 ? { ...part, lessons: part.lessons.map((lesson, l) => (l === 0 ? { ...lesson, texts: lesson.texts.map((text) => ({ ...text, body: `${text.body}\n${words}\n` })) } : lesson)) } : part)),
  });
  let courseId: string;

  beforeAll(async () => {
    const { course } = await readCourse(join(dirname(fileURLToPath(import.meta.url)), '../../config/courses/doc-101'), specimensKnown);
    if (!course) throw new Error('the shipped course has faults');
    files = course;
    portal = await Portal.start();
    trainee = await portal.official('IDN', 'trainee');
  });
  afterAll(() => portal.stop());

  it('is a draft first, which nobody but its originator sees', async () => {
    const entered = await enter(files, false);
    courseId = entered.courseId;
    expect(entered).toMatchObject({ version: 1, state: 'draft', changed: true, questions: { written: files.questions.length, retired: 0 } });
    expect((await trainee.get(`/courses/${courseId}`)).status).toBe(404);
    expect((await (await portal.official('AUS', 'course_author')).get(`/courses/${courseId}`)).body).toMatchObject({ code: 'DOC-101', state: 'draft', tlp: 'red' });
  });

  it('holds every part, lesson, text, blueprint and question of the files', async () => {
    const lessons = files.parts.flatMap((part) => part.lessons);
    expect(await count('app.course_parts p JOIN app.course_versions v ON v.id = p.course_version_id WHERE v.course_id = $1', courseId)).toBe(9);
    expect(await count('app.lessons WHERE course_id = $1', courseId)).toBe(lessons.length);
    expect(await count('app.lesson_texts t JOIN app.lessons l ON l.id = t.lesson_id WHERE l.course_id = $1', courseId)).toBe(lessons.flatMap((lesson) => lesson.texts).length);
    expect(await count('app.quizzes q JOIN app.lessons l ON l.id = q.lesson_id WHERE l.course_id = $1', courseId)).toBe(lessons.filter((lesson) => lesson.quiz).length);
    expect(await count('app.items i JOIN app.banks b ON b.id = i.bank_id WHERE b.course_id = $1 AND i.retired_at IS NULL', courseId)).toBe(files.questions.length);
  });

  it('entered again changes nothing and leaves no event', async () => {
    const before = await eventsOf(courseId);
    expect(await enter(files, false)).toMatchObject({ courseId, version: 1, state: 'draft', changed: false, questions: { written: 0, retired: 0 } });
    expect(await count('app.course_versions WHERE course_id = $1', courseId)).toBe(1);
    expect(await eventsOf(courseId)).toBe(before);
  });

  it('takes changed files into the same draft, since nobody studies it yet', async () => {
    expect(await enter(reworded('A word more.'), false)).toMatchObject({ version: 1, changed: true });
    expect(await enter(files, false)).toMatchObject({ version: 1, changed: true });
    expect(await count('app.course_versions WHERE course_id = $1', courseId)).toBe(1);
  });

  it('is found by everybody its marking names once it is published', async () => {
    expect(await enter(files, true)).toMatchObject({ version: 1, state: 'published', changed: false });
    expect((await trainee.get(`/courses/${courseId}`)).body).toMatchObject({ code: 'DOC-101', state: 'published', tlp: 'green', minutes: 780, languages: ['en'] });
    const { outline } = (await trainee.get(`/courses/${courseId}`)).body as { outline: { titles: object; lessons: { code: string; titles: Record<string, string> }[] }[] };
    expect(outline[1]?.titles).toEqual({ ar: 'أنواع الوثائق' });
    expect(outline[0]?.lessons.map(({ titles }) => titles.ar)).toEqual(Array(4).fill(expect.stringMatching(/\p{Script=Arabic}/u)));
    const before = await eventsOf(courseId);
    expect(await enter(files, true)).toMatchObject({ version: 1, state: 'published', changed: false });
    expect(await eventsOf(courseId)).toBe(before);
  });

  it('gets another version when files change, and who studies the first keeps it', async () => {
    const { rows: [first] } = await portal.owner.query<{ id: string }>(`SELECT id FROM app.course_versions WHERE course_id = $1 AND state = 'published'`, [courseId]);
    await portal.owner.query(`INSERT INTO app.enrolments (course_id, course_version_id, user_id, party, state) VALUES ($1, $2, $3, 'IDN', 'active')`, [courseId, first?.id, trainee.id]);
    expect(await enter(reworded('Second edition.'), true)).toMatchObject({ version: 2, state: 'published', changed: true, questions: { written: 0, retired: 0 } });
    expect((await portal.owner.query(`SELECT number, state FROM app.course_versions WHERE course_id = $1 ORDER BY number`, [courseId])).rows).toEqual([{ number: 1, state: 'retired' }, { number: 2, state: 'published' }]);
    expect(await count('app.enrolments WHERE course_version_id = $1', first?.id)).toBe(1);
    expect(await count(`app.lesson_texts t JOIN app.lessons l ON l.id = t.lesson_id WHERE l.course_version_id = $1 AND t.body LIKE '%Second edition%'`, first?.id)).toBe(0);
  });

  it('writes a changed question anew and takes a missing one out', async () => {
    const [first, second, ...rest] = files.questions;
    const changed = { ...reworded('Second edition.'), questions: [{ ...first, stem: 'Another stem, and the rest as it was.' }, ...rest] };
    expect(await enter(changed, true)).toMatchObject({ version: 2, changed: false, questions: { written: 1, retired: 1 } });
    expect((await portal.owner.query(`SELECT retired_at IS NOT NULL AS retired FROM app.items WHERE code = $1`, [second?.code])).rows).toEqual([{ retired: true }]);
  });

  it('leaves a marking alone that the originator chose', async () => {
    await portal.owner.query(`UPDATE app.courses SET tlp = 'amber', releasable_to = '{THA}' WHERE id = $1`, [courseId]);
    await enter(reworded('Third edition.'), true);
    expect((await portal.owner.query(`SELECT tlp, releasable_to FROM app.courses WHERE id = $1`, [courseId])).rows).toEqual([{ tlp: 'amber', releasable_to: ['THA'] }]);
    expect((await (await portal.official('MYS')).get(`/courses/${courseId}`)).status).toBe(404);
  });

  it('does not overwrite what people are writing', async () => {
    const author = await portal.official('AUS', 'course_author');
    await portal.owner.query(`INSERT INTO app.course_versions (course_id, number, state, created_by) VALUES ($1, 9, 'draft', $2)`, [courseId, author.id]);
    await expect(enter(reworded('Fourth edition.'), true)).rejects.toMatchObject({ status: 409, detail: expect.stringContaining('being written by people of AUS') });
    await portal.owner.query(`DELETE FROM app.course_versions WHERE course_id = $1 AND number = 9`, [courseId]);
  });

  it('leaves nothing behind where the bank cannot serve a blueprint', async () => {
    const poor = { ...files, code: 'DOC-102', questions: files.questions.filter(({ code }) => !String(code).startsWith('M7-')) };
    await expect(enter(poor, true)).rejects.toMatchObject({ status: 400 });
    expect(await count(`app.courses WHERE code = 'DOC-102'`)).toBe(0);
  });

  it('is entered once when it is asked for twice at the same moment', async () => {
    const both = await Promise.all([enter({ ...files, code: 'DOC-103' }, true), enter({ ...files, code: 'DOC-103' }, true)]);
    expect(both.map(({ version }) => version)).toEqual([1, 1]);
    expect(await count(`app.course_versions v JOIN app.courses c ON c.id = v.course_id WHERE c.code = 'DOC-103'`)).toBe(1);
  });

  it('belongs to a party of the register', async () => {
    await expect(enter(files, false, 'XYZ')).rejects.toMatchObject({ status: 409, detail: 'There is no party XYZ in the register.' });
  });
});
