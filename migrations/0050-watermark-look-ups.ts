import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people look up by the code of a watermark is counted as tries are. */
export class WatermarkLookUps0050 implements MigrationInterface {
  name = 'WatermarkLookUps0000000000050';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.tries DROP CONSTRAINT tries_what_check;
      ALTER TABLE app.tries ADD CONSTRAINT tries_what_check CHECK (what IN ('source', 'password', 'code', 'recovery', 'letter', 'certificate', 'watermark'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM app.tries WHERE what = 'watermark';
      ALTER TABLE app.tries DROP CONSTRAINT tries_what_check;
      ALTER TABLE app.tries ADD CONSTRAINT tries_what_check CHECK (what IN ('source', 'password', 'code', 'recovery', 'letter', 'certificate'));
    `);
  }
}
