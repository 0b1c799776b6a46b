import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Marks an assessor has typed and not given yet, so that they outlive the page and follow to another device. */
export class DraftsOfMarks0067 implements MigrationInterface {
  name = 'DraftsOfMarks0000000000067';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.mark_drafts (
        attempt_id uuid NOT NULL REFERENCES app.attempts ON DELETE CASCADE,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        -- As typed, by question: [{ n, criteria: [{ id, points }], comment }]
        questions jsonb NOT NULL CHECK (octet_length(questions::text) <= 262144),
        -- Counts up at each change, so that two windows of one assessor do not overwrite each other unseen.
        number integer NOT NULL DEFAULT 1 CHECK (number >= 1),
        saved_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (attempt_id, user_id)
      );
      COMMENT ON TABLE app.mark_drafts IS 'fence: personal; only for as long as they assess the attempt';
      ALTER TABLE app.mark_drafts ENABLE ROW LEVEL SECURITY; ALTER TABLE app.mark_drafts FORCE ROW LEVEL SECURITY;
      CREATE POLICY own ON app.mark_drafts FOR ALL TO focalpoint_app
        USING (user_id = (SELECT app.user_id()) AND EXISTS (SELECT FROM app.attempts a WHERE a.id = attempt_id AND a.assessor_circle::text = ANY ((SELECT app.keys())::text[]) AND a.user_id <> (SELECT app.user_id())))
        WITH CHECK (user_id = (SELECT app.user_id()) AND EXISTS (SELECT FROM app.attempts a WHERE a.id = attempt_id AND a.assessor_circle::text = ANY ((SELECT app.keys())::text[]) AND a.user_id <> (SELECT app.user_id())));
      -- Gone once the marks are given, or nobody can give any.
      CREATE POLICY over ON app.mark_drafts FOR ALL TO focalpoint_app USING ((SELECT app.system()) = 'examiner') WITH CHECK (false);
      GRANT SELECT, INSERT, UPDATE, DELETE ON app.mark_drafts TO focalpoint_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE app.mark_drafts');
  }
}
