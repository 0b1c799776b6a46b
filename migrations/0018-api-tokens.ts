import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens for programs: one delegation of one person, and some of its verbs. */
export class ApiTokens0018 implements MigrationInterface {
  name = 'ApiTokens0000000000018';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.api_tokens (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        delegation_id uuid NOT NULL REFERENCES app.delegations ON DELETE RESTRICT,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        verbs text[] NOT NULL CHECK (cardinality(verbs) BETWEEN 1 AND 100),
        token_hash bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        last_used_at timestamptz,
        revoked_at timestamptz,
        CHECK (expires_at <= created_at + interval '366 days')
      );
      CREATE INDEX api_tokens_by_user ON app.api_tokens (user_id) WHERE revoked_at IS NULL;
      COMMENT ON TABLE app.api_tokens IS 'fence: personal; the person, and sign-in to note their use';
      ALTER TABLE app.api_tokens ENABLE ROW LEVEL SECURITY;
      ALTER TABLE app.api_tokens FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.api_tokens FOR SELECT TO focalpoint_app
        USING (user_id = (SELECT app.user_id()) OR (SELECT app.system()) = 'sign-in');
      CREATE POLICY add ON app.api_tokens FOR INSERT TO focalpoint_app WITH CHECK (
        user_id = (SELECT app.user_id()) AND party = (SELECT app.party())
        AND EXISTS (SELECT FROM app.delegations d WHERE d.id = delegation_id AND d.user_id = api_tokens.user_id AND d.party = api_tokens.party));
      CREATE POLICY change ON app.api_tokens FOR UPDATE TO focalpoint_app
        USING (user_id = (SELECT app.user_id()) OR (SELECT app.system()) = 'sign-in')
        WITH CHECK (user_id = (SELECT app.user_id()) OR (SELECT app.system()) = 'sign-in');
      -- What a token may do, whose it is and how long it lasts never changes.
      GRANT SELECT, INSERT ON app.api_tokens TO focalpoint_app;
      GRANT UPDATE (last_used_at, revoked_at) ON app.api_tokens TO focalpoint_app;
      GRANT SELECT ON app.api_tokens TO focalpoint_facts;
      CREATE POLICY facts ON app.api_tokens FOR SELECT TO focalpoint_facts USING (true);
      CREATE TRIGGER authority AFTER UPDATE OF revoked_at ON app.api_tokens FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();

      -- The facts an actor is built from, for the token with this hash: no row when it is unknown, revoked or too old, or when its person,
      -- delegation or party no longer holds.
      CREATE FUNCTION app.token_facts(a_token_hash bytea)
      RETURNS TABLE (token_id uuid, user_id uuid, user_name text, party text, membership text, roles text[], keys text[], verbs text[], version bigint, stale_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT t.id, u.id, u.name, p.code, coalesce(m.membership, 'participant'), d.roles, app.keys_of(p.code, u.id), t.verbs, a.version,
               LEAST(t.expires_at, now() + interval '10 seconds', app.next_change())
          FROM app.api_tokens t
          JOIN app.users u ON u.id = t.user_id AND u.standing = 'active'
          JOIN app.delegations d ON d.id = t.delegation_id AND d.user_id = u.id AND d.party = t.party AND d.state = 'active' AND d.valid @> current_date
          JOIN app.parties p ON p.code = d.party AND p.standing = 'active'
          LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
          CROSS JOIN app.authority a
         WHERE t.token_hash = a_token_hash AND t.revoked_at IS NULL AND t.expires_at > now()
      $$;
      REVOKE EXECUTE ON FUNCTION app.token_facts(bytea) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.token_facts(bytea) TO focalpoint_app;
      ALTER FUNCTION app.token_facts(bytea) OWNER TO focalpoint_facts;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION app.token_facts; DROP TABLE app.api_tokens');
  }
}
