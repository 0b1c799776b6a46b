import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a mandate is over, the private details that were given for it go. */
export class ForgottenContacts0021 implements MigrationInterface {
  name = 'ForgottenContacts0000000000021';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE POLICY forget ON app.focal_point_contacts FOR DELETE TO focalpoint_app
        USING ((SELECT app.system()) = 'focal-points' AND party = (SELECT app.party()));
      -- A row that is deleted is looked for first. The task sees which there are of mandates that are over, one party at a time.
      CREATE POLICY forgotten ON app.focal_point_contacts FOR SELECT TO focalpoint_app
        USING ((SELECT app.system()) = 'focal-points' AND party = (SELECT app.party())
               AND EXISTS (SELECT FROM app.focal_points f WHERE f.id = focal_point_id AND f.state IN ('ended', 'lapsed')));`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP POLICY forgotten ON app.focal_point_contacts; DROP POLICY forget ON app.focal_point_contacts');
  }
}
