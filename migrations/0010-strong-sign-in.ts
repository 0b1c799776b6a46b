import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Passkeys, one-time codes, recovery codes, single-use links, and what a session has proven. */
export class StrongSignIn0010 implements MigrationInterface {
  name = 'StrongSignIn0000000000010';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.delegations DROP CONSTRAINT delegations_roles_check;
      ALTER TABLE app.delegations ADD CONSTRAINT delegations_roles_check CHECK (roles <@ ARRAY['reader','contributor','document_officer',
        'statistics_officer','trainee','trainer','focal_point','secretariat_officer','auditor','administrator']);
      -- Every other factor has a table of its own.
      ALTER TABLE app.credentials DROP CONSTRAINT credentials_kind_check;
      ALTER TABLE app.credentials ADD CONSTRAINT credentials_kind_check CHECK (kind = 'password');
      ALTER TABLE app.users ADD COLUMN terms text, ADD COLUMN terms_accepted_at timestamptz;
      -- Whether people of this party may sign in with a password and a one-time code beside passkeys.
      ALTER TABLE app.parties ADD COLUMN allows_passwords boolean NOT NULL DEFAULT true;

      CREATE TABLE app.passkeys (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        credential_id text NOT NULL UNIQUE,
        public_key bytea NOT NULL,
        counter bigint NOT NULL DEFAULT 0,
        transports text[] NOT NULL DEFAULT '{}',
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        synced boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz,
        suspended_at timestamptz,
        removed_at timestamptz
      );
      CREATE INDEX passkeys_by_user ON app.passkeys (user_id);
      COMMENT ON TABLE app.passkeys IS 'fence: personal; the person and sign-in';

      CREATE TABLE app.code_generators (
        user_id uuid PRIMARY KEY REFERENCES app.users ON DELETE RESTRICT,
        secret text,
        -- The last time step whose code was taken: a code is good once, on all nodes together.
        last_step bigint NOT NULL DEFAULT 0,
        -- A new seed, in use once its first code was given.
        waiting text,
        waiting_until timestamptz
      );
      COMMENT ON TABLE app.code_generators IS 'fence: personal; sign-in only, no person reads a secret';

      CREATE TABLE app.recovery_codes (
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        code_hash bytea NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (user_id, code_hash)
      );
      COMMENT ON TABLE app.recovery_codes IS 'fence: personal; sign-in only, no person reads a secret';

      CREATE TABLE app.challenges (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        purpose text NOT NULL CHECK (purpose IN ('enter', 'register', 'prove')),
        user_id uuid REFERENCES app.users ON DELETE CASCADE,
        challenge text NOT NULL,
        expires_at timestamptz NOT NULL DEFAULT now() + interval '5 minutes',
        used_at timestamptz
      );
      CREATE INDEX challenges_by_age ON app.challenges (expires_at);
      COMMENT ON TABLE app.challenges IS 'fence: personal; sign-in only';

      -- Single-use links by mail: an invitation, a forgotten password, new factors after a reset by two persons.
      CREATE TABLE app.sign_in_links (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL CHECK (kind IN ('invitation', 'password', 'factors')),
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        -- Drawn when the letter is written; none before that.
        token_hash bytea UNIQUE,
        created_by uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        withdrawn_at timestamptz
      );
      CREATE INDEX sign_in_links_by_user ON app.sign_in_links (user_id);
      COMMENT ON TABLE app.sign_in_links IS 'fence: personal; sign-in only, no person reads a secret';

      -- A reset of somebody's factors takes two: one of the person's own party, one of the secretariat.
      CREATE TABLE app.factor_resets (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        reason text NOT NULL CHECK (length(reason) BETWEEN 10 AND 1000),
        asked_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        asked_at timestamptz NOT NULL DEFAULT now(),
        decided_by uuid REFERENCES app.users ON DELETE RESTRICT,
        decided_at timestamptz,
        decision text CHECK (decision IN ('approved', 'refused')),
        CHECK (decided_by <> asked_by AND decided_by <> user_id AND asked_by <> user_id),
        CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL))
      );
      CREATE UNIQUE INDEX one_open_reset ON app.factor_resets (user_id) WHERE decision IS NULL;
      COMMENT ON TABLE app.factor_resets IS 'fence: administered; the person''s party and the secretariat';

      -- What a session has proven: 'complete' is the second factor, 'proven_at' the last time the person stood there.
      ALTER TABLE app.sessions
        ADD COLUMN proofs text[] NOT NULL DEFAULT '{}' CHECK (proofs <@ ARRAY['password','code','passkey','recovery','provider','link','demo']),
        ADD COLUMN complete boolean NOT NULL DEFAULT true,
        ADD COLUMN proven_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN shared boolean NOT NULL DEFAULT false,
        ADD COLUMN link_id uuid REFERENCES app.sign_in_links ON DELETE RESTRICT,
        ADD COLUMN tries integer NOT NULL DEFAULT 0;

      ALTER TABLE app.passkeys ENABLE ROW LEVEL SECURITY;         ALTER TABLE app.passkeys FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.code_generators ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.code_generators FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.recovery_codes ENABLE ROW LEVEL SECURITY;   ALTER TABLE app.recovery_codes FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.challenges ENABLE ROW LEVEL SECURITY;       ALTER TABLE app.challenges FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.sign_in_links ENABLE ROW LEVEL SECURITY;    ALTER TABLE app.sign_in_links FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.factor_resets ENABLE ROW LEVEL SECURITY;    ALTER TABLE app.factor_resets FORCE ROW LEVEL SECURITY;

      -- Factors are written by the task 'sign-in', after the code has checked that the person may; nobody reads a secret as themselves.
      CREATE POLICY sign_in ON app.passkeys TO focalpoint_app USING ((SELECT app.system()) = 'sign-in') WITH CHECK ((SELECT app.system()) = 'sign-in');
      CREATE POLICY sign_in ON app.code_generators TO focalpoint_app USING ((SELECT app.system()) = 'sign-in') WITH CHECK ((SELECT app.system()) = 'sign-in');
      CREATE POLICY sign_in ON app.recovery_codes TO focalpoint_app USING ((SELECT app.system()) = 'sign-in') WITH CHECK ((SELECT app.system()) = 'sign-in');
      CREATE POLICY sign_in ON app.challenges TO focalpoint_app USING ((SELECT app.system()) = 'sign-in') WITH CHECK ((SELECT app.system()) = 'sign-in');
      CREATE POLICY sign_in ON app.sign_in_links TO focalpoint_app USING ((SELECT app.system()) = 'sign-in') WITH CHECK ((SELECT app.system()) = 'sign-in');
      CREATE POLICY own ON app.passkeys FOR SELECT TO focalpoint_app USING (user_id = (SELECT app.user_id()));

      CREATE POLICY see ON app.factor_resets FOR SELECT TO focalpoint_app
        USING (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT');
      CREATE POLICY ask ON app.factor_resets FOR INSERT TO focalpoint_app
        WITH CHECK (party = (SELECT app.party()) AND asked_by = (SELECT app.user_id()) AND decision IS NULL);
      CREATE POLICY decide ON app.factor_resets FOR UPDATE TO focalpoint_app
        USING ((SELECT app.party()) = 'SECRETARIAT' AND decision IS NULL) WITH CHECK (decided_by = (SELECT app.user_id()));

      -- A password is set by its owner after an invitation, a reset link or a fresh proof: the task 'sign-in' in each case.
      DROP POLICY add ON app.credentials;
      CREATE POLICY add ON app.credentials FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) IN ('sign-in', 'operator'));
      CREATE POLICY remove ON app.credentials FOR DELETE TO focalpoint_app USING ((SELECT app.system()) = 'sign-in');

      GRANT SELECT, INSERT, UPDATE ON app.passkeys, app.sign_in_links, app.factor_resets TO focalpoint_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON app.code_generators, app.recovery_codes, app.challenges TO focalpoint_app;
      GRANT DELETE ON app.credentials TO focalpoint_app;

      DROP FUNCTION app.actor_facts(bytea, interval);
      -- As before, and what the session has proven. A session that is not complete names nobody's party: it leads to the second factor only.
      CREATE FUNCTION app.actor_facts(a_token_hash bytea, idle interval)
      RETURNS TABLE (session_id uuid, user_id uuid, user_name text, locale text, email text, delegation_id uuid, party text, party_name text,
                     party_kind text, standing text, membership text, roles text[], keys text[], version bigint, last_seen_at timestamptz,
                     complete boolean, proven boolean, stale_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT s.id, u.id, u.name, u.locale, u.email, d.id, p.code, p.name, p.kind, p.standing,
               coalesce(m.membership, 'participant'),
               CASE WHEN p.standing = 'active' THEN d.roles ELSE '{}' END, app.keys_of(p.code, u.id), a.version, s.last_seen_at,
               s.complete, s.complete AND s.proven_at > now() - interval '5 minutes',
               LEAST(s.expires_at, s.last_seen_at + LEAST(idle, i.most), now() + interval '10 seconds', app.next_change(),
                     CASE WHEN s.proven_at > now() - interval '5 minutes' THEN s.proven_at + interval '5 minutes' END)
          FROM app.sessions s
          JOIN app.users u ON u.id = s.user_id AND u.standing = 'active'
          JOIN app.delegations d ON d.id = s.delegation_id AND d.user_id = u.id AND d.valid @> current_date
          JOIN app.parties p ON p.code = d.party
          LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
          CROSS JOIN app.authority a
          CROSS JOIN LATERAL (SELECT CASE WHEN s.shared THEN interval '15 minutes' ELSE interval '1 day' END) AS i(most)
         WHERE s.token_hash = a_token_hash AND s.ended_at IS NULL AND s.expires_at > now() AND s.last_seen_at > now() - LEAST(idle, i.most)
      $$;
      REVOKE EXECUTE ON FUNCTION app.actor_facts(bytea, interval) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.actor_facts(bytea, interval) TO focalpoint_app;
      ALTER FUNCTION app.actor_facts(bytea, interval) OWNER TO focalpoint_facts;

      DROP TRIGGER authority ON app.sessions;
      CREATE TRIGGER authority AFTER UPDATE OF ended_at, delegation_id, expires_at, complete, proven_at ON app.sessions
        FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.sessions DROP COLUMN proofs, DROP COLUMN complete, DROP COLUMN proven_at CASCADE, DROP COLUMN shared, DROP COLUMN link_id, DROP COLUMN tries;
      DROP TABLE app.factor_resets, app.sign_in_links, app.challenges, app.recovery_codes, app.code_generators, app.passkeys`);
  }
}
