import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents with their marking on the row, versions, stages of release, and the list index in the shape of a table. */
export class Documents0005 implements MigrationInterface {
  name = 'Documents0000000000005';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Who reads, from marking and state alone (TLP 2.0). The application never writes what this returns.
      CREATE FUNCTION app.readers_of(state text, tlp text, releasable_to text[], recipients text[], granted_to text[])
      RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, app AS $$
        SELECT CASE WHEN state <> 'released' THEN '{}'::text[]
          ELSE granted_to || CASE tlp
            WHEN 'clear' THEN ARRAY['public', 'community']
            WHEN 'green' THEN ARRAY['community']
            WHEN 'amber' THEN releasable_to
            WHEN 'amber+strict' THEN releasable_to
            ELSE recipients END END
      $$;

      CREATE TABLE app.documents (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        symbol text NOT NULL CHECK (symbol ~ '^FP-[0-9]{4}-[0-9A-HJKMNP-TV-Z]{6}$'),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
        kind text NOT NULL CHECK (kind IN ('intelligence_report', 'alert', 'analysis', 'country_profile', 'policy_guide', 'training_material',
                                           'meeting_paper', 'statistics_paper')),
        originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        language text NOT NULL,
        languages text[] NOT NULL DEFAULT '{}',
        abstract text NOT NULL DEFAULT '' CHECK (length(abstract) <= 5000),
        subjects text[] NOT NULL DEFAULT '{}',
        parties_concerned text[] NOT NULL DEFAULT '{}',
        details jsonb NOT NULL DEFAULT '{}',
        personal_data boolean NOT NULL DEFAULT false,
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'released', 'recalled', 'expired')),
        awaiting_release boolean NOT NULL DEFAULT false,
        proposed_marking jsonb,
        tlp text NOT NULL DEFAULT 'red' CHECK (tlp IN ('clear', 'green', 'amber', 'amber+strict', 'red')),
        releasable_to text[] NOT NULL DEFAULT '{}',
        recipients text[] NOT NULL DEFAULT '{}',
        withheld_from text[] NOT NULL DEFAULT '{}',
        granted_to text[] NOT NULL DEFAULT '{}',
        handling_caveats text[] NOT NULL DEFAULT '{}'
          CHECK (handling_caveats <@ ARRAY['no_onward_sharing', 'no_use_in_proceedings', 'contact_before_action', 'no_derived_products',
                                           'view_only', 'H0', 'H1', 'H2', 'H3']),
        may_download boolean GENERATED ALWAYS AS (NOT handling_caveats && ARRAY['view_only']) STORED,
        may_share boolean GENERATED ALWAYS AS (NOT handling_caveats && ARRAY['no_onward_sharing', 'H2']) STORED,
        readers text[] GENERATED ALWAYS AS (app.readers_of(state, tlp, releasable_to, recipients, granted_to)) STORED,
        marking_seal text,
        released_at timestamptz,
        expires_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        row_version integer NOT NULL DEFAULT 1,
        UNIQUE (originator, symbol),
        CONSTRAINT clear_withholds_nobody CHECK (tlp <> 'clear' OR withheld_from = '{}'),
        CONSTRAINT red_names_persons CHECK (tlp <> 'red' OR releasable_to = '{}'),
        CONSTRAINT strict_names_parties CHECK (tlp <> 'amber+strict' OR NOT releasable_to && ARRAY['AHG', 'STEERING_GROUP', 'CO_CHAIRS', 'public', 'community']),
        CONSTRAINT only_red_names_persons CHECK (tlp = 'red' OR recipients = '{}'),
        CONSTRAINT only_amber_names_circles CHECK (tlp IN ('amber', 'amber+strict') OR releasable_to = '{}'),
        CONSTRAINT released_has_a_date CHECK (state <> 'released' OR released_at IS NOT NULL),
        CONSTRAINT lists_are_bounded CHECK (cardinality(releasable_to) <= 200 AND cardinality(recipients) <= 200
          AND cardinality(withheld_from) <= 200 AND cardinality(granted_to) <= 1000)
      );
      COMMENT ON TABLE app.documents IS 'fence: shared';
      CREATE INDEX documents_by_originator ON app.documents (originator, state, released_at DESC, id);
      CREATE INDEX documents_by_release ON app.documents (released_at DESC, id) WHERE state = 'released';
      CREATE INDEX documents_by_reader ON app.documents USING gin (readers);
      CREATE INDEX documents_by_expiry ON app.documents (expires_at) WHERE state = 'released' AND expires_at IS NOT NULL;

      CREATE TABLE app.document_versions (
        document_id uuid NOT NULL REFERENCES app.documents ON DELETE CASCADE,
        number integer NOT NULL CHECK (number > 0),
        language text NOT NULL,
        file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
        media_type text NOT NULL,
        bytes bigint NOT NULL CHECK (bytes > 0),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        storage_key text NOT NULL UNIQUE,
        scan text NOT NULL DEFAULT 'pending' CHECK (scan IN ('pending', 'clean', 'infected', 'not_scanned')),
        note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
        content text,
        content_state text NOT NULL DEFAULT 'pending' CHECK (content_state IN ('pending', 'extracted', 'none', 'failed')),
        released_at timestamptz,
        uploaded_at timestamptz NOT NULL DEFAULT now(),
        uploaded_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        PRIMARY KEY (document_id, number)
      );
      COMMENT ON TABLE app.document_versions IS 'fence: child of documents; unreleased versions for the originator alone';

      -- A later marking that takes effect by the clock: embargo, staged release.
      CREATE TABLE app.release_stages (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        document_id uuid NOT NULL REFERENCES app.documents ON DELETE CASCADE,
        at timestamptz NOT NULL,
        marking jsonb NOT NULL,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'applied', 'cancelled', 'paused')),
        created_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        UNIQUE (document_id, at)
      );
      CREATE INDEX release_stages_due ON app.release_stages (at) WHERE state = 'pending';
      COMMENT ON TABLE app.release_stages IS 'fence: child of documents; the originator alone knows what is to come';

      -- The list index in the shape of a table: one row per key that may list the document. Never an authority: every candidate is judged
      -- by scope and fence again. A document withheld from somebody lists community/<party> instead of community.
      CREATE TABLE app.document_readers (
        reader text NOT NULL,
        listed_at timestamptz NOT NULL,
        document_id uuid NOT NULL REFERENCES app.documents ON DELETE CASCADE,
        PRIMARY KEY (reader, listed_at, document_id)
      );
      CREATE INDEX document_readers_by_document ON app.document_readers (document_id);
      COMMENT ON TABLE app.document_readers IS 'fence: shared; a reader sees the entries under its own keys';

      ALTER TABLE app.documents ENABLE ROW LEVEL SECURITY;          ALTER TABLE app.documents FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.document_versions ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.document_versions FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.release_stages ENABLE ROW LEVEL SECURITY;     ALTER TABLE app.release_stages FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.document_readers ENABLE ROW LEVEL SECURITY;   ALTER TABLE app.document_readers FORCE ROW LEVEL SECURITY;

      -- The country line. Its own party always; else named, not withheld, not past its end by the database's clock.
      CREATE POLICY see ON app.documents FOR SELECT TO focalpoint_app USING (
        originator = (SELECT app.party())
        OR (readers && (SELECT app.keys()) AND (withheld_from = '{}' OR NOT withheld_from && (SELECT app.keys()))
            AND (expires_at IS NULL OR expires_at > now())));
      CREATE POLICY add ON app.documents FOR INSERT TO focalpoint_app WITH CHECK (originator = (SELECT app.party()));
      CREATE POLICY change ON app.documents FOR UPDATE TO focalpoint_app
        USING (originator = (SELECT app.party())) WITH CHECK (originator = (SELECT app.party()));
      CREATE POLICY discard ON app.documents FOR DELETE TO focalpoint_app USING (originator = (SELECT app.party()) AND state = 'draft');

      CREATE POLICY see ON app.document_versions FOR SELECT TO focalpoint_app USING (EXISTS (
        SELECT FROM app.documents d WHERE d.id = document_id AND (document_versions.released_at IS NOT NULL OR d.originator = (SELECT app.party()))));
      CREATE POLICY add ON app.document_versions FOR INSERT TO focalpoint_app WITH CHECK (EXISTS (
        SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
      CREATE POLICY change ON app.document_versions FOR UPDATE TO focalpoint_app
        USING (EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())))
        WITH CHECK (EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
      CREATE POLICY discard ON app.document_versions FOR DELETE TO focalpoint_app USING (released_at IS NULL AND EXISTS (
        SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));

      CREATE POLICY see ON app.release_stages FOR SELECT TO focalpoint_app
        USING (EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
      CREATE POLICY add ON app.release_stages FOR INSERT TO focalpoint_app
        WITH CHECK (EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
      CREATE POLICY change ON app.release_stages FOR UPDATE TO focalpoint_app
        USING (EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())))
        WITH CHECK (EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));

      CREATE POLICY see ON app.document_readers FOR SELECT TO focalpoint_app USING (reader = ANY ((SELECT app.keys())::text[]));
      CREATE POLICY keep ON app.document_readers FOR ALL TO focalpoint_owner USING (true) WITH CHECK (true);

      GRANT SELECT, INSERT, UPDATE, DELETE ON app.documents, app.document_versions TO focalpoint_app;
      GRANT SELECT, INSERT, UPDATE ON app.release_stages TO focalpoint_app;
      GRANT SELECT ON app.document_readers TO focalpoint_app;

      CREATE FUNCTION app.list_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      DECLARE named text[] := NEW.readers;
      BEGIN
        IF TG_OP = 'UPDATE' AND NEW.readers = OLD.readers AND NEW.withheld_from = OLD.withheld_from AND NEW.released_at IS NOT DISTINCT FROM OLD.released_at
          THEN RETURN NULL; END IF;
        IF NEW.withheld_from <> '{}' AND 'community' = ANY (named) THEN
          named := array_remove(named, 'community')
            || ARRAY(SELECT 'community/' || p.code FROM app.parties p WHERE p.code <> ALL (NEW.withheld_from));
        END IF;
        DELETE FROM app.document_readers WHERE document_id = NEW.id;
        INSERT INTO app.document_readers (reader, listed_at, document_id)
          SELECT DISTINCT k, coalesce(NEW.released_at, NEW.created_at), NEW.id FROM unnest(named || NEW.originator) AS k;
        RETURN NULL;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.list_document(), app.readers_of(text, text, text[], text[], text[]) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.readers_of(text, text, text[], text[], text[]) TO focalpoint_app;
      CREATE POLICY listing ON app.parties FOR SELECT TO focalpoint_owner USING (true);
      CREATE TRIGGER listed AFTER INSERT OR UPDATE ON app.documents FOR EACH ROW EXECUTE FUNCTION app.list_document();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY listing ON app.parties;
      DROP TABLE app.document_readers, app.release_stages, app.document_versions, app.documents;
      DROP FUNCTION app.list_document; DROP FUNCTION app.readers_of`);
  }
}
