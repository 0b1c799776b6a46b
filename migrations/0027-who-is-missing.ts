import type { MigrationInterface, QueryRunner } from 'typeorm';

const lag = (active: string, speaks: string) => `
  DROP FUNCTION app.people_lag();
  CREATE FUNCTION app.people_lag() RETURNS TABLE (without_focal_point text[], lapsing text[], one_factor integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    SELECT ARRAY(SELECT p.code FROM app.parties p
                  WHERE ${active} AND EXISTS (SELECT FROM app.memberships m WHERE m.party = p.code AND m.body = 'FORUM' AND m.membership = 'member' AND m.valid @> current_date)
                    AND NOT EXISTS (SELECT FROM app.focal_points f WHERE f.party = p.code AND f.state = 'confirmed'${speaks}) ORDER BY 1),
           ARRAY(SELECT DISTINCT f.party FROM app.focal_points f WHERE f.state = 'confirmed' AND f.due_on <= current_date + 30 ORDER BY 1),
           (SELECT count(*)::integer FROM app.users u
             WHERE u.standing = 'active' AND NOT u.is_demo AND EXISTS (SELECT FROM app.delegations d WHERE d.user_id = u.id AND d.state = 'active' AND d.valid @> current_date)
               AND 2 > (SELECT count(*) FROM app.passkeys k WHERE k.user_id = u.id AND k.removed_at IS NULL AND k.suspended_at IS NULL)
                     + (SELECT count(*) FROM app.code_generators g WHERE g.user_id = u.id AND g.in_use))
  $$;
  REVOKE EXECUTE ON FUNCTION app.people_lag() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.people_lag() TO focalpoint_app;
  -- Handed over last: whoever owns a function alone says who may run it.
  ALTER FUNCTION app.people_lag() OWNER TO focalpoint_facts;
`;

/** A member whose only focal point cannot act has none, and the day decides who takes part: for the operator's list of duties. */
export class WhoIsMissing0027 implements MigrationInterface {
  name = 'WhoIsMissing0000000000027';

  async up(db: QueryRunner): Promise<void> {
    await db.query(lag(`app.standing_of(p.code) = 'active'`, `
                                      AND EXISTS (SELECT FROM app.users u JOIN app.delegations d ON d.user_id = u.id AND d.party = f.party AND d.state = 'active' AND d.valid @> current_date
                                                   WHERE u.id = f.user_id AND u.standing = 'active')`));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(lag(`p.standing = 'active'`, ''));
  }
}
