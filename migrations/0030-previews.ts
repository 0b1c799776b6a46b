import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Renditions of files, kept sealed; and who was given which one under which code. */
export class Previews0030 implements MigrationInterface {
  name = 'Previews0000000000030';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What was made of a version: 'outline', 'pdf' of an office file, 'page/3/1400'. Bare: watermarks are put on when somebody looks.
      CREATE TABLE app.renditions (
        document_id uuid NOT NULL,
        number integer NOT NULL,
        part text NOT NULL CHECK (part ~ '^(outline|pdf|page/[0-9]{1,5}/[0-9]{3,4})$'),
        storage_key text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (document_id, number, part),
        FOREIGN KEY (document_id, number) REFERENCES app.document_versions ON DELETE CASCADE
      );
      COMMENT ON TABLE app.renditions IS 'fence: child of document_versions; made by the portal alone';

      -- A reader given a rendition; within an hour it is the same opening. No foreign key to the document: like the record, it outlives it.
      CREATE TABLE app.openings (
        code text PRIMARY KEY CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
        document_id uuid NOT NULL,
        number integer NOT NULL,
        originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        party text NOT NULL,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        rendition text NOT NULL CHECK (rendition IN ('preview', 'print', 'download', 'bundle')),
        at timestamptz NOT NULL DEFAULT now(),
        hour timestamptz NOT NULL DEFAULT date_trunc('hour', now()),
        UNIQUE (document_id, number, user_id, party, rendition, hour)
      );
      CREATE INDEX openings_by_originator ON app.openings (originator, at DESC);
      COMMENT ON TABLE app.openings IS 'fence: own; the reader whose it is, and the originator of what was opened';

      ALTER TABLE app.renditions ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.renditions FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.openings ENABLE ROW LEVEL SECURITY;    ALTER TABLE app.openings FORCE ROW LEVEL SECURITY;

      CREATE POLICY see ON app.renditions FOR SELECT TO focalpoint_app USING (EXISTS (
        SELECT FROM app.document_versions v WHERE v.document_id = renditions.document_id AND v.number = renditions.number));
      CREATE POLICY keep ON app.renditions FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'previews' AND EXISTS (
        SELECT FROM app.document_versions v WHERE v.document_id = renditions.document_id AND v.number = renditions.number));
      CREATE POLICY forget ON app.renditions FOR ALL TO focalpoint_owner USING (true) WITH CHECK (true);
      CREATE POLICY see ON app.openings FOR SELECT TO focalpoint_app USING (
        originator = (SELECT app.party()) OR (user_id = (SELECT app.user_id()) AND party = coalesce((SELECT app.party()), '')));
      CREATE POLICY add ON app.openings FOR INSERT TO focalpoint_app WITH CHECK (
        user_id = (SELECT app.user_id()) AND party = coalesce((SELECT app.party()), '')
        AND EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = openings.originator));
      GRANT SELECT, INSERT ON app.renditions, app.openings TO focalpoint_app;

      -- A version that goes, or whose file is given up, takes along what was made of it: the wrapped keys here, so that nobody opens it again.
      CREATE FUNCTION app.forget_rendition() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        DELETE FROM app.sealed_files WHERE storage_key = OLD.storage_key;
        RETURN NULL;
      END $$;
      CREATE FUNCTION app.forget_renditions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        DELETE FROM app.renditions WHERE document_id = OLD.document_id AND number = OLD.number;
        RETURN NULL;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.forget_rendition(), app.forget_renditions() FROM PUBLIC;
      CREATE TRIGGER forget AFTER DELETE ON app.renditions FOR EACH ROW EXECUTE FUNCTION app.forget_rendition();
      CREATE TRIGGER forget_renditions AFTER UPDATE OF storage_key, sha256 ON app.document_versions FOR EACH ROW
        WHEN (OLD.storage_key IS DISTINCT FROM NEW.storage_key OR OLD.sha256 IS DISTINCT FROM NEW.sha256) EXECUTE FUNCTION app.forget_renditions();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER forget_renditions ON app.document_versions; DROP TABLE app.renditions, app.openings;
      DROP FUNCTION app.forget_rendition, app.forget_renditions`);
  }
}
