import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files about to leave are counted in one question: lock, pace and count together. Nothing here looks past the fence: each sees and counts their own. */
export class TakingsAtOnce0051 implements MigrationInterface {
  name = 'TakingsAtOnce0000000000051';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- How many files it would be within the last hour with these, and how many are too many for this person: ten times what is usual, the median of
      -- their hours of the last 30 days, but never fewer than 30 or more than 100; 100 for somebody who took nothing yet.
      CREATE FUNCTION app.pace_of_takings(a_user uuid, a_documents uuid[], a_numbers integer[]) RETURNS TABLE (taken integer, most integer)
      LANGUAGE sql STABLE SET search_path = pg_catalog, app AS $$
        SELECT (SELECT count(*)::integer FROM (SELECT t.document_id, t.number FROM app.takings t WHERE t.user_id = a_user AND t.at > now() - interval '1 hour'
                  UNION SELECT * FROM unnest(a_documents, a_numbers)) lately),
               (SELECT CASE WHEN count(*) = 0 THEN 100 ELSE least(100, greatest(30, 10 * percentile_cont(0.5) WITHIN GROUP (ORDER BY h.files))) END::integer FROM (
                  SELECT count(*) AS files FROM app.takings t WHERE t.user_id = a_user AND t.at BETWEEN now() - interval '30 days' AND now() - interval '1 hour' GROUP BY t.hour) h)
      $$;

      -- Counts them unless they are too many for somebody who has not proved who they are; one person's are settled one after the other, on all nodes.
      -- Each statement in here sees what was committed before it: so the pace is taken once the lock is held.
      CREATE FUNCTION app.take_files(a_user uuid, a_documents uuid[], a_numbers integer[], a_originators text[], a_proven boolean)
      RETURNS TABLE (taken integer, most integer) LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, app AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended(a_user::text, 76));
        SELECT p.taken, p.most INTO taken, most FROM app.pace_of_takings(a_user, a_documents, a_numbers) p;
        IF taken <= most OR a_proven THEN
          INSERT INTO app.takings (user_id, document_id, number, originator) SELECT a_user, f.* FROM unnest(a_documents, a_numbers, a_originators) f ON CONFLICT DO NOTHING;
        END IF;
        RETURN NEXT;
      END $$;

      REVOKE EXECUTE ON FUNCTION app.pace_of_takings(uuid, uuid[], integer[]), app.take_files(uuid, uuid[], integer[], text[], boolean) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.pace_of_takings(uuid, uuid[], integer[]), app.take_files(uuid, uuid[], integer[], text[], boolean) TO focalpoint_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION app.take_files, app.pace_of_takings');
  }
}
