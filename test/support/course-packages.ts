import { createHash } from 'node:crypto';
import { join } from 'node:path';
import request from 'supertest';
import { under } from '../../deploy/launcher/paths.js';
import { freePort } from '../../deploy/launcher/port.js';
import { ContentSite } from '../../src/learning/index.js';
import { zip, type Member } from './archives.js';
import { sealCourse } from './courses.js';
import type { Official } from './official.js';
import { Portal } from './portal.js';
import { toCourses, Tus } from './tus.js';

/** A portal that serves packages too. @param host of theirs; the portal's own is another site to browsers */
export async function portalWithPackages(host = 'localhost', { jobs = true, env = {} }: { jobs?: boolean; env?: Record<string, string> } = {}): Promise<Portal> {
  const port = await freePort();
  const portal = await Portal.start({ jobs, env: { ...env, FOCALPOINT_CONTENT_PORT: String(port), FOCALPOINT_CONTENT_ORIGIN: `http://${host}:${port}` } });
  await portal.app.get(ContentSite).listen(join(under('web/dist'), 'player'));
  return portal;
}

export interface UnitOfTest {
  id: string;
  /** Within the item: mastery score and the like, or sequencing. */
  more?: string;
  kind?: 'sco' | 'asset';
  page?: string;
}

const organisation = (units: readonly UnitOfTest[], more = '') => `<organizations default="O"><organization identifier="O"><title>A course</title>
  ${units.map(({ id, more: own = '' }) => `<item identifier="${id}" identifierref="R-${id}"><title>Unit ${id}</title>${own}</item>`).join('')}${more}</organization></organizations>`;
const resources = (units: readonly UnitOfTest[], attribute: string) =>
  `<resources>${units.map(({ id, kind = 'sco' }) => `<resource identifier="R-${id}" type="webcontent" adlcp:${attribute}="${kind}" href="${id}.html"><file href="${id}.html"/></resource>`).join('')}</resources>`;

export const manifest12 = (units: readonly UnitOfTest[]) => `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="M" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
${organisation(units)}${resources(units, 'scormtype')}</manifest>`;

/** @param sequencing of the organisation itself */
export const manifest2004 = (units: readonly UnitOfTest[], sequencing = '<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>') => `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="M" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>${organisation(units, sequencing)}${resources(units, 'scormType')}</manifest>`;

export const packed = (manifest: string, units: readonly UnitOfTest[], more: readonly Member[] = []): Buffer =>
  zip([{ name: 'imsmanifest.xml', content: manifest }, ...units.map(({ id, page }) => ({ name: `${id}.html`, content: page ?? `<!doctype html><title>${id}</title><p>Unit ${id}</p>` })), ...more]);

export const package12 = (units: readonly UnitOfTest[], more: readonly Member[] = []) => packed(manifest12(units), units, more);
export const package2004 = (units: readonly UnitOfTest[], sequencing?: string, more: readonly Member[] = []) => packed(manifest2004(units, sequencing), units, more);

/** A course of a party with a draft, as its author left it. */
export async function draftCourse(portal: Portal, party: string): Promise<{ courseId: string; versionId: string }> {
  const { rows } = await portal.owner.query<{ id: string }>(`INSERT INTO app.courses (code, originator, title) VALUES ('T-' || upper(substr(gen_random_uuid()::text, 1, 6)), $1, 'A course of tests') RETURNING id`, [party]);
  const courseId = rows[0]?.id ?? '';
  const version = await portal.owner.query<{ id: string }>('INSERT INTO app.course_versions (course_id, number) VALUES ($1, 1) RETURNING id', [courseId]);
  return { courseId, versionId: version.rows[0]?.id ?? '' };
}

/** Publishes it to all members, and enrols somebody. */
export async function enrolled(portal: Portal, { courseId, versionId }: { courseId: string; versionId: string }, trainee: Official): Promise<string> {
  await portal.owner.query(`UPDATE app.course_versions SET state = 'published', published_at = now() WHERE id = $1`, [versionId]);
  await portal.owner.query(`UPDATE app.courses SET state = 'published', published_at = now(), tlp = 'green' WHERE id = $1`, [courseId]);
  await sealCourse(portal, courseId);
  const { rows } = await portal.owner.query<{ id: string }>(`INSERT INTO app.enrolments (course_id, course_version_id, user_id, party, state) VALUES ($1, $2, $3, $4, 'active') RETURNING id`, [courseId, versionId, trainee.id, trainee.party]);
  return rows[0]?.id ?? '';
}

/** A package imported, and what came of it: 201 with its report, or the problem it ended with. */
export async function importPackage(author: Official, courseId: string, bytes: Buffer, { strict = false } = {}): Promise<{ status: number; body: Record<string, unknown> & { id?: string } }> {
  const tus = new Tus('', author, toCourses);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const begun = await tus.announce(courseId, bytes.length, { sha256, ...(strict ? { strict: 'true' } : {}) });
  if (begun.status !== 201) return begun as never;
  const id = String(begun.headers.location).split('/').at(-1) ?? '';
  const sent = await tus.send(id, 0, bytes);
  return sent.status === 204 ? lookedThrough(tus, id) : (sent as never);
}

/** What came of an upload once it was looked through. */
export async function lookedThrough(tus: Tus, id: string): Promise<{ status: number; body: Record<string, unknown> & { id?: string } }> {
  for (let turn = 0; turn < 1_200; turn++) {
    const { state, problem, package: found } = await tus.look(id);
    if (state === 'kept') return { status: 201, body: (await tus.official.get(`/packages/${String(found)}/report`)).body as Record<string, unknown> };
    if (state === 'rejected') return { status: (problem as { status: number }).status, body: problem as Record<string, unknown> };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('neither kept nor rejected');
}

/** Everything until somebody may open a package: imported, made a lesson, published, enrolled. */
export async function ready(portal: Portal, bytes: Buffer, { author, trainee, strict }: { author: Official; trainee: Official; strict?: boolean }): Promise<{ enrolmentId: string; packageId: string; courseId: string }> {
  const course = await draftCourse(portal, author.party);
  const imported = await importPackage(author, course.courseId, bytes, { strict });
  if (imported.status !== 201) throw new Error(JSON.stringify(imported.body));
  const placed = await author.post(`/packages/${imported.body.id}/lessons`);
  if (placed.status !== 201) throw new Error(JSON.stringify(placed.body));
  return { enrolmentId: await enrolled(portal, course, trainee), packageId: String(imported.body.id), courseId: course.courseId };
}

/** A launch as the player of a package holds it, speaking to the second origin without the player. */
export class Launched {
  private constructor(
    readonly id: string,
    readonly token: string,
    readonly path: string,
    readonly playerUrl: string,
    private readonly origin: string,
  ) {}

  static async of(trainee: Official, enrolmentId: string): Promise<Launched> {
    return Launched.from(await trainee.post(`/enrolments/${enrolmentId}/launches`).send({}));
  }

  /** An author's own, of a package. */
  static async preview(author: Official, packageId: string): Promise<Launched> {
    return Launched.from(await author.post(`/packages/${packageId}/previews`));
  }

  private static from(answer: { status: number; body: { playerUrl?: string; launchToken?: string } }): Launched {
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    const url = new URL(String(answer.body.playerUrl));
    const [id = '', path = ''] = url.hash.slice(1).split('/');
    return new Launched(id, String(answer.body.launchToken), path, String(answer.body.playerUrl), url.origin);
  }

  state() {
    return this.call('get', 'state');
  }

  commit(seq: number, unit: string, delta: Record<string, string>, more: object = {}) {
    return this.call('put', `commits/${seq}`).send({ unit, delta, ...more });
  }

  end() {
    return this.call('put', 'end');
  }

  file(name: string) {
    return request(this.origin).get(`/l/${this.id}/${this.path}/${name}`);
  }

  call(method: 'get' | 'put', what: string, id = this.id, token = this.token) {
    return request(this.origin)[method](`/rt/launches/${id}/${what}`).set('Authorization', `Bearer ${token}`);
  }
}
