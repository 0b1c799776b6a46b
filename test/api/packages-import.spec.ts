import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { zip } from '../support/archives.js';
import { draftCourse, importPackage, manifest12, package12, package2004, portalWithPackages } from '../support/course-packages.js';
import type { Official } from '../support/official.js';
import type { Portal } from '../support/portal.js';
import { Server } from '../support/server.js';

describe('importing a package', () => {
  let portal: Portal;
  let author: Official;
  let courseId: string;
  let versionId: string;
  beforeAll(async () => {
    portal = await portalWithPackages();
    author = await portal.official('AUS', 'course_author');
    ({ courseId, versionId } = await draftCourse(portal, 'AUS'));
  });
  afterAll(() => portal.stop());
  const kept = async () => (await portal.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM app.sealed_files WHERE subject LIKE 'package/%'`)).rows[0]?.count ?? -1;

  it('A1: answers with edition, units and titles; the report is there for its author and its officers, and for nobody else', async () => {
    const answer = await importPackage(author, courseId, package12([{ id: 'a', more: '<adlcp:masteryscore>80</adlcp:masteryscore>' }, { id: 'b' }, { id: 'c', kind: 'asset' }]));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ state: 'ready', kind: 'scorm12', scan: 'not_scanned', report: { edition: 'scorm12', version: '1.2', title: 'A course', errors: [], units: [{ identifier: 'a', title: 'Unit a', kind: 'sco', masteryScore: 80 }, { identifier: 'b' }, { identifier: 'c', kind: 'asset' }] } });
    expect((await author.get(`/packages/${answer.body.id}/report`)).body).toEqual(answer.body);
    const officer = await portal.official('AUS', 'course_officer');
    expect([(await officer.get(`/packages/${answer.body.id}/report`)).status, (await (await portal.official('AUS')).get(`/packages/${answer.body.id}/report`)).status, (await (await portal.official('IDN', 'course_author')).get(`/packages/${answer.body.id}/report`)).status]).toEqual([200, 403, 404]);
    expect((await author.get(`/courses/${courseId}/packages`)).body.items.map((one: { id: string }) => one.id)).toContain(answer.body.id);
  });

  it('is for authors of the course\'s originator: others are refused, and other parties are not told that there is a course', async () => {
    const bytes = package12([{ id: 'a' }]);
    expect([(await importPackage(await portal.official('AUS', 'course_officer'), courseId, bytes)).status, (await importPackage(await portal.official('IDN', 'course_author'), courseId, bytes)).status]).toEqual([403, 404]);
  });

  it('takes SCORM 2004 too', async () => {
    expect((await importPackage(author, courseId, package2004([{ id: 'a' }]))).body).toMatchObject({ kind: 'scorm2004', report: { version: '2004 4th Edition' } });
  });

  it.each<[string, Buffer, string]>([
    ['A1: of 0 octets', Buffer.alloc(0), 'NOT_A_ZIP'], ['A1: that is no archive', Buffer.from('a text'), 'NOT_A_ZIP'], ['A1: cut off', package12([{ id: 'a' }]).subarray(0, -30), 'NOT_A_ZIP'], ['A1: without a manifest', zip([{ name: 'a.html' }]), 'MANIFEST_MISSING'],
    ['A1: with a wrong checksum', package12([{ id: 'a' }], [{ name: 'b.txt', crc: 7 }]), 'ENTRY_CORRUPT'], ['A1: that is encrypted', package12([{ id: 'a' }], [{ name: 'b.txt', encrypted: true }]), 'ZIP_ENCRYPTED'], ['A2: that climbs out', package12([{ id: 'a' }], [{ name: '../../x.js' }]), 'ZIP_UNSAFE_PATH'],
    ['A2: with a link', package12([{ id: 'a' }], [{ name: 'l', stored: true, mode: 0o120777 }]), 'ZIP_SYMLINK'], ['A2: with a name twice', package12([{ id: 'a' }], [{ name: 'A.html' }]), 'ZIP_DUPLICATE'], ['A3: with a document type', zip([{ name: 'imsmanifest.xml', content: '<!DOCTYPE m><m/>' }]), 'XML_DOCTYPE'],
  ])('refuses one %s, keeps nothing of it but its report, and says which code', async (_what, bytes, code) => {
    const before = await kept();
    const answer = await importPackage(author, courseId, bytes);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code, type: '/problems/package-refused' });
    expect((await author.get(`/packages/${answer.body.package}/report`)).body).toMatchObject({ state: 'rejected', report: { errors: [{ code }] } });
    expect(await kept()).toBe(before);
  });

  it('counts towards what its party may keep, and is refused where there is no room left', async () => {
    const bytes = package12([{ id: 'a' }], [{ name: 'film.mp4', content: randomBytes(200_000), stored: true }]);
    await portal.owner.query(`INSERT INTO app.storage_allowances (party, bytes, reason, allotted_by) VALUES ('AUS', 100000, 'Little room.', $1)`, [author.id]);
    const before = await kept();
    expect((await importPackage(author, courseId, bytes)).body).toMatchObject({ status: 413, type: '/problems/no-room', allowance: 100_000 });
    expect(await kept()).toBe(before);
    await portal.owner.query(`DELETE FROM app.storage_allowances WHERE party = 'AUS'`);
    const used = async () => Number((await portal.owner.query<{ bytes: string }>(`SELECT bytes FROM app.storage_used WHERE party = 'AUS'`)).rows[0]?.bytes);
    const held = await used();
    expect((await importPackage(author, courseId, bytes)).status).toBe(201);
    expect((await used()) - held).toBe(bytes.length);
  });

  it('A1: names the folder a manifest lies in', async () => {
    const answer = await importPackage(author, courseId, zip([{ name: 'course/imsmanifest.xml', content: manifest12([{ id: 'a' }]) }]));
    expect(answer.body).toMatchObject({ code: 'MANIFEST_MISSING', folder: 'course' });
  });

  it('makes a lesson of it in the draft, once, and in none that is published', async () => {
    const { body } = await importPackage(author, courseId, package12([{ id: 'a' }]));
    const before = (await author.get(`/course-versions/${versionId}`)).body as { rowVersion: number };
    expect((await author.post(`/packages/${body.id}/lessons`)).body).toMatchObject({ title: 'A course', code: `package-${String(body.id).slice(0, 8)}` });
    expect((await author.post(`/packages/${body.id}/lessons`)).status).toBe(409);
    expect((await author.get(`/packages/${body.id}/report`)).body.lessons).toHaveLength(1);
    // Whoever arranges the draft as it was before is told, and takes nothing out of it.
    const stale = await author.call('put', `/course-versions/${versionId}/outline`).set('If-Match', `"${before.rowVersion}"`).send({ parts: [{ title: 'Alone', minutes: 10, lessons: [{ code: 'alone', title: 'Alone', kind: 'reading', minutes: 10, mandatory: true }] }] });
    expect(stale.body).toMatchObject({ status: 412, type: '/problems/outdated' });
    expect((await author.get(`/packages/${body.id}/report`)).body.lessons).toHaveLength(1);
    const other = await draftCourse(portal, 'AUS');
    const second = await importPackage(author, other.courseId, package12([{ id: 'a' }]));
    await portal.owner.query(`UPDATE app.course_versions SET state = 'published', published_at = now() WHERE id = $1`, [other.versionId]);
    expect((await author.post(`/packages/${second.body.id}/lessons`)).body.type).toBe('/problems/no-draft');
  });
});

describe('the memory an import takes', () => {
  let portal: Portal;
  let author: Official;
  let courseId: string;
  beforeAll(async () => {
    portal = await portalWithPackages('localhost', { jobs: false });
    author = await portal.official('AUS', 'course_author');
    ({ courseId } = await draftCourse(portal, 'AUS'));
  });
  afterAll(() => portal.stop());
  /** By how many octets the server, a process of its own that imported before, grows at the most while this is done. */
  const growthOf = async (work: (apart: Official) => Promise<void>) => {
    const server = await Server.start(portal);
    const memory = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${server.process.pid}/status`, 'utf8'))?.[1]) * 1024;
    try {
      const apart = server.as(author);
      for (let warm = 0; warm < 3; warm++) expect((await importPackage(apart, courseId, package12([{ id: 'a' }], [{ name: 'w.mp4', content: randomBytes(2 ** 20), stored: true }]))).status).toBe(201);
      const before = memory();
      let most = before;
      const watch = setInterval(() => { most = Math.max(most, memory()); }, 20);
      await work(apart).finally(() => clearInterval(watch));
      return most - before;
    } finally {
      await server.stop();
    }
  };

  it('A2: stops at 300 MB of zeros in little memory, and answers others meanwhile', async () => {
    const bomb = package12([{ id: 'a' }], [{ name: 'z', content: Buffer.alloc(300 * 2 ** 20) }]);
    const grown = await growthOf(async (apart) => {
      const refused = importPackage(apart, courseId, bomb);
      expect((await apart.get('/session')).status).toBe(200);
      expect((await refused).body.code).toBe('ZIP_RATIO');
    });
    expect(grown).toBeLessThan(64 * 2 ** 20);
  });

  it('holds no more than 64 MiB of a large one', async () => {
    const bytes = package12([{ id: 'a' }], Array.from({ length: 12 }, (_, at) => ({ name: `${at}.mp4`, content: randomBytes(10 * 2 ** 20), stored: true })));
    expect(await growthOf(async (apart) => expect((await importPackage(apart, courseId, bytes)).status).toBe(201))).toBeLessThan(64 * 2 ** 20);
  });
});
