import { Injectable } from '@nestjs/common';
import { Access } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { contradictions, type Marking } from '../../kernel/marking/index.js';
import { Problem, type Fault } from '../../kernel/problems.js';
import { Document } from '../../documents/index.js';
import { Parties } from '../../members/index.js';
import { Course } from './course.entity.js';

/** Whom a course reaches, and what goes with it: no document of a course may reach further than the course. */
@Injectable()
export class Reach {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
  ) {}

  /** A course as its marking would have it once it is published, to ask rules about. In the running unit of work. */
  async asPublished(course: Course, marking: Marking = course.marking): Promise<Course> {
    const [row] = await this.db.sql<{ readers: string[] }>(`SELECT app.readers_of('released', $1, $2, $3, '{}') AS readers`, [marking.tlp, marking.releasableTo, marking.recipients]);
    return Object.assign(new Course(), course, marking, { state: course.state === 'draft' ? 'published' : course.state, readers: row?.readers ?? [] });
  }

  /**
   * Names of the parties some of whose officials may read the document and not the course, in the order of documents: asked of the rules that decide,
   * for every official of today. Whoever trains for the course is expected to read what is for trainers.
   */
  async beyond(course: Course, documents: readonly Document[], trainers: readonly string[] = []): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>(documents.map(({ id }) => [id, []]));
    // Of a course nobody could find yet there is nothing to compare; it is asked again before it is published.
    if (documents.length === 0 || contradictions(course.marking).length > 0) return found;
    const published = await this.asPublished(course);
    for (const party of await this.parties.facts()) {
      if (party.code === course.originator) continue;
      const outside = [...party.officials.map(({ as }) => as), party.as].filter((actor) => !this.access.can(actor, 'read', published));
      for (const document of documents) {
        const seen = outside.some((actor) => !(trainers.includes(document.id) && actor.keys.includes(course.trainersCircle)) && this.access.can(actor, 'read', document));
        if (seen) found.get(document.id)?.push(party.name);
      }
    }
    return found;
  }

  /** Before a course is marked or published: nothing that goes with it may reach further. @throws Problem 409 with the `code` MATERIAL_WIDER, document by document */
  async mustHoldMaterials(course: Course): Promise<void> {
    const attached = await this.db.sql<{ id: string; circle: string | null }>('SELECT document_id AS id, circle FROM app.materials WHERE course_id = $1', [course.id]);
    const documents = attached.length === 0 ? [] : await this.db.query(Document, 'document').where(`document.id = ANY(:ids) AND document.state = 'released'`, { ids: attached.map(({ id }) => id) }).getMany();
    const beyond = await this.beyond(course, documents, attached.filter(({ circle }) => circle !== null).map(({ id }) => id));
    const errors: Fault[] = documents.flatMap(({ id, symbol }) => ((beyond.get(id) ?? []).length > 0 ? [{ path: `materials.${symbol}`, message: `${symbol} reaches ${listed(beyond.get(id) ?? [])}, and the course does not.` }] : []));
    if (errors.length > 0) throw new Problem(409, '/problems/material-wider', 'Not now', 'What goes with a course never reaches further than the course. Narrow these documents, or take them out of the course, first.', { code: 'MATERIAL_WIDER', errors });
  }
}

/** Three names, and how many more. */
export const listed = (names: readonly string[]): string => (names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', '));
