import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Backup and fsck read everything, as a role that can do nothing else. */
export class Operations0034 implements MigrationInterface {
  name = 'Operations0000000000034';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Lets the role of backup and fsck read every table that came since, but for the secrets; called by each run of "portal migrate", so that
      -- no table is ever left out of a backup. FORCE binds owner and migrator too: without a policy they would read an empty table, not fail.
      CREATE FUNCTION app.let_backup_read() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, app AS $$
      DECLARE one regclass;
      BEGIN
        FOR one IN SELECT c.oid FROM pg_class c
                    WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'actor_secrets'
                      AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'backup')
        LOOP
          EXECUTE format('GRANT SELECT ON %s TO focalpoint_backup', one);
          EXECUTE format('CREATE POLICY backup ON %s FOR SELECT TO focalpoint_backup USING (true)', one);
        END LOOP;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.let_backup_read() FROM PUBLIC;
      SELECT app.let_backup_read();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ DECLARE one regclass; BEGIN
        FOR one IN SELECT p.polrelid FROM pg_policy p WHERE p.polname = 'backup' LOOP
          EXECUTE format('DROP POLICY backup ON %s', one);
          EXECUTE format('REVOKE SELECT ON %s FROM focalpoint_backup', one);
        END LOOP;
      END $$;
      DROP FUNCTION app.let_backup_read`);
  }
}
