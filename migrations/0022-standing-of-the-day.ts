import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The functions that give somebody authority, with what each asks for a party's standing: a function of the party's code, or its column. */
const authority = (standing: string, formersToo: boolean) => `
  DROP FUNCTION app.keys_of(text, uuid); DROP FUNCTION app.actor_facts(bytea, interval); DROP FUNCTION app.party_facts(); DROP FUNCTION app.token_facts(bytea);

  -- Every name a marking can call an official of this party by; the same for actors and for the audience a release is rehearsed on.
  CREATE FUNCTION app.keys_of(a_party text, a_user uuid) RETURNS text[] LANGUAGE sql STABLE
  SET search_path = pg_catalog, app AS $$
    SELECT ARRAY['public']
      || CASE WHEN t.standing = 'active' AND m.membership = 'member' THEN ARRAY['community', 'community/' || p.code] ELSE '{}' END
      || CASE WHEN t.standing = 'active' THEN ARRAY[coalesce(m.membership, 'participant'), p.code]
                || ARRAY(SELECT DISTINCT c.circle FROM app.circles c
                          WHERE c.party = p.code AND (c.user_id IS NULL OR c.user_id = a_user) ORDER BY 1) ELSE '{}' END
      || CASE WHEN t.standing = 'active' AND a_user IS NOT NULL THEN ARRAY[a_user::text] ELSE '{}' END
      FROM app.parties p
      CROSS JOIN LATERAL (SELECT ${standing}) AS t(standing)
      LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
     WHERE p.code = a_party
  $$;

  CREATE FUNCTION app.actor_facts(a_token_hash bytea, idle interval)
  RETURNS TABLE (session_id uuid, user_id uuid, user_name text, locale text, email text, delegation_id uuid, party text, party_name text,
                 party_kind text, standing text, membership text, roles text[], keys text[], version bigint, last_seen_at timestamptz,
                 complete boolean, proven boolean, stale_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    SELECT s.id, u.id, u.name, u.locale, u.email, d.id, p.code, p.name, p.kind, t.standing,
           coalesce(m.membership, 'participant'),
           CASE WHEN t.standing = 'active' THEN d.roles ELSE '{}' END, app.keys_of(p.code, u.id), a.version, s.last_seen_at,
           s.complete, s.complete AND s.proven_at > now() - interval '5 minutes',
           LEAST(s.expires_at, s.last_seen_at + LEAST(idle, i.most), now() + interval '10 seconds', app.next_change(),
                 CASE WHEN s.proven_at > now() - interval '5 minutes' THEN s.proven_at + interval '5 minutes' END)
      FROM app.sessions s
      JOIN app.users u ON u.id = s.user_id AND u.standing = 'active'
      JOIN app.delegations d ON d.id = s.delegation_id AND d.user_id = u.id AND d.valid @> current_date
                            AND (d.state = 'active' OR d.state = 'invited' AND NOT s.complete)
      JOIN app.parties p ON p.code = d.party
      CROSS JOIN LATERAL (SELECT ${standing}) AS t(standing)
      LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
      LEFT JOIN app.identity_providers v ON v.id = s.provider_id
      CROSS JOIN app.authority a
      CROSS JOIN LATERAL (SELECT CASE WHEN s.shared THEN interval '15 minutes' ELSE interval '1 day' END) AS i(most)
     WHERE s.token_hash = a_token_hash AND s.ended_at IS NULL AND s.expires_at > now() AND s.last_seen_at > now() - LEAST(idle, i.most)
       AND (s.provider_id IS NULL OR v.enabled) ${formersToo ? '' : `AND t.standing <> 'former'`}
  $$;

  CREATE FUNCTION app.party_facts()
  RETURNS TABLE (code text, name text, sort_name text, kind text, standing text, membership text, keys text[], officials jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    SELECT p.code, p.name, p.sort_name, p.kind, t.standing,
           coalesce(m.membership, 'participant'),
           app.keys_of(p.code, NULL),
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'roles', d.roles,
                             'circles', ARRAY(SELECT c.circle FROM app.circles c WHERE c.user_id = u.id AND c.party = p.code))
                             ORDER BY u.name)
                       FROM app.delegations d JOIN app.users u ON u.id = d.user_id AND u.standing = 'active'
                      WHERE d.party = p.code AND d.state = 'active' AND d.valid @> current_date), '[]')
      FROM app.parties p
      CROSS JOIN LATERAL (SELECT ${standing}) AS t(standing)
      LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
     WHERE app.verified() IS NOT NULL AND t.standing <> 'former'
     ORDER BY (p.kind IN ('organisation', 'secretariat')), p.sort_name
  $$;

  CREATE FUNCTION app.token_facts(a_token_hash bytea)
  RETURNS TABLE (token_id uuid, user_id uuid, user_name text, party text, membership text, roles text[], keys text[], verbs text[], version bigint, stale_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    SELECT t.id, u.id, u.name, p.code, coalesce(m.membership, 'participant'), d.roles, app.keys_of(p.code, u.id), t.verbs, a.version,
           LEAST(t.expires_at, now() + interval '10 seconds', app.next_change())
      FROM app.api_tokens t
      JOIN app.users u ON u.id = t.user_id AND u.standing = 'active'
      JOIN app.delegations d ON d.id = t.delegation_id AND d.user_id = u.id AND d.party = t.party AND d.state = 'active' AND d.valid @> current_date
      JOIN app.parties p ON p.code = d.party
      LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
      CROSS JOIN app.authority a
     WHERE t.token_hash = a_token_hash AND t.revoked_at IS NULL AND t.expires_at > now() AND ${standing} = 'active'
  $$;

  REVOKE EXECUTE ON FUNCTION app.keys_of(text, uuid), app.actor_facts(bytea, interval), app.party_facts(), app.token_facts(bytea) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.actor_facts(bytea, interval), app.party_facts(), app.token_facts(bytea) TO focalpoint_app;
  -- Handed over last: whoever owns a function alone says who may run it.
  ALTER FUNCTION app.keys_of(text, uuid) OWNER TO focalpoint_facts;
  ALTER FUNCTION app.actor_facts(bytea, interval) OWNER TO focalpoint_facts;
  ALTER FUNCTION app.party_facts() OWNER TO focalpoint_facts;
  ALTER FUNCTION app.token_facts(bytea) OWNER TO focalpoint_facts;
`;

const standingOn = (today: string) => `
  -- The standing of a party on a day, as far as it is dated; today it is the one that counts.
  CREATE OR REPLACE FUNCTION app.standing_on(a_party text, a_day date) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, app AS $$
    SELECT CASE WHEN a_day = (now() AT TIME ZONE 'UTC')::date THEN ${today}
                ELSE coalesce((SELECT s.standing FROM app.party_standings s WHERE s.party = p.code AND s.valid @> a_day), 'active') END
      FROM app.parties p WHERE p.code = a_party
  $$;
`;

/** A change of standing that was dated for a later day takes authority away when that day begins, whether a job has run or not. */
export class StandingOfTheDay0022 implements MigrationInterface {
  name = 'StandingOfTheDay0000000000022';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      GRANT SELECT ON app.party_standings TO focalpoint_facts;
      CREATE POLICY facts ON app.party_standings FOR SELECT TO focalpoint_facts USING (true);
      CREATE TRIGGER authority AFTER INSERT OR UPDATE OR DELETE ON app.party_standings FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();

      -- The standing that counts today: the stricter one of the party's own and of what is dated. Taking away acts with the day; giving back waits
      -- for the job, which tells the record of it.
      CREATE FUNCTION app.standing_of(a_party text) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, app AS $$
        SELECT CASE WHEN 'former' IN (p.standing, s.standing) THEN 'former' ELSE coalesce(s.standing, p.standing) END
          FROM app.parties p LEFT JOIN app.party_standings s ON s.party = p.code AND s.valid @> (now() AT TIME ZONE 'UTC')::date
         WHERE p.code = a_party
      $$;
      REVOKE EXECUTE ON FUNCTION app.standing_of(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.standing_of(text) TO focalpoint_app, focalpoint_facts;`);
    await db.query(standingOn('app.standing_of(p.code)'));
    await db.query(authority('app.standing_of(p.code)', false));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(authority('p.standing', true));
    await db.query(standingOn('p.standing'));
    await db.query(`
      DROP FUNCTION app.standing_of; DROP TRIGGER authority ON app.party_standings;
      DROP POLICY facts ON app.party_standings; REVOKE SELECT ON app.party_standings FROM focalpoint_facts`);
  }
}
