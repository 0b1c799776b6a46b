import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Confidential texts lie sealed in the database: names of files always, titles and descriptions of drafts and of TLP:RED. */
export class Keys0033 implements MigrationInterface {
  name = 'Keys0000000000033';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The key a party's texts are sealed with, wrapped by the party's own: worth nothing without the keyring. One at a time.
      CREATE TABLE app.text_keys (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        party text NOT NULL REFERENCES app.parties (code),
        key_id text NOT NULL,
        wrapped bytea NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        -- Set when the party's key was destroyed: what it sealed can be read by nobody, and another one seals what comes.
        ended_at timestamptz
      );
      COMMENT ON TABLE app.text_keys IS 'fence: own; by the tasks of the portal, and one at a time by its id, which only the fenced row it sealed tells';
      CREATE UNIQUE INDEX text_keys_active ON app.text_keys (party) WHERE ended_at IS NULL;
      CREATE INDEX text_keys_by_key ON app.text_keys (key_id);
      ALTER TABLE app.text_keys ENABLE ROW LEVEL SECURITY;
      ALTER TABLE app.text_keys FORCE ROW LEVEL SECURITY;
      GRANT SELECT, INSERT, UPDATE ON app.text_keys TO focalpoint_app;
      CREATE POLICY see ON app.text_keys FOR SELECT TO focalpoint_app USING (party = (SELECT app.party()) OR (SELECT app.system()) = 'file-keeping');
      CREATE POLICY make ON app.text_keys FOR INSERT TO focalpoint_app WITH CHECK (party = (SELECT app.party()));
      CREATE POLICY rewrap ON app.text_keys FOR UPDATE TO focalpoint_app USING ((SELECT app.system()) = 'file-keeping') WITH CHECK ((SELECT app.system()) = 'file-keeping');
      CREATE POLICY find ON app.text_keys FOR SELECT TO focalpoint_owner USING (true);

      -- Kept is told of a key that was there before this transaction began: one made in it may yet be taken back.
      CREATE FUNCTION app.text_key(a_id uuid) RETURNS TABLE (id uuid, party text, key_id text, wrapped bytea, kept boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT k.id, k.party, k.key_id, k.wrapped, k.made_at < now() FROM app.text_keys k WHERE k.id = a_id AND app.verified() IS NOT NULL
      $$;
      REVOKE EXECUTE ON FUNCTION app.text_key(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.text_key(uuid) TO focalpoint_app;

      -- Where something lies sealed it lies nowhere else.
      ALTER TABLE app.documents ADD COLUMN sealed bytea, ADD CONSTRAINT sealed_texts_stand_nowhere_else
        CHECK (sealed IS NULL OR (title = 'sealed' AND abstract = '' AND details = '{}' AND words_title = '' AND words_abstract = ''));
      ALTER TABLE app.document_versions ADD COLUMN sealed bytea, ADD CONSTRAINT sealed_texts_stand_nowhere_else
        CHECK (sealed IS NULL OR (file_name = 'sealed' AND note = ''));
      ALTER TABLE app.uploads ADD COLUMN sealed bytea, ADD CONSTRAINT sealed_texts_stand_nowhere_else CHECK (sealed IS NULL OR (file_name = 'sealed' AND note = ''));
      -- Inspected; its words are not in the index, since it is nobody's but its originator's, or for named persons.
      ALTER TABLE app.document_versions DROP CONSTRAINT document_versions_content_state_check,
        ADD CONSTRAINT document_versions_content_state_check CHECK (content_state IN ('pending', 'unindexed', 'extracted', 'none', 'failed'));
      UPDATE app.document_versions v SET content = NULL, content_state = 'unindexed' FROM app.documents d
       WHERE d.id = v.document_id AND v.content_state IN ('extracted', 'none') AND (d.state = 'draft' OR d.tlp = 'red' OR v.released_at IS NULL);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE app.document_versions SET content_state = 'none' WHERE content_state = 'unindexed';
      ALTER TABLE app.document_versions DROP COLUMN sealed, DROP CONSTRAINT document_versions_content_state_check,
        ADD CONSTRAINT document_versions_content_state_check CHECK (content_state IN ('pending', 'extracted', 'none', 'failed'));
      ALTER TABLE app.documents DROP COLUMN sealed; ALTER TABLE app.uploads DROP COLUMN sealed;
      DROP FUNCTION app.text_key; DROP TABLE app.text_keys`);
  }
}
