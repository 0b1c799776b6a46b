import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { refusal } from '../../kernel/intake/index.js';
import { conflict, notFound, Problem } from '../../kernel/problems.js';
import { Scanner } from '../../kernel/scanner/index.js';
import { SealedFiles, type SealedFile } from '../../kernel/sealed-files/index.js';
import type { Finish } from '../../kernel/uploads/index.js';
import { Quotas } from '../../members/index.js';
import { Course } from '../catalogue/course.entity.js';
import { mustBeHarmless, sourceOf } from './import/look.js';
import { keyOf, openPackage } from './import/open-package.js';
import type { Outline } from './import/outline.js';
import { PackageRefused } from './import/refusal.js';
import { CoursePackage, type Report } from './package.entity.js';
import type { PackageList, PackageView, PlacedLessonView } from './packages.dto.js';

/** The largest archive taken; what is in it has bounds of its own. */
export const mostBytes = 500 * 2 ** 20;

/** What a whole package came to. */
interface Found {
  files: Awaited<ReturnType<typeof openPackage>>['files'];
  outline: Outline;
  /** By which it was scanned; null without a scanner. */
  signatures: string | null;
}

/** Packages come in, are looked through, and become lessons. What is refused leaves nothing but its report. */
@Injectable()
export class Packages {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly files: SealedFiles,
    private readonly scanner: Scanner,
    private readonly quotas: Quotas,
  ) {}

  /**
   * Looks at a package that has come together: sealed as one file, then its structure, its manifest, and every file in it alone by the scanner.
   * What is wrong with it ends it with a 422 that has a `code`, kept with its report. @throws Problem 413 (no room left to the party), 422, 503, 507
   */
  async take(actor: Actor, { courseId, strict }: Pick<CoursePackage, 'courseId' | 'strict'>, whole: AsyncIterable<Buffer>, finish: Finish): Promise<void> {
    const row = Object.assign(new CoursePackage(), { id: randomUUID(), courseId, originator: actor.party, strict });
    const sealed = await this.files.put(whole, { owner: row.originator, subject: `package/${row.id}`, maxBytes: mostBytes }).catch((error: unknown) => {
      throw refusal(error, mostBytes);
    });
    try {
      finish.mustMatch(sealed.sha256);
      const found = await this.look(sealed);
      await finish.kept(() => this.keep(actor, row, sealed, found));
    } catch (error) {
      await this.files.discard(sealed);
      if (!(error instanceof PackageRefused)) throw error;
      await finish.refused(asProblem(row.id, error), () => this.reject(actor, row, sealed, error));
    }
  }

  /** A file of no octets, which is refused before it could come. @throws Problem 404, 403, 422 */
  async refuseEmpty(actor: Actor, courseId: string): Promise<never> {
    const fault = new PackageRefused('NOT_A_ZIP', 'The file is empty.');
    const row = await this.db.write(actor, async () => {
      const coming = await this.coming(actor, courseId);
      await this.reject(actor, coming, null, fault);
      return coming;
    });
    throw asProblem(row.id, fault);
  }

  async list(actor: Actor, courseId: string): Promise<PackageList> {
    return this.db.read(actor, async () => {
      const query = this.access.scope(this.db.query(CoursePackage, 'package'), actor, 'read');
      const rows = await query.andWhere('package.course_id = :courseId', { courseId }).orderBy('package.created_at', 'DESC').limit(100).getMany();
      return { items: await this.views(actor, rows) };
    });
  }

  async report(actor: Actor, id: string): Promise<PackageView> {
    return this.db.read(actor, async () => this.view(actor, await this.readable(actor, id)));
  }

  /** Makes a lesson of a package, at the end of the course's draft. @throws Problem 404, 403, 409 */
  async place(actor: Actor, id: string): Promise<PlacedLessonView> {
    return this.db.write(actor, async () => {
      const found = await this.readable(actor, id);
      this.access.require(actor, 'place', found);
      if (found.state !== 'ready') throw conflict('This package was not taken, so no lesson can run it. Its report says why.');
      const [version] = await this.db.sql<{ id: string }>(`SELECT id FROM app.course_versions WHERE course_id = $1 AND state = 'draft' FOR UPDATE`, [found.courseId]);
      if (!version) throw conflict('The course has no draft. Begin a new version; what is published stays as it is.', 'no-draft');
      const [part] = await this.db.sql<{ id: string; next: number }>(
        `SELECT p.id, coalesce((SELECT max(number) FROM app.lessons WHERE part_id = p.id), 0) + 1 AS next FROM app.course_parts p WHERE p.course_version_id = $1 ORDER BY p.number DESC LIMIT 1`, [version.id]);
      const partId = part?.id ?? (await this.db.sql<{ id: string }>('INSERT INTO app.course_parts (course_version_id, number, title) VALUES ($1, 1, $2) RETURNING id', [version.id, found.title.slice(0, 200)]))[0]?.id;
      const code = `package-${id.slice(0, 8)}`;
      const [lesson] = await this.db.sql<{ id: string; title: string }>(
        `INSERT INTO app.lessons (course_version_id, course_id, part_id, number, code, title, kind) VALUES ($1, $2, $3, $4, $5, $6, 'package') ON CONFLICT (course_version_id, code) DO NOTHING RETURNING id, title`,
        [version.id, found.courseId, partId, part?.next ?? 1, code, found.title.slice(0, 200)]);
      if (!lesson) throw conflict('The draft has a lesson with this package already.', 'placed-already');
      await this.db.sql('INSERT INTO app.lesson_packages (lesson_id, package_id) VALUES ($1, $2) ON CONFLICT (lesson_id) DO UPDATE SET package_id = $2', [lesson.id, id]);
      // The draft counts on, so that whoever arranges it as it was before does not take the lesson out unseen.
      await this.db.sql('UPDATE app.course_versions SET row_version = row_version + 1 WHERE id = $1', [version.id]);
      await this.events.record(actor, 'package.placed', { type: 'package', id, originator: found.originator }, { lesson: lesson.id });
      return { lessonId: lesson.id, code, title: lesson.title };
    });
  }

  /** A package about to come to a course, if the actor may import it there. @throws Problem 404, 403 */
  async coming(actor: Actor, courseId: string): Promise<CoursePackage> {
    const query = this.access.scope(this.db.query(Course, 'course'), actor, 'read');
    const course = await query.andWhere('course.id = :courseId', { courseId }).getOne();
    if (!course) throw notFound();
    const row = Object.assign(new CoursePackage(), { id: randomUUID(), courseId, originator: course.originator });
    this.access.require(actor, 'import', row);
    return row;
  }

  private async look(sealed: SealedFile): Promise<Found> {
    const { files, outline } = await openPackage(sourceOf(sealed));
    await mustBeHarmless(this.scanner, sealed, files);
    return { files, outline, signatures: (await this.scanner.signatures())?.version ?? null };
  }

  private async keep(actor: Actor, row: CoursePackage, sealed: SealedFile, { files, outline, signatures }: Found): Promise<{ package: string }> {
    await this.quotas.requireRoom(row.originator, sealed.bytes);
    await this.files.enter(sealed);
    const report: Report = {
      edition: outline.edition, version: outline.version, title: outline.title, files: files.length, unpacked: files.reduce((sum, { bytes }) => sum + bytes, 0), warnings: outline.warnings, errors: [],
      units: outline.units.map(({ identifier, title, kind, masteryScore }) => ({ identifier, title, kind, masteryScore: masteryScore ?? null })),
    };
    await this.db.sql(
      `INSERT INTO app.packages (id, course_id, originator, kind, title, strict, state, sha256, bytes, scan, storage_key, outline, report, created_by, signatures, scanned_at) VALUES ($1, $2, $3, $4, $5, $6, 'ready', $7, $8, $9, $10, $11, $12, $13, $14, now())`,
      [row.id, row.courseId, row.originator, outline.edition, outline.title, row.strict, sealed.sha256, sealed.bytes, this.scanner.isConfigured ? 'clean' : 'not_scanned', sealed.key, JSON.stringify(outline), JSON.stringify(report), actor.userId, signatures]);
    await this.db.sql('INSERT INTO app.package_units (package_id, number, identifier, title, kind) SELECT $1, u.number, u.identifier, u.title, u.kind FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS u(identifier, title, kind, number)',
      [row.id, outline.units.map(({ identifier }) => identifier), outline.units.map(({ title }) => title), outline.units.map(({ kind }) => kind)]);
    await this.db.sql(
      `INSERT INTO app.package_files (package_id, path_key, starts_at, packed, bytes, crc, deflated)
       SELECT $1, f.path_key, f.starts_at, f.packed, f.bytes, f.crc, f.deflated FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::boolean[]) AS f(path_key, starts_at, packed, bytes, crc, deflated)`,
      [row.id, files.map(({ name }) => keyOf(name)), files.map(({ from }) => from), files.map(({ packed }) => packed), files.map(({ bytes }) => bytes), files.map(({ crc }) => crc), files.map(({ deflated }) => deflated)]);
    await this.events.record(actor, 'package.imported', { type: 'package', id: row.id, originator: row.originator }, { course: row.courseId, kind: outline.edition, units: outline.units.length });
    return { package: row.id };
  }

  private async reject(actor: Actor, { id, courseId, originator }: CoursePackage, sealed: SealedFile | null, { code, message, where }: PackageRefused): Promise<void> {
    const report: Report = { edition: null, version: null, title: '', units: [], files: 0, unpacked: 0, warnings: [], errors: [{ code, message, ...where }] };
    await this.db.sql(`INSERT INTO app.packages (id, course_id, originator, state, sha256, bytes, scan, report, created_by) VALUES ($1, $2, $3, 'rejected', $4, $5, 'rejected', $6, $7)`,
      [id, courseId, originator, sealed?.sha256 ?? null, sealed?.bytes ?? 0, JSON.stringify(report), actor.userId]);
    await this.events.record(actor, 'package.rejected', { type: 'package', id, originator }, { course: courseId, code }, { outcome: 'refused', reason: code });
  }

  private async readable(actor: Actor, id: string): Promise<CoursePackage> {
    const query = this.access.scope(this.db.query(CoursePackage, 'package'), actor, 'read');
    return (await query.andWhere('package.id = :id', { id }).getOne()) ?? Promise.reject(notFound());
  }

  private async view(actor: Actor, row: CoursePackage): Promise<PackageView> {
    const [view] = await this.views(actor, [row]);
    return view ?? Promise.reject(notFound());
  }

  private async views(actor: Actor, rows: readonly CoursePackage[]): Promise<PackageView[]> {
    const lessons = await this.db.sql<{ package_id: string; id: string; code: string; title: string }>(
      'SELECT p.package_id, l.id, l.code, l.title FROM app.lesson_packages p JOIN app.lessons l ON l.id = p.lesson_id WHERE p.package_id = ANY ($1) ORDER BY l.code', [rows.map(({ id }) => id)]);
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), lessons: lessons.filter((one) => one.package_id === row.id).map(({ id, code, title }) => ({ id, code, title })), allows: this.access.allows(actor, row) }));
  }
}

const asProblem = (id: string, { message, code, where }: PackageRefused) => new Problem(422, '/problems/package-refused', 'Cannot be taken', message, { code, ...where, package: id });
