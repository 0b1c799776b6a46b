import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Global objectives are read by other courses of the same originator: which word was the last one. */
export class ObjectivesOfCourses0078 implements MigrationInterface {
  name = 'ObjectivesOfCourses0000000000078';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE app.global_objectives ADD COLUMN saved_at timestamptz NOT NULL DEFAULT now()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE app.global_objectives DROP COLUMN saved_at`);
  }
}
