import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploads that go on where they broke off: what has come so far, part by part, and who holds one at the moment. */
export class Uploads0031 implements MigrationInterface {
  name = 'Uploads0000000000031';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.uploads (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        -- Null once its document is gone: what came of it is then removed.
        document_id uuid REFERENCES app.documents ON DELETE SET NULL,
        party text NOT NULL REFERENCES app.parties (code) ON DELETE RESTRICT,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
        language text NOT NULL,
        note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
        -- Octets announced, and octets that have come.
        length bigint NOT NULL CHECK (length > 0),
        received bigint NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND length),
        segments integer NOT NULL DEFAULT 0,
        -- Of the whole file, as the client said before the first octet.
        sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        state text NOT NULL DEFAULT 'receiving' CHECK (state IN ('receiving', 'joining', 'kept', 'rejected')),
        version integer,
        problem jsonb,
        idempotency_key text CHECK (length(idempotency_key) BETWEEN 1 AND 100),
        -- Which request is sending at the moment. A request that died lets go when its time is over.
        holder uuid,
        held_until timestamptz,
        begun_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT joined_when_whole CHECK (state IN ('receiving', 'rejected') OR received = length),
        CONSTRAINT kept_as_a_version CHECK ((state = 'kept') = (version IS NOT NULL)),
        CONSTRAINT rejected_for_a_reason CHECK ((state = 'rejected') = (problem IS NOT NULL)),
        CONSTRAINT one_answer_per_key UNIQUE (user_id, party, idempotency_key)
      );
      COMMENT ON TABLE app.uploads IS 'fence: personal; whoever sends the file, while they act for the same party, and the task that joins its parts';
      CREATE INDEX uploads_by_sender ON app.uploads (user_id, party, begun_at);
      CREATE INDEX uploads_by_end ON app.uploads (expires_at);
      CREATE INDEX uploads_by_document ON app.uploads (document_id);

      -- What came in one piece, sealed under a key of its own: a resumed upload never seals two things under one key and nonce.
      CREATE TABLE app.upload_segments (
        upload_id uuid NOT NULL REFERENCES app.uploads ON DELETE CASCADE,
        start bigint NOT NULL CHECK (start >= 0),
        bytes bigint NOT NULL CHECK (bytes > 0),
        storage_key text NOT NULL,
        PRIMARY KEY (upload_id, start)
      );
      COMMENT ON TABLE app.upload_segments IS 'fence: child of uploads';

      -- Which version an upload in one request became, by the key its client gave it: sent again, it is the same version.
      CREATE TABLE app.upload_keys (
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        party text NOT NULL REFERENCES app.parties (code) ON DELETE RESTRICT,
        key text NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
        -- SHA-256 over document, name, language, note and the file's own.
        digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
        document_id uuid NOT NULL REFERENCES app.documents ON DELETE CASCADE,
        number integer NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, party, key)
      );
      COMMENT ON TABLE app.upload_keys IS 'fence: personal; whoever sent the file, while they act for the same party';
      CREATE INDEX upload_keys_by_age ON app.upload_keys (made_at);

      ALTER TABLE app.uploads ENABLE ROW LEVEL SECURITY;          ALTER TABLE app.uploads FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.upload_segments ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.upload_segments FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.upload_keys ENABLE ROW LEVEL SECURITY;      ALTER TABLE app.upload_keys FORCE ROW LEVEL SECURITY;

      CREATE POLICY see ON app.uploads FOR SELECT TO focalpoint_app
        USING ((user_id = (SELECT app.user_id()) AND party = (SELECT app.party())) OR (SELECT app.system()) = 'uploads');
      CREATE POLICY begin ON app.uploads FOR INSERT TO focalpoint_app WITH CHECK (
        user_id = (SELECT app.user_id()) AND party = (SELECT app.party())
        AND EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
      CREATE POLICY change ON app.uploads FOR UPDATE TO focalpoint_app
        USING (party = (SELECT app.party()) AND (user_id = (SELECT app.user_id()) OR (SELECT app.system()) = 'uploads'))
        WITH CHECK (party = (SELECT app.party()) AND (user_id = (SELECT app.user_id()) OR (SELECT app.system()) = 'uploads'));
      CREATE POLICY give_up ON app.uploads FOR DELETE TO focalpoint_app
        USING (party = (SELECT app.party()) AND (user_id = (SELECT app.user_id()) OR (SELECT app.system()) = 'uploads'));

      CREATE POLICY see ON app.upload_segments FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.uploads u WHERE u.id = upload_id));
      CREATE POLICY add ON app.upload_segments FOR INSERT TO focalpoint_app WITH CHECK (EXISTS (SELECT FROM app.uploads u WHERE u.id = upload_id));
      CREATE POLICY forget ON app.upload_segments FOR DELETE TO focalpoint_app USING (EXISTS (SELECT FROM app.uploads u WHERE u.id = upload_id AND u.party = (SELECT app.party())));

      CREATE POLICY see ON app.upload_keys FOR SELECT TO focalpoint_app
        USING ((user_id = (SELECT app.user_id()) AND party = (SELECT app.party())) OR (SELECT app.system()) = 'uploads');
      CREATE POLICY keep ON app.upload_keys FOR INSERT TO focalpoint_app WITH CHECK (user_id = (SELECT app.user_id()) AND party = (SELECT app.party()));
      CREATE POLICY forget ON app.upload_keys FOR DELETE TO focalpoint_app USING ((SELECT app.system()) = 'uploads');

      GRANT SELECT, INSERT, UPDATE, DELETE ON app.uploads TO focalpoint_app;
      GRANT SELECT, INSERT, DELETE ON app.upload_segments, app.upload_keys TO focalpoint_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE app.upload_keys, app.upload_segments, app.uploads');
  }
}
