import { type AttemptAnswer, bank, plantEnrolment, plantExam, rightAnswers, type Rules, secrets } from '../support/examination.js';
import type { PlantedCourse } from '../support/courses.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('an examination', () => {
  let portal: Portal;

  beforeAll(async () => { portal = await Portal.start({ jobs: true }); });
  afterAll(() => portal.stop());

  interface Sitting { trainee: Official; course: PlantedCourse; enrolment: string; begin: (more?: object) => ReturnType<Official['post']> }

  const sitting = async (rules: Rules = {}): Promise<Sitting> => {
    const trainee = await portal.official('IDN', 'trainee');
    const course = await plantExam(portal, 'AUS', rules);
    const enrolment = await plantEnrolment(portal, course, trainee);
    return { trainee, course, enrolment, begin: (more = {}) => trainee.post(`/enrolments/${enrolment}/attempts`, { lesson: 'exam', ...more }) };
  };
  const begun = async (one: Sitting): Promise<AttemptAnswer> => {
    const answer = await one.begin();
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body as AttemptAnswer;
  };
  const answerAll = async (trainee: Official, id: string, except: (n: number) => boolean = () => false) => {
    for (const [n, answer] of await rightAnswers(portal, id)) if (!except(n)) expect((await trainee.put(`/attempts/${id}/answers/${n}`, { seq: 1, answer })).status).toBe(200);
  };
  const read = async (who: Official, id: string) => (await who.get(`/attempts/${id}`)).body as AttemptAnswer;
  /** As if it had begun so many minutes earlier. */
  const later = (id: string, minutes: number) =>
    portal.owner.query(`UPDATE app.attempts SET started_at = started_at - make_interval(mins => $2), deadline_at = deadline_at - make_interval(mins => $2) WHERE id = $1`, [id, minutes]);

  it('draws by its blueprint: others for another trainee, the same after a reload and after a second beginning', async () => {
    const one = await sitting();
    const first = await begun(one);
    expect(first.questions.map(({ section }) => section)).toEqual(['The zone', 'The zone', 'The zone', 'Numbers', 'Numbers', 'Numbers']);
    expect(new Set(first.questions.map(({ question }) => question.stem)).size).toBe(6);
    expect((await read(one.trainee, first.id)).questions).toEqual(first.questions);
    expect((await begun(one)).id).toBe(first.id);
    const drawn = new Set<string>();
    for (let turn = 0; turn < 6; turn++) {
      const other = await portal.official('THA', 'trainee');
      const enrolment = await plantEnrolment(portal, one.course, other);
      drawn.add(JSON.stringify(((await other.post(`/enrolments/${enrolment}/attempts`, { lesson: 'exam' })).body as AttemptAnswer).questions.map(({ question }) => question)));
    }
    expect(drawn.size).toBeGreaterThan(3);
  });

  it('A10: carries no key in any payload, from the rules to the result, in no error and no event', async () => {
    const one = await sitting({ review: 'score_only', attempts: 1 });
    const payloads: string[] = [];
    const ask = async (work: PromiseLike<{ text: string }>) => { payloads.push((await work).text); };
    await ask(one.trainee.get(`/enrolments/${one.enrolment}/lessons/exam/quiz`));
    const { id } = await begun(one);
    await ask(one.trainee.get(`/attempts/${id}`));
    for (const [n, answer] of await rightAnswers(portal, id)) {
      await ask(one.trainee.put(`/attempts/${id}/answers/${n}`, { seq: 1, answer: { value: 'six' } }));
      await ask(one.trainee.put(`/attempts/${id}/answers/${n}`, { seq: 1, answer }));
    }
    for (const code of bank.filter(({ tags }) => (tags as string[]).includes('exam')).map((item) => String(item.code))) {
      const practised = await one.trainee.get(`/enrolments/${one.enrolment}/lessons/zone/questions/${code}`);
      expect({ code, status: practised.status }).toEqual({ code, status: 404 });
      expect((await one.trainee.post(`/enrolments/${one.enrolment}/lessons/zone/questions/${code}/answers`, { draw: 0, answer: {} })).status).toBe(404);
    }
    await ask(one.trainee.put(`/attempts/${id}/submission`, {}));
    await ask(one.trainee.get(`/attempts/${id}`));
    await ask(one.trainee.get(`/attempts/${id}/review`));
    await ask(one.trainee.get(`/enrolments/${one.enrolment}/lessons/exam/quiz`));
    const { rows: events } = await portal.owner.query<{ text: string }>('SELECT e::text AS text FROM app.events e');
    const all = [...payloads, ...events.map(({ text }) => text)].join('\n');
    expect(payloads.every((payload) => payload.length > 20)).toBe(true);
    // The answer to the short text was typed by the trainee, and comes back nowhere either.
    for (const secret of secrets) expect(all).not.toContain(secret);
    for (const name of ['"right"', '"because"', '"accept"', '"tolerance"', '"key"', '"seed"', '"critical"', '"expected"', '"feedback"', '"specimen"']) expect(payloads.join('\n')).not.toContain(name);
  });

  it('is passed with all right answers, and brings the course as far', async () => {
    const one = await sitting();
    const { id } = await begun(one);
    await answerAll(one.trainee, id);
    const answer = await one.trainee.put(`/attempts/${id}/submission`, {});
    expect(answer.body).toMatchObject({ state: 'graded', score: 1, passed: true, questions: [], sections: [{ title: 'The zone', points: 3, max: 3, failed: false }, { title: 'Numbers', points: 3, max: 3, failed: false }] });
    expect((await one.trainee.put(`/attempts/${id}/submission`, {})).body).toEqual({ ...answer.body as object, now: expect.any(String) as string });
    const { rows } = await portal.owner.query<object>('SELECT p.score, p.assurance, e.progress, e.state FROM app.lesson_progress p JOIN app.enrolments e ON e.id = p.enrolment_id WHERE e.id = $1', [one.enrolment]);
    expect(rows).toEqual([{ score: '1', assurance: 'server_scored', progress: expect.stringMatching(/^0\.50*$/) as string, state: 'active' }]);
    expect((await one.begin()).body).toMatchObject({ code: 'ATTEMPT_PASSED' });
  });

  it('fails whoever misses a critical question, however many others are right', async () => {
    const one = await sitting({ passMark: 50, sections: [{ title: 'The zone', draw: 4, tags: ['zone', 'exam'] }] });
    const { id, questions } = await begun(one);
    const critical = questions.find(({ question }) => question.stem === 'Which date cannot be?')?.n;
    await answerAll(one.trainee, id, (n) => n === critical);
    expect((await one.trainee.put(`/attempts/${id}/submission`, {})).body).toMatchObject({ score: 0.75, passed: false, sections: [{ points: 3, max: 4, failed: true }] });
  });

  it('asks of each section what it takes at the least', async () => {
    const one = await sitting({ passMark: 10, sections: [{ title: 'Drill', draw: 5, tags: ['practice', 'exam'] }].map((section) => ({ ...section, tags: ['number', 'exam'], draw: 4, least: 3 })) });
    const { id } = await begun(one);
    await answerAll(one.trainee, id, (n) => n > 2);
    expect((await one.trainee.put(`/attempts/${id}/submission`, {})).body).toMatchObject({ score: 0.5, passed: false, sections: [{ failed: true }] });
  });

  it('A10: goes on with the time that is left, and the last saved answer of each question counts', async () => {
    const one = await sitting();
    const { id, deadlineAt } = await begun(one);
    const [n] = [...(await rightAnswers(portal, id)).keys()];
    await later(id, 35);
    const back = await read(one.trainee, id);
    const left = (Date.parse(back.deadlineAt ?? '') - Date.parse(back.now)) / 60_000;
    expect(left).toBeGreaterThan(24.5);
    expect(left).toBeLessThan(25.1);
    expect(Date.parse(deadlineAt ?? '') - Date.parse(back.deadlineAt ?? '')).toBe(35 * 60_000);
    const answers = await rightAnswers(portal, id);
    const put = (seq: number, answer: object | null) => one.trainee.put(`/attempts/${id}/answers/${n}`, { seq, answer });
    expect((await put(2, answers.get(n ?? 0) ?? {})).body).toMatchObject({ seq: 2 });
    expect((await put(1, null)).body).toMatchObject({ seq: 2 });
    expect((await put(2, answers.get(n ?? 0) ?? {})).status).toBe(200);
    expect((await put(2, null)).body).toMatchObject({ status: 409, code: 'SEQ_CONFLICT', lastSeq: 2 });
    expect((await read(one.trainee, id)).questions.find((question) => question.n === n)).toMatchObject({ seq: 2, answer: answers.get(n ?? 0) });
  });

  it('A10: is submitted by the server half a minute after its end with what was saved; later answers meet 409', async () => {
    const one = await sitting();
    const { id } = await begun(one);
    await answerAll(one.trainee, id, (n) => n === 6);
    const { rows } = await portal.owner.query<{ due: Date; deadline: Date }>(
      `SELECT j.run_at AS due, a.deadline_at AS deadline FROM graphile_worker._private_jobs j JOIN app.attempts a ON j.key = 'attempt/' || a.id WHERE a.id = $1`, [id]);
    expect((rows[0]?.due.getTime() ?? 0) - (rows[0]?.deadline.getTime() ?? 0)).toBe(30_000);
    await later(id, 60);
    const last = (await rightAnswers(portal, id)).get(6) ?? {};
    expect((await one.trainee.put(`/attempts/${id}/answers/6`, { seq: 1, answer: last })).status).toBe(200);
    await portal.owner.query(`UPDATE app.attempts SET deadline_at = deadline_at - interval '31 seconds' WHERE id = $1`, [id]);
    const late = await one.trainee.put(`/attempts/${id}/answers/6`, { seq: 2, answer: null });
    expect(late.body).toMatchObject({ status: 409, type: '/problems/attempt-closed', code: 'ATTEMPT_CLOSED' });
    await portal.owner.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key = $1`, [`attempt/${id}`]);
    await portal.settled();
    const { rows: closed } = await portal.owner.query<object>('SELECT state, score, passed FROM app.attempts WHERE id = $1', [id]);
    expect(closed).toEqual([{ state: 'graded', score: '1', passed: true }]);
    expect((await one.trainee.put(`/attempts/${id}/answers/6`, { seq: 3, answer: null })).body).toMatchObject({ code: 'ATTEMPT_CLOSED' });
  });

  it('expires when nothing was saved at all, also when no job came by', async () => {
    const one = await sitting();
    const { id } = await begun(one);
    await later(id, 61);
    expect(await read(one.trainee, id)).toMatchObject({ state: 'expired', score: null, passed: null, questions: [] });
  });

  it('A10: allows so many attempts, with time between them', async () => {
    const one = await sitting({ cooldownHours: 24, attempts: 3 });
    for (let turn = 1; turn <= 3; turn++) {
      const { id, number } = await begun(one);
      expect(number).toBe(turn);
      await one.trainee.put(`/attempts/${id}/submission`, {});
      if (turn < 3) expect((await one.begin()).body).toMatchObject({ status: 409, code: 'ATTEMPT_COOLDOWN', nextAt: expect.stringMatching(/Z$/) as string });
      if (turn < 3) expect((await one.trainee.get(`/enrolments/${one.enrolment}/lessons/exam/quiz`)).body).toMatchObject({ attemptsLeft: 3 - turn, mayBegin: false });
      await portal.owner.query(`UPDATE app.attempts SET closed_at = closed_at - interval '25 hours' WHERE id = $1`, [id]);
    }
    expect((await one.begin()).body).toMatchObject({ status: 409, state: 'failed' });
  });

  it('begins once, however often it is asked at the same moment', async () => {
    const one = await sitting();
    const answers = await Promise.all(Array.from({ length: 8 }, () => one.begin()));
    expect(new Set(answers.map(({ body }) => (body as AttemptAnswer).id)).size).toBe(1);
  });

  it.each<[string, string, object, string]>([
    ['a number in words', 'How many documents?', { value: 'six' }, 'value'],
    ['a type of its own choosing', 'How many documents?', { type: 'choice', choice: 'a' }, 'type'],
    ['an option nobody showed', 'Which date cannot be?', { choice: 'nobody' }, 'choice'],
  ])('refuses %s by the stored type of the question', async (_sentence, stem, answer, path) => {
    const one = await sitting({ sections: [{ title: 'All', draw: 8, tags: ['exam'] }] });
    const { id, questions } = await begun(one);
    const n = questions.find(({ question }) => question.stem === stem)?.n ?? 0;
    const refused = await one.trainee.put(`/attempts/${id}/answers/${n}`, { seq: 1, answer });
    expect(refused.body).toMatchObject({ status: 422, type: '/problems/answer-refused', errors: expect.arrayContaining([expect.objectContaining({ path })]) as object });
    const bare = await one.trainee.call('put', `/attempts/${id}/answers/${n}`).set('Content-Type', 'application/json').send('{"seq":1,"answer":{"value":NaN}}');
    expect(bare.status).toBe(400);
    expect((await one.trainee.put(`/attempts/${id}/answers/999`, { seq: 1, answer })).status).toBe(404);
  });

  it('is between the trainee and the staff of the cohort: for nobody else is there anything', async () => {
    const one = await sitting({ review: 'never' });
    const { id } = await begun(one);
    await one.trainee.put(`/attempts/${id}/submission`, {});
    const others = [await portal.official('IDN', 'trainer', 'focal_point', 'trainee'), await portal.official('AUS', 'course_author', 'course_officer'), await portal.official('SECRETARIAT', 'secretariat_officer', 'auditor', 'administrator')];
    for (const other of others) {
      for (const path of [`/attempts/${id}`, `/attempts/${id}/review`]) expect((await other.get(path)).status).toBe(404);
      for (const path of ['submission', 'annulment', 'answers/1']) expect([403, 404]).toContain((await other.put(`/attempts/${id}/${path}`, path === 'annulment' ? { reason: 'because' } : path === 'answers/1' ? { seq: 1, answer: {} } : {})).status);
      expect((await other.get(`/enrolments/${one.enrolment}/lessons/exam/quiz`)).status).toBe(404);
      expect((await other.post(`/enrolments/${one.enrolment}/attempts`, { lesson: 'exam' })).status).toBe(404);
    }
    expect((await one.trainee.get(`/attempts/${id}/review`)).status).toBe(403);
    expect((await one.trainee.put(`/attempts/${id}/annulment`, { reason: 'I would like that' })).status).toBe(403);
  });

  it('shows what was right after it closed, where its rules say so', async () => {
    const one = await sitting({ review: 'after_close' });
    const { id } = await begun(one);
    expect((await one.trainee.get(`/attempts/${id}/review`)).status).toBe(409);
    await answerAll(one.trainee, id, (n) => n === 1);
    await one.trainee.put(`/attempts/${id}/submission`, {});
    const { questions } = (await one.trainee.get(`/attempts/${id}/review`)).body as { questions: { n: number; score: number; answer: object | null; feedback: { right: boolean; expected: string[]; text: string } }[] };
    expect(questions.map(({ score }) => score)).toEqual([0, 1, 1, 1, 1, 1]);
    expect(questions[0]).toMatchObject({ answer: null, feedback: { right: false, text: `What to see: ${secrets[1]}.` } });
    expect(questions.every(({ feedback }) => feedback.expected.length > 0)).toBe(true);
  });

  it('shows pictures by addresses that say nothing, for as long as their question may be seen, and words in their place to whoever asks', async () => {
    const questions = [
      { code: 'H-001', type: 'hotspot', tags: ['picture', 'exam'], stem: 'Where was it altered?', figure: { specimen: 'td3-photo', light: 'white' }, areas: ['photo-edge'], alternative: 'W-001' },
      { code: 'C-001', type: 'compare', tags: ['picture', 'exam'], stem: 'What differs?', figure: { specimen: 'td3-genuine', light: 'uv' }, questioned: { specimen: 'td3-uv-bright', light: 'uv' }, areas: ['fibres'], alternative: 'W-002' },
      ...['W-001', 'W-002'].map((code) => ({ code, type: 'short_text', tags: ['words'], stem: `In words, ${code}`, accept: ['zanzibar'] })),
    ];
    const trainee = await portal.official('IDN', 'trainee');
    const course = await plantExam(portal, 'AUS', { review: 'score_only', sections: [{ title: 'Pictures', draw: 2, tags: ['picture', 'exam'] }] }, questions);
    const enrolment = await plantEnrolment(portal, course, trainee);
    const begin = async (inWords: boolean) => (await trainee.post(`/enrolments/${enrolment}/attempts`, { lesson: 'exam', inWords })).body as AttemptAnswer;
    const pictured = await begin(false);
    const text = JSON.stringify(pictured);
    for (const said of ['td3-photo', 'td3-uv-bright', 'td3-genuine', 'photo-edge', 'fibres']) expect(text).not.toContain(said);
    const sources = [...text.matchAll(/\/api\/v1(\/attempts\/[^"]+\.svg)/g)].map(([, path = '']) => path);
    expect(sources).toHaveLength(3);
    for (const source of sources) {
      const answer = await trainee.get(source);
      expect(answer.headers['content-type']).toBe('image/svg+xml; charset=utf-8');
      expect(String(answer.body)).not.toMatch(/td3-|photo-edge|altered|genuine/);
      expect((await (await portal.official('THA')).get(source)).status).toBe(404);
    }
    expect((await trainee.get(sources[0]?.replace(/figure|questioned/, 'key') ?? '')).status).toBe(404);
    const hotspot = pictured.questions.find(({ question }) => question.type === 'hotspot');
    const put = (seq: number, answer: object) => trainee.put(`/attempts/${pictured.id}/answers/${hotspot?.n}`, { seq, answer });
    for (const points of [[{ x: 1.2, y: 0.5 }], [{ x: null, y: 0.5 }], [{ x: 'NaN', y: 0.5 }]]) expect((await put(1, { points, cells: [] })).status).toBe(422);
    expect((await put(1, { points: Array.from({ length: 500 }, () => ({ x: 0, y: 0 })), cells: [] })).status).toBe(200);
    const closed = await trainee.put(`/attempts/${pictured.id}/submission`, {});
    expect(closed.body).toMatchObject({ state: 'graded', score: 0 });
    expect((await trainee.get(sources[0] ?? '')).status).toBe(404);
    expect((await begin(true)).questions.map(({ question }) => question.type)).toEqual(['short_text', 'short_text']);
  });

  it('is not there any more for whom the course was withheld, though the attempt stays theirs', async () => {
    const one = await sitting();
    const { id } = await begun(one);
    await portal.owner.query(`UPDATE app.courses SET withheld_from = '{IDN}' WHERE id = $1`, [one.course.id]);
    expect((await one.begin()).status).toBe(404);
    expect((await one.trainee.get(`/enrolments/${one.enrolment}/lessons/exam/quiz`)).status).toBe(404);
    expect((await one.trainee.get(`/attempts/${id}`)).status).toBe(404);
  });
});

describe('practice', () => {
  let portal: Portal;
  let trainee: Official;
  let enrolment: string;

  beforeAll(async () => {
    portal = await Portal.start();
    trainee = await portal.official('IDN', 'trainee');
    enrolment = await plantEnrolment(portal, await plantExam(portal, 'AUS'), trainee);
  });
  afterAll(() => portal.stop());

  it('gives a question of the lesson, and a word on the answer', async () => {
    const at = `/enrolments/${enrolment}/lessons/zone/questions/P-001`;
    const shown = await trainee.get(at);
    expect(shown.body).toMatchObject({ code: 'P-001', draw: 0, language: null, leading: 'en', question: { language: null, type: 'numeric', stem: 'The check digit of L898902C3?' } });
    expect((await trainee.post(`${at}/answers`, { draw: 0, answer: { value: 6 } })).body).toEqual({ score: 1, right: true, text: `What to see: ${secrets[1]}.`, verdicts: [], expected: ['6'], areas: [] });
    expect((await trainee.post(`${at}/answers`, { draw: 0, answer: { value: 5 } })).body).toMatchObject({ score: 0, right: false });
    expect((await trainee.post(`${at}/answers`, { draw: 0, answer: { value: 'six' } })).body).toMatchObject({ status: 422, type: '/problems/answer-refused' });
  });

  it('draws exercises anew by their number, and the same by the same', async () => {
    const drawn = async (draw: number) => (await trainee.get(`/enrolments/${enrolment}/lessons/zone/questions/P-006?draw=${draw}`)).body as object;
    expect(await drawn(1)).toEqual(await drawn(1));
    expect(await drawn(2)).not.toEqual({ ...(await drawn(1)), draw: 2 });
    const answer = { values: [{ name: 'field', value: 'number' }] };
    const corrected = await trainee.post(`/enrolments/${enrolment}/lessons/zone/questions/P-006/answers`, { draw: 1, answer });
    expect((corrected.body as { expected: string[] }).expected[0]).toMatch(/^field: (number|birth|expiry|name)$/);
  });

  it.each([['a question that stands in another lesson', 'P-002'], ['one that is for exams alone, though the lesson names it', 'Z-001'], ['one that is not there', 'X-999']])('does not know %s', async (_sentence, code) => {
    expect((await trainee.get(`/enrolments/${enrolment}/lessons/zone/questions/${code}`)).status).toBe(404);
    expect((await trainee.post(`/enrolments/${enrolment}/lessons/zone/questions/${code}/answers`, { draw: 0, answer: { value: 6 } })).status).toBe(404);
  });
});
