import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many of a party take and complete a course: counts for the secretariat, never a name and never a small number. */
export class TrainingCounts0046 implements MigrationInterface {
  name = 'TrainingCounts0000000000046';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Past the fence of enrolments on purpose, and only as numbers of five or more: a smaller cell is empty, and a party with fewer than five on a
      -- course is not there at all. For the secretariat; which of the courses it may know of is asked by whoever calls.
      CREATE FUNCTION app.training_counts()
      RETURNS TABLE (course_id uuid, party text, enrolled integer, under_way integer, completed integer, certified integer)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT e.course_id, e.party, count(*)::int,
               CASE WHEN count(*) FILTER (WHERE e.state = 'active') >= 5 THEN (count(*) FILTER (WHERE e.state = 'active'))::int END,
               CASE WHEN count(*) FILTER (WHERE e.state = 'completed') >= 5 THEN (count(*) FILTER (WHERE e.state = 'completed'))::int END,
               CASE WHEN count(c.id) >= 5 THEN count(c.id)::int END
          FROM app.enrolments e LEFT JOIN app.certificates c ON c.enrolment_id = e.id AND c.state = 'issued'
         WHERE (app.verified())[2] = 'SECRETARIAT' AND e.state IN ('approved', 'offered', 'active', 'completed', 'failed', 'expired')
         GROUP BY e.course_id, e.party HAVING count(*) >= 5
      $$;
      REVOKE EXECUTE ON FUNCTION app.training_counts() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.training_counts() TO focalpoint_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION app.training_counts');
  }
}
