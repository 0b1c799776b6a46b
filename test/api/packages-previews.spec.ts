import { Previews } from '../../src/learning/packages/previews.js';
import { draftCourse, importPackage, Launched, package12, package2004, portalWithPackages, ready } from '../support/course-packages.js';
import type { Official } from '../support/official.js';
import type { Portal } from '../support/portal.js';

describe('the preview of a package', () => {
  let portal: Portal;
  let author: Official;
  let packageId: string;
  beforeAll(async () => {
    portal = await portalWithPackages();
    author = await portal.official('AUS', 'course_author');
    const { courseId } = await draftCourse(portal, 'AUS');
    packageId = String((await importPackage(author, courseId, package12([{ id: 'a' }, { id: 'b' }]))).body.id);
  });
  afterAll(() => portal.stop());

  const recorded = async () => (await portal.owner.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM app.launches) + (SELECT count(*) FROM app.commits) + (SELECT count(*) FROM app.sco_states) + (SELECT count(*) FROM app.package_runs) + (SELECT count(*) FROM app.enrolments) AS count`)).rows[0]?.count;

  it('runs as for a learner, before anything is published, and leaves nothing with any learner', async () => {
    const before = await recorded();
    const preview = await Launched.preview(author, packageId);
    expect((await preview.state()).body).toMatchObject({ edition: 'scorm12', lastSeq: 0, states: {}, unit: null, learner: { alias: expect.stringMatching(/^Trainee [0-9A-F]{4}$/) } });
    expect((await preview.file('a.html')).status).toBe(200);
    expect((await preview.commit(1, 'a', { 'cmi.core.lesson_location': 'p3', 'cmi.core.exit': 'suspend' }, { opening: true, final: true })).body).toEqual({ seq: 1, state: 'applied', isComplete: false });
    expect((await preview.commit(1, 'a', { 'cmi.core.lesson_location': 'p3', 'cmi.core.exit': 'suspend' }, { opening: true, final: true })).body.state).toBe('replayed');
    expect((await preview.commit(3, 'a', {})).body).toMatchObject({ status: 409, code: 'SEQ_GAP', lastSeq: 1 });
    expect((await preview.commit(2, 'b', { 'cmi.core.score.raw': '101' })).body).toMatchObject({ status: 422, code: '405', element: 'cmi.core.score.raw' });
    expect((await preview.state()).body).toMatchObject({ unit: 'a', lastSeq: 1, states: { a: { values: { 'cmi.core.lesson_location': 'p3' }, isOpen: false } } });
    expect(await recorded()).toBe(before);
    expect((await portal.owner.query(`SELECT FROM app.events WHERE name = 'package.previewed' AND subject_id = $1`, [packageId])).rowCount).toBe(1);
    expect((await preview.end()).status).toBe(204);
  });

  it('begins with nothing each time, and the one before ends with it', async () => {
    const first = await Launched.preview(author, packageId);
    await first.commit(1, 'a', { 'cmi.core.lesson_location': 'p3' }, { opening: true });
    const second = await Launched.preview(author, packageId);
    expect((await second.state()).body).toMatchObject({ states: {}, lastSeq: 0 });
    expect((await first.state()).status).toBe(401);
    expect((await first.file('a.html')).status).toBe(404);
  });

  it('is forgotten once it is over', async () => {
    const preview = await Launched.preview(author, packageId);
    const there = async () => (await portal.owner.query('SELECT FROM app.package_previews WHERE id = $1', [preview.id])).rowCount;
    await portal.app.get(Previews).sweep();
    expect(await there()).toBe(1);
    await portal.owner.query(`UPDATE app.package_previews SET expires_at = now() - interval '1 second' WHERE id = $1`, [preview.id]);
    expect((await preview.state()).status).toBe(401);
    await portal.app.get(Previews).sweep();
    expect(await there()).toBe(0);
  });

  it('is for those who write and publish for its originator, while they do', async () => {
    const officer = await portal.official('AUS', 'course_officer');
    const theirs = await Launched.preview(officer, packageId);
    expect((await theirs.state()).status).toBe(200);
    expect((await (await portal.official('AUS')).post(`/packages/${packageId}/previews`)).status).toBe(403);
    for (const other of [await portal.official('IDN', 'course_author'), await portal.official('SECRETARIAT', 'administrator')]) expect([403, 404]).toContain((await other.post(`/packages/${packageId}/previews`)).status);
    await portal.owner.query(`UPDATE app.delegations SET roles = '{}' WHERE user_id = $1`, [officer.id]);
    expect((await theirs.state()).status).toBe(401);
  });

  it('opens no launch but itself', async () => {
    const trainee = await portal.official('IDN');
    const { enrolmentId } = await ready(portal, package2004([{ id: 'a' }]), { author, trainee });
    const launch = await Launched.of(trainee, enrolmentId);
    const preview = await Launched.preview(author, packageId);
    expect((await preview.call('get', 'state', launch.id)).status).toBe(404);
    expect((await launch.call('get', 'state', preview.id)).status).toBe(404);
    expect((await portal.owner.query<{ subject_id: string }>(`SELECT subject_id FROM app.events WHERE name = 'package.blocked' AND reason = 'token-on-another-launch'`)).rows.map(({ subject_id: id }) => id)).toContain(packageId);
  });
});
