import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, notFound, Problem } from '../../kernel/problems.js';
import { Shelf, type Shelved } from '../../documents/index.js';
import { Catalogue } from '../catalogue/catalogue.js';
import type { Course } from '../catalogue/course.entity.js';
import { listed, Reach } from '../catalogue/reach.js';
import { Material } from './material.entity.js';
import type { MaterialInput, MaterialList, MaterialView } from './materials.dto.js';

/** A course is given its handouts by its authors, not a second library. */
const most = 200;

/** Documents that go with a course. Each is listed to whoever may read both: a course never opens a document, and a document never opens a course. */
@Injectable()
export class Materials {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly catalogue: Catalogue,
    private readonly reach: Reach,
    private readonly shelf: Shelf,
    private readonly events: Events,
  ) {}

  /** What of it the actor may have, by title. @throws Problem 404 */
  list(actor: Actor, courseId: string): Promise<MaterialList> {
    return this.db.read(actor, async () => {
      const course = await this.catalogue.readable(actor, courseId);
      const rows = await this.access.scope(this.db.query(Material, 'material'), actor, 'read').andWhere('material.courseId = :courseId', { courseId }).getMany();
      return {
        items: await this.views(actor, course, rows),
        mayAttach: course.state !== 'retired' && this.access.can(actor, 'attach', draftOf(course)),
        trainersCircle: this.isOurs(actor, course) ? course.trainersCircle : null,
      };
    });
  }

  /**
   * Adds a document to the course.
   * @throws Problem 404, 403, 409 (it is there already, or the course is retired), 422 with a `code`: DOCUMENT_UNKNOWN, MATERIAL_FOREIGN, MATERIAL_NOT_RELEASED,
   * MATERIAL_NOT_FOR_TRAINERS, MATERIAL_WIDER, LESSON_UNKNOWN
   */
  attach(actor: Actor, courseId: string, { documentId, forWhom, lesson }: MaterialInput): Promise<MaterialView> {
    return this.db.write(actor, async () => {
      const course = await this.catalogue.readable(actor, courseId);
      const row = Object.assign(draftOf(course), { documentId, forWhom, circle: forWhom === 'trainers' ? course.trainersCircle : null, lessonCode: lesson ?? null, createdBy: actor.userId });
      this.access.require(actor, 'attach', row);
      if (course.state === 'retired') throw conflict('A retired course does not change any more.');
      await this.mustFit(course, row, (await this.shelf.readable(actor, [documentId])).get(documentId));
      if (lesson !== undefined) await this.mustHave(courseId, lesson);
      const [{ count } = { count: 0 }] = await this.db.sql<{ count: number }>('SELECT count(*)::int AS count FROM app.materials WHERE course_id = $1', [courseId]);
      if (count >= most) throw conflict(`A course has at most ${most} documents.`, 'too-many-materials');
      const made = await this.db.manager.createQueryBuilder().insert().into(Material).values(row).orIgnore().returning('id').execute();
      if ((made.raw as unknown[]).length === 0) throw conflict('This document goes with the course already. Take it out first to add it in another way.', 'material-attached');
      await this.events.record(actor, 'course.material-attached', about(course), { document: documentId, forWhom, lesson });
      const [view] = await this.views(actor, course, [row]);
      return view ?? Promise.reject(notFound());
    });
  }

  /** Takes a document out of its course. The document itself stays as it is. @throws Problem 404, 403 */
  detach(actor: Actor, id: string): Promise<void> {
    return this.db.write(actor, async () => {
      const row = await this.access.scope(this.db.query(Material, 'material'), actor, 'read').andWhere('material.id = :id', { id }).getOne();
      if (!row) throw notFound();
      this.access.require(actor, 'detach', row);
      await this.db.manager.delete(Material, { id });
      await this.events.record(actor, 'course.material-detached', { type: 'course', id: row.courseId, originator: row.originator }, { document: row.documentId });
    });
  }

  private async mustFit(course: Course, { forWhom }: Material, found: Shelved | undefined): Promise<void> {
    if (!found) throw refused('DOCUMENT_UNKNOWN', 'There is no such document that you may read.');
    const { document, files } = found;
    if (document.originator !== course.originator) throw refused('MATERIAL_FOREIGN', 'What goes with a course are documents of its own originator. Ask the originator of this one, or link to it in the text.');
    if (document.state !== 'released' || files.length === 0) throw refused('MATERIAL_NOT_RELEASED', 'Nobody could open it: have it released with a file first.');
    if (forWhom === 'trainers' && (document.tlp !== 'amber' || document.releasableTo.join() !== course.trainersCircle || document.grantedTo.length > 0)) {
      throw refused('MATERIAL_NOT_FOR_TRAINERS', 'A document for trainers is released TLP:AMBER to the trainers of this course, and to nobody else. Have its marking changed first.');
    }
    const beyond = (await this.reach.beyond(course, [document], forWhom === 'trainers' ? [document.id] : [])).get(document.id) ?? [];
    if (beyond.length > 0) throw refused('MATERIAL_WIDER', `The document reaches ${listed(beyond)}, and the course does not. What goes with a course never reaches further than the course.`);
  }

  private async mustHave(courseId: string, lesson: string): Promise<void> {
    const [found] = await this.db.sql('SELECT FROM app.lessons WHERE course_id = $1 AND code = $2', [courseId, lesson]);
    if (!found) throw refused('LESSON_UNKNOWN', `The course has no lesson with the code ${lesson}.`);
  }

  private async views(actor: Actor, course: Course, rows: readonly Material[]): Promise<MaterialView[]> {
    const shelved = await this.shelf.readable(actor, rows.map(({ documentId }) => documentId));
    const ours = this.isOurs(actor, course);
    const beyond = ours ? await this.reach.beyond(course, [...shelved.values()].map(({ document }) => document), rows.filter(({ circle }) => circle !== null).map(({ documentId }) => documentId)) : new Map<string, string[]>();
    return rows.flatMap((row) => {
      const found = shelved.get(row.documentId);
      // Released is what readers have; its originator is told what is not there for them any more.
      if (!found || (found.document.state !== 'released' && !ours)) return [];
      const { document: { id, symbol, title, tlp, handlingCaveats, state }, files, allows } = found;
      return [{
        id: row.id, forWhom: row.forWhom, lesson: row.lessonCode, beyond: beyond.get(id) ?? [],
        document: { id, symbol, title, tlp, handlingCaveats, state, files: files.map(({ number, language, fileName, mediaType, bytes, delivered }) => ({ number, language, fileName, mediaType, bytes: delivered?.bytes ?? bytes })), allows },
        because: this.access.because(actor, 'read', row), allows: this.access.allows(actor, row),
      }];
    }).sort((a, b) => a.document.title.localeCompare(b.document.title));
  }

  private isOurs(actor: Actor, course: Course): boolean {
    return course.originator === actor.party && (actor.has('course_author') || actor.has('course_officer'));
  }
}

const draftOf = (course: Course): Material => Object.assign(new Material(), { id: randomUUID(), courseId: course.id, originator: course.originator, forWhom: 'trainees', circle: null, lessonCode: null, createdAt: new Date() });
const refused = (code: string, detail: string) => new Problem(422, `/problems/${code.toLowerCase().replaceAll('_', '-')}`, 'Cannot be taken', detail, { code });
const about = ({ id, originator }: Course) => ({ type: 'course', id, originator });
