import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a request for release concerns, by the event that tells of it: for the mail, and for nothing else. */
export class Notices0009 implements MigrationInterface {
  name = 'Notices0000000000009';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Made: the originator's document officers and focal points. Otherwise: whoever asked. Nobody when the reference named nothing.
      CREATE FUNCTION app.request_addressees(a_event uuid) RETURNS TABLE (email text, name text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT DISTINCT u.email, u.name
          FROM app.events e
          JOIN app.release_requests r ON r.id::text = e.subject_id AND r.originator IS NOT NULL
          JOIN app.users u ON u.standing = 'active' AND NOT u.is_demo
          JOIN app.delegations d ON d.user_id = u.id AND d.valid @> current_date
         WHERE e.id = a_event AND e.subject_type = 'release-request'
           AND CASE WHEN e.name = 'release-request.made'
                    THEN d.party = r.originator AND d.roles && ARRAY['document_officer', 'focal_point']
                    ELSE u.id = r.user_id AND d.party = r.party END
      $$;
      REVOKE EXECUTE ON FUNCTION app.request_addressees(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.request_addressees(uuid) TO focalpoint_app;

      -- How many migrations this database has seen, for whoever looks after it.
      CREATE FUNCTION app.schema_version() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app
        AS $$ SELECT count(*)::integer FROM app.migrations $$;
      REVOKE EXECUTE ON FUNCTION app.schema_version() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.schema_version() TO focalpoint_app;
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.request_addressees(uuid) OWNER TO focalpoint_facts;
      GRANT SELECT ON app.events, app.release_requests TO focalpoint_facts;
      CREATE POLICY facts ON app.events FOR SELECT TO focalpoint_facts USING (true);
      CREATE POLICY facts ON app.release_requests FOR SELECT TO focalpoint_facts USING (true);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION app.request_addressees; DROP FUNCTION app.schema_version;
      DROP POLICY facts ON app.events; DROP POLICY facts ON app.release_requests;
      REVOKE SELECT ON app.events, app.release_requests FROM focalpoint_facts`);
  }
}
