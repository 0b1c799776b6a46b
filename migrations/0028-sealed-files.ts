import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files are encrypted at rest: where each file's wrapped key lies, and whose it is. */
export class SealedFiles0028 implements MigrationInterface {
  name = 'SealedFiles0000000000028';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- One row for each blob in the store. The wrapped key opens nothing without the keyring; deleted, nothing opens the blob again.
      CREATE TABLE app.sealed_files (
        storage_key text PRIMARY KEY CHECK (storage_key ~ '^[0-9a-f]{32}$'),
        owner text NOT NULL REFERENCES app.parties (code),
        subject text NOT NULL,
        key_id text NOT NULL,
        wrapped bytea NOT NULL,
        header bytea NOT NULL,
        bytes bigint NOT NULL CHECK (bytes > 0),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        made_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE app.sealed_files IS 'fence: own; by the tasks of the portal, and one at a time by a storage key, which only the fenced row it belongs to tells';
      CREATE INDEX sealed_files_by_key ON app.sealed_files (key_id, storage_key);
      CREATE INDEX sealed_files_by_owner ON app.sealed_files (owner);
      ALTER TABLE app.sealed_files ENABLE ROW LEVEL SECURITY;
      ALTER TABLE app.sealed_files FORCE ROW LEVEL SECURITY;
      GRANT SELECT, INSERT, UPDATE ON app.sealed_files TO focalpoint_app;
      CREATE POLICY keep ON app.sealed_files FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.verified()) IS NOT NULL);
      -- Whoever looks after all of them: tasks of the portal, never a person.
      CREATE POLICY tend ON app.sealed_files FOR SELECT TO focalpoint_app USING ((SELECT app.system()) = 'file-keeping');
      CREATE POLICY rewrap ON app.sealed_files FOR UPDATE TO focalpoint_app USING ((SELECT app.system()) = 'file-keeping') WITH CHECK ((SELECT app.system()) = 'file-keeping');
      CREATE POLICY find ON app.sealed_files FOR SELECT TO focalpoint_owner USING (true);
      CREATE POLICY forget ON app.sealed_files FOR DELETE TO focalpoint_owner USING (true);

      CREATE FUNCTION app.sealed_file(a_key text) RETURNS TABLE (owner text, subject text, key_id text, wrapped bytea, header bytea, bytes bigint, sha256 text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT f.owner, f.subject, f.key_id, f.wrapped, f.header, f.bytes, f.sha256 FROM app.sealed_files f
         WHERE f.storage_key = a_key AND app.verified() IS NOT NULL
      $$;
      CREATE FUNCTION app.forget_sealed_file(a_key text) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        DELETE FROM app.sealed_files WHERE storage_key = a_key AND app.verified() IS NOT NULL
      $$;
      REVOKE EXECUTE ON FUNCTION app.sealed_file(text), app.forget_sealed_file(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.sealed_file(text), app.forget_sealed_file(text) TO focalpoint_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION app.sealed_file; DROP FUNCTION app.forget_sealed_file; DROP TABLE app.sealed_files');
  }
}
