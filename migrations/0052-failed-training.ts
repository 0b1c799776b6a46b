import type { MigrationInterface, QueryRunner } from 'typeorm';

const addressees = (more: string) => `
  DROP FUNCTION app.training_addressees;
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
        ${more}
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
  -- Handed over last: whoever owns a function alone says who may run it.
  ALTER FUNCTION app.training_addressees(uuid) OWNER TO focalpoint_facts;`;

/** Who is told that every try at an examination is used, or that one was given back: the trainee, and the focal point who sent them. */
export class FailedTraining0052 implements MigrationInterface {
  name = 'FailedTraining0000000000052';

  async up(db: QueryRunner): Promise<void> {
    // An enrolment that nobody approved was entered by the trainee alone, and is no focal point's affair.
    await db.query(addressees(`
        WHEN e.name = 'enrolment.failed' AND n.state = 'failed' AND u.id = n.user_id THEN 'failed'
        WHEN e.name = 'enrolment.reopened' AND n.state = 'active' AND u.id = n.user_id THEN 'reopened'
        WHEN (e.name, n.state) IN (('enrolment.failed', 'failed'), ('enrolment.reopened', 'active')) AND n.approved_by IS NOT NULL AND u.id <> n.user_id AND e.actor IS DISTINCT FROM u.id
             AND 'training_focal_point' = ANY (app.roles_of(n.party, u.id, '{}')) THEN replace(e.name, 'enrolment.', '') || '_sent'`));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(addressees(''));
  }
}
