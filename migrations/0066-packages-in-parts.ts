import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Packages of courses come in parts too: an upload says what it is sent to, and keeps its sender's wishes and its outcome in that one's words. */
export class PackagesInParts0066 implements MigrationInterface {
  name = 'PackagesInParts0000000000066';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.uploads
        ADD COLUMN kind text NOT NULL DEFAULT 'document' CHECK (kind IN ('document', 'package')),
        ADD COLUMN course_id uuid REFERENCES app.courses ON DELETE SET NULL,
        -- The record it is sent to. Null once that is gone: what came of it is then removed.
        ADD COLUMN target uuid GENERATED ALWAYS AS (coalesce(document_id, course_id)) STORED,
        -- In the words of its kind: what its sender said of it, and what it became.
        ADD COLUMN wish jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN outcome jsonb,
        ADD CONSTRAINT sent_to_one CHECK (CASE kind WHEN 'document' THEN course_id IS NULL ELSE document_id IS NULL END);
      -- Its owner is fenced too; what lies there is carried over for all.
      ALTER TABLE app.uploads NO FORCE ROW LEVEL SECURITY;
      UPDATE app.uploads SET wish = jsonb_build_object('language', language), outcome = CASE WHEN version IS NOT NULL THEN jsonb_build_object('version', version) END;
      ALTER TABLE app.uploads FORCE ROW LEVEL SECURITY,
        DROP CONSTRAINT kept_as_a_version, DROP COLUMN language, DROP COLUMN version,
        ADD CONSTRAINT kept_as_something CHECK ((state = 'kept') = (outcome IS NOT NULL));
      CREATE INDEX uploads_by_course ON app.uploads (course_id);

      DROP POLICY begin ON app.uploads;
      CREATE POLICY begin ON app.uploads FOR INSERT TO focalpoint_app WITH CHECK (
        user_id = (SELECT app.user_id()) AND party = (SELECT app.party())
        AND (EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party()))
          OR EXISTS (SELECT FROM app.courses c WHERE c.id = course_id AND c.originator = (SELECT app.party()))));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.uploads NO FORCE ROW LEVEL SECURITY;
      DELETE FROM app.uploads WHERE kind <> 'document';
      DROP POLICY begin ON app.uploads;
      CREATE POLICY begin ON app.uploads FOR INSERT TO focalpoint_app WITH CHECK (
        user_id = (SELECT app.user_id()) AND party = (SELECT app.party())
        AND EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
      ALTER TABLE app.uploads ADD COLUMN language text NOT NULL DEFAULT 'en', ADD COLUMN version integer, DROP CONSTRAINT kept_as_something;
      UPDATE app.uploads SET language = coalesce(wish->>'language', 'en'), version = (outcome->>'version')::integer;
      ALTER TABLE app.uploads FORCE ROW LEVEL SECURITY,
        ALTER COLUMN language DROP DEFAULT, ADD CONSTRAINT kept_as_a_version CHECK ((state = 'kept') = (version IS NOT NULL)),
        DROP CONSTRAINT sent_to_one, DROP COLUMN target, DROP COLUMN kind, DROP COLUMN course_id, DROP COLUMN wish, DROP COLUMN outcome;
    `);
  }
}
