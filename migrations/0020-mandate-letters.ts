import type { MigrationInterface, QueryRunner } from 'typeorm';

const peopleLag = (more: string) => `
  DROP FUNCTION app.people_lag();
  -- What the operator is told: members without a focal point, mandates that lapse, people with a single way to sign in.
  CREATE FUNCTION app.people_lag() RETURNS TABLE (without_focal_point text[], lapsing text[], one_factor integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    SELECT ARRAY(SELECT p.code FROM app.parties p
                  WHERE p.standing = 'active' AND EXISTS (SELECT FROM app.memberships m WHERE m.party = p.code AND m.body = 'FORUM' AND m.membership = 'member' AND m.valid @> current_date)
                    AND NOT EXISTS (SELECT FROM app.focal_points f WHERE f.party = p.code AND f.state = 'confirmed') ORDER BY 1),
           ARRAY(SELECT DISTINCT f.party FROM app.focal_points f WHERE f.state = 'confirmed' AND f.due_on <= current_date + 30 ORDER BY 1),
           (SELECT count(*)::integer FROM app.users u
             WHERE u.standing = 'active' AND NOT u.is_demo AND EXISTS (SELECT FROM app.delegations d WHERE d.user_id = u.id AND d.state = 'active' AND d.valid @> current_date)
               AND 2 > (SELECT count(*) FROM app.passkeys k WHERE k.user_id = u.id AND k.removed_at IS NULL AND k.suspended_at IS NULL)
                     + (SELECT count(*) FROM app.code_generators g WHERE g.user_id = u.id AND g.in_use) ${more})
  $$;
  REVOKE EXECUTE ON FUNCTION app.people_lag() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.people_lag() TO focalpoint_app;
  ALTER FUNCTION app.people_lag() OWNER TO focalpoint_facts;`;

/** Letters about focal points go by the person and name the party in either language; whoever enters with their organisation's account depends on no single device. */
export class MandateLetters0020 implements MigrationInterface {
  name = 'MandateLetters0000000000020';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      GRANT SELECT (user_id, removed_at) ON app.federated_identities TO focalpoint_facts;
      CREATE POLICY facts ON app.federated_identities FOR SELECT TO focalpoint_facts USING (true);`);
    await db.query(`
      GRANT SELECT ON app.party_names TO focalpoint_facts;
      CREATE POLICY facts ON app.party_names FOR SELECT TO focalpoint_facts USING (true);
      DROP FUNCTION app.focal_point_addressees(uuid);
      -- Whom an event about a focal point concerns, and what the party is called: for letters, and for nothing else. Invented officials get none.
      CREATE FUNCTION app.focal_point_addressees(a_event uuid) RETURNS TABLE (user_id uuid, party_en text, party_ar text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT DISTINCT u.id, p.name, coalesce((SELECT n.name FROM app.party_names n WHERE n.party = p.code AND n.language = 'ar' ORDER BY n.chosen_at DESC LIMIT 1), p.name)
          FROM app.events e
          JOIN app.focal_points f ON f.id::text = e.subject_id JOIN app.parties p ON p.code = f.party
          LEFT JOIN app.nominations n ON n.id = f.id
          LEFT JOIN app.focal_points s ON s.id = f.successor
          JOIN app.users u ON u.standing = 'active' AND NOT u.is_demo AND u.id IS DISTINCT FROM e.actor
          JOIN app.delegations d ON d.user_id = u.id AND d.state = 'active' AND d.valid @> current_date
         WHERE e.id = a_event AND e.subject_type = 'focal-point' AND (
               (e.name IN ('focal-point.nominated', 'focal-point.checked', 'focal-point.answered', 'focal-point.withdrawn', 'focal-point.lapsed', 'focal-point.ended', 'focal-point.unmanned')
                 AND d.party = 'SECRETARIAT' AND d.roles && ARRAY['secretariat_officer'])
            OR (e.name IN ('focal-point.asked', 'focal-point.refused', 'focal-point.confirmed') AND u.id = n.nominated_by)
            OR (e.name IN ('focal-point.reminded', 'focal-point.lapsed', 'focal-point.ended') AND d.party = f.party AND u.id = f.user_id)
            OR (e.name IN ('focal-point.lapsed', 'focal-point.ended') AND d.party = f.party AND d.roles && ARRAY['focal_point'])
            OR (e.name = 'focal-point.handed-over' AND d.party = f.party AND u.id IN (f.user_id, s.user_id)))
      $$;
      REVOKE EXECUTE ON FUNCTION app.focal_point_addressees(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.focal_point_addressees(uuid) TO focalpoint_app;
      ALTER FUNCTION app.focal_point_addressees(uuid) OWNER TO focalpoint_facts;`);
    await db.query(peopleLag('AND NOT EXISTS (SELECT FROM app.federated_identities i WHERE i.user_id = u.id AND i.removed_at IS NULL)'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(peopleLag(''));
    await db.query(`
      DROP FUNCTION app.focal_point_addressees; DROP POLICY facts ON app.party_names; REVOKE SELECT ON app.party_names FROM focalpoint_facts;
      DROP POLICY facts ON app.federated_identities;
      REVOKE SELECT (user_id, removed_at) ON app.federated_identities FROM focalpoint_facts`);
  }
}
