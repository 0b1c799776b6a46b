import type { MigrationInterface, QueryRunner } from 'typeorm';

const addressees = `
  CREATE FUNCTION app.document_addressees(a_event uuid) RETURNS TABLE (user_id uuid, document uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    SELECT DISTINCT u.id, e.subject_id::uuid
      FROM app.events e
      JOIN app.users u ON u.standing = 'active' AND NOT u.is_demo
      JOIN app.delegations d ON d.user_id = u.id AND d.state = 'active' AND d.valid @> current_date AND d.party = e.originator
     WHERE e.id = a_event AND e.subject_type = 'document' AND d.roles && ARRAY['document_officer', 'focal_point']
  $$;
  REVOKE EXECUTE ON FUNCTION app.document_addressees(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.document_addressees(uuid) TO focalpoint_app;
  -- Handed over last: whoever owns a function alone says who may run it.
  ALTER FUNCTION app.document_addressees(uuid) OWNER TO focalpoint_facts;`;

/** What is known of a file beside its scan: the columns of a version, and with a prefix those of a letter. */
const known = (prefix: string) => `
  ADD COLUMN ${prefix}rejection jsonb,
  ADD COLUMN ${prefix}active boolean NOT NULL DEFAULT false,
  ADD COLUMN ${prefix}delivery jsonb,
  ADD COLUMN ${prefix}signatures text,
  ADD COLUMN ${prefix}scanned_at timestamptz`;
const unknown = (prefix: string) => ['rejection', 'active', 'delivery', 'signatures', 'scanned_at'].map((column) => `DROP COLUMN ${prefix}${column}`).join(', ');
const scans = (table: string, column: string, values: string) => `
  ALTER TABLE app.${table} DROP CONSTRAINT ${table}_${column}_check;
  ALTER TABLE app.${table} ADD CONSTRAINT ${table}_${column}_check CHECK (${column} IN (${values}));`;

/** Files are inspected, rejected with a reason, and inspected again: the record of each scan, and what a file turned out to be. */
export class Inspection0029 implements MigrationInterface {
  name = 'Inspection0000000000029';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Each time a file was looked into: by which scanner, with which signatures, with what outcome. Nothing in it ever changes.
      CREATE TABLE app.file_scans (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        storage_key text NOT NULL,
        owner text NOT NULL REFERENCES app.parties (code),
        subject text NOT NULL,
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        verdict text NOT NULL CHECK (verdict IN ('clean', 'not_scanned', 'rejected', 'infected')),
        reason text CHECK (length(reason) <= 60),
        finding text CHECK (length(finding) <= 200),
        scanner text,
        signatures text,
        signatures_at timestamptz,
        at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE app.file_scans IS 'fence: own; written by tasks of the portal alone';
      CREATE INDEX file_scans_by_subject ON app.file_scans (subject, sha256);
      ALTER TABLE app.file_scans ENABLE ROW LEVEL SECURITY;
      ALTER TABLE app.file_scans FORCE ROW LEVEL SECURITY;
      GRANT SELECT, INSERT ON app.file_scans TO focalpoint_app;
      CREATE POLICY see ON app.file_scans FOR SELECT TO focalpoint_app USING (owner = (SELECT app.party()));
      CREATE POLICY add ON app.file_scans FOR INSERT TO focalpoint_app WITH CHECK (owner = (SELECT app.party()) AND (SELECT app.system()) IS NOT NULL);

      ALTER TABLE app.document_versions ${known('')}, ADD COLUMN delivered jsonb;
      ALTER TABLE app.nominations ${known('letter_')};
      ${scans('document_versions', 'scan', `'pending', 'clean', 'not_scanned', 'rejected', 'infected'`)}
      ${scans('nominations', 'letter_scan', `'pending', 'clean', 'not_scanned', 'rejected', 'infected'`)}
      CREATE INDEX document_versions_waiting ON app.document_versions (uploaded_at) WHERE scan = 'pending';
      CREATE INDEX document_versions_scanned ON app.document_versions (scanned_at NULLS FIRST) WHERE scan IN ('clean', 'not_scanned');
      CREATE POLICY inspecting ON app.nominations FOR SELECT TO focalpoint_owner USING (true);

      -- How much waits for its inspection, over all parties: for whoever takes files in, and the operator's figures.
      CREATE FUNCTION app.quarantine() RETURNS TABLE (files bigint, bytes bigint)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT count(*), coalesce(sum(v.bytes), 0)::bigint FROM app.document_versions v WHERE v.scan = 'pending'
      $$;

      -- What is to be looked into now: files that wait, and files last seen by other signatures, by none, or too long ago. Named for the one
      -- task that asks; ids and parties, never content.
      CREATE FUNCTION app.files_to_inspect(a_signatures text, a_days integer, a_waiting integer, a_again integer)
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
      $$;
      REVOKE EXECUTE ON FUNCTION app.quarantine(), app.files_to_inspect(text, integer, integer, integer) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.quarantine(), app.files_to_inspect(text, integer, integer, integer) TO focalpoint_app;
      ${addressees}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION app.document_addressees; DROP FUNCTION app.files_to_inspect; DROP FUNCTION app.quarantine;
      DROP POLICY inspecting ON app.nominations;
      DROP INDEX app.document_versions_waiting; DROP INDEX app.document_versions_scanned;
      UPDATE app.document_versions SET scan = 'infected' WHERE scan = 'rejected';
      UPDATE app.nominations SET letter_scan = 'infected' WHERE letter_scan = 'rejected';
      ${scans('document_versions', 'scan', `'pending', 'clean', 'infected', 'not_scanned'`)}
      ${scans('nominations', 'letter_scan', `'pending', 'clean', 'infected', 'not_scanned'`)}
      ALTER TABLE app.document_versions ${unknown('')}, DROP COLUMN delivered;
      ALTER TABLE app.nominations ${unknown('letter_')};
      DROP TABLE app.file_scans`);
  }
}
