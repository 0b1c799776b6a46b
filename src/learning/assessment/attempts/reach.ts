import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { conflict, notFound } from '../../../kernel/problems.js';
import { Course } from '../../catalogue/course.entity.js';
import { Lesson } from '../../catalogue/lesson.entity.js';
import { Enrolment } from '../../enrolment/enrolment.entity.js';

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The way of a trainee to what is examined: through the enrolment, and only while the course itself is there for them. Asked each time. */
@Injectable()
export class Reach {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
  ) {}

  /** Within the running unit. @param reference id or code of the lesson. @throws Problem 404, 403, 409 */
  async lesson(actor: Actor, enrolmentId: string, reference: string): Promise<{ enrolment: Enrolment; lesson: Lesson }> {
    const enrolment = await this.enrolment(actor, enrolmentId);
    const query = this.db.query(Lesson, 'lesson').where('lesson.courseVersionId = :version', { version: enrolment.courseVersionId });
    const lesson = await query.andWhere(uuid.test(reference) ? 'lesson.id = :reference' : 'lesson.code = :reference', { reference }).getOne();
    if (!lesson) throw notFound();
    return { enrolment, lesson };
  }

  /** Within the running unit. @throws Problem 404, 403, 409 */
  async enrolment(actor: Actor, id: string): Promise<Enrolment> {
    const enrolment = await this.access.scope(this.db.query(Enrolment, 'enrolment'), actor, 'read').andWhere('enrolment.id = :id', { id }).getOne();
    if (!enrolment) throw notFound();
    this.access.require(actor, 'study', enrolment);
    const course = await this.access.scope(this.db.query(Course, 'course'), actor, 'read').andWhere('course.id = :course', { course: enrolment.courseId }).getOne();
    if (!course) throw notFound();
    if (enrolment.state !== 'active' && enrolment.state !== 'completed') throw conflict(`This enrolment is ${enrolment.state}; there is nothing to study now.`);
    return enrolment;
  }
}
