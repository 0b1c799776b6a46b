import type { MigrationInterface, QueryRunner } from 'typeorm';

const addressees = (columns: string, from: string) => `
  CREATE FUNCTION app.people_addressees(a_event uuid) RETURNS TABLE (${columns})
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    SELECT DISTINCT ${from}, a.part, e.detail
      FROM app.events e
      LEFT JOIN app.factor_resets r ON e.subject_type = 'factor-reset' AND r.id::text = e.subject_id
      JOIN app.users u ON u.standing = 'active' AND NOT u.is_demo
      JOIN app.delegations d ON d.user_id = u.id AND d.valid @> current_date AND d.state IN ('active', 'suspended')
      CROSS JOIN LATERAL (SELECT CASE
        WHEN e.subject_type = 'person' AND d.id::text = e.subject_id THEN 'person'
        WHEN d.state <> 'active' AND NOT (e.name = 'factor-reset.asked' AND d.id = r.delegation_id) THEN NULL
        WHEN e.subject_type = 'people-review' AND d.party = e.originator
             AND (CASE WHEN d.party = 'SECRETARIAT' THEN 'administrator' ELSE 'focal_point' END) = ANY (d.roles) THEN 'keeper'
        WHEN e.name = 'factor-reset.asked' AND d.id = r.delegation_id THEN 'person'
        WHEN e.name = 'factor-reset.asked' AND d.party = 'SECRETARIAT' AND 'secretariat_officer' = ANY (d.roles) AND u.id <> r.asked_by THEN 'officer'
        WHEN e.name IN ('factor-reset.approved', 'factor-reset.refused') AND u.id = r.asked_by THEN 'asker'
        END) AS a(part)
     WHERE e.id = a_event AND a.part IS NOT NULL
  $$;
  REVOKE EXECUTE ON FUNCTION app.people_addressees(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.people_addressees(uuid) TO focalpoint_app;
  -- Handed over last: whoever owns a function alone says who may run it.
  ALTER FUNCTION app.people_addressees(uuid) OWNER TO focalpoint_facts;
`;

/** Whom an event about people concerns, by who they are: asked when the letter is posted, and again when it is sent. */
export class PeopleLetters0024 implements MigrationInterface {
  name = 'PeopleLetters0000000000024';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`DROP FUNCTION app.people_addressees(uuid); ${addressees('user_id uuid, name text, part text, detail jsonb', 'u.id, e.name')}`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP FUNCTION app.people_addressees(uuid); ${addressees('email text, name text, locale text, part text, detail jsonb', 'u.email, u.name, u.locale')}`);
  }
}
