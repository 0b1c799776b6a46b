import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { lettered, Unprintable } from '../../kernel/lettering/index.js';
import { conflict, notFound } from '../../kernel/problems.js';
import { Parties } from '../../members/index.js';
import { Course } from '../catalogue/course.entity.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import type { Certificate } from './certificate.entity.js';
import type { EntitledView } from './certificates.dto.js';
import type { Printed } from './printed.js';

const mostOpen = 20;

interface Assured {
  /** Mandatory examinations that are passed on nobody's word but a browser's, or not at all. */
  unassured: number;
  assured: number;
  observed: number;
}

/** Whether somebody earned a certificate, and what would stand on it. */
@Injectable()
export class Entitlements {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
  ) {}

  /** An enrolment of one's own, whose course is still for one. @throws Problem 404, 403 */
  async enrolment(actor: Actor, id: string): Promise<Enrolment> {
    const found = await this.access.scope(this.db.query(Enrolment, 'enrolment'), actor, 'read').andWhere('enrolment.id = :id', { id }).getOne();
    if (!found) throw notFound();
    this.access.require(actor, 'certify', found);
    await this.course(actor, found);
    return found;
  }

  /** Completed courses of one's own for which a certificate can be asked for and was not. */
  async open(actor: Actor): Promise<EntitledView[]> {
    const completed = await this.access.scope(this.db.query(Enrolment, 'enrolment'), actor, 'certify')
      .andWhere(`enrolment.state = 'completed' AND NOT EXISTS (SELECT FROM app.certificates c WHERE c.enrolment_id = enrolment.id)`).orderBy('enrolment.completedAt', 'DESC').limit(mostOpen).getMany();
    const open: EntitledView[] = [];
    for (const enrolment of completed) {
      const course = await this.find(actor, enrolment);
      if (course && (await this.whyNot(enrolment)) === null) open.push({ enrolmentId: enrolment.id, course: course.title, courseCode: course.code });
    }
    return open;
  }

  /** Null when it can be issued. */
  async whyNot(enrolment: Enrolment): Promise<string | null> {
    if (enrolment.state !== 'completed') return 'Complete the course first.';
    const { unassured, assured } = await this.assurance(enrolment);
    if (unassured > 0) return 'An examination of this course was marked on your own device alone. A certificate takes one that the portal or an instructor marked.';
    return assured > 0 ? null : 'This course has no examination that the portal or an instructor marks, so it gives no certificate.';
  }

  /** What goes on record and on paper, but for the names. @throws Problem 404, 409 */
  async prove(actor: Actor, enrolment: Enrolment): Promise<{ certificate: Partial<Certificate>; printed: Omit<Printed, 'name' | 'localName' | 'serial'> }> {
    const because = await this.whyNot(enrolment);
    if (because !== null) throw conflict(because, 'not-entitled');
    const course = await this.course(actor, enrolment);
    const { observed } = await this.assurance(enrolment);
    const [days] = await this.db.sql<{ completed: string; issued: string; expires: string | null }>(
      `SELECT $1::timestamptz::date::text AS completed, current_date::text AS issued, ($1::timestamptz::date + make_interval(months => $2))::date::text AS expires`,
      [enrolment.completedAt, course.certificateMonths]);
    const { completed = '', issued = '', expires = null } = days ?? {};
    const called = await this.parties.called([course.originator]);
    return {
      certificate: {
        enrolmentId: enrolment.id, courseId: course.id, originator: course.originator, userId: enrolment.userId, party: enrolment.party,
        assurance: observed > 0 ? 'instructor_observed' : 'server_scored', state: 'issued', issuedAt: new Date(), expiresOn: expires,
        endedAt: null, endedBy: null, reason: null, supersededBy: null, nameSource: null,
      },
      printed: {
        course: await titleFor(course), courseCode: course.code, originator: called.get(course.originator) ?? course.originator,
        completedOn: completed, issuedOn: issued, expiresOn: expires, minutes: course.minutes,
        grade: enrolment.result === null ? null : Math.round(enrolment.result * 100),
      },
    };
  }

  private async course(actor: Actor, enrolment: Enrolment): Promise<Course> {
    return (await this.find(actor, enrolment)) ?? Promise.reject(notFound());
  }

  private find(actor: Actor, { courseId }: Enrolment): Promise<Course | null> {
    return this.access.scope(this.db.query(Course, 'course'), actor, 'read').andWhere('course.id = :courseId', { courseId }).getOne();
  }

  /** A certificate stands on what the server scored or an instructor saw: for each mandatory examination, and at least for one lesson. */
  private async assurance({ id, courseVersionId }: Enrolment): Promise<Assured> {
    const [found] = await this.db.sql<Assured>(
      `SELECT count(*) FILTER (WHERE l.kind = 'quiz' AND NOT coalesce(p.done_at IS NOT NULL AND p.assurance IN ('server_scored', 'instructor_observed'), false))::int AS unassured,
              count(*) FILTER (WHERE p.done_at IS NOT NULL AND p.assurance IN ('server_scored', 'instructor_observed'))::int AS assured,
              count(*) FILTER (WHERE p.done_at IS NOT NULL AND p.assurance = 'instructor_observed')::int AS observed
         FROM app.lessons l LEFT JOIN app.lesson_progress p ON p.lesson_id = l.id AND p.enrolment_id = $1
        WHERE l.course_version_id = $2 AND l.mandatory`, [id, courseVersionId]);
    return found ?? { unassured: 0, assured: 0, observed: 0 };
  }
}

/**
 * A title that is not for everybody is not printed: what everybody may read stands in its place (learning, 7). So it does for one whose letters no
 * font has, which is not the trainee's to mend; at last the code, which always prints.
 */
async function titleFor({ tlp, title, publicTitle, code }: Course): Promise<string> {
  for (const one of tlp === 'clear' || tlp === 'green' ? [title, publicTitle] : [publicTitle]) if (one !== null && (await prints(one))) return one;
  return code;
}

const prints = (text: string) => lettered(text, 600).then(() => true, (error: unknown) => { if (error instanceof Unprintable) return false; throw error; });
