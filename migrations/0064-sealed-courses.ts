import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The marking of a course is sealed like that of a document. Courses published before have no seal: their originator marks them once more. */
export class SealedCourses0064 implements MigrationInterface {
  name = 'SealedCourses0000000000064';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE app.courses ADD COLUMN marking_seal text CHECK (length(marking_seal) <= 64)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE app.courses DROP COLUMN marking_seal');
  }
}
