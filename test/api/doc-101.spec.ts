import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CourseEntry, readCourse, specimensKnown } from '../../src/learning/course-files/index.js';
import type { CourseFiles } from '../../src/learning/course-files/read-course.js';
import type { CarriedLesson, Manifest } from '../../src/learning/offline/manifest.js';
import { rightByKeys, type AttemptAnswer } from '../support/examination.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

/** The course that is shipped, as a trainee takes it: every lesson, every quiz, the examination, over the API alone. */
describe('DOC-101 from end to end', () => {
  let portal: Portal;
  let files: CourseFiles;
  let courseId: string;

  beforeAll(async () => {
    const { course } = await readCourse(join(dirname(fileURLToPath(import.meta.url)), '../../config/courses/doc-101'), specimensKnown);
    if (!course) throw new Error('the shipped course has faults');
    files = course;
    portal = await Portal.start();
    ({ courseId } = await portal.app.get(CourseEntry).enter(files, { originator: 'AUS', publish: true }));
  });
  afterAll(() => portal.stop());

  const enrolled = async (): Promise<{ trainee: Official; id: string }> => {
    const trainee = await portal.official('IDN', 'trainee');
    const { status, body } = await trainee.post(`/courses/${courseId}/enrolments`, {});
    expect(status).toBe(201);
    return { trainee, id: (body as { id: string }).id };
  };
  const begun = async (trainee: Official, id: string, lesson: string, more: object = {}): Promise<AttemptAnswer> => {
    const { status, body, text } = await trainee.post(`/enrolments/${id}/attempts`, { lesson, ...more });
    expect({ lesson, status, text: status === 201 ? '' : text }).toEqual({ lesson, status: 201, text: '' });
    return body as AttemptAnswer;
  };

  const answerAll = async (trainee: Official, attempt: string, wrongly: readonly string[] = []) => {
    for (const { n, code, answer } of await rightByKeys(portal, attempt)) {
      if (!wrongly.includes(code)) expect([code, (await trainee.put(`/attempts/${attempt}/answers/${n}`, { seq: 1, answer })).status]).toEqual([code, 200]);
    }
    return (await trainee.put(`/attempts/${attempt}/submission`, {})).body as AttemptAnswer;
  };

  it('is read lesson by lesson, practised, examined, completed and certified', async () => {
    const { trainee, id } = await enrolled();
    for (const { code, texts, quiz } of files.parts.flatMap((part) => part.lessons)) {
      if (quiz) {
        const attempt = await begun(trainee, id, code);
        expect(attempt.questions).toHaveLength(quiz.sections.reduce((sum, { draw }) => sum + draw, 0));
        expect(await answerAll(trainee, attempt.id)).toMatchObject({ state: 'graded', score: 1, passed: true });
        continue;
      }
      const lesson = (await trainee.get(`/enrolments/${id}/lessons/${code}`)).body as { title: string; steps: { title: string; blocks: object[] }[] };
      expect({ code, title: lesson.title, steps: lesson.steps.length > 1, empty: lesson.steps.filter(({ blocks }) => blocks.length === 0) }).toEqual({ code, title: texts.find(({ language }) => language === 'en')?.title, steps: true, empty: [] });
      expect((await trainee.put(`/enrolments/${id}/lessons/${code}/progress`, { step: lesson.steps.length, done: true })).status).toBe(200);
    }
    expect((await trainee.get(`/enrolments/${id}`)).body).toMatchObject({ state: 'completed', progress: 1 });
    const { body: certificate } = await trainee.post(`/enrolments/${id}/certificate`, { name: 'Official Kyi Myint', localName: 'ကြည်မြင့်' });
    const { printed } = certificate as { printed: { serial: string } };
    expect(printed).toMatchObject({ name: 'Official Kyi Myint', courseCode: 'DOC-101', course: files.title, grade: 100, minutes: files.minutes, expiresOn: expect.any(String) });
    expect((await portal.stranger.get(`/verify/${printed.serial}`)).body).toMatchObject({ state: 'issued', printed });
  }, 120_000);

  it('lets every question be practised that stands in a lesson, and none that is kept for the examination', async () => {
    const { trainee, id } = await enrolled();
    const reading = files.parts.flatMap((part) => part.lessons).filter((lesson) => lesson.texts.length > 0);
    const practised = reading.flatMap(({ code, texts }) => texts.flatMap(({ refers }) => refers.flatMap(({ question }) => (question === undefined ? [] : [{ code, question }]))));
    expect(practised.length).toBeGreaterThan(60);
    for (const { code, question } of practised) {
      const { status, text } = await trainee.get(`/enrolments/${id}/lessons/${code}/questions/${question}`);
      expect({ question, status, tells: /"(right|because|areas|accept)"/.test(text) }).toEqual({ question, status: 200, tells: false });
    }
    expect((await trainee.get(`/enrolments/${id}/lessons/m1-1/questions/M1-001`)).status).toBe(404);
  });

  it('is read in Arabic as far as it was translated, and in English from there', async () => {
    const { trainee, id } = await enrolled();
    const first = (await trainee.get(`/enrolments/${id}/lessons/m1-1?language=ar`)).body as { language: string; languages: string[]; title: string };
    expect(first).toMatchObject({ language: 'ar', languages: ['en', 'ar'], title: 'أين تقف أنت' });
    expect((await trainee.get(`/enrolments/${id}/lessons/m2-1?language=ar`)).body).toMatchObject({ language: 'en', languages: ['en'], title: 'Kinds of travel document' });
    await trainee.put(`/enrolments/${id}/lessons/m1-1/progress`, { step: 2, language: 'ar' });
    await trainee.put(`/enrolments/${id}/lessons/m2-1/progress`, { step: 1, language: 'en' });
    expect((await trainee.get(`/enrolments/${id}`)).body).toMatchObject({ language: 'ar', languages: ['en', 'ar'] });
    expect((await trainee.get(`/enrolments/${id}/lessons/m1-2`)).body).toMatchObject({ language: 'ar' });
  });

  it('draws forty questions by the blueprint, others for others, and without pictures for whoever asks', async () => {
    const draws = new Set<string>();
    for (const inWords of [false, false, true]) {
      const { trainee, id } = await enrolled();
      const { questions, id: attempt } = await begun(trainee, id, 'exam', { inWords });
      expect([...new Set(questions.map(({ section }) => section))].map((title) => questions.filter(({ section }) => section === title).length)).toEqual([3, 3, 8, 7, 4, 7, 3, 2, 3]);
      if (inWords) expect(questions.filter(({ question }) => ['hotspot', 'compare'].includes(question.type))).toEqual([]);
      const codes = (await rightByKeys(portal, attempt)).map(({ code }) => code);
      expect(new Set(codes).size).toBe(40);
      draws.add(codes.join());
    }
    expect(draws.size).toBe(3);
  });

  it('fails whoever accepts an impossible date, however much else is right', async () => {
    const critical = (files.questions as unknown as { code: string; critical?: boolean }[]).filter((question) => question.critical).map(({ code }) => code);
    for (let turn = 0; turn < 12; turn++) {
      const { trainee, id } = await enrolled();
      const attempt = await begun(trainee, id, 'exam');
      const missed = (await rightByKeys(portal, attempt.id)).map(({ code }) => code).find((code) => critical.includes(code));
      if (!missed) continue;
      const result = await answerAll(trainee, attempt.id, [missed]);
      expect(result).toMatchObject({ state: 'graded', passed: false });
      expect(result.score).toBeGreaterThan(0.9);
      expect(result.sections?.filter(({ failed }) => failed)).toHaveLength(1);
      return;
    }
    throw new Error('no examination of twelve asked a critical question');
  });

  it('is kept on a device whole, with its questions for practice and not one that its examination could ask', async () => {
    const { trainee, id } = await enrolled();
    const { body } = await trainee.post(`/enrolments/${id}/offline-copies`, {});
    const { pieces } = JSON.parse((body as { manifest: string }).manifest) as Manifest;
    const carried: string[] = [];
    let all = '';
    for (const { path, kind, sha256 } of pieces) {
      const answer = await trainee.get(path);
      const octets = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.text);
      expect([path, createHash('sha256').update(octets).digest('base64url')]).toEqual([path, sha256]);
      if (kind !== 'lesson') continue;
      all += answer.text;
      carried.push(...(answer.body as CarriedLesson).questions.map(({ code }) => code));
    }
    const { rows } = await portal.owner.query<{ code: string; stem: string; examined: boolean }>(
      `SELECT i.code, v.body->>'stem' AS stem, v.tags && '{exam}' AS examined FROM app.items i JOIN app.banks b ON b.id = i.bank_id JOIN app.item_versions v ON v.item_id = i.id WHERE b.course_id = $1`, [courseId]);
    const examined = rows.filter((one) => one.examined);
    expect(examined.length).toBeGreaterThan(100);
    expect(carried.length).toBeGreaterThan(50);
    expect(examined.filter(({ code }) => carried.includes(code) || all.includes(`"${code}"`))).toEqual([]);
    // The stems of some are common to many; what is one examination question's own is nowhere.
    const shared = new Set(rows.filter((one) => !one.examined).map(({ stem }) => stem));
    expect(examined.filter(({ stem }) => !shared.has(stem) && all.includes(JSON.stringify(stem).slice(1, -1)))).toEqual([]);
  }, 120_000);
});
