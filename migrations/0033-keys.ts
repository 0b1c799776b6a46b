import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Confidential texts lie sealed in the database: names of files always, titles and descriptions of drafts and of TLP:RED. Keys are rotated, and destroyed by two persons. */
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

      -- Keys that wrap nothing more: retired when nothing was left under them, or destroyed. Written before the key itself ends, so that
      -- whatever was begun under it and comes late is refused, and not kept for nobody to open.
      CREATE TABLE app.ended_keys (
        key_id text PRIMARY KEY,
        party text NOT NULL REFERENCES app.parties (code),
        at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE app.ended_keys IS 'fence: own; by the tasks of the portal alone';
      CREATE TABLE app.key_rotations (
        id uuid PRIMARY KEY,
        party text NOT NULL REFERENCES app.parties (code),
        -- The key before.
        from_key text NOT NULL,
        -- Rows to be wrapped anew, counted when it began.
        total integer,
        begun_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        retired_at timestamptz
      );
      COMMENT ON TABLE app.key_rotations IS 'fence: administered; the party, the secretariat, and the tasks of the portal';
      CREATE UNIQUE INDEX key_rotations_running ON app.key_rotations (party) WHERE ended_at IS NULL;
      CREATE INDEX key_rotations_by_party ON app.key_rotations (party, begun_at);
      CREATE TABLE app.key_wishes (
        id uuid PRIMARY KEY,
        party text NOT NULL REFERENCES app.parties (code),
        wish text NOT NULL CHECK (wish IN ('destroy', 'reopen')),
        reason text NOT NULL CHECK (length(reason) BETWEEN 10 AND 1000),
        by_secretariat boolean NOT NULL,
        state text NOT NULL CHECK (state IN ('asked', 'confirmed', 'under-way', 'stopped', 'done')),
        asked_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        asked_at timestamptz NOT NULL,
        confirmed_by uuid REFERENCES app.users ON DELETE RESTRICT,
        confirmed_at timestamptz,
        due_at timestamptz,
        stopped_by uuid REFERENCES app.users ON DELETE RESTRICT,
        ended_at timestamptz,
        CONSTRAINT two_persons CHECK (confirmed_by IS NULL OR confirmed_by <> asked_by),
        CONSTRAINT nothing_unconfirmed CHECK (state NOT IN ('confirmed', 'under-way', 'done') OR num_nulls(confirmed_by, confirmed_at, due_at) = 0)
      );
      COMMENT ON TABLE app.key_wishes IS 'fence: administered; the party, the secretariat, and the tasks of the portal';
      CREATE UNIQUE INDEX key_wishes_open ON app.key_wishes (party) WHERE state NOT IN ('stopped', 'done');
      ALTER TABLE app.ended_keys ENABLE ROW LEVEL SECURITY;     ALTER TABLE app.ended_keys FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.key_rotations ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.key_rotations FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.key_wishes ENABLE ROW LEVEL SECURITY;   ALTER TABLE app.key_wishes FORCE ROW LEVEL SECURITY;
      GRANT SELECT, INSERT ON app.ended_keys TO focalpoint_app;
      GRANT SELECT, INSERT, UPDATE ON app.key_rotations, app.key_wishes TO focalpoint_app;
      CREATE POLICY tend ON app.ended_keys FOR SELECT TO focalpoint_app USING ((SELECT app.system()) = 'file-keeping');
      CREATE POLICY end_key ON app.ended_keys FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'file-keeping');
      CREATE POLICY look ON app.ended_keys FOR SELECT TO focalpoint_owner USING (true);
      CREATE POLICY see ON app.key_rotations FOR SELECT TO focalpoint_app
        USING (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT' OR (SELECT app.system()) IN ('file-keeping', 'operator'));
      CREATE POLICY begin ON app.key_rotations FOR INSERT TO focalpoint_app
        WITH CHECK (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT' OR (SELECT app.system()) = 'operator');
      CREATE POLICY tend ON app.key_rotations FOR UPDATE TO focalpoint_app USING ((SELECT app.system()) = 'file-keeping') WITH CHECK ((SELECT app.system()) = 'file-keeping');
      CREATE POLICY see ON app.key_wishes FOR SELECT TO focalpoint_app
        USING (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT' OR (SELECT app.system()) IN ('file-keeping', 'operator'));
      CREATE POLICY ask ON app.key_wishes FOR INSERT TO focalpoint_app
        WITH CHECK (party = (SELECT app.party()) AND asked_by = (SELECT app.user_id()) AND state = 'asked' AND confirmed_by IS NULL);
      -- The secretariat only where the party has nobody else; whatever the application says, one person alone confirms nothing.
      CREATE POLICY decide ON app.key_wishes FOR UPDATE TO focalpoint_app
        USING (party = (SELECT app.party()) OR (by_secretariat AND (SELECT app.party()) = 'SECRETARIAT') OR (SELECT app.system()) = 'file-keeping')
        WITH CHECK ((SELECT app.system()) = 'file-keeping' OR (state IN ('confirmed', 'stopped') AND (confirmed_by IS NULL OR state = 'stopped' OR confirmed_by = (SELECT app.user_id()))));

      CREATE FUNCTION app.key_must_live() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(hashtextextended(CASE TG_TABLE_NAME WHEN 'sealed_files' THEN to_jsonb(NEW) ->> 'owner' ELSE to_jsonb(NEW) ->> 'party' END, 33));
        IF EXISTS (SELECT FROM app.ended_keys e WHERE e.key_id = NEW.key_id) THEN
          RAISE EXCEPTION 'this key has ended' USING ERRCODE = 'KR001';
        END IF;
        RETURN NEW;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.key_must_live() FROM PUBLIC;
      CREATE TRIGGER key_lives BEFORE INSERT OR UPDATE OF key_id ON app.sealed_files FOR EACH ROW EXECUTE FUNCTION app.key_must_live();
      CREATE TRIGGER key_lives BEFORE INSERT OR UPDATE OF key_id ON app.text_keys FOR EACH ROW EXECUTE FUNCTION app.key_must_live();

      -- Whose keys an event says were destroyed, and when: for the task that forgets what they say in clear.
      CREATE FUNCTION app.lost_key(a_event uuid) RETURNS TABLE (party text, at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT e.subject_id, e.at FROM app.events e WHERE e.id = a_event AND e.name = 'party-key.destroyed' AND app.system() = 'file-keeping'
      $$;
      REVOKE EXECUTE ON FUNCTION app.lost_key(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.lost_key(uuid) TO focalpoint_app;
      ALTER FUNCTION app.lost_key(uuid) OWNER TO focalpoint_facts;

      -- Who is told of it: those who look after the party's keys, and the administrators of the secretariat.
      CREATE FUNCTION app.key_addressees(a_event uuid) RETURNS TABLE (user_id uuid, name text, party text, party_en text, party_ar text, due text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT DISTINCT u.id, e.name, p.code, p.name,
               coalesce((SELECT n.name FROM app.party_names n WHERE n.party = p.code AND n.language = 'ar' ORDER BY n.chosen_at DESC LIMIT 1), p.name),
               to_char((e.detail ->> 'due')::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')
          FROM app.events e
          JOIN app.parties p ON p.code = e.subject_id
          JOIN app.delegations d ON d.state = 'active' AND d.valid @> current_date
           AND ((d.party = p.code AND 'focal_point' = ANY (d.roles)) OR (d.party = 'SECRETARIAT' AND 'administrator' = ANY (d.roles)))
          JOIN app.users u ON u.id = d.user_id AND u.standing = 'active' AND NOT u.is_demo
         WHERE e.id = a_event AND e.subject_type = 'party' AND e.name LIKE 'party-key.%' AND app.system() = 'notices'
      $$;
      REVOKE EXECUTE ON FUNCTION app.key_addressees(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.key_addressees(uuid) TO focalpoint_app;
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.key_addressees(uuid) OWNER TO focalpoint_facts;

      -- Which files somebody took, for 31 days: what is usual for them, and what is not.
      CREATE TABLE app.takings (
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        hour timestamptz NOT NULL DEFAULT date_trunc('hour', now()),
        document_id uuid NOT NULL,
        number integer NOT NULL,
        originator text NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, hour, document_id, number)
      );
      CREATE INDEX takings_by_age ON app.takings (at);
      COMMENT ON TABLE app.takings IS 'fence: personal';
      CREATE TABLE app.brakes (
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        at timestamptz NOT NULL DEFAULT now(),
        files integer NOT NULL,
        PRIMARY KEY (user_id, at)
      );
      COMMENT ON TABLE app.brakes IS 'fence: personal';
      ALTER TABLE app.takings ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.takings FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.brakes ENABLE ROW LEVEL SECURITY;   ALTER TABLE app.brakes FORCE ROW LEVEL SECURITY;
      GRANT SELECT, INSERT, DELETE ON app.takings, app.brakes TO focalpoint_app;
      CREATE POLICY see ON app.takings FOR SELECT TO focalpoint_app USING (user_id = (SELECT app.user_id()) OR (SELECT app.system()) = 'upkeep');
      CREATE POLICY take ON app.takings FOR INSERT TO focalpoint_app WITH CHECK (user_id = (SELECT app.user_id()));
      CREATE POLICY forget ON app.takings FOR DELETE TO focalpoint_app USING ((SELECT app.system()) = 'upkeep');
      CREATE POLICY see ON app.brakes FOR SELECT TO focalpoint_app USING (user_id = (SELECT app.user_id()) OR (SELECT app.system()) = 'upkeep');
      CREATE POLICY pull ON app.brakes FOR INSERT TO focalpoint_app WITH CHECK (user_id = (SELECT app.user_id()));
      CREATE POLICY forget ON app.brakes FOR DELETE TO focalpoint_app USING ((SELECT app.system()) = 'upkeep');
      GRANT SELECT ON app.takings TO focalpoint_facts;
      CREATE POLICY facts ON app.takings FOR SELECT TO focalpoint_facts USING (true);

      -- Who is told that somebody took very many files: the focal points of their party, and those of each originator, with its own count.
      CREATE FUNCTION app.brake_addressees(a_event uuid) RETURNS TABLE (user_id uuid, person text, party_en text, party_ar text, files integer, own boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT DISTINCT ON (u.id) u.id, w.name, p.name,
               coalesce((SELECT n.name FROM app.party_names n WHERE n.party = p.code AND n.language = 'ar' ORDER BY n.chosen_at DESC LIMIT 1), p.name),
               CASE WHEN d.party = p.code THEN (e.detail ->> 'files')::integer ELSE o.files END, d.party = p.code
          FROM app.events e
          JOIN app.users w ON w.id::text = e.subject_id
          JOIN app.parties p ON p.code = e.originator
          LEFT JOIN LATERAL (SELECT t.originator, count(DISTINCT (t.document_id, t.number))::integer AS files FROM app.takings t
                              WHERE t.user_id = w.id AND t.at BETWEEN e.at - interval '1 hour' AND e.at GROUP BY t.originator) o ON true
          JOIN app.delegations d ON (d.party = p.code OR d.party = o.originator) AND d.state = 'active' AND d.valid @> current_date
           AND (CASE WHEN d.party = 'SECRETARIAT' THEN 'administrator' ELSE 'focal_point' END) = ANY (d.roles)
          JOIN app.users u ON u.id = d.user_id AND u.standing = 'active' AND NOT u.is_demo
         WHERE e.id = a_event AND e.name = 'downloads.braked' AND app.system() = 'notices'
         ORDER BY u.id, d.party = p.code DESC, o.originator = d.party DESC
      $$;
      REVOKE EXECUTE ON FUNCTION app.brake_addressees(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.brake_addressees(uuid) TO focalpoint_app;
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.brake_addressees(uuid) OWNER TO focalpoint_facts;

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
      DROP FUNCTION app.text_key; DROP TABLE app.text_keys;
      DROP TRIGGER key_lives ON app.sealed_files; DROP FUNCTION app.key_must_live, app.key_addressees; DROP FUNCTION app.lost_key;
      DROP FUNCTION app.brake_addressees; DROP TABLE app.ended_keys, app.key_rotations, app.key_wishes, app.takings, app.brakes`);
  }
}
