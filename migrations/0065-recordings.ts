import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Films and recordings are played: a player asks for many ranges, and within an hour they are one opening, like pages that are turned. */
export class Recordings0065 implements MigrationInterface {
  name = 'Recordings0000000000065';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.openings DROP CONSTRAINT openings_rendition_check;
      ALTER TABLE app.openings ADD CONSTRAINT openings_rendition_check CHECK (rendition IN ('preview', 'print', 'download', 'bundle', 'play'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM app.openings WHERE rendition = 'play';
      ALTER TABLE app.openings DROP CONSTRAINT openings_rendition_check;
      ALTER TABLE app.openings ADD CONSTRAINT openings_rendition_check CHECK (rendition IN ('preview', 'print', 'download', 'bundle'));
    `);
  }
}
