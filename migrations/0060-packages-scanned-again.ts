import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The newest text of the function from 0029, with packages; `again` alone, as a package is scanned before it is kept. */
const filesToInspect = (packages: string) => `
  CREATE OR REPLACE FUNCTION app.files_to_inspect(a_signatures text, a_days integer, a_waiting integer, a_again integer)
  RETURNS TABLE (kind text, id uuid, number integer, party text, waits boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    (SELECT 'version', v.document_id, v.number, d.originator, true
       FROM app.document_versions v JOIN app.documents d ON d.id = v.document_id
      WHERE app.system() = 'inspection' AND v.scan = 'pending' AND v.uploaded_at < now() - interval '30 seconds' ORDER BY v.uploaded_at LIMIT a_waiting)
    UNION ALL
    (SELECT 'letter', n.id, NULL, n.party, true
       FROM app.nominations n WHERE app.system() = 'inspection' AND n.letter_scan = 'pending' LIMIT a_waiting)
    UNION ALL
    (SELECT 'version', v.document_id, v.number, d.originator, false
       FROM app.document_versions v JOIN app.documents d ON d.id = v.document_id
      WHERE app.system() = 'inspection' AND v.scan IN ('clean', 'not_scanned')
        AND (v.signatures IS DISTINCT FROM a_signatures OR v.scanned_at < now() - make_interval(days => a_days))
      ORDER BY v.scanned_at NULLS FIRST LIMIT a_again)
    UNION ALL
    (SELECT 'letter', n.id, NULL, n.party, false
       FROM app.nominations n WHERE app.system() = 'inspection' AND n.letter_scan IN ('clean', 'not_scanned')
        AND (n.letter_signatures IS DISTINCT FROM a_signatures OR n.letter_scanned_at < now() - make_interval(days => a_days)) LIMIT a_again)
    ${packages}
  $$;`;

/** Carries a lesson's package into a new version of its course. */
const carry = (condition: string) => `
  CREATE OR REPLACE FUNCTION app.carry_package() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, app AS $$
  BEGIN
    INSERT INTO app.lesson_packages (lesson_id, package_id)
    SELECT NEW.id, p.package_id FROM app.lesson_packages p JOIN app.lessons l ON l.id = p.lesson_id JOIN app.course_versions v ON v.id = l.course_version_id
     WHERE l.course_id = NEW.course_id AND l.code = NEW.code AND l.id <> NEW.id ${condition} ORDER BY v.number DESC LIMIT 1;
    RETURN NEW;
  END $$;`;

/** Packages are scanned again when signatures are newer. One in which something is found then is withdrawn: kept as evidence, opened by nobody. */
export class PackagesScannedAgain0060 implements MigrationInterface {
  name = 'PackagesScannedAgain0000000000060';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.packages
        ADD COLUMN signatures text, ADD COLUMN scanned_at timestamptz,
        DROP CONSTRAINT packages_state_check, DROP CONSTRAINT packages_scan_check, DROP CONSTRAINT rejected_keeps_nothing,
        ADD CONSTRAINT packages_state_check CHECK (state IN ('ready', 'rejected', 'withdrawn')),
        ADD CONSTRAINT packages_scan_check CHECK (scan IN ('clean', 'not_scanned', 'rejected', 'infected')),
        ADD CONSTRAINT rejected_keeps_nothing CHECK (state <> 'rejected' OR (storage_key IS NULL AND outline IS NULL)),
        ADD CONSTRAINT infected_is_withdrawn CHECK ((scan = 'infected') = (state = 'withdrawn'));
      CREATE INDEX packages_scanned ON app.packages (scanned_at NULLS FIRST) WHERE state = 'ready';
      -- Whoever could open it learns that it was withdrawn; its files are given to nobody.
      DROP POLICY see ON app.packages;
      CREATE POLICY see ON app.packages FOR SELECT TO focalpoint_app USING (
        EXISTS (SELECT FROM app.courses c WHERE c.id = course_id) AND (state <> 'rejected' OR originator = (SELECT app.party())));
      CREATE POLICY inspected ON app.packages FOR UPDATE TO focalpoint_app
        USING (originator = (SELECT app.party()) AND (SELECT app.system()) = 'inspection' AND state = 'ready')
        WITH CHECK (originator = (SELECT app.party()) AND (SELECT app.system()) = 'inspection' AND state <> 'rejected');
      GRANT UPDATE (state, scan, signatures, scanned_at, row_version) ON app.packages TO focalpoint_app;
      CREATE POLICY inspecting ON app.packages FOR SELECT TO focalpoint_owner USING (true);
      ${filesToInspect(`UNION ALL
    (SELECT 'package', p.id, NULL, p.originator, false
       FROM app.packages p WHERE app.system() = 'inspection' AND p.state = 'ready'
        AND (p.signatures IS DISTINCT FROM a_signatures OR p.scanned_at < now() - make_interval(days => a_days))
      ORDER BY p.scanned_at NULLS FIRST LIMIT a_again)`)}
      ${carry(`AND EXISTS (SELECT FROM app.packages k WHERE k.id = p.package_id AND k.state = 'ready')`)}
      GRANT SELECT ON app.packages TO focalpoint_facts;
      CREATE POLICY facts ON app.packages FOR SELECT TO focalpoint_facts USING (true);
      -- Who is told that a package was withdrawn: those who write and publish for its originator.
      CREATE FUNCTION app.package_addressees(a_event uuid) RETURNS TABLE (user_id uuid, course uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT DISTINCT u.id, p.course_id
          FROM app.events e
          JOIN app.packages p ON e.subject_type = 'package' AND p.id::text = e.subject_id AND p.state = 'withdrawn'
          JOIN app.delegations d ON d.party = p.originator AND d.state = 'active' AND d.valid @> current_date
          JOIN app.users u ON u.id = d.user_id AND u.standing = 'active' AND NOT u.is_demo
         WHERE e.id = a_event AND e.name = 'package.withdrawn' AND d.roles && ARRAY['course_author', 'course_officer']
      $$;
      REVOKE EXECUTE ON FUNCTION app.package_addressees(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.package_addressees(uuid) TO focalpoint_app;
      ALTER FUNCTION app.package_addressees(uuid) OWNER TO focalpoint_facts;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION app.package_addressees;
      DROP POLICY facts ON app.packages; REVOKE SELECT ON app.packages FROM focalpoint_facts;
      ${carry('')}
      ${filesToInspect('')}
      DROP POLICY inspecting ON app.packages; DROP POLICY inspected ON app.packages; DROP POLICY see ON app.packages;
      REVOKE UPDATE ON app.packages FROM focalpoint_app; REVOKE UPDATE (state, scan, signatures, scanned_at, row_version) ON app.packages FROM focalpoint_app;
      CREATE POLICY see ON app.packages FOR SELECT TO focalpoint_app USING (
        EXISTS (SELECT FROM app.courses c WHERE c.id = course_id) AND (state = 'ready' OR originator = (SELECT app.party())));
      DROP INDEX app.packages_scanned;
      UPDATE app.packages SET state = 'rejected', scan = 'rejected', storage_key = NULL, outline = NULL WHERE state = 'withdrawn';
      ALTER TABLE app.packages DROP CONSTRAINT infected_is_withdrawn, DROP CONSTRAINT packages_state_check, DROP CONSTRAINT packages_scan_check, DROP CONSTRAINT rejected_keeps_nothing,
        ADD CONSTRAINT packages_state_check CHECK (state IN ('ready', 'rejected')), ADD CONSTRAINT packages_scan_check CHECK (scan IN ('clean', 'not_scanned', 'rejected')),
        ADD CONSTRAINT rejected_keeps_nothing CHECK (state = 'ready' OR (storage_key IS NULL AND outline IS NULL)),
        DROP COLUMN signatures, DROP COLUMN scanned_at`);
  }
}
