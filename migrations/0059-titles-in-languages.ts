import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Titles of parts and lessons in other languages than the leading one; where a lesson has a text in a language, that text has its title. */
export class TitlesInLanguages0059 implements MigrationInterface {
  name = 'TitlesInLanguages0000000000059';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.course_parts ADD COLUMN titles jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(titles) = 'object' AND octet_length(titles::text) <= 40000);
      ALTER TABLE app.lessons ADD COLUMN titles jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(titles) = 'object' AND octet_length(titles::text) <= 40000);
      COMMENT ON COLUMN app.course_parts.titles IS 'by language: {"ar": "…"}';
      COMMENT ON COLUMN app.lessons.titles IS 'by language: {"ar": "…"}; the title of a checked text goes before it';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE app.course_parts DROP COLUMN titles; ALTER TABLE app.lessons DROP COLUMN titles');
  }
}
