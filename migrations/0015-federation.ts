import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members' own identity providers, who came through them, and sign-ins that are under way at one. */
export class Federation0015 implements MigrationInterface {
  name = 'Federation0000000000015';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.identity_providers (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        issuer text NOT NULL CHECK (length(issuer) BETWEEN 8 AND 500),
        client_id text NOT NULL CHECK (length(client_id) BETWEEN 1 AND 200),
        -- Encrypted under the operator's secret, bound to this row; no answer of the portal holds it.
        client_secret text NOT NULL,
        scopes text[] NOT NULL DEFAULT '{openid,profile,email}' CHECK ('openid' = ANY (scopes) AND cardinality(scopes) <= 10),
        -- What a sign-in there must say of its strength: one of these, where any are named.
        acr_values text[] NOT NULL DEFAULT '{}' CHECK (cardinality(acr_values) <= 10),
        amr_values text[] NOT NULL DEFAULT '{}' CHECK (cardinality(amr_values) <= 10),
        algorithms text[] NOT NULL CHECK (cardinality(algorithms) >= 1 AND algorithms <@ ARRAY['RS256','PS256','ES256','EdDSA']),
        enabled boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        changed_at timestamptz NOT NULL DEFAULT now(),
        changed_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        ended_at timestamptz,
        row_version integer NOT NULL DEFAULT 1,
        UNIQUE (id, party),
        CHECK (ended_at IS NULL OR NOT enabled)
      );
      -- One at a time. Two parties may name the same issuer: neither learns of the other.
      CREATE UNIQUE INDEX one_provider ON app.identity_providers (party) WHERE ended_at IS NULL;
      COMMENT ON TABLE app.identity_providers IS 'fence: own; its party alone, and sign-in';

      -- Somebody as their party's provider knows them: by issuer and subject, and by nothing else. What it calls them is for the focal point's eyes.
      CREATE TABLE app.federated_identities (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        provider_id uuid NOT NULL,
        party text NOT NULL,
        issuer text NOT NULL,
        subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
        asserted_name text CHECK (length(asserted_name) <= 200),
        asserted_email text CHECK (length(asserted_email) <= 254),
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz,
        removed_at timestamptz,
        FOREIGN KEY (provider_id, party) REFERENCES app.identity_providers (id, party) ON DELETE RESTRICT
      );
      CREATE UNIQUE INDEX one_subject ON app.federated_identities (party, provider_id, issuer, subject) WHERE removed_at IS NULL;
      CREATE INDEX federated_identities_by_user ON app.federated_identities (user_id);
      COMMENT ON TABLE app.federated_identities IS 'fence: administered; the person, the provider''s party, and sign-in';

      -- A sign-in that went off to a provider: taken up once, by the browser it began in, within ten minutes.
      CREATE TABLE app.sign_in_attempts (
        state_hash bytea PRIMARY KEY,
        browser_hash bytea NOT NULL,
        provider_id uuid NOT NULL REFERENCES app.identity_providers ON DELETE RESTRICT,
        purpose text NOT NULL CHECK (purpose IN ('enter', 'link')),
        -- Whose account is linked; nobody yet who enters.
        user_id uuid REFERENCES app.users ON DELETE RESTRICT,
        -- Nonce and verifier, encrypted.
        secrets text NOT NULL,
        way jsonb NOT NULL DEFAULT '{}',
        expires_at timestamptz NOT NULL DEFAULT now() + interval '10 minutes',
        used_at timestamptz,
        CHECK ((purpose = 'link') = (user_id IS NOT NULL))
      );
      CREATE INDEX sign_in_attempts_by_age ON app.sign_in_attempts (expires_at);
      COMMENT ON TABLE app.sign_in_attempts IS 'fence: personal; sign-in only';

      -- Which provider vouched for the person, for as long as the session lasts. 'assertion': it vouched, but not with the strength its party asks for.
      ALTER TABLE app.sessions ADD COLUMN provider_id uuid REFERENCES app.identity_providers ON DELETE RESTRICT;
      ALTER TABLE app.sessions DROP CONSTRAINT sessions_proofs_check;
      ALTER TABLE app.sessions ADD CONSTRAINT sessions_proofs_check
        CHECK (proofs <@ ARRAY['password','code','passkey','recovery','provider','assertion','link','demo']);
      ALTER TABLE app.sessions ADD CONSTRAINT sessions_vouched CHECK (NOT proofs && ARRAY['provider','assertion'] OR provider_id IS NOT NULL);
      CREATE INDEX sessions_by_provider ON app.sessions (provider_id) WHERE provider_id IS NOT NULL AND ended_at IS NULL;

      ALTER TABLE app.identity_providers ENABLE ROW LEVEL SECURITY;    ALTER TABLE app.identity_providers FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.federated_identities ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.federated_identities FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.sign_in_attempts ENABLE ROW LEVEL SECURITY;      ALTER TABLE app.sign_in_attempts FORCE ROW LEVEL SECURITY;

      CREATE POLICY own ON app.identity_providers TO focalpoint_app USING (party = (SELECT app.party())) WITH CHECK (party = (SELECT app.party()));
      CREATE POLICY sign_in ON app.identity_providers FOR SELECT TO focalpoint_app USING ((SELECT app.system()) = 'sign-in');

      CREATE POLICY sign_in ON app.federated_identities TO focalpoint_app
        USING ((SELECT app.system()) = 'sign-in') WITH CHECK ((SELECT app.system()) = 'sign-in');
      CREATE POLICY own ON app.federated_identities FOR SELECT TO focalpoint_app
        USING (user_id = (SELECT app.user_id()) OR party = (SELECT app.party()));

      CREATE POLICY sign_in ON app.sign_in_attempts TO focalpoint_app
        USING ((SELECT app.system()) = 'sign-in') WITH CHECK ((SELECT app.system()) = 'sign-in');

      -- Whoever comes through a provider for the first time waits, without a role, for their focal point.
      CREATE POLICY arrive ON app.users FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'sign-in' AND email LIKE '%.invalid');
      CREATE POLICY arrive ON app.delegations FOR INSERT TO focalpoint_app
        WITH CHECK ((SELECT app.system()) = 'sign-in' AND state = 'pending' AND roles = '{}');

      -- Whether passwords will do is the party's own decision; of its entry in the register the serving role changes nothing else.
      REVOKE UPDATE ON app.parties FROM focalpoint_app;
      GRANT UPDATE (allows_passwords, row_version) ON app.parties TO focalpoint_app;
      CREATE POLICY sign_in_rules ON app.parties FOR UPDATE TO focalpoint_app
        USING (code = (SELECT app.party())) WITH CHECK (code = (SELECT app.party()));

      GRANT SELECT, INSERT, UPDATE ON app.identity_providers, app.federated_identities TO focalpoint_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON app.sign_in_attempts TO focalpoint_app;

      GRANT SELECT ON app.identity_providers TO focalpoint_facts;
      CREATE POLICY facts ON app.identity_providers FOR SELECT TO focalpoint_facts USING (true);
      CREATE TRIGGER authority AFTER UPDATE OF enabled, ended_at, issuer, client_id ON app.identity_providers
        FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();

      DROP FUNCTION app.actor_facts(bytea, interval);
      -- As before; and a session a provider vouched for ends with the provider.
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
                                AND (d.state = 'active' OR d.state = 'invited' AND NOT s.complete)
          JOIN app.parties p ON p.code = d.party
          LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
          LEFT JOIN app.identity_providers v ON v.id = s.provider_id
          CROSS JOIN app.authority a
          CROSS JOIN LATERAL (SELECT CASE WHEN s.shared THEN interval '15 minutes' ELSE interval '1 day' END) AS i(most)
         WHERE s.token_hash = a_token_hash AND s.ended_at IS NULL AND s.expires_at > now() AND s.last_seen_at > now() - LEAST(idle, i.most)
           AND (s.provider_id IS NULL OR v.enabled)
      $$;
      REVOKE EXECUTE ON FUNCTION app.actor_facts(bytea, interval) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.actor_facts(bytea, interval) TO focalpoint_app;
      ALTER FUNCTION app.actor_facts(bytea, interval) OWNER TO focalpoint_facts;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY sign_in_rules ON app.parties; DROP POLICY arrive ON app.delegations; DROP POLICY arrive ON app.users;
      ALTER TABLE app.sessions DROP COLUMN provider_id CASCADE;
      DROP TABLE app.sign_in_attempts, app.federated_identities, app.identity_providers`);
  }
}
