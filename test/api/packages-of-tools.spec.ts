import { zip, type Member } from '../support/archives.js';
import { draftCourse, importPackage, Launched, package12, portalWithPackages, ready } from '../support/course-packages.js';
import type { Official } from '../support/official.js';
import type { Portal } from '../support/portal.js';
import { cluster, flowing, leaf, manifestOf, words } from '../support/sequenced.js';

const { map, objectives, content } = words;

describe('packages as tools make them, through the server', () => {
  let portal: Portal;
  let author: Official;
  let trainee: Official;
  beforeAll(async () => {
    portal = await portalWithPackages();
    [author, trainee] = [await portal.official('AUS', 'course_author'), await portal.official('IDN')];
  });
  afterAll(() => portal.stop());
  const launched = async (bytes: Buffer) => {
    const { enrolmentId, packageId } = await ready(portal, bytes, { author, trainee });
    return { enrolmentId, packageId, launch: await Launched.of(trainee, enrolmentId) };
  };
  const manifest = (href: string, { encoding = 'UTF-8', attributes = '', base = '' } = {}) => `<?xml version="1.0" encoding="${encoding}" standalone="no"?>
    <manifest identifier="M" version="1.1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
    <organizations default=" O "><organization identifier="O"><title>Prüfung der Dokumente</title><item identifier="a" identifierref="R" isvisible="true" ${attributes}><title>Einführung</title></item></organization></organizations>
    <resources><resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="${href}" ${base}><file href="${href}"/></resource></resources></manifest>`;
  const page = '<!doctype html><title>x</title><p>Read me</p>';

  it.each<[string, Member[], string]>([
    ['UTF-16, a name in the code page of DOS, steps of Windows, parameters', [{ name: 'imsmanifest.xml', content: Buffer.from(`\ufeff${manifest('inhalt\\Prüfung.html', { encoding: 'UTF-16', attributes: 'parameters="?lang=de&amp;p=1"' })}`, 'utf16le') }, { name: 'inhalt/Prüfung.html', octets: Buffer.from([...Buffer.from('inhalt/Pr'), 0x81, ...Buffer.from('fung.html')]), content: page }], 'inhalt/Pr%C3%BCfung.html?lang=de&p=1'],
    ['escapes in the manifest and in the name, a base, folders of their own, what a Mac leaves', [{ name: 'content/', stored: true, content: '' }, { name: 'content/Unit%201.html', content: page, streamed: true }, { name: '__MACOSX/content/._Unit%201.html' }, { name: '.DS_Store' }, { name: 'IMSmanifest.xml', content: manifest('Unit%201.html', { base: 'xml:base="content/"' }) }], 'content/Unit%25201.html'],
    ['letters of another script, in wide fields', [{ name: 'imsmanifest.xml', content: manifest('دروس/درس 1.html'), wide: true }, { name: 'دروس/درس 1.html', content: page, wide: true }], '%D8%AF%D8%B1%D9%88%D8%B3/%D8%AF%D8%B1%D8%B3%201.html'],
  ])('%s: imported, launched, its page served', async (_what, members, address) => {
    const { launch } = await launched(zip(members, { comment: 'made by a tool', wideEnd: true }));
    const { units } = (await launch.state()).body as { units: { path: string; rest: string; title: string }[] };
    expect(units.map(({ path, rest, title }) => [`${path.split('/').map(encodeURIComponent).join('/')}${rest}`, title])).toEqual([[address, 'Einführung']]);
    const served = await launch.file(address);
    expect([served.status, served.headers['content-type'], served.text]).toEqual([200, 'text/html', page]);
  });

  it('what is refused says which line of the manifest, and what to do', async () => {
    const { courseId } = await draftCourse(portal, 'AUS');
    const answer = await importPackage(author, courseId, zip([{ name: 'imsmanifest.xml', content: manifest('..\\..\\a.html') }, { name: 'a.html' }]));
    expect(answer.body).toMatchObject({ status: 422, code: 'HREF_UNSAFE', detail: expect.stringContaining('Every address in it has to be a file of the package itself.') });
    const long = await importPackage(author, courseId, zip([{ name: 'imsmanifest.xml', content: manifest('a.html').replace('identifier="a"', `identifier="${'a'.repeat(600)}"`), stored: true }, { name: 'a.html' }]));
    expect(long.body).toMatchObject({ status: 422, code: 'MANIFEST_INVALID', line: 3 });
  });

  it('2004: a new attempt begins its time and its values anew, and the whole time is added up all the same', async () => {
    const { launch } = await launched(zip([{ name: 'imsmanifest.xml', content: manifestOf(cluster('root', flowing, leaf('a', content))) }, { name: 'a.html', content: page }]));
    const values = async () => (await launch.state()).body.states.a as { values: Record<string, string>; seconds: number };
    await launch.commit(1, 'a', { 'cmi.session_time': 'PT40S', 'cmi.exit': 'suspend', 'cmi.location': 'p2' }, { final: true, opening: true });
    await launch.commit(2, 'a', { 'cmi.session_time': 'PT20S', 'cmi.exit': 'normal' }, { final: true, opening: true });
    expect(await values()).toMatchObject({ seconds: 60, values: { 'cmi.entry': 'resume', 'cmi.total_time': 'PT0H1M0S', 'cmi.location': 'p2' } });
    await launch.commit(3, 'a', { 'cmi.session_time': 'PT5S' }, { opening: true });
    expect((await values()).values).toMatchObject({ 'cmi.entry': 'ab-initio', 'cmi.total_time': 'PT0H0M0S' });
    expect((await values()).values).not.toHaveProperty('cmi.location');
    await launch.commit(4, 'a', {}, { final: true });
    expect(await values()).toMatchObject({ seconds: 65, values: { 'cmi.total_time': 'PT0H0M5S' } });
  });

  it('2004: a global objective may have the longest name there is', async () => {
    const name = `urn:test:${Array.from({ length: 390 }, (_, at) => (at * 7_919_777_773).toString(36).padStart(9, 'q')).join('-')}`;
    const { launch } = await launched(zip([{ name: 'imsmanifest.xml', content: manifestOf(cluster('root', flowing, leaf('a', objectives({ id: 'p', maps: map(name, 'writeSatisfiedStatus="true"') }) + content))), stored: true }, { name: 'a.html', content: page }]));
    const answer = await launch.commit(1, 'a', { 'cmi.success_status': 'passed' }, { final: true, opening: true, objectives: { [name]: { SatisfiedStatus: true }, short: { SatisfiedStatus: true } } });
    expect([name.length > 3_800, answer.status, Object.keys((await launch.state()).body.objectives)]).toEqual([true, 200, ['short']]);
  });

  it('2004: a course that needs only some of its units is done with those, by its own rules', async () => {
    const { enrolmentId, launch } = await launched(zip([{ name: 'imsmanifest.xml', content: manifestOf(cluster('root', flowing, leaf('a', content), leaf('b', content))) }, { name: 'a.html', content: page }, { name: 'b.html', content: page }]));
    const tree = (root: object) => JSON.stringify({ format: 'focalpoint-1', activities: { root }, globals: {} });
    expect((await launch.commit(1, 'a', { 'cmi.completion_status': 'completed' }, { final: true, opening: true, sequencing: tree({ n: 1 }) })).body.isComplete).toBe(false);
    expect((await launch.commit(2, 'a', { 'cmi.completion_status': 'completed' }, { final: true, opening: true, sequencing: tree({ n: 1, c: 1 }) })).body.isComplete).toBe(true);
    expect((await portal.owner.query<{ state: string }>('SELECT state FROM app.enrolments WHERE id = $1', [enrolmentId])).rows).toEqual([{ state: 'completed' }]);
  });

  it('2004: global objectives are known in other courses of the same party, of the same learner, unless a course keeps to itself', async () => {
    const shares = (attributes = '') => zip([{ name: 'imsmanifest.xml', content: manifestOf(cluster('root', flowing, leaf('a', objectives({ id: 'p', maps: map('shared', 'writeSatisfiedStatus="true"') }))), attributes) }, { name: 'a.html', content: page }]);
    const [learner, other, stranger] = [await portal.official('IDN'), await portal.official('IDN'), await portal.official('JPN', 'course_author')];
    const begun = async (bytes: Buffer, by = author, of = learner) => { const { enrolmentId } = await ready(portal, bytes, { author: by, trainee: of }); return { enrolmentId, launch: await Launched.of(of, enrolmentId) }; };
    const known = async (launch: Launched) => ((await launch.state()).body as { objectives: Record<string, unknown> }).objectives;
    const tells = async (launch: Launched, seq: number, isSatisfied: boolean) => expect((await launch.commit(seq, 'a', {}, { opening: seq === 1, objectives: { shared: { SatisfiedStatus: isSatisfied } } })).status).toBe(200);
    const first = await begun(shares());
    await tells(first.launch, 1, false);
    const second = await begun(shares());
    expect(await known(second.launch)).toEqual({ shared: { SatisfiedStatus: false } });
    await tells(second.launch, 1, true);
    expect(await known(first.launch)).toEqual({ shared: { SatisfiedStatus: true } });
    await tells(second.launch, 2, true); // no news
    await tells(first.launch, 2, false);
    expect(await known(second.launch)).toEqual({ shared: { SatisfiedStatus: false } });
    expect(await known((await begun(shares('adlseq:objectivesGlobalToSystem="false"'))).launch)).toEqual({});
    expect(await known((await begun(shares(), stranger)).launch)).toEqual({});
    expect(await known((await begun(shares(), author, other)).launch)).toEqual({});
    await portal.owner.query(`UPDATE app.enrolments SET state = 'failed' WHERE id = $1`, [second.enrolmentId]);
    const { rows } = await portal.owner.query<{ id: string }>(`INSERT INTO app.enrolments (course_id, course_version_id, user_id, party, state) SELECT course_id, course_version_id, user_id, party, 'active' FROM app.enrolments WHERE id = $1 RETURNING id`, [second.enrolmentId]);
    await portal.owner.query('DELETE FROM app.global_objectives WHERE enrolment_id = $1', [first.enrolmentId]);
    expect(await known(await Launched.of(learner, rows[0]?.id ?? ''))).toEqual({}); // a course that is taken again begins anew
  });

  it('what is no text is refused by the model before the line is asked, and a name of JavaScript is no element of ours', async () => {
    const { launch } = await launched(package12([{ id: 'a' }]));
    expect((await launch.commit(1, 'a', { 'cmi.suspend_data': 'half \ud83d' })).status).toBe(400);
    expect((await launch.commit(1, 'a', { 'cmi.constructor': 'x' })).body).toMatchObject({ status: 422, code: '401' });
    expect((await launch.commit(1, 'a', { 'cmi.suspend_data': 'whole \ud83d\ude00' })).status).toBe(200);
  });
});
