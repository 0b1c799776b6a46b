import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens end with the delegation they are bound to, and do not come back to life with it. */
export class PeopleAndTokens0019 implements MigrationInterface {
  name = 'PeopleAndTokens0000000000019';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE POLICY people ON app.api_tokens FOR SELECT TO focalpoint_owner USING (true);
      CREATE POLICY people_change ON app.api_tokens FOR UPDATE TO focalpoint_owner USING (true) WITH CHECK (revoked_at IS NOT NULL);
      CREATE OR REPLACE FUNCTION app.delegation_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        UPDATE app.sessions SET ended_at = now() WHERE delegation_id = NEW.id AND ended_at IS NULL;
        IF NEW.state <> 'active' THEN
          UPDATE app.api_tokens SET revoked_at = now() WHERE delegation_id = NEW.id AND revoked_at IS NULL;
        END IF;
        RETURN NULL;
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP POLICY people ON app.api_tokens; DROP POLICY people_change ON app.api_tokens');
  }
}
