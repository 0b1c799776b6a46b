import { marking, type Official } from '../support/official.js';
import { plantCourse } from '../support/courses.js';
import { Portal } from '../support/portal.js';

interface Course { id: string; state: string; rowVersion: number; versions: { id: string; number: number; state: string }[]; languages: string[]; allows: string[]; outline: { lessons: { id: string; code: string }[] }[] }
interface Version { id: string; state: string; rowVersion: number; missing: string[]; isSubmittedByYou: boolean; parts: { title: string; lessons: { id: string; code: string; texts: { language: string; checked: boolean }[] }[] }[] }

const lesson = (code: string, more: object = {}) => ({ code, title: `On the ${code}`, kind: 'reading', mandatory: true, minutes: 15, ...more });
const outline = { parts: [{ title: 'The data page', minutes: 30, lessons: [lesson('zone'), lesson('print')] }] };
const text = { title: 'On the zone', body: '## Look\n\nAt the **zone**.\n', checked: true };

describe('writing a course', () => {
  let portal: Portal;
  let author: Official;
  let officer: Official;
  let both: Official;
  let colleague: Official;
  let trainee: Official;
  let number = 0;
  beforeAll(async () => {
    portal = await Portal.start();
    [author, officer, both] = [await portal.official('AUS', 'course_author'), await portal.official('AUS', 'course_officer'), await portal.official('AUS', 'course_author', 'course_officer')];
    [colleague, trainee] = [await portal.official('AUS'), await portal.official('IDN', 'course_author', 'course_officer')];
  });
  afterAll(() => portal.stop());

  const begin = async (who = author) => (await who.post('/courses', { code: `NEW-${++number}`, title: 'Reading the zone' })).body as Course;
  const version = async (course: Course, who = author) => (await who.get(`/course-versions/${course.versions[0]?.id}`)).body as Version;
  const arrange = async (course: Course, parts: object = outline) => {
    const { id, rowVersion } = await version(course);
    return author.put(`/course-versions/${id}/outline`, parts, rowVersion);
  };
  /** A course with two lessons that are written and checked. */
  async function written(): Promise<{ course: Course; id: string; lessons: Version['parts'][number]['lessons'] }> {
    const course = await begin();
    const { id, parts } = (await arrange(course)).body as Version;
    const lessons = parts.flatMap((part) => part.lessons);
    for (const one of lessons) expect((await author.put(`/lessons/${one.id}/texts/en`, text)).status).toBe(200);
    return { course, id, lessons };
  }
  async function published(): Promise<{ course: Course; id: string; lessons: Version['parts'][number]['lessons'] }> {
    const one = await written();
    await author.put(`/course-versions/${one.id}/review`, {});
    await officer.put(`/courses/${one.course.id}/marking`, { marking: marking('green') }, 1);
    expect((await officer.put(`/course-versions/${one.id}/publication`, {})).body).toMatchObject({ state: 'published' });
    return one;
  }

  it('begins private to one\'s party, by an author, under a code that is free there', async () => {
    const course = await begin();
    expect(course).toMatchObject({ state: 'draft', rowVersion: 1, versions: [{ number: 1, state: 'draft' }], allows: ['create', 'edit', 'submit', 'discard', 'figures', 'review', 'read'].sort((a, b) => course.allows.indexOf(a) - course.allows.indexOf(b)) });
    expect((await author.post('/courses', { code: `NEW-${number}`, title: 'Again' })).body).toMatchObject({ status: 409, type: '/problems/code-taken' });
    expect((await trainee.post('/courses', { code: `NEW-${number}`, title: 'Another party may' })).status).toBe(201);
    for (const who of [officer, colleague]) expect((await who.post('/courses', { code: 'NO-1', title: 'x' })).status).toBe(403);
    for (const body of [{}, { code: 'small', title: 'x' }, { code: 'X', title: 'x' }, { code: 'OK-1', title: '' }, { code: 'OK-1', title: 'x', state: 'published' }]) expect((await author.post('/courses', body)).status).toBe(400);
    expect((await colleague.get(`/courses/${course.id}`)).status).toBe(200);
    for (const answer of [await trainee.get(`/courses/${course.id}`), await trainee.get(`/course-versions/${course.versions[0]?.id}`), await trainee.patch(`/courses/${course.id}`, { title: 'x' }, 1)]) expect(answer.status).toBe(404);
  });

  it('is described, and never over what somebody else wrote meanwhile', async () => {
    const { id } = await begin();
    const described = { summary: 'What a zone says.', outcomes: ['Computes check digits'], minutes: 90, level: 'level_1', entry: 'nomination', certificateMonths: 36, publicTitle: 'Zones' };
    expect((await author.patch(`/courses/${id}`, described, 1)).body).toMatchObject({ ...described, rowVersion: 2 });
    expect((await author.patch(`/courses/${id}`, { summary: 'x' }, 1)).status).toBe(412);
    expect((await author.patch(`/courses/${id}`, { summary: 'x' })).status).toBe(428);
    expect((await officer.patch(`/courses/${id}`, { summary: 'x' }, 2)).status).toBe(403);
    for (const body of [{ minutes: 0 }, { passMark: 101 }, { level: 'x' }, { outcomes: [''] }, { code: 'X-1' }, { tlp: 'green' }]) expect((await author.patch(`/courses/${id}`, body, 2)).status).toBe(400);
    expect((await author.call('delete', `/courses/${id}`).set('If-Match', '"2"')).status).toBe(204);
    expect((await author.get(`/courses/${id}`)).status).toBe(404);
  });

  it('is arranged as a whole: lessons keep their texts by their codes, those left out go', async () => {
    const { course, id, lessons } = await written();
    const [zone] = lessons;
    const moved = { parts: [{ title: 'New first part', minutes: 0, lessons: [lesson('intro')] }, { title: 'Then', minutes: 10, lessons: [lesson('zone', { title: 'Renamed' })] }] };
    const { parts, rowVersion } = (await arrange(course, moved)).body as Version;
    expect(parts.map(({ title }) => title)).toEqual(['New first part', 'Then']);
    expect(parts[1]?.lessons).toEqual([expect.objectContaining({ id: zone?.id, title: 'Renamed', texts: [expect.objectContaining({ language: 'en', checked: true })] })]);
    expect((await author.get(`/lessons/${lessons[1]?.id}/texts/en`)).status).toBe(404);
    expect((await author.put(`/course-versions/${id}/outline`, moved, rowVersion - 1)).status).toBe(412);
    expect((await author.put(`/course-versions/${id}/outline`, { parts: [{ title: 'x', minutes: 0, lessons: [lesson('a'), lesson('a')] }] }, rowVersion)).status).toBe(400);
    for (const bad of [{ code: 'No Code' }, { kind: 'film' }, { mandatory: 'yes' }, { minutes: -1 }]) expect((await author.put(`/course-versions/${id}/outline`, { parts: [{ title: 'x', minutes: 0, lessons: [lesson('a', bad)] }] }, rowVersion)).status).toBe(400);
    for (const who of [officer, colleague]) expect((await who.put(`/course-versions/${id}/outline`, moved, rowVersion)).status).toBe(403);
  });

  it('is written in Markdown with a preview, in as many languages as there are, and told its faults by line', async () => {
    const { lessons: [zone] } = await written();
    expect((await author.post('/text-previews', { body: '## A\n\n<b>x</b> [y](javascript:z)' })).body).toEqual({
      steps: [{ title: 'A', blocks: [{ type: 'paragraph', text: [{ text: '<b>x</b> y' }] }] }], faults: [{ line: 3, message: expect.stringContaining('Links lead to https') }], bytes: 32, heaviest: 500_000,
    });
    const at = `/lessons/${zone?.id}/texts`;
    expect((await author.put(`${at}/id`, { ...text, body: '![x](http://x)' })).body).toMatchObject({ status: 422, errors: [{ path: 'body:1' }] });
    expect((await author.put(`${at}/id`, { ...text, body: '![x](http://x)', checked: false })).body).toMatchObject({ checked: false, faults: [{ line: 1 }], rowVersion: 1 });
    expect((await author.put(`${at}/id`, text)).status).toBe(428);
    expect((await author.put(`${at}/id`, text, 2)).status).toBe(412);
    expect((await author.put(`${at}/id`, text, 1)).body).toMatchObject({ checked: true, faults: [], rowVersion: 2 });
    expect((await author.put(`${at}/english!`, text)).status).toBe(404);
    expect((await author.call('delete', `${at}/id`)).status).toBe(204);
    expect((await author.call('delete', `${at}/id`)).status).toBe(404);
    expect((await trainee.get(`${at}/en`)).status).toBe(404);
    expect((await colleague.get(`${at}/en`)).status).toBe(403);
  });

  it('has titles in other languages, which readers of those are shown beside the lesson, and which the next version keeps', async () => {
    const { course, id, lessons } = await written();
    const titled = { parts: [{ title: 'The data page', titles: { ar: 'صفحة البيانات' }, minutes: 30, lessons: [lesson('zone', { titles: { ar: 'المنطقة', id: 'Zona' } }), lesson('print')] }] };
    expect((await arrange(course, titled)).body).toMatchObject({ parts: [{ titles: { ar: 'صفحة البيانات' }, lessons: [{ titles: { ar: 'المنطقة', id: 'Zona' } }, { titles: {} }] }] });
    // Left out they stay; given, they are all there is.
    expect((await arrange(course)).body).toMatchObject({ parts: [{ titles: { ar: 'صفحة البيانات' }, lessons: [{ titles: { ar: 'المنطقة', id: 'Zona' } }, { titles: {} }] }] });
    for (const titles of [[], 'x', { ar: '' }, { ar: 7 }, { Arabic: 'x' }, { ar: 'x'.repeat(201) }]) {
      expect((await arrange(course, { parts: [{ title: 'x', titles, minutes: 1, lessons: [] }] })).status).toBe(400);
      expect((await arrange(course, { parts: [{ title: 'x', minutes: 1, lessons: [lesson('zone', { titles })] }] })).status).toBe(400);
    }
    // A checked text has its own title.
    await author.put(`/lessons/${lessons[1]?.id}/texts/ar`, { ...text, title: 'الطباعة' });
    await author.put(`/course-versions/${id}/review`, {});
    await officer.put(`/courses/${course.id}/marking`, { marking: marking('green') }, 1);
    await officer.put(`/course-versions/${id}/publication`, {});
    const reader = await portal.official('THA');
    expect((await reader.get(`/courses/${course.id}`)).body).toMatchObject({ outline: [{ titles: { ar: 'صفحة البيانات' }, lessons: [{ titles: { ar: 'المنطقة', id: 'Zona' } }, { titles: { ar: 'الطباعة' } }] }] });
    const enrolment = (await reader.post(`/courses/${course.id}/enrolments`, {})).body as { id: string };
    expect((await reader.get(`/enrolments/${enrolment.id}`)).body).toMatchObject({ outline: [{ titles: { ar: 'صفحة البيانات' }, lessons: [{ titles: { ar: 'المنطقة' } }, { titles: { ar: 'الطباعة' } }] }] });
    expect((await reader.get(`/enrolments/${enrolment.id}/lessons/print?language=ar`)).body).toMatchObject({ title: 'الطباعة', previous: { code: 'zone', title: 'المنطقة' } });
    expect((await reader.get(`/enrolments/${enrolment.id}/lessons/zone?language=en`)).body).toMatchObject({ title: 'On the zone', next: { code: 'print', title: 'On the zone' } });
    const next = (await author.post(`/courses/${course.id}/versions`, {})).body as Course;
    expect((await author.get(`/course-versions/${next.versions[0]?.id}`)).body).toMatchObject({ number: 2, parts: [{ titles: { ar: 'صفحة البيانات' }, lessons: [{ titles: { ar: 'المنطقة', id: 'Zona' } }, { titles: {} }] }] });
  });

  it('is weighed with its pictures, told so while it is written, and not handed in heavier than a slow post can take', async () => {
    const { course, id, lessons } = await written();
    const bench = (specimen: string, lights = 'white, uv, ir, transmitted, tilt, loupe') => `\n\n\`\`\`bench\nspecimen: ${specimen}\nlights: ${lights}\n\`\`\`\n`;
    const light = `## Look\n\n![A page](specimen:td3-genuine/white)${bench('td3-genuine', 'white')}`;
    const preview = (await author.post('/text-previews', { body: light })).body as { bytes: number; heaviest: number; faults: object[] };
    // The same picture twice is sent once.
    const once = (await author.post('/text-previews', { body: '## Look\n\n![A page](specimen:td3-genuine/white)' })).body as { bytes: number };
    expect([preview.heaviest, preview.faults, preview.bytes - light.length]).toEqual([500_000, [], once.bytes - '## Look\n\n![A page](specimen:td3-genuine/white)'.length]);
    expect(once.bytes).toBeGreaterThan(1_000);
    const kept = (await author.put(`/lessons/${lessons[0]?.id}/texts/en`, { ...text, body: light }, 1)).body as { bytes: number; rowVersion: number };
    expect(kept.bytes).toBe(preview.bytes);
    expect((await author.put(`/lessons/${lessons[0]?.id}/texts/en`, { ...text, body: '## x\n\n![A page](specimen:td9-nothing/white)' }, kept.rowVersion)).body).toMatchObject({ status: 422, errors: [{ path: 'body:3', message: 'There is no specimen td9-nothing in the light white.' }] });
    const heavy = `## Look\n${['td3-genuine', 'td3-photo', 'td3-laminate', 'td3-expiry', 'td3-mrz', 'td3-number', 'td3-inkjet', 'td3-uv-bright'].map((one) => bench(one)).join('')}`;
    expect((await author.put(`/lessons/${lessons[0]?.id}/texts/en`, { ...text, body: heavy }, kept.rowVersion)).body).toMatchObject({ bytes: expect.any(Number), checked: true });
    expect((await version(course)).missing).toEqual([expect.stringMatching(/^“On the zone” \(en\) weighs \d+ kB with its pictures; at most 500 kB reach a slow post\./)]);
    expect((await author.put(`/course-versions/${id}/review`, {})).body).toMatchObject({ status: 422, type: '/problems/incomplete' });
    // One that was weighed without its pictures, before there was a way to, is weighed when it is handed in.
    await portal.owner.query('UPDATE app.lesson_texts SET bytes = octet_length(body) WHERE lesson_id = $1', [lessons[0]?.id]);
    expect((await version(course)).missing).toEqual([]);
    expect((await author.put(`/course-versions/${id}/review`, {})).body).toMatchObject({ status: 422, type: '/problems/incomplete' });
  });

  it('is handed in when nothing is missing, stands still meanwhile, and comes back with a note', async () => {
    const bare = await begin();
    expect((await author.put(`/course-versions/${bare.versions[0]?.id}/review`, {})).body).toMatchObject({ status: 422, errors: [{ message: 'There is no lesson that must be done.' }] });
    await arrange(bare, { parts: [{ title: 'x', minutes: 0, lessons: [lesson('zone'), lesson('exam', { kind: 'quiz' })] }] });
    expect((await version(bare)).missing).toEqual(['“On the zone” has no checked text.', '“On the exam” has no examination.']);

    const { course, id, lessons: [zone] } = await written();
    const bank = ((await author.put(`/courses/${course.id}/bank`, {})).body as { id: string }).id;
    const question = { type: 'numeric', stem: 'How many lines has TD3?', value: 2 };
    for (const [code, tag] of [['P-1', 'practice'], ['E-1', 'exam']]) expect((await author.post(`/banks/${bank}/items`, { question: { ...question, code, tags: ['m1', tag] } })).status).toBe(201);
    const asks = (code: string) => `\n\`\`\`question\ncode: ${code}\n\`\`\`\n`;
    await author.put(`/lessons/${zone?.id}/texts/en`, { ...text, body: `See [one](lesson:print), [none](lesson:gone).\n${['P-1', 'E-1', 'N-1'].map(asks).join('')}` }, 1);
    expect((await author.put(`/course-versions/${id}/review`, {})).body).toMatchObject({ status: 422, errors: [
      { message: '“On the zone” (en) leads to a lesson “gone”, and there is none.' },
      ...['E-1', 'N-1'].map((code) => ({ message: `“On the zone” (en) asks the question ${code}, which the bank does not have for practice.` })),
    ] });
    await author.put(`/lessons/${zone?.id}/texts/en`, text, 2);
    expect((await officer.put(`/course-versions/${id}/review`, {})).status).toBe(403);
    expect((await officer.put(`/course-versions/${id}/publication`, {})).body).toMatchObject({ status: 409, state: 'draft' });
    expect((await author.put(`/course-versions/${id}/review`, { note: 'First edition.' })).body).toMatchObject({ state: 'review', note: 'First edition.', isSubmittedByYou: true });
    expect((await author.put(`/lessons/${zone?.id}/texts/en`, text, 3)).body).toMatchObject({ status: 409, state: 'review' });
    expect((await officer.get(`/lessons/${zone?.id}/texts/en`)).body).toMatchObject({ body: text.body, steps: [{ title: 'Look' }] });
    expect((await officer.put(`/lessons/${zone?.id}/texts/en`, text, 3)).status).toBe(403);
    expect([(await colleague.get(`/lessons/${zone?.id}/texts/en`)).status, (await trainee.get(`/lessons/${zone?.id}/texts/en`)).status]).toEqual([403, 404]);
    expect((await colleague.put(`/course-versions/${id}/return`, { note: 'not mine' })).status).toBe(403);
    expect((await officer.put(`/course-versions/${id}/return`, { note: 'Explain the second line.' })).body).toMatchObject({ state: 'draft', note: 'Explain the second line.' });
    expect((await author.put(`/lessons/${zone?.id}/texts/en`, text, 3)).status).toBe(200);
    expect((await officer.put(`/course-versions/${id}/return`, { note: 'twice' })).status).toBe(409);
    await author.put(`/course-versions/${id}/review`, {});
    expect((await author.put(`/course-versions/${id}/return`, { note: 'Taken back.' })).body).toMatchObject({ state: 'draft' });
  });

  it('is published by somebody else, for whom its marking names', async () => {
    const { course, id } = await written();
    expect((await both.put(`/course-versions/${id}/review`, {})).status).toBe(200);
    expect((await author.put(`/course-versions/${id}/publication`, {})).status).toBe(403);
    expect((await officer.put(`/course-versions/${id}/publication`, {})).body).toMatchObject({ status: 409, type: '/problems/no-marking' });
    const mark = (who: Official, one: object, seen: number) => who.put(`/courses/${course.id}/marking`, { marking: one }, seen);
    expect((await mark(author, marking('green'), 1)).status).toBe(403);
    expect((await mark(officer, marking('amber'), 1)).body).toMatchObject({ status: 422, errors: [{ path: 'marking.releasableTo' }] });
    expect((await mark(officer, marking('amber', ['NOWHERE']), 1)).body).toMatchObject({ status: 422 });
    expect((await mark(officer, marking('amber', ['IDN'], { withheldFrom: ['AUS'] }), 1)).body).toMatchObject({ status: 422, errors: [{ path: 'marking.withheldFrom' }] });
    expect((await mark(officer, marking('amber', ['IDN']), 1)).body).toMatchObject({ marking: { tlp: 'amber', releasableTo: ['IDN'] } });
    const audience = (await officer.get(`/courses/${course.id}/audience`)).body as { people: number; parties: { code: string }[]; others: string[] };
    expect(audience.parties.map(({ code }) => code).sort()).toEqual(['AUS', 'IDN']);
    expect(audience.others.length).toBeGreaterThan(10);
    expect((await trainee.get(`/courses/${course.id}`)).status).toBe(404); // marked, and a draft all the same
    expect((await both.put(`/course-versions/${id}/publication`, {})).body).toMatchObject({ status: 403, code: 'SELF_PUBLICATION' });
    expect((await officer.put(`/course-versions/${id}/publication`, {})).body).toMatchObject({ state: 'published' });
    expect((await trainee.get(`/courses/${course.id}`)).body).toMatchObject({ state: 'published', languages: ['en'], outline: [{ lessons: [{ code: 'zone' }, { code: 'print' }] }], allows: ['read', 'enrol'] });
    expect((await (await portal.official('THA')).get(`/courses/${course.id}`)).status).toBe(404);
    expect((await trainee.get(`/courses/${course.id}/audience`)).status).toBe(403);
    const { rows } = await portal.owner.query<{ name: string }>(`SELECT name FROM app.events WHERE subject_type = 'course' AND subject_id = $1 AND outcome = 'done' ORDER BY id`, [course.id]);
    expect(rows.map(({ name }) => name)).toEqual(['course.begun', 'course.submitted', 'course.marked', 'course.published']);
  });

  it('is frozen once published; a correction is another version, and who studies stays with theirs', async () => {
    const { course, id, lessons: [zone] } = await published();
    const { id: enrolment } = (await trainee.post(`/courses/${course.id}/enrolments`, {})).body as { id: string };
    expect((await author.put(`/lessons/${zone?.id}/texts/en`, text, 1)).body).toMatchObject({ status: 409, state: 'published' });
    expect((await author.put(`/course-versions/${id}/outline`, outline, 2)).status).toBe(409);
    expect((await author.call('delete', `/courses/${course.id}`).set('If-Match', '"3"')).status).toBe(409);
    expect((await colleague.post(`/courses/${course.id}/versions`, {})).status).toBe(403);
    const next = (await author.post(`/courses/${course.id}/versions`, {})).body as Course;
    expect(next.versions.map(({ number: one, state }) => `${one} ${state}`)).toEqual(['2 draft', '1 published']);
    expect((await author.post(`/courses/${course.id}/versions`, {})).body).toMatchObject({ status: 409, type: '/problems/version-at-work' });
    const second = await version(next);
    const copied = second.parts[0]?.lessons[0];
    expect(copied).toMatchObject({ code: 'zone', texts: [{ language: 'en', checked: true }] });
    expect((await author.put(`/lessons/${copied?.id}/texts/en`, { ...text, body: '## Corrected\n\nBetter.' }, 1)).status).toBe(200);
    await author.put(`/course-versions/${second.id}/review`, { note: 'Corrected.' });
    expect((await officer.put(`/course-versions/${second.id}/publication`, {})).status).toBe(200);
    expect((await trainee.get(`/enrolments/${enrolment}/lessons/zone`)).body).toMatchObject({ steps: [{ title: 'Look' }] });
    const { id: later } = (await (await portal.official('IDN')).post(`/courses/${course.id}/enrolments`, {})).body as { id: string };
    expect(later).toBeTruthy();
    const { rows } = await portal.owner.query<{ state: string }>('SELECT state FROM app.course_versions WHERE course_id = $1 ORDER BY number', [course.id]);
    expect(rows.map(({ state }) => state)).toEqual(['retired', 'published']);
  });

  it('is marked anew at any time, and retired for good', async () => {
    const { course } = await published();
    const { id: enrolment } = (await trainee.post(`/courses/${course.id}/enrolments`, {})).body as { id: string };
    let seen = ((await officer.get(`/courses/${course.id}`)).body as Course).rowVersion;
    expect((await officer.put(`/courses/${course.id}/marking`, { marking: marking('green', [], { withheldFrom: ['IDN'] }) }, seen)).status).toBe(200);
    expect((await trainee.get(`/enrolments/${enrolment}/lessons/zone`)).status).toBe(404);
    expect((await officer.put(`/courses/${course.id}/marking`, { marking: marking('green') }, seen + 1)).status).toBe(200);
    seen += 2;
    expect((await officer.patch(`/courses/${course.id}`, { summary: 'By the officer.' }, seen)).body).toMatchObject({ summary: 'By the officer.' });
    expect((await author.patch(`/courses/${course.id}`, { summary: 'x' }, seen + 1)).status).toBe(403);
    expect((await author.put(`/courses/${course.id}/retirement`, {}, seen + 1)).status).toBe(403);
    expect((await officer.put(`/courses/${course.id}/retirement`, {}, seen + 1)).body).toMatchObject({ state: 'retired' });
    expect((await officer.put(`/courses/${course.id}/retirement`, {}, seen + 2)).status).toBe(409);
    expect((await trainee.get(`/enrolments/${enrolment}/lessons/zone`)).status).toBe(200);
    expect((await author.post(`/courses/${course.id}/versions`, {})).status).toBe(409);
  });

  it('SR-43 is not opened once its marking was changed behind the portal\'s back, until its originator marks it anew', async () => {
    const { course } = await published();
    const { id: enrolment } = (await trainee.post(`/courses/${course.id}/enrolments`, {})).body as { id: string };
    await portal.owner.query(`UPDATE app.courses SET tlp = 'clear' WHERE id = $1`, [course.id]);
    for (const path of [`/courses/${course.id}`, `/enrolments/${enrolment}/lessons/zone`]) expect((await trainee.get(path)).status).toBe(503);
    expect((await (await portal.official('THA')).post(`/courses/${course.id}/enrolments`, {})).status).toBe(503);
    await portal.owner.query('UPDATE app.courses SET marking_seal = NULL WHERE id = $1', [course.id]);
    expect((await trainee.get(`/courses/${course.id}`)).status).toBe(503);
    const { rowVersion } = (await officer.get(`/courses/${course.id}`)).body as Course;
    expect((await officer.put(`/courses/${course.id}/marking`, { marking: marking('green') }, rowVersion)).status).toBe(200);
    expect((await trainee.get(`/enrolments/${enrolment}/lessons/zone`)).status).toBe(200);
  });

  it('SR-21 takes a fresh proof to be opened to anybody, and none to be narrowed', async () => {
    const [{ course }, one] = [await published(), await written()];
    const proven = (when: string) => portal.owner.query(`UPDATE app.sessions SET proven_at = ${when} WHERE user_id = $1`, [officer.id]);
    const mark = async (to: object) => officer.put(`/courses/${course.id}/marking`, { marking: to }, ((await officer.get(`/courses/${course.id}`)).body as Course).rowVersion);
    const stepUp = { status: 403, type: '/problems/step-up' };
    await author.put(`/course-versions/${one.id}/review`, {});
    await officer.put(`/courses/${one.course.id}/marking`, { marking: marking('green') }, 1);
    await proven(`now() - interval '6 minutes'`);
    expect((await officer.put(`/course-versions/${one.id}/publication`, {})).body).toMatchObject(stepUp);
    expect((await mark(marking('amber', ['IDN']))).status).toBe(200);
    expect((await mark(marking('amber', ['IDN'], { handlingCaveats: ['H1'] }))).status).toBe(200);
    for (const wider of [marking('amber', ['IDN', 'NZL']), marking('green')]) expect((await mark(wider)).body).toMatchObject(stepUp);
    expect((await officer.get(`/courses/${course.id}`)).body).toMatchObject({ marking: { tlp: 'amber', releasableTo: ['IDN'] } });
    await proven('now()');
    expect((await mark(marking('green'))).status).toBe(200);
    expect((await officer.put(`/course-versions/${one.id}/publication`, {})).body).toMatchObject({ state: 'published' });
  });

  it('is written by nobody else: a course of another party is read, and that is all', async () => {
    const foreign = await plantCourse(portal, { originator: 'NZL' });
    const [zone] = Object.values(foreign.lessons);
    for (const who of [author, both]) {
      for (const answer of [await who.get(`/course-versions/${foreign.version}`), await who.put(`/course-versions/${foreign.version}/return`, { note: 'none' }), await who.get(`/lessons/${zone}/texts/en`), await who.put(`/lessons/${zone}/texts/en`, text)]) expect(answer.status).toBe(404);
      expect((await who.patch(`/courses/${foreign.id}`, { title: 'x' }, 1)).status).toBe(403);
    }
    expect((await both.put(`/courses/${foreign.id}/marking`, { marking: marking('clear') }, 1)).status).toBe(403);
  });
});
