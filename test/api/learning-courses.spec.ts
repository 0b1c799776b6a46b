import { plantCourse, confirmFocalPoint, sealCourse, type PlantedCourse } from '../support/courses.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Enrolment { id: string; state: string; progress: number; resume: string | null; course: { title: string } | null; user: { name: string }; allows: string[]; completedAt: string | null; reason: string | null }
interface Lesson { code: string; title: string; steps: { title: string; blocks: { type: string }[] }[]; step: number; done: boolean; next: { code: string } | null; previous: { code: string } | null; language: string }

describe('taking a course', () => {
  let portal: Portal;
  let trainee: Official;
  let open: PlantedCourse;
  beforeAll(async () => {
    portal = await Portal.start();
    trainee = await portal.official('IDN');
    open = await plantCourse(portal, { originator: 'AUS', code: 'DOC-1', title: 'Looking at passports' });
  });
  afterAll(() => portal.stop());

  const begin = async (who: Official, course: PlantedCourse, body: object = {}) => who.post(`/courses/${course.id}/enrolments`, body);
  const read = (who: Official, id: string, code: string, query = '') => who.get(`/enrolments/${id}/lessons/${code}${query}`);
  const save = (who: Official, id: string, code: string, body: object) => who.put(`/enrolments/${id}/lessons/${code}/progress`, body);

  it('is found by what it is called, its language, level and length, and says why one reads it', async () => {
    for (const query of ['', '?q=passp', '?q=DOC-1', '?language=en', '?level=introduction', '?length=hour&q=looking']) {
      expect((await trainee.get(`/courses${query}`)).body.items).toContainEqual(expect.objectContaining({ code: 'DOC-1', tlp: 'green', because: 'its marking names every member of the forum', allows: ['read', 'enrol'], sizes: [{ language: 'en', bytes: expect.any(Number), textBytes: expect.any(Number) }] }));
    }
    for (const query of ['?q=nothing-of-it', '?language=th', '?level=trainer', '?length=longer', '?box=ours', '?q=%25%25']) expect((await trainee.get(`/courses${query}`)).body.items).toEqual([]);
    for (const query of ['?level=x', '?language=english', '?q=a', '?limit=0', '?box=all', '?unknown=1']) expect((await trainee.get(`/courses${query}`)).status).toBe(400);
  });

  it('is listed a page at a time, by title, with a cursor that is one\'s own', async () => {
    for (const title of ['B course', 'A course', 'A course']) await plantCourse(portal, { originator: 'AUS', title });
    const titles: string[] = [];
    let cursor: string | null = '';
    for (let turn = 0; cursor !== null && turn < 10; turn++) {
      const { body } = await trainee.get(`/courses?limit=2${cursor && `&cursor=${cursor}`}`);
      titles.push(...(body.items as { title: string }[]).map(({ title }) => title));
      cursor = body.next as string | null;
    }
    expect(titles.filter((title) => title.endsWith('course'))).toEqual(['A course', 'A course', 'B course']);
    expect(titles).toEqual([...titles].sort());
    const { next } = (await trainee.get('/courses?limit=2')).body as { next: string };
    expect((await (await portal.official('IDN')).get(`/courses?limit=2&cursor=${next}`)).status).toBe(400);
  });

  it('shows its outline and what it takes, and nothing of its lessons', async () => {
    const { body, headers } = await trainee.get(`/courses/${open.id}`);
    expect(body).toMatchObject({ outcomes: ['Reads a data page'], passMark: 80, versions: [{ number: 1, state: 'published' }], marking: { tlp: 'green' }, outline: [{ title: 'The data page', lessons: [{ code: 'zone', kind: 'reading' }, { code: 'print' }] }] });
    expect(headers.etag).toBe('"1"');
    expect(JSON.stringify(body)).not.toContain('compare it');
  });

  it('begins at once where entry is open, goes step by step, and resumes on another device', async () => {
    const made = await begin(trainee, open);
    expect(made.status).toBe(201);
    const { id } = made.body as Enrolment;
    expect(made.body).toMatchObject({ state: 'active', progress: 0, resume: 'zone', course: { code: 'DOC-1' }, user: { name: trainee.name }, allows: ['read', 'study', 'withdraw'] });
    expect((await begin(trainee, open)).body).toMatchObject({ status: 409, type: '/problems/enrolled-already' });

    const lesson = (await read(trainee, id, 'zone')).body as Lesson;
    expect(lesson).toMatchObject({ title: 'On the zone', language: 'en', languages: ['en'], step: 1, done: false, next: { code: 'print' }, previous: null });
    expect(lesson.steps).toEqual([
      { title: 'First', blocks: [{ type: 'paragraph', text: [{ text: 'Read the ' }, { text: 'zone', strong: true }, { text: '.' }] }] },
      { title: 'Second', blocks: [{ type: 'paragraph', text: [{ text: 'Now compare it.' }] }] },
    ]);
    for (let twice = 0; twice < 2; twice++) expect((await save(trainee, id, 'zone', { step: 2 })).body).toMatchObject({ step: 2, done: false, progress: 0, isCompleted: false });
    expect((await read(trainee, id, 'zone')).body).toMatchObject({ step: 2, done: false });
    for (let twice = 0; twice < 2; twice++) expect((await save(trainee, id, 'zone', { step: 2, done: true })).body).toMatchObject({ done: true, progress: 0.5 });
    expect((await save(trainee, id, 'zone', { step: 1 })).body).toMatchObject({ step: 1, done: true, progress: 0.5 });
    expect((await trainee.get('/enrolments?box=mine')).body.items[0]).toMatchObject({ id, progress: 0.5, resume: 'print' });
    expect((await trainee.get(`/enrolments/${id}`)).body).toMatchObject({ languages: ['en'], outline: [{ lessons: [{ code: 'zone', step: 1, steps: 2, done: true }, { code: 'print', step: null, done: false }] }] });

    for (let twice = 0; twice < 2; twice++) expect((await save(trainee, id, 'print', { step: 2, done: true })).body).toMatchObject({ progress: 1, isCompleted: true });
    expect((await trainee.get('/enrolments?box=mine')).body.items[0]).toMatchObject({ state: 'completed', completedAt: expect.any(String), resume: null, allows: ['read', 'study', 'certify'] });
    const { rows } = await portal.owner.query(`SELECT detail, originator FROM app.events WHERE name = 'enrolment.completed' AND subject_id = $1`, [id]);
    expect(rows).toEqual([{ detail: { course: open.id, user: trainee.id }, originator: 'IDN' }]);
    expect((await begin(trainee, open)).body).toMatchObject({ state: 'active' }); // certificates lapse, people come back
  });

  it('refuses what is no step, no lesson, no progress', async () => {
    const course = await plantCourse(portal, { originator: 'AUS' });
    const quiz = await plantCourse(portal, { originator: 'AUS', lessons: { exam: '## One\n\nx' } });
    await portal.owner.query(`UPDATE app.lessons SET kind = 'quiz' WHERE id = $1`, [quiz.lessons.exam]);
    const { id } = (await begin(trainee, course)).body as Enrolment;
    for (const body of [{ step: 3 }, { step: 0 }, { step: 1.5 }, { step: '1' }, {}, { step: 1, done: 'yes' }, { step: 1, score: 1 }, { step: 1, language: '../x' }]) expect((await save(trainee, id, 'zone', body)).status).toBe(400);
    for (const code of ['nowhere', 'ZONE', quiz.lessons.exam ?? '']) expect((await read(trainee, id, code)).status).toBe(404);
    const { id: examined } = (await begin(trainee, quiz)).body as Enrolment;
    expect((await save(trainee, examined, 'exam', { step: 1, done: true })).status).toBe(409);
    expect((await trainee.get(`/enrolments/${examined}`)).body).toMatchObject({ progress: 0, state: 'active' });
    expect((await trainee.get('/enrolments')).status).toBe(400);
  });

  it('is one\'s own: nobody else reads the lessons through it, the secretariat and the originator neither', async () => {
    const course = await plantCourse(portal, { originator: 'AUS' });
    const { id } = (await begin(trainee, course)).body as Enrolment;
    const others = [await portal.official('IDN', 'focal_point'), await portal.official('AUS', 'course_author', 'course_officer'), await portal.official('SECRETARIAT', 'secretariat_officer', 'administrator', 'auditor'), await portal.official('THA')];
    for (const who of others) {
      for (const answer of [await who.get(`/enrolments/${id}`), await read(who, id, 'zone'), await save(who, id, 'zone', { step: 1 }), await who.put(`/enrolments/${id}/withdrawal`, {})]) expect(answer.status).toBe(404);
      expect((await who.get('/enrolments?box=party')).body.items).toEqual([]);
    }
    const focalPoint = await portal.official('IDN');
    await confirmFocalPoint(portal, focalPoint.id, 'IDN', 'training');
    expect((await focalPoint.get(`/enrolments/${id}`)).body).toMatchObject({ id, progress: 0, user: { name: trainee.name }, outline: [], allows: ['read'] });
    expect((await read(focalPoint, id, 'zone')).status).toBe(404);
  });

  it('ends at the next request for whom it is withheld from, its title with it', async () => {
    const course = await plantCourse(portal, { originator: 'AUS', title: 'Soon withheld' });
    const { id } = (await begin(trainee, course)).body as Enrolment;
    expect((await read(trainee, id, 'zone')).status).toBe(200);
    await portal.owner.query(`UPDATE app.courses SET withheld_from = '{IDN}' WHERE id = $1`, [course.id]);
    for (const answer of [await read(trainee, id, 'zone'), await save(trainee, id, 'zone', { step: 1 }), await trainee.get(`/courses/${course.id}`), await begin(trainee, course)]) expect(answer.status).toBe(404);
    for (const path of ['/courses', '/courses?q=withheld', '/enrolments?box=mine', `/enrolments/${id}`]) expect((await trainee.get(path)).text).not.toContain('Soon withheld');
    expect((await trainee.get(`/enrolments/${id}`)).body).toMatchObject({ course: null, outline: [], resume: null });
    await portal.owner.query(`UPDATE app.courses SET withheld_from = '{}' WHERE id = $1`, [course.id]);
    expect((await read(trainee, id, 'zone')).status).toBe(200);
  });

  it('takes nobody in once it is retired, and lets whoever studies it finish', async () => {
    const course = await plantCourse(portal, { originator: 'AUS', title: 'Soon retired' });
    const { id } = (await begin(trainee, course)).body as Enrolment;
    await portal.owner.query(`UPDATE app.courses SET state = 'retired' WHERE id = $1`, [course.id]);
    await sealCourse(portal, course.id);
    expect((await begin(await portal.official('IDN'), course)).status).toBe(409);
    expect((await trainee.get('/courses?q=retired')).body.items).toEqual([]);
    expect((await read(trainee, id, 'zone')).status).toBe(200);
  });
});

describe('being sent to a course', () => {
  let portal: Portal;
  let trainee: Official;
  let focalPoint: Official;
  let alternate: Official;
  let foreign: Official;
  let course: PlantedCourse;
  beforeAll(async () => {
    portal = await Portal.start();
    [trainee, focalPoint, alternate, foreign] = [await portal.official('IDN'), await portal.official('IDN'), await portal.official('IDN'), await portal.official('THA')];
    for (const who of [focalPoint, alternate]) await confirmFocalPoint(portal, who.id, 'IDN', 'training');
    await confirmFocalPoint(portal, foreign.id, 'THA', 'training');
    course = await plantCourse(portal, { originator: 'AUS', entry: 'nomination' });
  });
  afterAll(() => portal.stop());

  const ask = (who: Official, body: object = {}) => who.post(`/courses/${course.id}/enrolments`, body);
  const put = (who: Official, id: string, what: string, body: object = {}) => who.put(`/enrolments/${id}/${what}`, body);

  it('waits for the focal point of one\'s own party, is offered, and begins when one accepts', async () => {
    const { id } = (await ask(trainee, { motive: 'I begin at the airport in May.' })).body as Enrolment;
    expect((await trainee.get(`/enrolments/${id}/lessons/zone`)).status).toBe(409);
    expect((await focalPoint.get('/enrolments?box=waiting')).body.items).toEqual([expect.objectContaining({ id, state: 'nominated', motive: 'I begin at the airport in May.', user: { id: trainee.id, name: trainee.name }, allows: ['read', 'approve', 'refuse'] })]);
    expect((await foreign.get('/enrolments?box=waiting')).body.items).toEqual([]);
    for (const what of ['approval', 'refusal']) expect((await put(foreign, id, what, what === 'refusal' ? { reason: 'not mine' } : {})).status).toBe(404);
    expect((await put(trainee, id, 'approval')).status).toBe(403);
    expect((await put(trainee, id, 'acceptance')).body).toMatchObject({ status: 409, state: 'nominated' });
    expect((await put(focalPoint, id, 'approval')).body).toMatchObject({ state: 'offered' });
    expect((await put(focalPoint, id, 'approval')).body).toMatchObject({ status: 409, state: 'offered' });
    expect((await put(focalPoint, id, 'acceptance')).status).toBe(403);
    expect((await put(trainee, id, 'acceptance')).body).toMatchObject({ state: 'active', resume: 'zone' });
    expect((await trainee.get(`/enrolments/${id}/lessons/zone`)).status).toBe(200);
    expect((await put(trainee, id, 'withdrawal', { reason: 'Posted elsewhere.' })).body).toMatchObject({ state: 'withdrawn', reason: 'Posted elsewhere.', allows: ['read'] });
    const { rows } = await portal.owner.query<{ name: string }>(`SELECT name FROM app.events WHERE subject_id = $1 ORDER BY id`, [id]);
    expect(rows.map(({ name }) => name)).toEqual(['enrolment.made', 'enrolment.approved', 'enrolment.accepted', 'enrolment.withdrawn']);
  });

  it('is refused with a reason that the trainee reads', async () => {
    const { id } = (await ask(trainee)).body as Enrolment;
    expect((await put(focalPoint, id, 'refusal', {})).status).toBe(400);
    expect((await put(focalPoint, id, 'refusal', { reason: 'Next year.' })).body).toMatchObject({ state: 'refused' });
    expect((await trainee.get(`/enrolments/${id}`)).body).toMatchObject({ state: 'refused', reason: 'Next year.' });
    expect((await put(trainee, id, 'acceptance')).status).toBe(409);
  });

  it('is never decided by oneself: the alternate does (A9)', async () => {
    const { id } = (await ask(focalPoint)).body as Enrolment;
    expect((await focalPoint.get(`/enrolments/${id}`)).body).toMatchObject({ state: 'nominated', allows: ['read', 'withdraw'] });
    expect((await focalPoint.get('/enrolments?box=waiting')).body.items).toEqual([]);
    for (const [what, body] of [['approval', {}], ['refusal', { reason: 'not now' }]] as const) expect((await put(focalPoint, id, what, body)).body).toMatchObject({ status: 403, code: 'SELF_APPROVAL' });
    expect((await put(alternate, id, 'approval')).body).toMatchObject({ state: 'offered' });
  });

  it('is proposed by the focal point for people of the own party alone, and that is the approval', async () => {
    const colleague = await portal.official('IDN');
    const names = async (who: Official) => ((await who.get(`/courses/${course.id}/nominees`)).body as { name: string }[]).map(({ name }) => name);
    expect(await names(focalPoint)).toContain(colleague.name);
    expect((await names(focalPoint)).filter((name) => !name.endsWith('of IDN'))).toEqual([]);
    expect((await trainee.get(`/courses/${course.id}/nominees`)).status).toBe(403);
    expect((await ask(focalPoint, { userId: colleague.id })).body).toMatchObject({ state: 'offered', user: { id: colleague.id } });
    expect((await ask(focalPoint, { userId: colleague.id })).status).toBe(409);
    expect(await names(focalPoint)).not.toContain(colleague.name);
    expect((await ask(focalPoint, { userId: foreign.id })).status).toBe(400);
    expect((await ask(trainee, { userId: colleague.id })).status).toBe(403);
    expect((await ask(focalPoint, { userId: 'x' })).status).toBe(400);
    await portal.owner.query(`UPDATE app.courses SET withheld_from = '{IDN}' WHERE id = $1`, [course.id]);
    expect((await ask(focalPoint, { userId: colleague.id })).status).toBe(404);
    await portal.owner.query(`UPDATE app.courses SET withheld_from = '{}' WHERE id = $1`, [course.id]);
  });

  it('takes a person once, however often it is asked at the same time', async () => {
    const eager = await portal.official('IDN');
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(eager)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 11 }, () => 409)]);
  });
});
