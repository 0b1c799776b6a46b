import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters that gather what happens within a while: a job that keeps its time, and what a letter about many places says. */
export class GatheredLetters0077 implements MigrationInterface {
  name = 'GatheredLetters0000000000077';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- As app.enqueue, but a job of the same key that waits keeps its time: what comes while it waits goes with it, however much that is.
      CREATE FUNCTION app.enqueue_with(task text, payload jsonb, run_at timestamptz, key text) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        IF task !~ '^[a-z][a-z-]*$' OR octet_length(payload::text) > 4096 OR key IS NULL THEN
          RAISE EXCEPTION 'not a job' USING ERRCODE = 'check_violation';
        END IF;
        PERFORM graphile_worker.add_job(task, payload::json, run_at => run_at, max_attempts => 8, job_key => key, job_key_mode => 'preserve_run_at');
      END $$;
      REVOKE EXECUTE ON FUNCTION app.enqueue_with(text, jsonb, timestamptz, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.enqueue_with(text, jsonb, timestamptz, text) TO focalpoint_app;
      ALTER FUNCTION app.enqueue_with(text, jsonb, timestamptz, text) OWNER TO focalpoint_worker;

      -- The cohort an event about a place concerns, and how many places in it wait for the word of its centre now; nothing for whoever does not
      -- speak for the centre any more.
      CREATE FUNCTION app.places_waiting(a_event uuid, a_user uuid) RETURNS TABLE (cohort_id uuid, waiting integer)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT n.cohort_id, (SELECT count(*)::integer FROM app.enrolments w WHERE w.cohort_id = n.cohort_id AND w.state = 'approved')
          FROM app.events e
          JOIN app.enrolments n ON e.subject_type = 'enrolment' AND n.id::text = e.subject_id
         WHERE e.id = a_event AND n.cohort_id IS NOT NULL AND app.system() = 'notices'
           AND EXISTS (SELECT FROM app.users u JOIN app.delegations d ON d.user_id = u.id AND d.party = n.centre AND d.state = 'active' AND d.valid @> current_date
                        WHERE u.id = a_user AND u.standing = 'active' AND NOT u.is_demo AND 'training_coordinator' = ANY (d.roles))
      $$;
      REVOKE EXECUTE ON FUNCTION app.places_waiting(uuid, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.places_waiting(uuid, uuid) TO focalpoint_app;
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.places_waiting(uuid, uuid) OWNER TO focalpoint_facts;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION app.places_waiting; DROP FUNCTION app.enqueue_with');
  }
}
