import { type AttemptAnswer, bank, plantEnrolment, plantExam } from '../support/examination.js';
import type { PlantedCourse } from '../support/courses.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const arabic = {
  'Z-001': { stem: 'أيّ تاريخ لا يمكن أن يكون؟', feedback: 'انظر إلى التقويم.', options: [{ text: '30 فبراير', because: 'لا وجود له.' }, { text: '28 فبراير' }, { text: '1 مارس' }] },
  'P-001': { stem: 'ما رقم التحقق لـ L898902C3؟', feedback: 'اضرب في 7 و3 و1.' },
};
const translated = bank.map((question) => (String(question.code) in arabic ? { ...question, translations: { ar: arabic[question.code as keyof typeof arabic] } } : question));

describe('questions in the language somebody studies in', () => {
  let portal: Portal;
  let trainee: Official;
  let course: PlantedCourse;
  let enrolment: string;
  const studies = (language: string | null) => portal.owner.query('UPDATE app.enrolments SET language = $2 WHERE id = $1', [enrolment, language]);
  beforeAll(async () => {
    portal = await Portal.start();
    trainee = await portal.official('IDN', 'trainee');
    course = await plantExam(portal, 'AUS', { review: 'after_close', sections: [{ title: 'All', draw: 8, tags: ['exam'] }] }, translated);
    enrolment = await plantEnrolment(portal, course, trainee);
  });
  afterAll(() => portal.stop());

  it('are put and corrected in it, in practice; what is not translated says so', async () => {
    const at = (code: string, language?: string) => `/enrolments/${enrolment}/lessons/zone/questions/${code}${language ? `?language=${language}` : ''}`;
    await studies('ar');
    expect((await trainee.get(at('P-001'))).body).toMatchObject({ language: 'ar', leading: 'en', question: { stem: arabic['P-001'].stem, language: 'ar' } });
    expect((await trainee.post(`${at('P-001')}/answers`, { draw: 0, answer: { value: 6 } })).body).toMatchObject({ score: 1, text: arabic['P-001'].feedback });
    expect((await trainee.get(at('P-001', 'en'))).body).toMatchObject({ language: 'en', question: { stem: 'The check digit of L898902C3?', language: null } });
    expect((await trainee.post(`${at('P-001')}/answers`, { draw: 0, answer: { value: 6 }, language: 'en' })).body).toMatchObject({ text: expect.stringContaining('feedback-for-practice') as string });
    expect((await trainee.get(at('P-006'))).body).toMatchObject({ language: 'ar', question: { language: null } });
    expect((await trainee.get(at('P-001', 'Arabic'))).status).toBe(400);
    await studies(null);
    expect((await trainee.get(at('P-001'))).body).toMatchObject({ language: null, question: { language: null, stem: 'The check digit of L898902C3?' } });
  });

  it('are examined in it, marked by the same key, and carry no other language and no key to the screen', async () => {
    await studies('ar');
    const begun = await trainee.post(`/enrolments/${enrolment}/attempts`, { lesson: 'exam' });
    const { id, questions } = begun.body as AttemptAnswer;
    expect(begun.body).toMatchObject({ language: 'ar', leading: 'en' });
    expect(questions.map(({ question: { language } }) => language).filter(Boolean)).toEqual(['ar']);
    const asked = questions.find(({ question: { stem } }) => stem === arabic['Z-001'].stem) as unknown as { n: number; question: { options: { id: string; text: string }[] } };
    expect(asked.question.options.map(({ text }) => text).sort()).toEqual(arabic['Z-001'].options.map(({ text }) => text).sort());
    for (const hidden of ['"texts"', 'Which date cannot be?', '30 February', 'لا وجود له', arabic['Z-001'].feedback]) expect(begun.text).not.toContain(hidden);
    await studies('en');
    const reread = (await trainee.get(`/attempts/${id}`)).body as AttemptAnswer;
    const same = reread.questions.find(({ n }) => n === asked.n) as unknown as typeof asked;
    expect(same.question.options.map((option) => option.id)).toEqual(asked.question.options.map((option) => option.id));
    expect(same.question.options.map(({ text }) => text)).toContain('30 February');
    await studies('ar');
    const choice = asked.question.options.find(({ text }) => text === '30 فبراير')?.id;
    expect((await trainee.put(`/attempts/${id}/answers/${asked.n}`, { seq: 1, answer: { choice } })).status).toBe(200);
    await trainee.put(`/attempts/${id}/submission`, {});
    const { questions: reviewed } = (await trainee.get(`/attempts/${id}/review`)).body as { questions: { n: number; score: number; feedback: object }[] };
    expect(reviewed.find(({ n }) => n === asked.n)).toMatchObject({ score: 1, question: { language: 'ar' }, feedback: { right: true, text: arabic['Z-001'].feedback, expected: ['30 فبراير'] } });
  });

  it('are written with the question, as another version of it', async () => {
    const author = await portal.official('AUS', 'course_author');
    const { id: bankId } = (await author.call('put', `/courses/${course.id}/bank`).send({})).body as { id: string };
    const { items } = (await author.get(`/banks/${bankId}/items`)).body as { items: { id: string; code: string; version: number }[] };
    const item = items.find(({ code }) => code === 'Z-004');
    const { question } = (await author.get(`/items/${item?.id}`)).body as { question: object };
    const ar = { stem: 'رتّب الخطوات.', order: ['أخرجه من الغلاف', 'انظر', 'أمِله', 'اقرأ السطرين'] };
    expect((await author.post(`/items/${item?.id}/versions`, { question: { ...question, translations: { ar: { ...ar, order: ar.order.slice(1) } } } })).body).toMatchObject({ status: 400, errors: [{ path: 'translations.ar.order' }] });
    expect((await author.post(`/items/${item?.id}/versions`, { question: { ...question, translations: { ar } } })).body).toMatchObject({ version: 2, question: { translations: { ar } } });
  });
});
