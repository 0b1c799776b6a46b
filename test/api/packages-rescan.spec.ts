import { Quarantine } from '../../src/kernel/inspection/index.js';
import { draftCourse, importPackage, Launched, package12, portalWithPackages, ready } from '../support/course-packages.js';
import { FakeClamd, marker } from '../support/fake-clamd.js';
import type { Official } from '../support/official.js';
import { Operator } from '../support/operator.js';
import type { Portal } from '../support/portal.js';

describe('packages and newer signatures', () => {
  let portal: Portal;
  let clamd: FakeClamd;
  let author: Official;
  let trainee: Official;
  beforeAll(async () => {
    clamd = await FakeClamd.start();
    portal = await portalWithPackages('localhost', { jobs: true, env: { FOCALPOINT_SCANNER: clamd.address } });
    author = await portal.official('AUS', 'course_author');
    trainee = await portal.official('IDN');
  });
  afterAll(async () => {
    await portal.stop();
    await clamd.away();
  });
  beforeEach(() => { clamd.answer = clamd.honest; });

  const late = '<!doctype html><p>words that are found out later</p>';
  const attended = async () => {
    await portal.app.get(Quarantine).attend();
    await portal.settled();
  };
  const ofPackage = async (id: string) => (await portal.owner.query(`SELECT state, scan, signatures, storage_key IS NOT NULL AS kept FROM app.packages WHERE id = $1`, [id])).rows[0];

  it('a file with malware is not taken, and its name is told', async () => {
    const { courseId } = await draftCourse(portal, 'AUS');
    expect((await importPackage(author, courseId, package12([{ id: 'a' }], [{ name: 'js/x.js', content: marker }]))).body).toMatchObject({ status: 422, code: 'INFECTED', part: 'js/x.js' });
  });

  it('are scanned again when those change, and left alone until then', async () => {
    const { packageId } = await ready(portal, package12([{ id: 'a', page: '<!doctype html><p>seen once</p>' }]), { author, trainee: await portal.official('IDN') });
    expect(await ofPackage(packageId)).toMatchObject({ state: 'ready', scan: 'clean', signatures: clamd.version });
    clamd.scanned.length = 0;
    await attended();
    const seen = () => clamd.scanned.some((content) => content.includes('seen once'));
    expect(seen()).toBe(false);
    await portal.owner.query(`UPDATE app.packages SET signatures = 'older' WHERE id = $1`, [packageId]);
    await attended();
    expect(seen()).toBe(true);
    expect(await ofPackage(packageId)).toMatchObject({ state: 'ready', scan: 'clean', signatures: clamd.version });
  });

  it('a late hit withdraws it: running launches are told, it is opened by nobody, kept as evidence, and those who look after it are told', async () => {
    const { packageId, enrolmentId, courseId } = await ready(portal, package12([{ id: 'a', page: late }, { id: 'b' }]), { author, trainee });
    const officer = await portal.official('AUS', 'course_officer');
    const launch = await Launched.of(trainee, enrolmentId);
    await launch.commit(1, 'b', { 'cmi.core.lesson_status': 'completed' }, { opening: true, final: true });
    expect((await launch.file('a.html')).status).toBe(200);
    clamd.answer = (content) => (content.includes('found out later') ? 'stream: Late.Hit FOUND\0' : 'stream: OK\0');
    await portal.owner.query(`UPDATE app.packages SET signatures = 'older' WHERE id = $1`, [packageId]);
    await attended();
    expect(await ofPackage(packageId)).toMatchObject({ state: 'withdrawn', scan: 'infected', kept: true });
    expect((await launch.commit(2, 'a', { 'cmi.core.lesson_location': 'p1' }, { opening: true })).body).toMatchObject({ status: 409, code: 'PACKAGE_WITHDRAWN' });
    expect((await launch.state()).body).toMatchObject({ status: 409, code: 'PACKAGE_WITHDRAWN' });
    expect((await trainee.post(`/enrolments/${enrolmentId}/launches`).send({})).body).toMatchObject({ status: 409, type: '/problems/package-withdrawn' });
    expect((await trainee.get(`/enrolments/${enrolmentId}/package-run`)).body).toMatchObject({ isWithdrawn: true, late: 1, units: [{ identifier: 'a', isComplete: false }, { identifier: 'b', isComplete: true }] });
    expect((await author.post(`/packages/${packageId}/previews`)).body).toMatchObject({ status: 409, type: '/problems/package-withdrawn' });
    expect((await author.get(`/packages/${packageId}/report`)).body).toMatchObject({ state: 'withdrawn', scan: 'infected' });
    const letters = portal.letters().map((text) => text.replaceAll(/=\r?\n/g, '')).filter((text) => text.includes(`/learning/courses/${courseId}/packages`));
    expect(letters.length).toBeGreaterThanOrEqual(2);
    expect(letters.join('\n')).not.toContain(trainee.name);
    expect(officer.party).toBe('AUS');
    // Files under way are let go of within ten seconds; whoever asks anew gets none at once.
    const { rows } = await portal.owner.query(`SELECT detail FROM app.events WHERE name = 'package.withdrawn' AND subject_id = $1`, [packageId]);
    expect(rows).toEqual([{ detail: { finding: 'Late.Hit', part: 'a.html' } }]);
    await attended();
    expect((await portal.owner.query(`SELECT FROM app.events WHERE name = 'package.withdrawn' AND subject_id = $1`, [packageId])).rowCount).toBe(1);
  });

  it('the next version of a course carries its package on, without a second upload; one that was withdrawn stays behind', async () => {
    const { packageId, courseId } = await ready(portal, package12([{ id: 'a', page: '<!doctype html><p>carried on</p>' }]), { author, trainee: await portal.official('IDN') });
    const next = async (number: number) => {
      const version = (await portal.owner.query<{ id: string }>(`INSERT INTO app.course_versions (course_id, number) VALUES ($1, $2) RETURNING id`, [courseId, number])).rows[0]?.id;
      const part = (await portal.owner.query<{ id: string }>(`INSERT INTO app.course_parts (course_version_id, number, title) VALUES ($1, 1, 'Part') RETURNING id`, [version])).rows[0]?.id;
      const { rows } = await portal.owner.query<{ id: string }>(`INSERT INTO app.lessons (course_version_id, course_id, part_id, number, code, title, kind) VALUES ($1, $2, $3, 1, $4, 'A course', 'package') RETURNING id`, [version, courseId, part, `package-${packageId.slice(0, 8)}`]);
      return (await portal.owner.query<{ package_id: string }>('SELECT package_id FROM app.lesson_packages WHERE lesson_id = $1', [rows[0]?.id])).rows.map(({ package_id: id }) => id);
    };
    expect(await next(2)).toEqual([packageId]);
    await portal.owner.query(`UPDATE app.course_versions SET state = 'retired', published_at = coalesce(published_at, now()) WHERE course_id = $1`, [courseId]);
    clamd.answer = (content) => (content.includes('carried on') ? 'stream: Late.Hit FOUND\0' : 'stream: OK\0');
    await portal.owner.query(`UPDATE app.packages SET signatures = 'older' WHERE id = $1`, [packageId]);
    await attended();
    expect(await next(3)).toEqual([]);
  });

  it('portal rescan finds it at once, whatever the signatures say of themselves', async () => {
    const { packageId } = await ready(portal, package12([{ id: 'a', page: '<!doctype html><p>words that nobody minded before</p>' }]), { author, trainee: await portal.official('IDN') });
    clamd.answer = (content) => (content.includes('nobody minded before') ? 'stream: Local.Late FOUND\0' : 'stream: OK\0');
    expect(await new Operator(portal).run(['rescan'])).toMatchObject({ status: 1, stdout: expect.stringContaining(`- The package ${packageId} (AUS) holds malware and is withdrawn from everybody`) });
    expect(await ofPackage(packageId)).toMatchObject({ state: 'withdrawn', scan: 'infected', kept: true });
  });
});
