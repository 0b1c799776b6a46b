import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { Events } from '../../../kernel/events/index.js';
import { requireProof } from '../../../kernel/http/index.js';
import { contradictions, type Marking } from '../../../kernel/marking/index.js';
import { conflict, Problem, unprocessable, type Fault } from '../../../kernel/problems.js';
import { Audiences, Parties, type PartyFacts } from '../../../members/index.js';
import { Catalogue } from '../catalogue.js';
import type { CourseView } from '../catalogue.dto.js';
import { Course } from '../course.entity.js';
import { CourseSeal } from '../course-seal.js';
import { CourseVersion } from '../course-version.entity.js';
import { Reach } from '../reach.js';
import type { CourseAudienceView, DraftVersionView } from './authoring.dto.js';
import { Content } from './content.js';
import { Drafts } from './drafts.js';
import { Recordings } from './recordings.js';

/** The way of a version to its readers: handed in by an author, published and marked by an officer who is somebody else, retired. */
@Injectable()
export class Publishing {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly catalogue: Catalogue,
    private readonly content: Content,
    private readonly drafts: Drafts,
    private readonly recordings: Recordings,
    private readonly seal: CourseSeal,
    private readonly audiences: Audiences,
    private readonly parties: Parties,
    private readonly reach: Reach,
    private readonly events: Events,
  ) {}

  /** Hands it in: nothing of it changes until it is published or sent back. @throws Problem 404, 403, 409, 422 */
  submit(actor: Actor, id: string, note: string): Promise<DraftVersionView> {
    return this.step(actor, id, 'submit', 'course.submitted', ['draft'], async (version) => {
      await this.content.reweigh(version);
      const { missing } = await this.content.view(actor, version);
      if (missing.length > 0) throw unprocessable('Something is missing before it can be reviewed. It is listed; nothing was changed.', 'incomplete', missing.map((message) => ({ path: 'parts', message })));
      Object.assign(version, { state: 'review', submittedBy: actor.userId, submittedAt: new Date(), note });
    });
  }

  /** Sends it back with what is to be changed; its author takes it back the same way. @throws Problem 404, 403, 409 */
  sendBack(actor: Actor, id: string, note: string): Promise<DraftVersionView> {
    return this.step(actor, id, 'publish', 'course.sent-back', ['review'], (version) => void Object.assign(version, { state: 'draft', submittedBy: null, submittedAt: null, note }), (version) => (version.submittedBy === actor.userId ? 'submit' : 'publish'));
  }

  /**
   * Puts it in force in the place of the one before, for whom the marking names. Four eyes: never by the one who handed it in.
   * @throws Problem 404, 403 (SELF_PUBLICATION), 409 while the course has no marking that can stand
   */
  publish(actor: Actor, id: string): Promise<DraftVersionView> {
    return this.step(actor, id, 'publish', 'course.published', ['review'], async (version) => {
      if (version.submittedBy === actor.userId) throw new Problem(403, '/problems/self-publication', 'Not permitted', 'Whoever handed a version in does not publish it. Another course officer does.', { code: 'SELF_PUBLICATION' });
      const course = await this.db.query(Course, 'course').where('course.id = :id', { id: version.courseId }).setLock('pessimistic_write').getOneOrFail();
      if (course.state === 'retired') throw conflict('A retired course is not published again.');
      if (contradictions(course.marking).length > 0) throw conflict('Mark the course first: nobody would find it.', 'no-marking');
      if (course.state === 'draft') requireProof(actor);
      await this.reach.mustHoldMaterials(course);
      // A film may have been recalled, or taken out of the course, since the version was handed in.
      const unplayable = await this.recordings.missing(actor, version);
      if (unplayable.length > 0) throw unprocessable('Trainees could not play every film of it. What is wrong is listed; nothing was changed.', 'incomplete', unplayable.map((message) => ({ path: 'parts', message })));
      await this.db.sql(`UPDATE app.course_versions SET state = 'retired', row_version = row_version + 1 WHERE course_id = $1 AND state = 'published'`, [course.id]);
      Object.assign(version, { state: 'published', publishedBy: actor.userId, publishedAt: new Date() });
      // A language counts when every lesson that is read can be read in it; the fullest leads.
      const languages = await this.db.sql<{ language: string }>(
        `SELECT t.language FROM app.lesson_texts t JOIN app.lessons l ON l.id = t.lesson_id WHERE l.course_version_id = $1 AND t.state = 'checked'
          GROUP BY 1 HAVING count(*) >= (SELECT count(*) FROM app.lessons r WHERE r.course_version_id = $1 AND r.kind IN ('reading', 'exercise', 'material')) ORDER BY t.language <> 'en', 1`, [id]);
      Object.assign(course, { state: 'published', publishedAt: course.publishedAt ?? new Date(), languages: languages.map(({ language }) => language) });
      this.seal.set(course);
      await this.db.manager.save(course);
    });
  }

  /** Says who finds it, from the next request on; also of those who study it. Whoever finds it after and did not before takes a fresh proof (SR-21). @throws Problem 404, 403, 409 (what goes with it would reach further), 412, 428, 422 */
  mark(actor: Actor, id: string, seen: number, marking: Marking): Promise<CourseView> {
    return this.db.write(actor, async () => {
      const course = await this.drafts.changeable(actor, id, seen, () => 'mark');
      const faults = [...contradictions(marking), ...(await this.unknown(actor, marking))];
      if (faults.length > 0) throw unprocessable('This marking cannot stand as it is. Each contradiction is listed; nothing was changed.', 'contradiction', faults);
      const before = new Set(named(await this.finders(course)));
      course.mark(marking);
      await this.reach.mustHoldMaterials(course);
      if (course.state === 'published' && named(await this.finders(course)).some((one) => !before.has(one))) requireProof(actor);
      this.seal.set(course);
      await this.db.manager.save(course);
      await this.events.record(actor, 'course.marked', about(course), { marking });
      return this.catalogue.view(actor, await this.catalogue.readable(actor, id));
    });
  }

  /** It takes nobody in any more; whoever studies it finishes. @throws Problem 404, 403, 409, 412, 428 */
  retire(actor: Actor, id: string, seen: number): Promise<CourseView> {
    return this.db.write(actor, async () => {
      const course = await this.drafts.changeable(actor, id, seen, () => 'retire');
      if (course.state !== 'published') throw conflict(`Only a published course is retired; this one is ${course.state === 'draft' ? 'a draft' : 'retired already'}.`);
      course.state = 'retired';
      this.seal.set(course);
      await this.db.manager.save(course);
      await this.events.record(actor, 'course.retired', about(course));
      return this.catalogue.view(actor, await this.catalogue.readable(actor, id));
    });
  }

  /** Who finds it, party by party, asked of the rules that decide; a draft as its marking would have it. @throws Problem 404, 403 */
  audience(actor: Actor, id: string): Promise<CourseAudienceView> {
    return this.db.read(actor, async () => {
      const course = await this.catalogue.readable(actor, id);
      this.access.require(actor, 'audience', course);
      const found: CourseAudienceView = { people: 0, parties: [], others: [] };
      for (const { party, seen, allowed, because } of await this.finders(course)) {
        if (seen.length === 0 && !allowed) found.others.push(party.name);
        else {
          found.people += seen.length;
          found.parties.push({ code: party.code, name: party.name, kind: party.kind, people: seen.length, names: seen.map(({ name }) => name), because: theirs(because) });
        }
      }
      return found;
    });
  }

  /** Each party with those of its officials who would find the course under its marking. */
  private async finders(course: Course): Promise<Finder[]> {
    const marked = await this.reach.asPublished(course);
    return (await this.parties.facts()).map((party) => {
      const seen = party.officials.filter((official) => this.access.can(official.as, 'read', marked));
      return { party, seen, ...this.access.explain(seen[0]?.as ?? party.as, 'read', marked) };
    });
  }

  private step(
    actor: Actor, id: string, verb: string, event: string, from: readonly string[], change: (version: CourseVersion) => void | Promise<void>, verbOf: (version: CourseVersion) => string = () => verb,
  ): Promise<DraftVersionView> {
    return this.db.write(actor, async () => {
      const { course, version: found } = await this.content.ofOurs(actor, id);
      this.access.require(actor, verbOf(found), course);
      const version = await this.db.query(CourseVersion, 'version').where('version.id = :id', { id }).setLock('pessimistic_write').getOneOrFail();
      if (!from.includes(version.state)) throw conflict(`Version ${version.number} is ${{ draft: 'a draft', review: 'being reviewed', published: 'published', retired: 'retired' }[version.state]}.`, 'version-state', { state: version.state });
      await change(version);
      await this.db.manager.save(version);
      await this.events.record(actor, event, about(course), { version: version.number });
      return this.content.view(actor, version);
    });
  }

  private async unknown(actor: Actor, marking: Marking): Promise<Fault[]> {
    const names = [...new Set([...marking.releasableTo, ...marking.withheldFrom, ...marking.recipients])];
    const faults = (await this.audiences.unknownNames(actor, names)).map((name) => ({
      path: `marking.${marking.releasableTo.includes(name) ? 'releasableTo' : marking.withheldFrom.includes(name) ? 'withheldFrom' : 'recipients'}`,
      message: `There is no party, audience or person "${name}" that a marking could name.`,
    }));
    if (marking.withheldFrom.includes(actor.party)) faults.push({ path: 'marking.withheldFrom', message: 'An originator cannot withhold a course from itself.' });
    return faults;
  }
}

/** A party, whether it finds a course, and which of its officials do. */
interface Finder {
  party: PartyFacts;
  seen: PartyFacts['officials'];
  allowed: boolean;
  because: string;
}

const named = (finders: readonly Finder[]): string[] => finders.flatMap(({ party, seen, allowed }) => [...(allowed ? [party.code] : []), ...seen.map(({ id }) => `${party.code}/${id}`)]);
const about = ({ id, originator }: Course) => ({ type: 'course', id, originator });
const theirs = (because: string) => because.replace('names you in person', 'names some of its officials').replace('your country or organisation', 'it').replace('you belong', 'it belongs');
