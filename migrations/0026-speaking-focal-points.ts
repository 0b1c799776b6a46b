import type { MigrationInterface, QueryRunner } from 'typeorm';

const see = (comment: string, others: string) => `
  COMMENT ON TABLE app.focal_points IS 'fence: shared; ${comment}';
  DROP POLICY see ON app.focal_points;
  CREATE POLICY see ON app.focal_points FOR SELECT TO focalpoint_app USING (
    party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT' OR ${others} OR (SELECT app.system()) = 'focal-points');
`;

/** A focal point who cannot act, or whose party cannot, is shown to nobody but the party and the secretariat. */
export class SpeakingFocalPoints0026 implements MigrationInterface {
  name = 'SpeakingFocalPoints0000000000026';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The focal points that can act today: neither their account nor their delegation nor their party is suspended or gone.
      CREATE FUNCTION app.speaking() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT coalesce(array_agg(f.id), '{}')
          FROM app.focal_points f
          JOIN app.users u ON u.id = f.user_id AND u.standing = 'active'
          JOIN app.delegations d ON d.user_id = f.user_id AND d.party = f.party AND d.state = 'active' AND d.valid @> current_date
         WHERE app.verified() IS NOT NULL AND f.state = 'confirmed' AND app.standing_of(f.party) = 'active'
      $$;
      REVOKE EXECUTE ON FUNCTION app.speaking() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.speaking() TO focalpoint_app;
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.speaking() OWNER TO focalpoint_facts;`);
    await db.query(see('while it can act every member reads it, otherwise its party and the secretariat', '(readers && (SELECT app.keys()) AND id = ANY ((SELECT app.speaking())::uuid[]))'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`${see('once confirmed every member reads it, before and after that its party and the secretariat', 'readers && (SELECT app.keys())')} DROP FUNCTION app.speaking`);
  }
}
