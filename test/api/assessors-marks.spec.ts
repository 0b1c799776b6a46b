import { Examiner } from '../../src/learning/assessment/attempts/examiner.js';
import { freePort } from '../../deploy/launcher/port.js';
import { plantCohort, plantStaff } from '../support/cohorts.js';
import type { PlantedCourse } from '../support/courses.js';
import { type AttemptAnswer, bank, judgedBank, judgedSections, plantEnrolment, plantExam, type Rules, sitJudged } from '../support/examination.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { PostOffice } from '../support/post-office.js';

const [guidance, model] = ['only-assessors-read-this', 'the-answer-that-earns-every-point'];

interface Sheet { questions: { n: number; question: { type: string; criteria: { id: string; text: string; points: number }[] }; answer: { text: string } | null; guidance: { text: string }[]; model: string | null; marks: object | null }[] }

describe('an examination an assessor marks', () => {
  let portal: Portal;
  let post: PostOffice;
  beforeAll(async () => {
    post = new PostOffice(await freePort());
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_SMTP_URL: `smtp://127.0.0.1:${post.port}` } });
    await post.open();
  });
  afterAll(async () => { await portal.stop(); await post.close(); });

  interface Taken { course: PlantedCourse; trainee: Official; assessor: Official; instructor: Official; cohort: string; enrolment: string }
  const taken = async (rules: Rules = {}): Promise<Taken> => {
    const course = await plantExam(portal, 'AUS', { attempts: 1, sections: judgedSections, ...rules }, [...bank, ...judgedBank]);
    const [trainee, assessor, instructor] = [await portal.official('IDN', 'trainee'), await portal.official('THA', 'trainer'), await portal.official('THA', 'trainer')];
    const cohort = await plantCohort(portal, course, 'AUS', 'THA', 10, { IDN: [2, 4] });
    await plantStaff(portal, cohort, assessor, 'assessor');
    await plantStaff(portal, cohort, instructor, 'instructor');
    return { course, trainee, assessor, instructor, cohort, enrolment: await plantEnrolment(portal, course, trainee, cohort) };
  };
  const essay = 'At 09:40 I received a passport.\nالساعة 09:40';
  const handedIn = async ({ trainee, enrolment }: Taken) => (await trainee.get(`/attempts/${await sitJudged(portal, trainee, enrolment, essay)}`)).body as AttemptAnswer;
  const sheetOf = async (who: Official, id: string) => (await who.get(`/attempts/${id}/marking`)).body as Sheet;
  /** Marks for a sheet: all points, but for so many taken from the first criterion of each question. */
  const marksFor = ({ questions }: Sheet, less = 0, comment?: string) => ({
    questions: questions.map(({ n, question: { criteria } }) => ({ n, ...(comment === undefined ? {} : { comment }), criteria: criteria.map(({ id, points }, index) => ({ id, points: index === 0 ? points - less : points })) })),
  });
  const listed = async (who: Official, query: string) => ((await who.get(`/attempts?${query}`)).body as { items: { id: string; trainee: object; allows: string[] }[] }).items;
  const enrolled = async (id: string) => (await portal.owner.query<{ state: string }>('SELECT state FROM app.enrolments WHERE id = $1', [id])).rows[0]?.state;
  const subjects = async ({ id }: Official) => {
    await portal.settled();
    const { rows: [row] } = await portal.owner.query<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [id]);
    return post.to(row?.email ?? '').map(({ subject }) => subject);
  };

  it('waits once it is handed in, and shows the trainee no rubric beyond its criteria', async () => {
    const one = await taken();
    const begun = await one.trainee.post(`/enrolments/${one.enrolment}/attempts`, { lesson: 'exam' });
    expect(begun.text).toContain('"criteria"');
    for (const secret of [guidance, model]) expect(begun.text).not.toContain(secret);
    const closed = await handedIn(one);
    expect(closed).toMatchObject({ state: 'awaiting_assessor', score: null, passed: null, marks: [], allows: ['read'] });
    expect((await one.trainee.get(`/attempts/${closed.id}/review`)).status).toBeGreaterThanOrEqual(403);
    expect((await one.trainee.get(`/enrolments/${one.enrolment}/lessons/exam/quiz`)).body).toMatchObject({ mayBegin: false, attemptsLeft: 0 });
    expect((await one.trainee.post(`/enrolments/${one.enrolment}/attempts`, { lesson: 'exam' })).body).toMatchObject({ status: 409, code: 'ATTEMPT_WAITS' });
    expect(await enrolled(one.enrolment)).toBe('active');
    expect(await subjects(one.assessor)).toEqual(['Focalpoint: An examination waits to be marked']);
    expect(await subjects(one.instructor)).toEqual([]);
  });

  it('is passed with the marks, told with the comment, and completes the course', async () => {
    const one = await taken({ review: 'after_close' });
    await portal.owner.query('UPDATE app.lessons SET mandatory = (code = $2) WHERE course_version_id = $1', [one.course.version, 'exam']);
    const { id } = await handedIn(one);
    expect(await listed(one.assessor, 'box=to_mark')).toMatchObject([{ id, trainee: { name: one.trainee.name, party: 'IDN' }, course: { title: 'Documents for the first line' }, cohort: { id: one.cohort }, allows: expect.arrayContaining(['grade', 'annul']) as string[] }]);
    const sheet = await sheetOf(one.assessor, id);
    expect(sheet.questions).toMatchObject([{ question: { type: 'essay' }, answer: { text: essay }, guidance: [{ text: guidance }], model, marks: null }, { question: { type: 'practical' }, answer: null }]);
    const given = await one.assessor.post(`/attempts/${id}/grades`, { questions: [{ ...marksFor(sheet, 1).questions[0], comment: 'Say who handed it over.' }, marksFor(sheet).questions[1]] });
    expect(given.body).toMatchObject({ state: 'graded', passed: true, score: 0.95, questions: [{ marks: { comment: 'Say who handed it over.', by: one.assessor.name } }, { marks: { comment: null } }] });
    expect((await one.trainee.get(`/attempts/${id}`)).body).toMatchObject({
      state: 'graded', passed: true, score: 0.95,
      marks: [{ stem: 'Report what you saw.', comment: 'Say who handed it over.', criteria: [{ text: 'Facts', points: 2, max: 3 }, { text: 'Deeds', points: 2, max: 2 }] }, { stem: 'Examine ten documents.', comment: null }],
    });
    const review = await one.trainee.get(`/attempts/${id}/review`);
    expect((review.body as { questions: object[] }).questions.slice(2)).toMatchObject([{ score: 0.8, feedback: { right: false, text: 'Say who handed it over.' } }, { score: 1, feedback: { right: true } }]);
    for (const secret of [guidance, model]) expect(review.text).not.toContain(secret);
    expect(await enrolled(one.enrolment)).toBe('completed');
    const { rows } = await portal.owner.query<object>(`SELECT kind, count(*)::int AS count, bool_and(given_by IS NOT NULL) AS named FROM app.grades WHERE attempt_id = $1 GROUP BY kind ORDER BY kind`, [id]);
    expect(rows).toEqual([{ kind: 'assessor', count: 2, named: true }, { kind: 'auto', count: 2, named: false }]);
    const { rows: [progress] } = await portal.owner.query<object>(`SELECT assurance FROM app.lesson_progress WHERE enrolment_id = $1 AND done_at IS NOT NULL`, [one.enrolment]);
    expect(progress).toEqual({ assurance: 'instructor_observed' });
    expect((await one.trainee.post(`/enrolments/${one.enrolment}/certificate`, { name: one.trainee.name.replaceAll(/\d/g, '') })).status).toBe(200);
    expect(await listed(one.assessor, 'box=to_mark')).toEqual([]);
    expect((await one.assessor.post(`/attempts/${id}/grades`, marksFor(sheet))).body).toMatchObject({ status: 409, type: '/problems/attempt-state' });
    expect(await subjects(one.trainee)).toEqual(['Focalpoint: An examination of yours was marked']);
  });

  it('fails the course with the marks of the last try; marks that are mended are appended, and pass it after all', async () => {
    const one = await taken();
    const { id } = await handedIn(one);
    const sheet = await sheetOf(one.assessor, id);
    const zero = { questions: sheet.questions.map(({ n, question: { criteria } }) => ({ n, comment: 'Nothing of it was there.', criteria: criteria.map((one_) => ({ id: one_.id, points: 0 })) })) };
    expect((await one.assessor.post(`/attempts/${id}/grades`, zero)).body).toMatchObject({ state: 'graded', passed: false, score: 0.5 });
    expect(await enrolled(one.enrolment)).toBe('failed');
    expect((await one.assessor.post(`/attempts/${id}/grades`, marksFor(sheet))).body).toMatchObject({ state: 'graded', passed: true, score: 1 });
    expect(await enrolled(one.enrolment)).toBe('active');
    const { rows } = await portal.owner.query<{ score: string }>(`SELECT score FROM app.grades WHERE attempt_id = $1 AND kind = 'assessor' ORDER BY given_at, n`, [id]);
    expect(rows.map(({ score }) => Number(score))).toEqual([0, 0, 1, 1]);
    await expect(portal.app.get((await import('../../src/kernel/database/index.js')).Database).write(await portal.actor(one.assessor), () => portal.db.sql('UPDATE app.grades SET score = 1 WHERE attempt_id = $1', [id]))).rejects.toThrow(/permission denied/);
  });

  it.each<[string, (sheet: Sheet) => object, number, string]>([
    ['a question left out', (sheet) => ({ questions: marksFor(sheet).questions.slice(1) }), 422, 'questions'],
    ['a question a machine marks', (sheet) => ({ questions: [...marksFor(sheet).questions, { n: 1, criteria: [{ id: 'a', points: 1 }] }] }), 422, 'questions.2.n'],
    ['points missing without a word why', (sheet) => marksFor(sheet, 1), 422, 'questions.0.comment'],
    ['more points than there are', (sheet) => marksFor(sheet, -1), 422, 'questions.0.criteria.0.points'],
    ['points in words', (sheet) => ({ questions: marksFor(sheet).questions.map((one) => ({ ...one, criteria: [{ id: 'a', points: 'three' }] })) }), 400, 'questions.0.criteria.0.points'],
  ])('is not marked with %s', async (_sentence, marks, status, path) => {
    const one = await taken();
    const { id } = await handedIn(one);
    const refused = await one.assessor.post(`/attempts/${id}/grades`, marks(await sheetOf(one.assessor, id)));
    expect(refused.body).toMatchObject({ status, errors: expect.arrayContaining([expect.objectContaining({ path })]) as object });
    expect((await one.trainee.get(`/attempts/${id}`)).body).toMatchObject({ state: 'awaiting_assessor' });
  });

  it('is there for the assessors of its cohort alone, the staff reads it, and nobody marks their own', async () => {
    const [one, other] = [await taken(), await taken()];
    const { id } = await handedIn(one);
    const marks = marksFor(await sheetOf(one.assessor, id));
    expect((await one.instructor.get(`/attempts/${id}`)).body).toMatchObject({ state: 'awaiting_assessor', allows: ['read'] });
    expect((await one.instructor.get(`/attempts/${id}/marking`)).status).toBe(403);
    expect((await one.instructor.post(`/attempts/${id}/grades`, marks)).status).toBe(403);
    expect((await one.instructor.put(`/attempts/${id}/annulment`, { reason: 'because' })).status).toBe(403);
    expect(await listed(one.instructor, 'box=to_mark')).toEqual([]);
    expect(await listed(one.instructor, `box=all&cohort=${one.cohort}`)).toMatchObject([{ id }]);
    const strangers = [other.assessor, await portal.official('THA', 'training_coordinator'), await portal.official('IDN', 'training_coordinator', 'focal_point'), await portal.official('AUS', 'course_author', 'course_officer'), await portal.official('SECRETARIAT', 'secretariat_officer', 'administrator')];
    for (const stranger of strangers) {
      expect([403, 404]).toContain((await stranger.get(`/attempts/${id}/marking`)).status);
      expect([403, 404]).toContain((await stranger.post(`/attempts/${id}/grades`, marks)).status);
      for (const query of ['box=to_mark', 'box=all', `box=all&cohort=${one.cohort}`]) expect(JSON.stringify(await listed(stranger, query))).not.toContain(id);
    }
    expect((await other.assessor.get(`/attempts/${id}/marking`)).status).toBe(404);
    // An assessor who takes the course in the cohort they assess.
    await plantStaff(portal, one.cohort, one.trainee, 'assessor');
    expect((await one.trainee.post(`/attempts/${id}/grades`, marks)).status).toBe(403);
    expect((await one.trainee.put(`/attempts/${id}/annulment`, { reason: 'because' })).status).toBe(403);
    expect(await listed(one.trainee, 'box=to_mark')).toEqual([]);
    expect(await listed(one.trainee, 'box=all')).toEqual([]);
  });

  describe('keeps what an assessor typed and did not give', () => {
    interface Drafted { draft: { number: number; savedAt: string; questions: object[] } | null; questions: { marks: { at: string } | null }[] }
    const draftOf = async (who: Official, id: string) => ((await who.get(`/attempts/${id}/marking`)).body as Drafted).draft;
    const typed = (sheet: Sheet, points: string) => ({ questions: sheet.questions.map(({ n, question: { criteria } }) => ({ n, comment: 'a-comment-nobody-was-given', criteria: criteria.map(({ id }) => ({ id, points })) })) });
    const two = async () => {
      const one = await taken();
      const second = await portal.official('THA', 'trainer');
      await plantStaff(portal, one.cohort, second, 'assessor');
      const { id } = await handedIn(one);
      return { ...one, second, id, sheet: await sheetOf(one.assessor, id) };
    };

    it('for that assessor alone, on whichever device', async () => {
      const { assessor, second, instructor, trainee, id, sheet, cohort } = await two();
      expect(await draftOf(assessor, id)).toBeNull();
      const kept = await assessor.put(`/attempts/${id}/grades/draft`, { ...typed(sheet, '1,'), after: 0 });
      expect(kept.body).toMatchObject({ number: 1, questions: typed(sheet, '1,').questions });
      expect(await draftOf(assessor, id)).toEqual(kept.body);
      expect(await draftOf(second, id)).toBeNull();
      for (const [who, paths] of [[trainee, [`/attempts/${id}`, `/attempts/${id}/review`]], [instructor, [`/attempts/${id}`, `/attempts/${id}/marking`, `/attempts/${id}/review`, `/attempts?box=all&cohort=${cohort}`]], [second, [`/attempts/${id}`, `/attempts/${id}/marking`, '/attempts?box=to_mark']]] as const) {
        for (const path of paths) expect((await who.get(path)).text).not.toContain('a-comment-nobody-was-given');
      }
      for (const who of [trainee, instructor, await portal.official('THA', 'training_coordinator'), await portal.official('AUS', 'course_author')]) {
        expect([403, 404]).toContain((await who.put(`/attempts/${id}/grades/draft`, { ...typed(sheet, '3'), after: 1 })).status);
        expect([403, 404]).toContain((await who.call('delete', `/attempts/${id}/grades/draft`)).status);
      }
      expect(await draftOf(assessor, id)).toEqual(kept.body);
      // The fence alone holds it too, and lets go of whoever assesses no more.
      const seen = async (who: Official) => portal.db.read(await portal.actor(who), () => portal.db.sql<{ n: number }>('SELECT count(*)::int AS n FROM app.mark_drafts WHERE attempt_id = $1', [id]));
      expect([await seen(assessor), await seen(second), await seen(trainee), await seen(instructor)].map(([row]) => row?.n)).toEqual([1, 0, 0, 0]);
      await portal.owner.query(`UPDATE app.cohort_staff SET until = current_date WHERE user_id = $1`, [assessor.id]);
      expect((await seen(assessor))[0]?.n).toBe(0);
    });

    it('one beside the other for two assessors, and refuses a window that would overwrite another one unseen', async () => {
      const { assessor, second, id, sheet } = await two();
      await assessor.put(`/attempts/${id}/grades/draft`, { ...typed(sheet, '1'), after: 0 });
      expect((await second.put(`/attempts/${id}/grades/draft`, { ...typed(sheet, '2'), after: 0 })).body).toMatchObject({ number: 1 });
      expect((await assessor.put(`/attempts/${id}/grades/draft`, { ...typed(sheet, '3'), after: 1 })).body).toMatchObject({ number: 2 });
      for (const after of [0, 1, 3]) expect((await assessor.put(`/attempts/${id}/grades/draft`, { ...typed(sheet, '0'), after })).body).toMatchObject({ status: 409, type: '/problems/draft-elsewhere' });
      expect(await draftOf(assessor, id)).toMatchObject({ questions: typed(sheet, '3').questions });
      expect(await draftOf(second, id)).toMatchObject({ questions: typed(sheet, '2').questions });
      expect((await assessor.call('delete', `/attempts/${id}/grades/draft`)).status).toBe(204);
      expect(await draftOf(assessor, id)).toBeNull();
      expect(await draftOf(second, id)).not.toBeNull();
    });

    it('until the marks are given; those of somebody else are kept while any can be given, and theirs are looked at before', async () => {
      const { assessor, second, id, sheet } = await two();
      for (const who of [assessor, second]) await who.put(`/attempts/${id}/grades/draft`, { ...typed(sheet, '1'), after: 0 });
      const zero = { questions: sheet.questions.map(({ n, question: { criteria } }) => ({ n, comment: 'Nothing of it was there.', criteria: criteria.map((one) => ({ id: one.id, points: 0 })) })) };
      const given = (await assessor.post(`/attempts/${id}/grades`, { ...zero, seen: null })).body as Drafted;
      expect(given).toMatchObject({ state: 'graded', draft: null });
      // What is still on its way from the page of the marks that were given comes too late.
      expect((await assessor.put(`/attempts/${id}/grades/draft`, { ...typed(sheet, '1'), after: 1 })).body).toMatchObject({ status: 409 });
      expect(await draftOf(second, id)).not.toBeNull();
      expect((await second.post(`/attempts/${id}/grades`, { ...marksFor(sheet), seen: null })).body).toMatchObject({ status: 409, type: '/problems/marks-given' });
      expect((await second.post(`/attempts/${id}/grades`, { ...marksFor(sheet), seen: 'yesterday' })).status).toBe(400);
      await assessor.put(`/attempts/${id}/grades/draft`, { ...typed(sheet, '2'), after: 0 });
      expect((await second.post(`/attempts/${id}/grades`, { ...marksFor(sheet), seen: given.questions[0]?.marks?.at })).body).toMatchObject({ state: 'graded', passed: true, draft: null });
      const { rows } = await portal.owner.query('SELECT FROM app.mark_drafts WHERE attempt_id = $1', [id]);
      expect(rows).toEqual([]);
      expect((await assessor.put(`/attempts/${id}/grades/draft`, { ...typed(sheet, '2'), after: 0 })).body).toMatchObject({ status: 409, type: '/problems/attempt-state' });
    });

    it('and no longer than it can be of use: not of what was annulled, nor for more than ninety days', async () => {
      const [annulled, old, kept] = [await two(), await two(), await two()];
      for (const { assessor, id, sheet } of [annulled, old, kept]) await assessor.put(`/attempts/${id}/grades/draft`, { ...typed(sheet, '1'), after: 0 });
      await annulled.second.put(`/attempts/${annulled.id}/annulment`, { reason: 'The documents were missing.' });
      await portal.owner.query(`UPDATE app.mark_drafts SET saved_at = now() - interval '91 days' WHERE attempt_id = $1`, [old.id]);
      await portal.app.get(Examiner).tend();
      expect([await draftOf(old.assessor, old.id), await draftOf(kept.assessor, kept.id)]).toEqual([null, expect.objectContaining({ number: 1 })]);
      const { rows } = await portal.owner.query<{ attempt: string }>('SELECT attempt_id AS attempt FROM app.mark_drafts WHERE attempt_id = ANY ($1::uuid[])', [[annulled.id, old.id, kept.id]]);
      expect(rows).toEqual([{ attempt: kept.id }]);
    });

    it.each<[string, object]>([
      ['without a number it goes on from', { questions: [{ n: 1, criteria: [] }] }],
      ['with points that are no text', { questions: [{ n: 1, criteria: [{ id: 'a', points: 2 }] }], after: 0 }],
      ['with a comment beyond all bounds', { questions: [{ n: 1, criteria: [], comment: 'x'.repeat(4001) }], after: 0 }],
    ])('but refuses a draft %s', async (_sentence, body) => {
      const { assessor, id } = await two();
      expect((await assessor.put(`/attempts/${id}/grades/draft`, body)).status).toBe(400);
    });
  });

  it('closes its list to whoever assessed it ninety days after its end, and at once to whoever is dismissed', async () => {
    const one = await taken();
    const { id } = await handedIn(one);
    await portal.owner.query('UPDATE app.cohort_staff SET until = current_date WHERE user_id = $1', [one.assessor.id]);
    expect((await one.assessor.get(`/attempts/${id}/marking`)).status).not.toBe(200);
    expect(await listed(one.assessor, 'box=to_mark')).toEqual([]);
  });

  it('is not begun outside a cohort, where nobody would mark it', async () => {
    const { course } = await taken();
    const alone = await portal.official('IDN', 'trainee');
    const enrolment = await plantEnrolment(portal, course, alone);
    expect((await alone.post(`/enrolments/${enrolment}/attempts`, { lesson: 'exam' })).body).toMatchObject({ status: 409, code: 'NEEDS_ASSESSOR' });
  });

  it('does not expire for want of an answer when it is watched', async () => {
    const one = await taken({ sections: [{ title: 'Bench', draw: 1, tags: ['bench', 'exam'] }] });
    const { id } = (await one.trainee.post(`/enrolments/${one.enrolment}/attempts`, { lesson: 'exam' })).body as AttemptAnswer;
    await portal.owner.query(`UPDATE app.attempts SET deadline_at = deadline_at - interval '2 hours', started_at = started_at - interval '2 hours' WHERE id = $1`, [id]);
    expect((await one.trainee.get(`/attempts/${id}`)).body).toMatchObject({ state: 'awaiting_assessor' });
    expect((await one.assessor.put(`/attempts/${id}/annulment`, { reason: 'The room was closed.' })).body).toMatchObject({ state: 'voided' });
    expect((await one.trainee.get(`/enrolments/${one.enrolment}/lessons/exam/quiz`)).body).toMatchObject({ mayBegin: true, attemptsLeft: 1 });
  });
});
