import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A portal that came out of a backup holds still until its operator has looked. */
export class SafeMode0035 implements MigrationInterface {
  name = 'SafeMode0000000000035';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A row as long as it holds still; written by a restore, deleted by "portal safe-mode end".
      CREATE TABLE app.safe_mode (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        since timestamptz NOT NULL DEFAULT now(),
        reason text NOT NULL CHECK (length(reason) BETWEEN 3 AND 200)
      );
      COMMENT ON TABLE app.safe_mode IS 'fence: open; whether the portal holds still, it names nobody';
      ALTER TABLE app.safe_mode ENABLE ROW LEVEL SECURITY;
      ALTER TABLE app.safe_mode FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.safe_mode FOR SELECT USING (true);
      CREATE POLICY keep ON app.safe_mode FOR ALL TO focalpoint_owner USING (true) WITH CHECK (true);
      GRANT SELECT ON app.safe_mode TO focalpoint_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE app.safe_mode');
  }
}
