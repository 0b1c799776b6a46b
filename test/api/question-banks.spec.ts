import { randomUUID } from 'node:crypto';
import { systemActor } from '../../src/kernel/access/index.js';
import { Banks } from '../../src/learning/assessment/banks/banks.js';
import { plantCourse } from '../support/courses.js';
import { type AttemptAnswer, bank, plantEnrolment, plantExam } from '../support/examination.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Item { id: string; code: string; version: number; retiredAt: string | null; question: Record<string, unknown> }

describe('a bank of questions', () => {
  let portal: Portal;
  let author: Official;
  let officer: Official;
  let trainee: Official;

  beforeAll(async () => {
    portal = await Portal.start();
    author = await portal.official('AUS', 'course_author');
    officer = await portal.official('AUS', 'course_officer');
    trainee = await portal.official('AUS', 'trainee', 'trainer', 'focal_point');
  });
  afterAll(() => portal.stop());

  const question = { code: 'M1-001', type: 'numeric', tags: ['m1'], stem: 'How many lines has TD3?', value: 2 };
  const opened = async () => {
    const course = await plantCourse(portal, { originator: 'AUS', state: 'draft' });
    const { id } = (await author.put(`/courses/${course.id}/bank`, {})).body as { id: string };
    return { course, id };
  };

  it('is opened, written and read by those who write the course, and is not there for anybody else', async () => {
    const { course, id } = await opened();
    expect((await author.put(`/courses/${course.id}/bank`, {})).body).toMatchObject({ id, questions: 0, allows: ['read', 'write'] });
    const added = await author.post(`/banks/${id}/items`, { question });
    expect(added.body).toMatchObject({ code: 'M1-001', version: 1, question });
    const { id: item } = added.body as Item;
    expect((await officer.get(`/items/${item}`)).status).toBe(200);
    expect((await officer.post(`/items/${item}/versions`, { question })).status).toBe(403);
    for (const other of [trainee, await portal.official('NZL', 'course_author', 'course_officer'), await portal.official('SECRETARIAT', 'secretariat_officer', 'administrator')]) {
      for (const path of [`/banks/${id}`, `/banks/${id}/items`, `/items/${item}`, `/items/${item}/statistics`, `/items/${item}/versions`, `/items/${item}/versions/1`]) expect([403, 404]).toContain((await other.get(path)).status);
      expect([403, 404]).toContain((await other.put(`/courses/${course.id}/bank`, {})).status);
      expect([403, 404]).toContain((await other.post(`/banks/${id}/items`, { question: { ...question, code: 'M1-002' } })).status);
      expect([403, 404]).toContain((await other.post(`/banks/${id}/trials`, { question })).status);
      for (const path of [`/lessons/${course.lessons.zone}/quiz/draws`]) expect([403, 404]).toContain((await other.post(path, { sections: [{ title: 'One', draw: 1, tags: ['m1'] }] })).status);
      expect([403, 404]).toContain((await other.get(`/lessons/${course.lessons.zone}/quiz/statistics`)).status);
      expect((await other.get('/banks')).body).not.toMatchObject({ items: [expect.anything()] });
    }
  });

  it('keeps each version as it was, refuses a second question of a code, and says of each fault where it is', async () => {
    const { id } = await opened();
    const { id: item } = (await author.post(`/banks/${id}/items`, { question })).body as Item;
    expect((await author.post(`/banks/${id}/items`, { question })).status).toBe(409);
    const changed = await author.post(`/items/${item}/versions`, { question: { ...question, value: 3 } });
    expect(changed.body).toMatchObject({ version: 2, question: { value: 3 } });
    expect((await author.post(`/items/${item}/versions`, { question: { ...question, value: 3 } })).body).toMatchObject({ version: 2 });
    const wrong = await author.post(`/items/${item}/versions`, { question: { ...question, value: 'six' } });
    expect(wrong.body).toMatchObject({ status: 400, errors: [{ path: 'value' }] });
    expect((await author.post(`/items/${item}/versions`, { question: { ...question, code: 'M1-009' } })).status).toBe(400);
    expect((await author.put(`/items/${item}/retirement`, {})).body).toMatchObject({ retiredAt: expect.any(String) as string });
    expect((await author.get(`/items/${item}/versions`)).body).toMatchObject({ items: [{ number: 2, createdBy: author.name, wasAsked: false }, { number: 1, wasAsked: false }] });
    expect((await author.get(`/items/${item}/versions/1`)).body).toEqual({ number: 1, question });
    expect((await author.get(`/items/${item}/versions/3`)).status).toBe(404);
    expect((await author.post(`/items/${item}/versions`, { question: { ...question, value: 4 }, after: 1 })).body).toMatchObject({ status: 409, type: '/problems/version-written' });
    expect((await author.post(`/items/${item}/versions`, { question: { ...question, value: 4 }, after: 2 })).body).toMatchObject({ version: 3, retiredAt: null });
  });

  it('is found again, and searched by words, type, tag and standing, a page at a time', async () => {
    const { course, id } = await opened();
    const other = { code: 'M2-001', type: 'short_text', tags: ['m2', 'exam'], stem: 'Which **State** issued it?', accept: ['Utopia'] };
    for (const one of [question, other, { ...question, code: 'M1-002', stem: 'How many characters has a line of TD3?', value: 44 }]) await author.post(`/banks/${id}/items`, { question: one });
    const codes = async (query: string) => ((await author.get(`/banks/${id}/items?${query}`)).body as { items: Item[] }).items.map(({ code }) => code);
    expect(await codes('')).toEqual(['M1-001', 'M1-002', 'M2-001']);
    expect((await author.get(`/banks/${id}/items?tag=m2`)).body).toMatchObject({ items: [{ stem: 'Which State issued it?' }] });
    expect(await codes('q=LINE')).toEqual(['M1-001', 'M1-002']);
    expect(await codes('type=short_text')).toEqual(['M2-001']);
    expect(await codes('tag=m1')).toEqual(['M1-001', 'M1-002']);
    expect(await codes('flag=any')).toEqual([]);
    const first = (await author.get(`/banks/${id}/items?limit=2`)).body as { items: Item[]; next: string };
    expect(first.items.map(({ code }) => code)).toEqual(['M1-001', 'M1-002']);
    expect(await codes(`limit=2&cursor=${first.next}`)).toEqual(['M2-001']);
    expect((await author.get(`/banks/${id}/items?tag=m1&cursor=${first.next}`)).status).toBe(400);
    await author.put(`/items/${first.items[0]?.id}/retirement`, {});
    expect(await codes('')).toEqual(['M1-002', 'M2-001']);
    expect(await codes('state=retired')).toEqual(['M1-001']);
    expect((await author.get(`/banks/${id}`)).body).toMatchObject({ questions: 2, retired: 1, courseId: course.id, tags: [{ tag: 'exam', questions: 1 }, { tag: 'm1', questions: 1 }, { tag: 'm2', questions: 1 }] });
    expect(((await author.get('/banks')).body as { items: { id: string }[] }).items.map((bank_) => bank_.id)).toContain(id);
  });

  it('puts a question to its author as trainees see it, kept or not, and says what an answer would be worth', async () => {
    const { id } = await opened();
    const picked = { code: 'H-001', type: 'hotspot', tags: ['m4'], stem: 'Where is the **portrait**?', figure: { specimen: 'td3-photo', light: 'white' }, areas: [], drawn: [{ label: 'The portrait', shape: { kind: 'rectangle', x: 0.1, y: 0.2, width: 0.3, height: 0.4 } }], senses: 'Finding it on the page is what is asked.' };
    const trial = (given: object, more: object = {}) => author.post(`/banks/${id}/trials`, { question: given, ...more });
    const shown = (await trial(picked)).body as { question: Record<string, unknown>; correction: null };
    expect(shown).toMatchObject({ correction: null, question: { type: 'hotspot', marks: 3, figure: { src: '/api/v1/specimens/td3-photo/white.svg' }, said: [{ type: 'paragraph', text: [{ text: 'Where is the ' }, { text: 'portrait', strong: true }, { text: '?' }] }] } });
    expect(JSON.stringify(shown)).not.toContain('The portrait');
    expect((await trial(picked, { answer: { points: [{ x: 0.2, y: 0.3 }], cells: [] } })).body).toMatchObject({ correction: { score: 1, right: true, expected: ['The portrait'] } });
    expect((await trial(picked, { answer: { points: [{ x: 0.9, y: 0.9 }], cells: [] } })).body).toMatchObject({ correction: { score: 0, right: false } });
    expect((await trial(picked, { answer: { points: [{ x: 2, y: 0 }], cells: [] } })).status).toBe(422);
    const beyond = { ...picked, drawn: [{ label: 'x', shape: { kind: 'rectangle', x: 0.9, y: 0, width: 0.3, height: 0.4 } }] };
    expect((await trial(beyond)).body).toMatchObject({ status: 400, errors: [{ path: 'drawn.0' }] });
    expect((await trial({ ...picked, drawn: [] })).body).toMatchObject({ status: 400, errors: [{ path: 'areas' }] });
    expect((await trial({ ...question, stem: 'Look\n\n```question\ncode: M1-002\n```' })).body).toMatchObject({ status: 400, errors: [{ path: 'stem' }] });
    expect((await officer.post(`/banks/${id}/trials`, { question: picked })).status).toBe(200);
    expect((await author.get(`/banks/${id}/items`)).body).toEqual({ items: [], next: null });
  });

  it('is entered from a file as often as one likes: what is the same stays, what is gone is retired', async () => {
    const course = await plantExam(portal, 'AUS');
    const loader = systemActor('course-loader', 'AUS');
    const enter = (list: unknown) => portal.db.write(loader, () => portal.app.get(Banks).enter(loader, { id: course.id, originator: 'AUS', title: 'x' }, list));
    expect(await enter(bank)).toEqual({ written: 0, retired: 0 });
    expect(await enter(bank.slice(1))).toEqual({ written: 0, retired: 1 });
    expect(await enter([...bank.slice(0, 13), { ...bank[13], stem: 'Another stem' }])).toEqual({ written: 2, retired: 0 });
    await expect(enter([{ ...bank[0], options: [] }])).rejects.toMatchObject({ status: 400 });
  });

  it('has blueprints for its quizzes, for as long as the version is a draft and the bank holds enough', async () => {
    const { course, id } = await opened();
    const exam = course.lessons.zone;
    await portal.owner.query(`UPDATE app.lessons SET kind = 'quiz' WHERE id = $1`, [exam]);
    await author.post(`/banks/${id}/items`, { question });
    const blueprint = (draw: number) => ({ sections: [{ title: 'One', draw, tags: ['m1'] }], passMark: 80, attempts: 3, minutes: 60, cooldownHours: 24, review: 'score_only' });
    expect((await author.put(`/lessons/${exam}/quiz`, blueprint(2))).body).toMatchObject({ status: 400, errors: [{ path: 'sections.0.draw', message: 'The bank holds 1 questions tagged m1.' }] });
    expect((await author.put(`/lessons/${exam}/quiz`, blueprint(1))).status).toBe(200);
    expect((await author.get(`/lessons/${exam}/quiz`)).body).toEqual(blueprint(1));
    expect((await officer.put(`/lessons/${exam}/quiz`, blueprint(1))).status).toBe(403);
    expect((await officer.get(`/lessons/${exam}/quiz`)).body).toEqual(blueprint(1)); // who publishes it has read it
    expect([(await officer.post(`/lessons/${exam}/quiz/draws`, { sections: blueprint(1).sections })).status, (await officer.get(`/lessons/${exam}/quiz/statistics`)).status]).toEqual([200, 200]);
    expect((await trainee.get(`/lessons/${exam}/quiz`)).status).toBe(403);
    const draw = async (...sections: object[]) => (await author.post(`/lessons/${exam}/quiz/draws`, { sections })).body as object;
    expect(await draw({ title: 'One', draw: 1, tags: ['m1'] })).toMatchObject({ sections: [{ held: 1, critical: 0, endless: false, enough: true }], drawn: [{ section: 0, code: 'M1-001' }] });
    expect(await draw({ title: 'One', draw: 2, tags: ['m1'] })).toMatchObject({ sections: [{ held: 1, enough: false }], drawn: null });
    const twice = [{ title: 'One', draw: 1, tags: ['m1'] }, { title: 'Two', draw: 1, tags: ['m1'] }];
    expect(await draw(...twice)).toMatchObject({ sections: [{ enough: true }, { enough: true }], drawn: null });
    expect((await author.put(`/lessons/${exam}/quiz`, { ...blueprint(1), sections: twice })).body).toMatchObject({ status: 400, errors: [{ path: 'sections' }] });
    expect((await author.get(`/lessons/${exam}/quiz`)).body).toEqual(blueprint(1));
    expect((await author.get(`/lessons/${exam}/quiz/statistics`)).body).toEqual({ attempts: null, passed: null, score: null, sections: [] });
    await portal.owner.query(`UPDATE app.course_versions SET state = 'published', published_at = now() WHERE id = $1`, [course.version]);
    expect((await author.put(`/lessons/${exam}/quiz`, blueprint(1))).status).toBe(409);
  });

  it('tells how a question fares: nothing of a few, and from thirty attempts on which ones tell little', async () => {
    const course = await plantExam(portal, 'AUS', { sections: [{ title: 'All', draw: 8, tags: ['exam'] }] });
    const { rows: [easy] } = await portal.owner.query<{ item: string; version: string }>(
      `SELECT i.id AS item, v.id AS version FROM app.items i JOIN app.item_versions v ON v.item_id = i.id JOIN app.banks b ON b.id = i.bank_id WHERE b.course_id = $1 AND i.code = 'N-001'`, [course.id]);
    const statistics = async () => (await author.get(`/items/${easy?.item}/statistics`)).body as object;
    const attempt = async (score: number) => {
      const [who, id] = [await portal.official('IDN', 'trainee'), randomUUID()];
      const enrolment = await plantEnrolment(portal, course, who);
      await portal.owner.query(`INSERT INTO app.attempts (id, enrolment_id, lesson_id, user_id, party, number, state, closed_at, score, passed, sections) VALUES ($1, $2, $3, $4, 'IDN', 1, 'graded', now(), $5, false, $6)`, [id, enrolment, course.lessons.exam, who.id, score, JSON.stringify([{ title: 'All', points: 1, max: 2, failed: true }])]);
      await portal.owner.query(`INSERT INTO app.attempt_items (attempt_id, n, section, item_version_id, shown) VALUES ($1, 1, 0, $2, '{}'), ($1, 2, 0, $2, '{}')`, [id, easy?.version]);
      await portal.owner.query(`INSERT INTO app.grades (attempt_id, n, kind, score, max) VALUES ($1, 1, 'auto', 1, 1), ($1, 2, 'auto', 1, 1)`, [id]);
    };
    expect(await statistics()).toEqual({ attempts: null, difficulty: null, discrimination: null, flags: [] });
    for (let turn = 0; turn < 5; turn++) await attempt(1);
    expect(await statistics()).toMatchObject({ attempts: 10, difficulty: 1, flags: [] });
    for (let turn = 0; turn < 10; turn++) await attempt(1);
    expect(await statistics()).toEqual({ attempts: 30, difficulty: 1, discrimination: null, flags: ['too_easy'] });
    const { bankId } = (await author.get(`/items/${easy?.item}`)).body as { bankId: string };
    expect((await author.get(`/banks/${bankId}/items?flag=too_easy`)).body).toMatchObject({ items: [{ code: 'N-001', statistics: { attempts: 30, flags: ['too_easy'] } }], next: null });
    expect((await author.get(`/banks/${bankId}/items?flag=too_hard`)).body).toEqual({ items: [], next: null });
    expect((await author.get(`/items/${easy?.item}/versions`)).body).toMatchObject({ items: [{ number: 1, createdBy: null, wasAsked: true }] });
    expect((await author.get(`/lessons/${course.lessons.exam}/quiz/statistics`)).body).toEqual({ attempts: 15, passed: 0, score: 1, sections: [{ title: 'All', reached: 0.5, failed: 1 }] });
    expect((await author.post(`/courses/${course.id}/versions`, {})).status).toBe(201);
    const { rows: [next] } = await portal.owner.query<{ id: string }>(`SELECT l.id FROM app.lessons l JOIN app.course_versions v ON v.id = l.course_version_id WHERE l.course_id = $1 AND l.code = 'exam' AND v.number = 2`, [course.id]);
    expect((await author.get(`/lessons/${next?.id}/quiz/statistics`)).body).toMatchObject({ attempts: 15, sections: [{ title: 'All' }] });
  });

  it('lets an attempt keep the version it was asked, whatever is written meanwhile', async () => {
    const course = await plantExam(portal, 'AUS', { sections: [{ title: 'One', draw: 1, tags: ['number', 'exam'] }] }, [{ code: 'N-001', type: 'numeric', tags: ['number', 'exam'], stem: 'How many?', value: 5 }]);
    const enrolment = await plantEnrolment(portal, course, trainee);
    const { id } = (await trainee.post(`/enrolments/${enrolment}/attempts`, { lesson: 'exam' })).body as AttemptAnswer;
    const { rows: [item] } = await portal.owner.query<{ id: string }>('SELECT i.id FROM app.items i JOIN app.banks b ON b.id = i.bank_id WHERE b.course_id = $1', [course.id]);
    expect((await author.post(`/items/${item?.id}/versions`, { question: { code: 'N-001', type: 'numeric', tags: ['number', 'exam'], stem: 'How many now?', value: 6 } })).status).toBe(201);
    await trainee.put(`/attempts/${id}/answers/1`, { seq: 1, answer: { value: 5 } });
    expect((await trainee.put(`/attempts/${id}/submission`, {})).body).toMatchObject({ passed: true });
  });
});
