import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ground of the fence: who acts, told by a signed value that PostgreSQL itself verifies.
 *
 * `app.actor` holds `<mac>|<expiry>|<party>|<user>|<system>|<nonce>|<key>,<key>…`, the mac being HMAC-SHA256 over
 * everything after it. Keys and codes contain neither `|` nor `,`. Missing, garbled, forged or expired: no actor, no rows.
 */
export class Fence0001 implements MigrationInterface {
  name = 'Fence0000000000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The two pads of RFC 2104 for each valid secret; two may stand side by side while one is rotated out.
      CREATE TABLE app.actor_secrets (
        id integer PRIMARY KEY,
        inner_pad bytea NOT NULL,
        outer_pad bytea NOT NULL
      );
      COMMENT ON TABLE app.actor_secrets IS 'fence: sealed; read by app.verified() alone';
      REVOKE ALL ON app.actor_secrets FROM PUBLIC;

      -- The fields of the verified actor, or NULL. Never raises: a garbled context is no context.
      CREATE FUNCTION app.verified() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
      SET search_path = pg_catalog, app AS $$
      DECLARE
        raw text := current_setting('app.actor', true);
        mac text := left(raw, 64);
        body bytea;
        field text[];
      BEGIN
        IF raw IS NULL OR length(raw) < 66 OR substr(raw, 65, 1) <> '|' THEN RETURN NULL; END IF;
        body := convert_to(substr(raw, 66), 'UTF8');
        IF NOT EXISTS (SELECT FROM app.actor_secrets s
                        WHERE encode(sha256(s.outer_pad || sha256(s.inner_pad || body)), 'hex') = mac) THEN RETURN NULL; END IF;
        field := string_to_array(substr(raw, 66), '|');
        IF to_timestamp(field[1]::double precision) < clock_timestamp() THEN RETURN NULL; END IF;
        RETURN field;
      END $$;

      CREATE FUNCTION app.party() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app
        AS $$ SELECT NULLIF((app.verified())[2], '') $$;
      CREATE FUNCTION app.user_id() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app
        AS $$ SELECT NULLIF((app.verified())[3], '')::uuid $$;
      -- The task of a system actor ('sign-in', 'operator', …); NULL for people.
      CREATE FUNCTION app.system() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app
        AS $$ SELECT NULLIF((app.verified())[4], '') $$;
      -- Every name a marking can call the actor by.
      CREATE FUNCTION app.keys() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app
        AS $$ SELECT string_to_array((app.verified())[6], ',') $$;

      REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.verified(), app.party(), app.user_id(), app.system(), app.keys()
        TO focalpoint_app, focalpoint_search, focalpoint_facts, focalpoint_worker;

      -- One row that changes whenever anybody's authority does; cached actors are probed against it on every unit of work.
      CREATE TABLE app.authority (single boolean PRIMARY KEY DEFAULT true CHECK (single), version bigint NOT NULL DEFAULT 1);
      COMMENT ON TABLE app.authority IS 'fence: open; a counter, it names nobody';
      INSERT INTO app.authority DEFAULT VALUES;
      ALTER TABLE app.authority ENABLE ROW LEVEL SECURITY;
      ALTER TABLE app.authority FORCE ROW LEVEL SECURITY;
      CREATE POLICY read_all ON app.authority FOR SELECT USING (true);
      CREATE POLICY bump ON app.authority FOR UPDATE TO focalpoint_owner USING (true) WITH CHECK (true);
      GRANT SELECT ON app.authority TO focalpoint_app, focalpoint_facts;

      CREATE FUNCTION app.authority_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, app AS $$
      BEGIN
        UPDATE app.authority SET version = version + 1;
        RETURN NULL;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.authority_changed() FROM PUBLIC;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP SCHEMA app CASCADE');
  }
}
