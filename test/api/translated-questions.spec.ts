import { type AttemptAnswer, bank, plantEnrolment, plantExam } from '../support/examination.js';
import { plantCourse, type PlantedCourse } from '../support/courses.js';
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
    expect((await author.post(`/items/${item?.id}/versions`, { question: { ...question, translations: { ar: { ...ar, stem: '' } } } })).body).toMatchObject({ errors: [{ path: 'translations.ar.stem', message: 'Translate the question, in 3 to 3000 characters.' }] });
    expect((await author.post(`/items/${item?.id}/versions`, { question: { ...question, translations: { ar } } })).body).toMatchObject({ version: 2, languages: ['ar'], question: { translations: { ar } } });
    expect((await author.get(`/items/${item?.id}/versions/1`)).body).not.toHaveProperty('question.translations');
  });

  it('are told apart by the languages they lack, whether the course is written in those or not', async () => {
    const author = await portal.official('AUS', 'course_author');
    const other = await plantCourse(portal, { originator: 'AUS', state: 'draft' });
    const { id } = (await author.put(`/courses/${other.id}/bank`, {})).body as { id: string };
    const of = async () => (await author.get(`/banks/${id}`)).body as object;
    const lacking = async (language: string) => ((await author.get(`/banks/${id}/items?lacks=${language}`)).body as { items: { code: string }[] }).items.map(({ code }) => code);
    expect(await of()).toMatchObject({ language: 'en', languages: [] });
    await portal.owner.query(`INSERT INTO app.lesson_texts (lesson_id, language, title, body, bytes, state) SELECT id, 'ar', 'انظر', '## انظر', 11, 'draft' FROM app.lessons WHERE course_id = $1`, [other.id]);
    const two = { code: 'M1-001', type: 'numeric', tags: ['m1'], stem: 'How many lines has TD3?', value: 2, unit: 'lines' };
    await author.post(`/banks/${id}/items`, { question: { ...two, translations: { ar: { stem: 'كم سطراً؟', unit: 'سطر' }, km: { stem: 'ប៉ុន្មានជួរ?' } } } });
    await author.post(`/banks/${id}/items`, { question: { ...two, code: 'M1-002' } });
    expect(await of()).toMatchObject({ language: 'en', languages: [{ language: 'ar', lacking: 1 }, { language: 'km', lacking: 1 }] });
    expect(await lacking('ar')).toEqual(['M1-002']);
    expect(await lacking('fr')).toEqual(['M1-001', 'M1-002']);
    expect((await author.get(`/banks/${id}/items?lacks=Arabic`)).status).toBe(400);
    expect((await author.get(`/banks/${id}/items`)).body).toMatchObject({ items: [{ languages: ['ar', 'km'] }, { languages: [] }] });
  });

  it('are tried by their authors in it, and marked by the same key', async () => {
    const author = await portal.official('AUS', 'course_author');
    const { id: bankId } = (await author.put(`/courses/${course.id}/bank`, {})).body as { id: string };
    const question = translated.find(({ code }) => code === 'Z-001');
    const tried = async (more: object) => (await author.post(`/banks/${bankId}/trials`, { question, ...more })).body as { question: { options: { id: string; text: string }[] } };
    const shown = await tried({ language: 'ar' });
    expect(shown).toMatchObject({ question: { language: 'ar', stem: arabic['Z-001'].stem }, correction: null });
    expect(JSON.stringify(shown)).not.toContain('Which date cannot be?');
    const choice = shown.question.options.find(({ text }) => text === '30 فبراير')?.id;
    expect(await tried({ language: 'ar', answer: { choice } })).toMatchObject({ correction: { score: 1, text: arabic['Z-001'].feedback, expected: ['30 فبراير'] } });
    expect(await tried({ answer: { choice } })).toMatchObject({ question: { language: null, stem: 'Which date cannot be?' }, correction: { score: 1, expected: ['30 February'] } });
    expect(await tried({ language: 'fr' })).toMatchObject({ question: { language: null } });
    expect((await author.post(`/banks/${bankId}/trials`, { question, language: 'Arabic' })).status).toBe(400);
  });
});
