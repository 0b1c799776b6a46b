import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much each party may keep. */
export class Retention0032 implements MigrationInterface {
  name = 'Retention0000000000032';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What the secretariat allots to a party; without a row the operator's default stands.
      CREATE TABLE app.storage_allowances (
        party text PRIMARY KEY REFERENCES app.parties ON DELETE RESTRICT,
        bytes bigint CHECK (bytes BETWEEN 0 AND 1125899906842624),
        reason text NOT NULL CHECK (length(reason) BETWEEN 3 AND 1000),
        allotted_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        allotted_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE app.storage_allowances IS 'fence: administered; the party and the secretariat, who set it';

      -- What a party keeps, in octets. Told to the party alone: how much somebody holds grows with what they hide.
      CREATE TABLE app.storage_used (
        party text PRIMARY KEY REFERENCES app.parties ON DELETE RESTRICT,
        bytes bigint NOT NULL DEFAULT 0 CHECK (bytes >= 0)
      );
      COMMENT ON TABLE app.storage_used IS 'fence: own';

      ALTER TABLE app.storage_allowances ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.storage_allowances FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.storage_used ENABLE ROW LEVEL SECURITY;        ALTER TABLE app.storage_used FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.storage_allowances FOR SELECT TO focalpoint_app
        USING (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT');
      CREATE POLICY allot ON app.storage_allowances FOR INSERT TO focalpoint_app
        WITH CHECK ((SELECT app.party()) = 'SECRETARIAT' AND allotted_by = (SELECT app.user_id()));
      CREATE POLICY change ON app.storage_allowances FOR UPDATE TO focalpoint_app
        USING ((SELECT app.party()) = 'SECRETARIAT') WITH CHECK ((SELECT app.party()) = 'SECRETARIAT' AND allotted_by = (SELECT app.user_id()));
      CREATE POLICY see ON app.storage_used FOR SELECT TO focalpoint_app USING (party = (SELECT app.party()));
      CREATE POLICY keep ON app.storage_used FOR ALL TO focalpoint_owner USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE ON app.storage_allowances TO focalpoint_app;
      GRANT SELECT ON app.storage_used TO focalpoint_app;

      -- What the actor's party keeps now.
      CREATE FUNCTION app.storage_kept() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT coalesce(sum(v.bytes), 0)::bigint FROM app.document_versions v JOIN app.documents d ON d.id = v.document_id WHERE d.originator = app.party()
      $$;
      -- What the actor's party keeps, with nobody else adding to it until the transaction ends.
      CREATE FUNCTION app.lock_storage() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      DECLARE ours text := app.party(); kept bigint;
      BEGIN
        IF ours IS NULL THEN RAISE EXCEPTION 'no party' USING ERRCODE = 'insufficient_privilege'; END IF;
        INSERT INTO app.storage_used (party) VALUES (ours) ON CONFLICT DO NOTHING;
        PERFORM FROM app.storage_used u WHERE u.party = ours FOR UPDATE;
        kept := app.storage_kept();
        UPDATE app.storage_used SET bytes = kept WHERE party = ours;
        RETURN kept;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.lock_storage(), app.storage_kept() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.lock_storage(), app.storage_kept() TO focalpoint_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION app.lock_storage, app.storage_kept; DROP TABLE app.storage_used, app.storage_allowances');
  }
}
