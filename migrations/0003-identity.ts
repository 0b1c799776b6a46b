import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users, credentials, delegations, sessions, and the two functions that tell who somebody is. */
export class Identity0003 implements MigrationInterface {
  name = 'Identity0000000000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.users (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        email text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) <= 254),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        locale text NOT NULL DEFAULT 'en',
        standing text NOT NULL DEFAULT 'active' CHECK (standing IN ('active', 'suspended', 'closed')),
        is_demo boolean NOT NULL DEFAULT false,
        persona text,
        last_sign_in_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        row_version integer NOT NULL DEFAULT 1
      );
      COMMENT ON TABLE app.users IS 'fence: administered; the person, colleagues of the same party, the secretariat';

      CREATE TABLE app.credentials (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        kind text NOT NULL CHECK (kind IN ('password', 'passkey', 'oidc', 'totp')),
        secret text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX one_password ON app.credentials (user_id) WHERE kind = 'password';
      COMMENT ON TABLE app.credentials IS 'fence: personal; sign-in and the operator only, no person reads a secret';

      CREATE TABLE app.delegations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        roles text[] NOT NULL CHECK (roles <@ ARRAY['reader','contributor','document_officer','focal_point','secretariat_officer','auditor','administrator']),
        valid daterange NOT NULL DEFAULT daterange(current_date, NULL) CHECK (NOT isempty(valid)),
        EXCLUDE USING gist (user_id WITH =, party WITH =, valid WITH &&)
      );
      CREATE INDEX delegations_by_party ON app.delegations (party);
      COMMENT ON TABLE app.delegations IS 'fence: administered; the person, colleagues of the same party, the secretariat';

      CREATE TABLE app.sessions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        token_hash bytea NOT NULL UNIQUE,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        delegation_id uuid NOT NULL REFERENCES app.delegations ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        ended_at timestamptz
      );
      CREATE INDEX sessions_by_user ON app.sessions (user_id) WHERE ended_at IS NULL;
      COMMENT ON TABLE app.sessions IS 'fence: personal; the person and sign-in';

      ALTER TABLE app.users ENABLE ROW LEVEL SECURITY;        ALTER TABLE app.users FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.credentials ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.credentials FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.delegations ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.delegations FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.sessions ENABLE ROW LEVEL SECURITY;     ALTER TABLE app.sessions FORCE ROW LEVEL SECURITY;

      CREATE POLICY see ON app.delegations FOR SELECT TO focalpoint_app USING (
        user_id = (SELECT app.user_id()) OR party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT'
        OR (SELECT app.system()) IN ('sign-in', 'operator'));
      CREATE POLICY add ON app.delegations FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'operator');
      CREATE POLICY change ON app.delegations FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) = 'operator') WITH CHECK ((SELECT app.system()) = 'operator');

      -- Through the delegations one may see: the fence of that table applies inside.
      CREATE POLICY see ON app.users FOR SELECT TO focalpoint_app USING (
        id = (SELECT app.user_id()) OR (SELECT app.system()) IN ('sign-in', 'operator')
        OR EXISTS (SELECT FROM app.delegations d WHERE d.user_id = users.id));
      CREATE POLICY add ON app.users FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'operator');
      CREATE POLICY change ON app.users FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) IN ('sign-in', 'operator')) WITH CHECK ((SELECT app.system()) IN ('sign-in', 'operator'));

      CREATE POLICY see ON app.credentials FOR SELECT TO focalpoint_app USING ((SELECT app.system()) = 'sign-in');
      CREATE POLICY add ON app.credentials FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'operator');
      CREATE POLICY change ON app.credentials FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) IN ('sign-in', 'operator')) WITH CHECK ((SELECT app.system()) IN ('sign-in', 'operator'));

      CREATE POLICY see ON app.sessions FOR SELECT TO focalpoint_app
        USING (user_id = (SELECT app.user_id()) OR (SELECT app.system()) = 'sign-in');
      CREATE POLICY add ON app.sessions FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'sign-in');
      CREATE POLICY change ON app.sessions FOR UPDATE TO focalpoint_app
        USING (user_id = (SELECT app.user_id()) OR (SELECT app.system()) = 'sign-in')
        WITH CHECK (user_id = (SELECT app.user_id()) OR (SELECT app.system()) = 'sign-in');

      GRANT SELECT, INSERT, UPDATE ON app.users, app.credentials, app.delegations, app.sessions TO focalpoint_app;

      GRANT SELECT ON app.users, app.delegations, app.sessions TO focalpoint_facts;
      CREATE POLICY facts ON app.users FOR SELECT TO focalpoint_facts USING (true);
      CREATE POLICY facts ON app.delegations FOR SELECT TO focalpoint_facts USING (true);
      CREATE POLICY facts ON app.sessions FOR SELECT TO focalpoint_facts USING (true);

      CREATE TRIGGER authority AFTER UPDATE OF standing, name, locale ON app.users FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();
      CREATE TRIGGER authority AFTER INSERT OR UPDATE OR DELETE ON app.delegations FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();
      CREATE TRIGGER authority AFTER UPDATE OF ended_at, delegation_id, expires_at ON app.sessions FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();

      -- Every name a marking can call an official of this party by; the same for actors and for the audience a release is rehearsed on.
      CREATE FUNCTION app.keys_of(a_party text, a_user uuid) RETURNS text[] LANGUAGE sql STABLE
      SET search_path = pg_catalog, app AS $$
        SELECT ARRAY['public']
          || CASE WHEN p.standing = 'active' AND m.membership = 'member' THEN ARRAY['community', 'community/' || p.code] ELSE '{}' END
          || CASE WHEN p.standing = 'active' THEN ARRAY[coalesce(m.membership, 'participant'), p.code]
                    || ARRAY(SELECT DISTINCT c.circle FROM app.circles c
                              WHERE c.party = p.code AND (c.user_id IS NULL OR c.user_id = a_user) ORDER BY 1) ELSE '{}' END
          || CASE WHEN p.standing = 'active' AND a_user IS NOT NULL THEN ARRAY[a_user::text] ELSE '{}' END
          FROM app.parties p
          LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
         WHERE p.code = a_party
      $$;

      -- The facts an actor is built from, for the session with this token hash: no row when it is unknown, ended, idle or expired,
      -- or when its user or delegation no longer holds. 'stale_at' is the next moment at which time alone may change the answer.
      CREATE FUNCTION app.actor_facts(a_token_hash bytea, idle interval)
      RETURNS TABLE (session_id uuid, user_id uuid, user_name text, locale text, email text, delegation_id uuid, party text, party_name text,
                     party_kind text, standing text, membership text, roles text[], keys text[], version bigint, last_seen_at timestamptz,
                     stale_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT s.id, u.id, u.name, u.locale, u.email, d.id, p.code, p.name, p.kind, p.standing,
               coalesce(m.membership, 'participant'),
               CASE WHEN p.standing = 'active' THEN d.roles ELSE '{}' END, app.keys_of(p.code, u.id), a.version, s.last_seen_at,
               LEAST(s.expires_at, s.last_seen_at + idle, now() + interval '10 seconds', app.next_change())
          FROM app.sessions s
          JOIN app.users u ON u.id = s.user_id AND u.standing = 'active'
          JOIN app.delegations d ON d.id = s.delegation_id AND d.user_id = u.id AND d.valid @> current_date
          JOIN app.parties p ON p.code = d.party
          LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
          CROSS JOIN app.authority a
         WHERE s.token_hash = a_token_hash AND s.ended_at IS NULL AND s.expires_at > now() AND s.last_seen_at > now() - idle
      $$;

      -- What a release is rehearsed on: every party, its keys, and its officials with theirs. Answers one party's question about all.
      CREATE FUNCTION app.party_facts()
      RETURNS TABLE (code text, name text, sort_name text, kind text, standing text, membership text, keys text[], officials jsonb)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT p.code, p.name, p.sort_name, p.kind, p.standing,
               coalesce(m.membership, 'participant'),
               app.keys_of(p.code, NULL),
               coalesce((SELECT jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'roles', d.roles,
                                 'circles', ARRAY(SELECT c.circle FROM app.circles c WHERE c.user_id = u.id AND c.party = p.code))
                                 ORDER BY u.name)
                           FROM app.delegations d JOIN app.users u ON u.id = d.user_id AND u.standing = 'active'
                          WHERE d.party = p.code AND d.valid @> current_date), '[]')
          FROM app.parties p
          LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
         WHERE app.verified() IS NOT NULL AND p.standing <> 'former'
         ORDER BY (p.kind IN ('organisation', 'secretariat')), p.sort_name
      $$;

      REVOKE EXECUTE ON FUNCTION app.keys_of(text, uuid), app.actor_facts(bytea, interval), app.party_facts() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.actor_facts(bytea, interval), app.party_facts() TO focalpoint_app;
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.keys_of(text, uuid) OWNER TO focalpoint_facts;
      ALTER FUNCTION app.actor_facts(bytea, interval) OWNER TO focalpoint_facts;
      ALTER FUNCTION app.party_facts() OWNER TO focalpoint_facts;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION app.party_facts; DROP FUNCTION app.actor_facts; DROP FUNCTION app.keys_of;
      DROP TABLE app.sessions, app.delegations, app.credentials, app.users`);
  }
}
