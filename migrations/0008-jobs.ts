import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The door through which the application enqueues a job: inside its own transaction, for known tasks only. */
export class Jobs0008 implements MigrationInterface {
  name = 'Jobs0000000000008';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- graphile-worker keeps its tables behind row security without policies; this function, owned by the role that owns the queue,
      -- is the one way in. Payloads hold ids, never content.
      CREATE FUNCTION app.enqueue(task text, payload jsonb, run_at timestamptz, key text) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        IF task !~ '^[a-z][a-z-]*$' OR octet_length(payload::text) > 4096 THEN
          RAISE EXCEPTION 'not a job' USING ERRCODE = 'check_violation';
        END IF;
        PERFORM graphile_worker.add_job(task, payload::json, run_at => coalesce(run_at, now()), max_attempts => 8, job_key => key);
      END $$;
      REVOKE EXECUTE ON FUNCTION app.enqueue(text, jsonb, timestamptz, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.enqueue(text, jsonb, timestamptz, text) TO focalpoint_app;
      GRANT EXECUTE ON FUNCTION app.verified(), app.party(), app.user_id(), app.system(), app.keys() TO focalpoint_worker;

      -- How far the queue lags, for readiness and metrics.
      CREATE FUNCTION app.job_lag() RETURNS TABLE (waiting bigint, lag_seconds double precision, dead bigint)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        RETURN QUERY SELECT count(*) FILTER (WHERE j.attempts < j.max_attempts),
               coalesce(extract(epoch FROM now() - min(j.run_at) FILTER (WHERE j.run_at <= now() AND j.locked_at IS NULL AND j.attempts < j.max_attempts)), 0)::double precision,
               count(*) FILTER (WHERE j.attempts >= j.max_attempts)
          FROM graphile_worker._private_jobs j;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.job_lag() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.job_lag() TO focalpoint_app;
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.enqueue(text, jsonb, timestamptz, text) OWNER TO focalpoint_worker;
      ALTER FUNCTION app.job_lag() OWNER TO focalpoint_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION app.job_lag; DROP FUNCTION app.enqueue');
  }
}
