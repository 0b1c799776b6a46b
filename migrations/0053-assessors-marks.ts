import type { MigrationInterface, QueryRunner } from 'typeorm';

const types = ['choice', 'choices', 'matching', 'ordering', 'numeric', 'short_text', 'hotspot', 'compare', 'mrz', 'decision'];
const states = ['in_progress', 'graded', 'expired', 'voided'];
const among = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

const circles = (more: string) => `
  CREATE OR REPLACE VIEW app.circles WITH (security_invoker = true) AS
    SELECT m.body AS circle, m.party, NULL::uuid AS user_id
      FROM app.memberships m WHERE m.membership = 'member' AND m.body <> 'FORUM' AND m.valid @> current_date
    UNION ALL
    SELECT a.id::text, p.party, NULL::uuid
      FROM app.audiences a, LATERAL unnest(app.parties_of(a.expression)) AS p(party)
     WHERE a.until IS NULL OR a.until > now()
    UNION ALL
    SELECT g.id::text, g.party, g.user_id FROM app.release_grants g WHERE g.ended_at IS NULL AND g.until > now()
    UNION ALL
    SELECT c.staff_circle::text, s.party, s.user_id
      FROM app.cohort_staff s JOIN app.cohorts c ON c.id = s.cohort_id
     WHERE s.since <= current_date AND (s.until IS NULL OR s.until > current_date) AND c.ends_on + 90 > current_date AND c.state <> 'cancelled'
    ${more};
`;

const cohortTrigger = (assessors: string, nobody: string) => `
  CREATE OR REPLACE FUNCTION app.enrolment_cohort() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  DECLARE c app.cohorts;
  BEGIN
    IF NEW.cohort_id IS NULL THEN NEW.centre := NULL; NEW.staff_circle := NULL; ${nobody} RETURN NEW; END IF;
    SELECT * INTO c FROM app.cohorts WHERE id = NEW.cohort_id;
    IF c.course_id IS DISTINCT FROM NEW.course_id THEN RAISE EXCEPTION 'a cohort of another course' USING ERRCODE = 'check_violation'; END IF;
    NEW.centre := c.centre; NEW.staff_circle := c.staff_circle; ${assessors}
    RETURN NEW;
  END $$;`;

/** Essays and practicals, which an assessor of the cohort marks by a rubric: who assesses, attempts that wait for it, and marks with a name, a comment and points by criterion. */
export class AssessorsMarks0053 implements MigrationInterface {
  name = 'AssessorsMarks0000000000053';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.item_versions DROP CONSTRAINT item_versions_type_check;
      ALTER TABLE app.item_versions ADD CONSTRAINT item_versions_type_check CHECK (type IN (${among([...types, 'essay', 'practical'])}));
      ALTER TABLE app.attempts DROP CONSTRAINT attempts_state_check;
      ALTER TABLE app.attempts ADD CONSTRAINT attempts_state_check CHECK (state IN (${among([...states, 'awaiting_assessor'])}));
      -- Twelve thousand characters, whatever their script and however they are written down.
      ALTER TABLE app.answers DROP CONSTRAINT answers_value_check;
      ALTER TABLE app.answers ADD CONSTRAINT answers_value_check CHECK (octet_length(value::text) <= 80000);

      -- Whoever assesses stands in a circle of their own beside that of the whole staff: what a rule asks must be a column.
      ALTER TABLE app.cohorts ADD COLUMN assessor_circle uuid NOT NULL UNIQUE DEFAULT gen_random_uuid();
      ALTER TABLE app.enrolments ADD COLUMN assessor_circle uuid;
      ALTER TABLE app.attempts ADD COLUMN assessor_circle uuid;
      UPDATE app.enrolments e SET assessor_circle = c.assessor_circle FROM app.cohorts c WHERE c.id = e.cohort_id;
      ALTER TABLE app.attempts NO FORCE ROW LEVEL SECURITY;
      UPDATE app.attempts a SET assessor_circle = c.assessor_circle FROM app.cohorts c WHERE c.staff_circle = a.staff_circle;
      ALTER TABLE app.attempts FORCE ROW LEVEL SECURITY;
      CREATE INDEX attempts_to_mark ON app.attempts (assessor_circle, closed_at) WHERE state = 'awaiting_assessor';

      -- Appended, never changed; the latest counts. Points by criterion of the rubric: [{ id, points }]
      ALTER TABLE app.grades ADD COLUMN given_by uuid REFERENCES app.users ON DELETE RESTRICT;
      ALTER TABLE app.grades ADD COLUMN comment text CHECK (length(comment) BETWEEN 1 AND 4000);
      ALTER TABLE app.grades ADD COLUMN criteria jsonb CHECK (octet_length(criteria::text) <= 8000);
      ALTER TABLE app.grades ADD CONSTRAINT an_assessor_has_a_name CHECK ((kind = 'assessor') = (given_by IS NOT NULL) AND (kind = 'assessor') = (criteria IS NOT NULL));

      DROP POLICY mark ON app.attempts;
      CREATE POLICY mark ON app.attempts FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) = 'examiner' OR assessor_circle::text = ANY ((SELECT app.keys())::text[]) AND user_id <> (SELECT app.user_id()))
        WITH CHECK ((SELECT app.system()) = 'examiner' OR assessor_circle::text = ANY ((SELECT app.keys())::text[]) AND state = 'voided' AND voided_by = (SELECT app.user_id()));
      DROP POLICY add ON app.grades;
      -- Written down by the examiner for the assessor it asked, and never of their own attempt.
      CREATE POLICY add ON app.grades FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'examiner'
        AND (given_by IS NULL OR EXISTS (SELECT FROM app.attempts a WHERE a.id = attempt_id AND a.assessor_circle IS NOT NULL AND a.user_id <> given_by)));

      GRANT SELECT ON app.attempts TO focalpoint_facts;
      CREATE POLICY facts ON app.attempts FOR SELECT TO focalpoint_facts USING (true);`);
    await db.query(circles(`
    UNION ALL
    SELECT c.assessor_circle::text, s.party, s.user_id
      FROM app.cohort_staff s JOIN app.cohorts c ON c.id = s.cohort_id
     WHERE s.post = 'assessor' AND s.since <= current_date AND (s.until IS NULL OR s.until > current_date) AND c.ends_on + 90 > current_date AND c.state <> 'cancelled'`));
    await db.query(cohortTrigger('NEW.assessor_circle := c.assessor_circle;', 'NEW.assessor_circle := NULL;'));
    await db.query(`
      -- Whom an examination that a person marks concerns: the assessors of the cohort while it waits, its trainee once the result is given. Asked when the
      -- letter is posted and again when it is sent.
      CREATE FUNCTION app.attempt_addressees(a_event uuid) RETURNS TABLE (user_id uuid, part text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT u.id, CASE WHEN u.id = t.user_id THEN 'marked' ELSE 'to_mark' END
          FROM app.events e
          JOIN app.attempts t ON e.subject_type = 'attempt' AND t.id::text = e.subject_id
          JOIN app.users u ON u.standing = 'active' AND NOT u.is_demo
         WHERE e.id = a_event AND (
           e.name = 'attempt.marked' AND t.state = 'graded' AND u.id = t.user_id
           OR e.name = 'attempt.awaiting-assessor' AND t.state = 'awaiting_assessor' AND u.id <> t.user_id AND EXISTS (
             SELECT FROM app.cohorts c JOIN app.cohort_staff s ON s.cohort_id = c.id
              WHERE c.assessor_circle = t.assessor_circle AND s.user_id = u.id AND s.post = 'assessor' AND s.since <= current_date AND (s.until IS NULL OR s.until > current_date)))
      $$;
      REVOKE EXECUTE ON FUNCTION app.attempt_addressees(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.attempt_addressees(uuid) TO focalpoint_app;
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.attempt_addressees(uuid) OWNER TO focalpoint_facts;`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION app.attempt_addressees');
    await db.query(cohortTrigger('', ''));
    await db.query(circles(''));
    await db.query(`
      DROP POLICY facts ON app.attempts;
      REVOKE SELECT ON app.attempts FROM focalpoint_facts;
      DROP POLICY add ON app.grades;
      CREATE POLICY add ON app.grades FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'examiner');
      DROP POLICY mark ON app.attempts;
      CREATE POLICY mark ON app.attempts FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) = 'examiner' OR staff_circle::text = ANY ((SELECT app.keys())::text[]))
        WITH CHECK ((SELECT app.system()) = 'examiner' OR staff_circle::text = ANY ((SELECT app.keys())::text[]) AND state = 'voided' AND voided_by = (SELECT app.user_id()));
      ALTER TABLE app.grades DROP COLUMN given_by, DROP COLUMN comment, DROP COLUMN criteria;
      DROP INDEX app.attempts_to_mark;
      ALTER TABLE app.attempts DROP COLUMN assessor_circle;
      ALTER TABLE app.enrolments DROP COLUMN assessor_circle;
      ALTER TABLE app.cohorts DROP COLUMN assessor_circle;
      ALTER TABLE app.answers DROP CONSTRAINT answers_value_check;
      ALTER TABLE app.answers ADD CONSTRAINT answers_value_check CHECK (octet_length(value::text) <= 40000);
      ALTER TABLE app.attempts DROP CONSTRAINT attempts_state_check;
      ALTER TABLE app.attempts ADD CONSTRAINT attempts_state_check CHECK (state IN (${among(states)}));
      ALTER TABLE app.item_versions DROP CONSTRAINT item_versions_type_check;
      ALTER TABLE app.item_versions ADD CONSTRAINT item_versions_type_check CHECK (type IN (${among(types)}));`);
  }
}
