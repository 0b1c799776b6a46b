import { plantCohort } from '../support/cohorts.js';
import { plantCourse, type PlantedCourse } from '../support/courses.js';
import { marking, type DocumentAnswer, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Listed {
  items: { id: string; forWhom: string; lesson: string | null; beyond: string[]; allows: string[]; document: { id: string; title: string; state: string; files: { number: number; fileName: string; mediaType: string; bytes: number }[]; allows: string[] } }[];
  mayAttach: boolean;
  trainersCircle: string | null;
}

describe('the documents that go with a course', () => {
  let portal: Portal;
  let course: PlantedCourse;
  let author: Official;
  let courseOfficer: Official;
  let officer: Official;
  let coordinator: Official;
  let instructor: Official;
  let trainee: Official;
  let colleague: Official;
  let circle: string;
  let cohort: string;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    [author, courseOfficer, officer] = [await portal.official('AUS', 'course_author'), await portal.official('AUS', 'course_officer'), await portal.official('AUS', 'document_officer')];
    [coordinator, instructor, trainee, colleague] = [await portal.official('NZL', 'training_coordinator'), await portal.official('NZL'), await portal.official('IDN'), await portal.official('AUS')];
    course = await plantCourse(portal, { originator: 'AUS', code: 'MAT-1', tlp: 'amber', releasableTo: ['IDN', 'NZL'] });
    cohort = await plantCohort(portal, course, 'AUS', 'NZL', 20, { IDN: [2, 10] });
    circle = (await list(author)).trainersCircle ?? '';
  });
  afterAll(() => portal.stop());

  const list = async (who: Official, id = course.id) => (await who.get(`/courses/${id}/materials`)).body as Listed;
  const titles = async (who: Official) => (await list(who)).items.map(({ document }) => document.title);
  const attach = (document: DocumentAnswer, forWhom = 'trainees', more: object = {}, who = author, id = course.id) => who.post(`/courses/${id}/materials`, { documentId: document.id, forWhom, ...more });
  /** Released, and its file looked through. */
  const released = async (tlp: string, to: string[] = [], title = 'Handout') => {
    const document = await officer.released(marking(tlp, to), { title, kind: 'training_material' });
    await portal.settled();
    return document;
  };
  const appoint = async (who: Official, post: string | null) => {
    const { rowVersion } = (await coordinator.get('/cohorts')).body.items.find(({ id }: { id: string }) => id === cohort) as { rowVersion: number };
    return post ? coordinator.put(`/cohorts/${cohort}/staff/${who.id}`, { post }, rowVersion) : coordinator.call('delete', `/cohorts/${cohort}/staff/${who.id}`).set('If-Match', `"${rowVersion}"`);
  };

  it('are listed with size and type to whoever may read both, and stand beside their lesson', async () => {
    const handout = await released('amber', ['IDN', 'NZL'], 'Exercise sheet');
    const answer = await attach(handout, 'trainees', { lesson: 'zone' });
    expect([answer.status, answer.body]).toEqual([201, expect.objectContaining({ lesson: 'zone', forWhom: 'trainees', beyond: [], allows: expect.arrayContaining(['detach']) })]);
    const { items, mayAttach, trainersCircle } = await list(trainee);
    expect([mayAttach, trainersCircle]).toEqual([false, null]);
    expect(items).toEqual([expect.objectContaining({ lesson: 'zone', allows: ['read'], document: expect.objectContaining({ title: 'Exercise sheet', files: [{ number: 1, language: 'en', fileName: 'report.txt', mediaType: 'text/plain', bytes: 39 }], allows: expect.arrayContaining(['download']) }) })]);
    expect((await trainee.get(`/documents/${handout.id}/versions/1/file`)).text).toBe('Boats were seen near the northern cape.');
    expect((await attach(handout)).status).toBe(409);
    // Narrower than the course: listed to those it is for, and to nobody else.
    await attach(await released('amber', ['NZL'], 'For New Zealand'));
    expect([await titles(trainee), await titles(instructor)]).toEqual([['Exercise sheet'], ['Exercise sheet', 'For New Zealand']]);
    expect((await (await portal.official('MYS')).get(`/courses/${course.id}/materials`)).status).toBe(404);
  });

  it('never reach further than the course, which is said with a code and in words', async () => {
    const refused = async (answer: ReturnType<typeof attach>) => { const { status, body } = await answer; return [status, (body as { code?: string }).code, (body as { detail: string }).detail]; };
    expect(await refused(attach(await released('amber', ['IDN', 'MYS'])))).toEqual([422, 'MATERIAL_WIDER', expect.stringContaining('Malaysia')]);
    expect(await refused(attach(await released('green')))).toEqual([422, 'MATERIAL_WIDER', expect.stringMatching(/and \d+ more/)]);
    expect(await refused(attach(await officer.draft()))).toEqual([422, 'MATERIAL_NOT_RELEASED', expect.any(String)]);
    const foreign = await (await portal.official('NZL', 'document_officer')).released(marking('amber', ['AUS']));
    expect(await refused(attach(foreign))).toEqual([422, 'MATERIAL_FOREIGN', expect.any(String)]);
    const hidden = await (await portal.official('NZL', 'document_officer')).released(marking('amber', ['IDN']));
    const nothing = { ...hidden, id: '00000000-0000-4000-8000-000000000000' };
    expect(await refused(attach(hidden))).toEqual(await refused(attach(nothing)));
    expect(await refused(attach(await released('amber', ['IDN']), 'trainees', { lesson: 'nowhere' }))).toEqual([422, 'LESSON_UNKNOWN', expect.any(String)]);
    expect(await refused(attach(await released('amber', ['IDN']), 'trainers'))).toEqual([422, 'MATERIAL_NOT_FOR_TRAINERS', expect.any(String)]);
    for (const who of [courseOfficer, officer, trainee]) expect((await attach(await released('amber', ['IDN']), 'trainees', {}, who)).status).toBe(403);
    expect((await attach(await released('amber', ['IDN']), 'trainees', {}, await portal.official('MYS', 'course_author'))).status).toBe(404);
  });

  it('hold a course to its marking: it is not narrowed, nor published, past what goes with it', async () => {
    const one = await plantCourse(portal, { originator: 'AUS', code: 'MAT-2', tlp: 'amber', releasableTo: ['IDN', 'NZL'] });
    const sheet = await released('amber', ['IDN', 'NZL'], 'Sheet');
    const { id } = (await attach(sheet, 'trainees', {}, author, one.id)).body as { id: string };
    const narrow = async () => courseOfficer.put(`/courses/${one.id}/marking`, { marking: marking('amber', ['NZL']) }, ((await courseOfficer.get(`/courses/${one.id}`)).body as { rowVersion: number }).rowVersion);
    expect(await narrow()).toMatchObject({ status: 409, body: { code: 'MATERIAL_WIDER', errors: [{ path: `materials.${sheet.symbol}`, message: expect.stringContaining('Indonesia') }] } });
    // A document released to more afterwards opens nothing of the course, and its authors are told.
    expect((await officer.release(sheet.id, marking('amber', ['IDN', 'NZL', 'MYS']))).status).toBe(200);
    expect((await list(author, one.id)).items[0]?.beyond).toEqual(['Malaysia']);
    expect((await list(trainee, one.id)).items[0]?.beyond).toEqual([]);
    expect((await author.call('delete', `/materials/${id}`)).status).toBe(204);
    expect((await narrow()).status).toBe(200);
    expect((await trainee.get(`/courses/${one.id}/materials`)).status).toBe(404);
  });

  it('A12: for trainers are there for those who teach, from their appointment to its end, and for nobody else: no range, page, snippet, facet or count', async () => {
    const guide = await released('amber', [circle], 'Assessor guide to chrysoprase');
    expect((await attach(guide, 'trainers')).status).toBe(201);
    const paths = ['', '/versions/1/file', '/versions/1/permission', '/versions/1/pages', '/versions/1/pages/1', '/versions/1/pages/1/text', '/retention'].map((part) => `/documents/${guide.id}${part}`);
    const counted = async (who: Official) => JSON.stringify([(await who.get('/documents?q=chrysoprase')).body, (await who.get('/documents/facets?kind=training_material')).body, (await who.get('/documents/suggestions?q=chrysop')).body, (await who.get(`/access/explanation?subject=document&id=${guide.id}&verb=read`)).status]);
    const before = { trainee: await counted(trainee), instructor: await counted(instructor) };
    for (const who of [trainee, instructor, coordinator, await portal.official('SECRETARIAT', 'secretariat_officer', 'administrator')]) {
      for (const path of paths) expect({ path, status: (await who.get(path)).status }).toEqual({ path, status: 404 });
      expect((await who.get(`/documents/${guide.id}/versions/1/file`).set('Range', 'bytes=0-3')).status).toBe(404);
      expect(((await list(who)).items ?? []).filter(({ forWhom }) => forWhom === 'trainers')).toEqual([]);
    }
    // A colleague of its originator who does not teach reads it in the library, as everything of their own; the course does not bring it.
    expect(await titles(colleague)).not.toContain('Assessor guide to chrysoprase');

    expect((await appoint(instructor, 'instructor')).status).toBe(200);
    expect(await titles(instructor)).toContain('Assessor guide to chrysoprase');
    const part = await instructor.get(`/documents/${guide.id}/versions/1/file`).set('Range', 'bytes=0-4');
    expect([part.status, part.text]).toEqual([206, 'Boats']);
    expect((await instructor.get(`/documents/${guide.id}`)).body).toMatchObject({ because: 'its marking names an audience you belong to', audienceNames: { [circle]: 'Trainers of MAT-1' } });
    expect(await counted(instructor)).not.toBe(before.instructor);
    expect(await counted(trainee)).toBe(before.trainee);
    for (const who of [author, courseOfficer]) expect(await titles(who)).toContain('Assessor guide to chrysoprase');

    // The end of the post acts on the next request, and so does the cohort's.
    expect((await appoint(instructor, null)).status).toBe(200);
    for (const path of paths) expect((await instructor.get(path)).status).toBe(404);
    expect(await counted(instructor)).toBe(before.instructor);
    expect((await appoint(instructor, 'assessor')).status).toBe(200);
    expect((await instructor.get(paths[0] ?? '')).status).toBe(200);
    const { rowVersion } = (await coordinator.get('/cohorts')).body.items[0] as { rowVersion: number };
    expect((await coordinator.put(`/cohorts/${cohort}/cancellation`, { reason: 'The centre is closed.' }, rowVersion)).status).toBe(200);
    expect((await instructor.get(paths[0] ?? '')).status).toBe(404);
  });

  it('for trainers are there for a new author of its originator, and for no author elsewhere', async () => {
    const guide = await released('amber', [circle], 'Second guide');
    await attach(guide, 'trainers');
    expect(await titles(await portal.official('AUS', 'course_author'))).toContain('Second guide');
    expect(await titles(await portal.official('NZL', 'course_author'))).not.toContain('Second guide');
    const mine = (await author.post('/courses', { code: 'MAT-3', title: 'A new one' })).body as { id: string };
    expect((await author.get(`/courses/${mine.id}/materials`)).body).toMatchObject({ mayAttach: true, trainersCircle: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    const named = ((await author.get('/audiences')).body as { items: { name: string; expression: string; parties: string[] }[] }).items.find(({ name }) => name === 'Trainers of MAT-3');
    expect(named).toMatchObject({ expression: 'trainers of MAT-3', parties: [] });
  });

  it('leave the course with what is disposed of, and keep their place in no draft that is discarded', async () => {
    const { rows } = await portal.owner.query<{ circle: string }>(`INSERT INTO app.courses (code, originator, title, trainers_circle) VALUES ('MAT-9', 'AUS', 'x', $1) RETURNING trainers_circle AS circle`, [circle]);
    expect(rows[0]?.circle).not.toBe(circle);
    await expect(portal.owner.query(`UPDATE app.courses SET trainers_circle = $1 WHERE code = 'MAT-9'`, [circle])).rejects.toThrow('the circle of a course stays');
    await portal.owner.query(`DELETE FROM app.courses WHERE code = 'MAT-9'`);
    expect((await portal.owner.query(`SELECT until <= now() AS over FROM app.audiences WHERE name = 'Trainers of MAT-9'`)).rows).toEqual([{ over: true }]);
  });
});
