import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom an event about training concerns: the focal point who decides, the trainee it is decided about, the holder of a certificate. */
export class TrainingLetters0047 implements MigrationInterface {
  name = 'TrainingLetters0000000000047';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      GRANT SELECT ON app.enrolments, app.certificates TO focalpoint_facts;
      CREATE POLICY facts ON app.enrolments FOR SELECT TO focalpoint_facts USING (true);
      CREATE POLICY facts ON app.certificates FOR SELECT TO focalpoint_facts USING (true);
      -- Asked when the letter is posted and again when it is sent: what was decided meanwhile needs no letter. Nobody is told of their own deeds.
      CREATE FUNCTION app.training_addressees(a_event uuid) RETURNS TABLE (user_id uuid, name text, part text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT DISTINCT u.id, e.name, a.part
          FROM app.events e
          JOIN app.enrolments n ON e.subject_type = 'enrolment' AND n.id::text = e.subject_id
          JOIN app.users u ON u.standing = 'active' AND NOT u.is_demo
          JOIN app.delegations d ON d.user_id = u.id AND d.party = n.party AND d.state = 'active' AND d.valid @> current_date
          CROSS JOIN LATERAL (SELECT CASE
            WHEN e.name = 'enrolment.made' AND n.state = 'nominated' AND u.id <> n.user_id AND 'training_focal_point' = ANY (app.roles_of(n.party, u.id, '{}')) THEN 'decider'
            WHEN u.id <> n.user_id OR e.actor = u.id THEN NULL
            WHEN e.name IN ('enrolment.made', 'enrolment.approved', 'enrolment.promoted', 'enrolment.transferred') AND n.state = 'offered' THEN 'offered'
            WHEN e.name = 'enrolment.' || n.state AND n.state IN ('refused', 'waitlisted', 'lapsed', 'removed') THEN n.state
            END) AS a(part)
         WHERE e.id = a_event AND a.part IS NOT NULL
        UNION
        SELECT u.id, e.name, c.state
          FROM app.events e
          JOIN app.certificates c ON e.subject_type = 'certificate' AND c.id::text = e.subject_id
          JOIN app.users u ON u.id = c.user_id AND u.standing = 'active' AND NOT u.is_demo
         WHERE e.id = a_event AND e.name = 'certificate.' || c.state AND c.state IN ('revoked', 'expired')
      $$;
      REVOKE EXECUTE ON FUNCTION app.training_addressees(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.training_addressees(uuid) TO focalpoint_app;
      ALTER FUNCTION app.training_addressees(uuid) OWNER TO focalpoint_facts;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION app.training_addressees;
      DROP POLICY facts ON app.enrolments; DROP POLICY facts ON app.certificates;
      REVOKE SELECT ON app.enrolments, app.certificates FROM focalpoint_facts;`);
  }
}
