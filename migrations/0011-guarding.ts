import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is guessed is counted; where a session was begun. */
export class Guarding0011 implements MigrationInterface {
  name = 'Guarding0000000000011';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Wrong tries by what was guessed and by whom: an account or an address, kept as a hash, since it may be nobody's.
      CREATE TABLE app.tries (
        what text NOT NULL CHECK (what IN ('source', 'password', 'code', 'recovery', 'letter')),
        key bytea NOT NULL,
        -- Within the running window, and without one that was right in between.
        recent integer NOT NULL DEFAULT 0,
        in_a_row integer NOT NULL DEFAULT 0,
        since timestamptz NOT NULL DEFAULT now(),
        paused_until timestamptz,
        last_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (what, key)
      );
      CREATE INDEX tries_by_age ON app.tries (last_at);
      COMMENT ON TABLE app.tries IS 'fence: personal; sign-in only';
      ALTER TABLE app.tries ENABLE ROW LEVEL SECURITY;
      ALTER TABLE app.tries FORCE ROW LEVEL SECURITY;
      CREATE POLICY sign_in ON app.tries TO focalpoint_app USING ((SELECT app.system()) = 'sign-in') WITH CHECK ((SELECT app.system()) = 'sign-in');
      GRANT SELECT, INSERT, UPDATE, DELETE ON app.tries TO focalpoint_app;

      -- Counts a try before it is judged, so that many at once are no more than many one by one. Returns the seconds to wait, 0 to go ahead.
      -- After 'most' tries within the window it pauses: to the window's end, or where 'lasting' is set twice as long each time, up to half
      -- a day, and after 'lasting' tries in a row for good. The clock is this one's.
      CREATE FUNCTION app.count_try(a_what text, a_key bytea, most integer, span interval, lasting integer) RETURNS integer
      LANGUAGE plpgsql SET search_path = pg_catalog, app AS $$
      DECLARE t app.tries; clock timestamptz; begun timestamptz;
      BEGIN
        INSERT INTO app.tries (what, key) VALUES (a_what, a_key) ON CONFLICT DO NOTHING;
        SELECT * INTO STRICT t FROM app.tries WHERE what = a_what AND key = a_key FOR UPDATE;
        clock := clock_timestamp();
        IF t.in_a_row >= lasting THEN RETURN 86400; END IF;
        IF t.paused_until > clock THEN RETURN ceil(extract(epoch FROM t.paused_until - clock)); END IF;
        begun := CASE WHEN lasting IS NULL THEN t.since ELSE GREATEST(t.since, t.paused_until) END;
        IF clock - begun >= span THEN t.since := clock; t.recent := 0; END IF;
        t.recent := t.recent + 1;
        t.in_a_row := t.in_a_row + 1;
        t.paused_until := CASE WHEN t.recent < most THEN NULL
                               WHEN lasting IS NULL THEN t.since + span
                               ELSE clock + LEAST(interval '1 minute' * 2 ^ LEAST(t.in_a_row - most, 20), interval '12 hours') END;
        UPDATE app.tries SET recent = t.recent, in_a_row = t.in_a_row, since = t.since, paused_until = t.paused_until, last_at = clock
         WHERE what = a_what AND key = a_key;
        RETURN 0;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.count_try(text, bytea, integer, interval, integer) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.count_try(text, bytea, integer, interval, integer) TO focalpoint_app;

      -- Where a session was begun, and with what: for its owner to recognise it by.
      ALTER TABLE app.sessions ADD COLUMN address inet, ADD COLUMN agent text CHECK (length(agent) <= 60);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.sessions DROP COLUMN address, DROP COLUMN agent;
      DROP FUNCTION app.count_try; DROP TABLE app.tries`);
  }
}
