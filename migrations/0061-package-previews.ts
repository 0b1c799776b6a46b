import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Those who write and publish a course open a package before anybody else does: a launch of their own, that leaves nothing with any learner. */
export class PackagePreviews0061 implements MigrationInterface {
  name = 'PackagePreviews0000000000061';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.package_previews (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        package_id uuid NOT NULL REFERENCES app.packages ON DELETE CASCADE,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        -- SHA-256 of the token, and of what stands in the addresses of the files.
        token_hash bytea NOT NULL UNIQUE,
        path_hash bytea NOT NULL UNIQUE,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        last_seq integer NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
        -- What the units said, for as long as the preview lasts; the next one of the same person begins with nothing.
        states jsonb NOT NULL DEFAULT '{}' CHECK (octet_length(states::text) <= 4194304),
        sequencing text CHECK (octet_length(sequencing) <= 262144),
        unit text
      );
      CREATE INDEX package_previews_of ON app.package_previews (package_id, user_id);
      COMMENT ON TABLE app.package_previews IS 'fence: personal';
      ALTER TABLE app.package_previews ENABLE ROW LEVEL SECURITY; ALTER TABLE app.package_previews FORCE ROW LEVEL SECURITY;
      CREATE POLICY own ON app.package_previews FOR ALL TO focalpoint_app USING (user_id = (SELECT app.user_id()))
        WITH CHECK (user_id = (SELECT app.user_id()) AND EXISTS (SELECT FROM app.packages p WHERE p.id = package_id AND p.originator = (SELECT app.party())));
      -- What is over is swept up each night.
      CREATE POLICY over ON app.package_previews FOR ALL TO focalpoint_app USING ((SELECT app.system()) = 'sweep-previews' AND expires_at < now()) WITH CHECK (false);
      GRANT SELECT, INSERT, UPDATE, DELETE ON app.package_previews TO focalpoint_app;

      GRANT SELECT ON app.package_previews TO focalpoint_facts;
      CREATE POLICY facts ON app.package_previews FOR SELECT TO focalpoint_facts USING (true);
      -- Whose preview this is, as app.launch_facts says it of launches: only while its holder still writes or publishes for the originator.
      CREATE FUNCTION app.preview_facts(a_hash bytea)
      RETURNS TABLE (launch_id uuid, by_token boolean, user_id uuid, party text, membership text, keys text[])
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT v.id, v.token_hash = a_hash, u.id, v.party, coalesce(m.membership, 'participant'), app.keys_of(v.party, u.id)
          FROM app.package_previews v
          JOIN app.users u ON u.id = v.user_id AND u.standing = 'active'
          LEFT JOIN app.memberships m ON m.party = v.party AND m.body = 'FORUM' AND m.valid @> current_date
         WHERE (v.token_hash = a_hash OR v.path_hash = a_hash) AND v.expires_at > now() AND app.standing_of(v.party) = 'active'
           AND EXISTS (SELECT FROM app.delegations d WHERE d.user_id = u.id AND d.party = v.party AND d.state = 'active' AND d.valid @> current_date AND d.roles && ARRAY['course_author', 'course_officer'])
      $$;
      REVOKE EXECUTE ON FUNCTION app.preview_facts(bytea) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.preview_facts(bytea) TO focalpoint_app;
      ALTER FUNCTION app.preview_facts(bytea) OWNER TO focalpoint_facts;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION app.preview_facts; DROP TABLE app.package_previews');
  }
}
