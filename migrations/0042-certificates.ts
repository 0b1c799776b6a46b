import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Certificates of courses: what was printed, frozen, and what became of it. */
export class Certificates0042 implements MigrationInterface {
  name = 'Certificates0000000000042';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.certificates (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        enrolment_id uuid NOT NULL REFERENCES app.enrolments ON DELETE RESTRICT,
        course_id uuid NOT NULL REFERENCES app.courses ON DELETE RESTRICT,
        originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        -- As on the enrolment: the party that sent the holder then.
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        -- Sixteen letters of Crockford's base 32: 80 random bits, so that nobody finds one by trying.
        serial text NOT NULL UNIQUE CHECK (serial ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$'),
        -- Everything that stands on the paper. The public check shows each of these.
        fields jsonb NOT NULL CHECK (octet_length(fields::text) <= 8192),
        assurance text NOT NULL CHECK (assurance IN ('server_scored', 'instructor_observed')),
        pdf_sha256 text NOT NULL CHECK (pdf_sha256 ~ '^[0-9a-f]{64}$'),
        storage_key text NOT NULL CHECK (storage_key ~ '^[0-9a-f]{32}$'),
        state text NOT NULL DEFAULT 'issued' CHECK (state IN ('issued', 'expired', 'revoked', 'superseded')),
        issued_at timestamptz NOT NULL DEFAULT now(),
        -- The last day on which it is current.
        expires_on date,
        ended_at timestamptz,
        ended_by uuid REFERENCES app.users ON DELETE RESTRICT,
        reason text CHECK (length(reason) BETWEEN 1 AND 500),
        superseded_by uuid REFERENCES app.certificates ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
        -- Of a correction: where the corrected name comes from.
        name_source text CHECK (length(name_source) BETWEEN 1 AND 500),
        created_by uuid REFERENCES app.users ON DELETE RESTRICT,
        row_version integer NOT NULL DEFAULT 1,
        CONSTRAINT ended_certificate_has_a_date CHECK (state = 'issued' OR ended_at IS NOT NULL),
        CONSTRAINT revoked_certificate_has_a_reason CHECK (state <> 'revoked' OR (reason IS NOT NULL AND ended_by IS NOT NULL)),
        CONSTRAINT superseded_certificate_has_a_successor CHECK ((state = 'superseded') = (superseded_by IS NOT NULL)),
        CONSTRAINT nobody_ends_their_own CHECK (state <> 'revoked' OR ended_by <> user_id)
      );
      -- One in force, however often it is asked for and however often the course is taken again.
      CREATE UNIQUE INDEX one_certificate_of_an_enrolment ON app.certificates (enrolment_id) WHERE state = 'issued';
      CREATE UNIQUE INDEX one_certificate_in_force ON app.certificates (course_id, user_id) WHERE state = 'issued';
      CREATE INDEX certificates_by_user ON app.certificates (user_id, issued_at DESC, id);
      CREATE INDEX certificates_by_party ON app.certificates (party, issued_at DESC, id);
      CREATE INDEX certificates_by_expiry ON app.certificates (expires_on) WHERE state = 'issued';
      CREATE INDEX certificates_by_enrolment ON app.certificates (enrolment_id);
      COMMENT ON TABLE app.certificates IS 'fence: own; the holder, the party that sent them, and the originator of the course. The public check reads one by its serial';
      ALTER TABLE app.certificates ENABLE ROW LEVEL SECURITY;
      ALTER TABLE app.certificates FORCE ROW LEVEL SECURITY;

      CREATE POLICY see ON app.certificates FOR SELECT TO focalpoint_app
        USING (user_id = (SELECT app.user_id()) OR party = (SELECT app.party()) OR originator = (SELECT app.party()));
      -- In plpgsql, so that the fence of the table may ask the table itself.
      CREATE FUNCTION app.certified_before(a_enrolment uuid, a_user uuid, a_party text, a_course uuid) RETURNS boolean
      LANGUAGE plpgsql STABLE SET search_path = pg_catalog, app AS $$
      BEGIN
        RETURN EXISTS (SELECT FROM app.certificates c WHERE c.enrolment_id = a_enrolment AND c.user_id = a_user AND c.party = a_party AND c.course_id = a_course);
      END $$;
      REVOKE EXECUTE ON FUNCTION app.certified_before(uuid, uuid, text, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.certified_before(uuid, uuid, text, uuid) TO focalpoint_app;
      -- The holder asks for the first one of a completed enrolment; the originator corrects what there is. Nobody else makes one.
      CREATE POLICY issue ON app.certificates FOR INSERT TO focalpoint_app WITH CHECK (
        EXISTS (SELECT FROM app.courses c WHERE c.id = course_id AND c.originator = certificates.originator)
        AND (user_id = (SELECT app.user_id()) AND EXISTS (
               SELECT FROM app.enrolments e WHERE e.id = enrolment_id AND e.user_id = certificates.user_id AND e.party = certificates.party
                  AND e.course_id = certificates.course_id AND e.state = 'completed')
          OR originator = (SELECT app.party()) AND user_id <> (SELECT app.user_id()) AND name_source IS NOT NULL
             AND app.certified_before(enrolment_id, user_id, party, course_id)));
      CREATE POLICY change ON app.certificates FOR UPDATE TO focalpoint_app
        USING (state IN ('issued', 'expired') AND (user_id = (SELECT app.user_id()) OR originator = (SELECT app.party())))
        WITH CHECK (user_id = (SELECT app.user_id()) AND state = 'superseded' OR originator = (SELECT app.party()) AND user_id <> (SELECT app.user_id()));
      CREATE POLICY tend ON app.certificates FOR SELECT TO focalpoint_app USING ((SELECT app.system()) = 'certificate-keeping');
      CREATE POLICY expire ON app.certificates FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) = 'certificate-keeping') WITH CHECK ((SELECT app.system()) = 'certificate-keeping' AND state = 'expired');
      CREATE POLICY checked ON app.certificates FOR SELECT TO focalpoint_owner USING (true);
      -- What was printed is frozen by what may be written, and no row is ever deleted.
      GRANT SELECT, INSERT ON app.certificates TO focalpoint_app;
      GRANT UPDATE (state, ended_at, ended_by, reason, superseded_by, row_version) ON app.certificates TO focalpoint_app;

      -- The public check: one row by its whole serial, for anybody, and nothing of who the holder is here, where they work or why it was revoked.
      -- What expired is said by the clock, should the job that says so have stopped.
      CREATE FUNCTION app.check_certificate(a_serial text)
      RETURNS TABLE (fields jsonb, state text, ended_on date, pdf_sha256 text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT c.fields, CASE WHEN c.state = 'issued' AND c.expires_on < current_date THEN 'expired' ELSE c.state END, c.ended_at::date, c.pdf_sha256
          FROM app.certificates c WHERE c.serial = a_serial
      $$;
      REVOKE EXECUTE ON FUNCTION app.check_certificate(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.check_certificate(text) TO focalpoint_app;

      -- Questions of the public are counted as tries are, by place.
      ALTER TABLE app.tries DROP CONSTRAINT tries_what_check;
      ALTER TABLE app.tries ADD CONSTRAINT tries_what_check CHECK (what IN ('source', 'password', 'code', 'recovery', 'letter', 'certificate'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM app.tries WHERE what = 'certificate';
      ALTER TABLE app.tries DROP CONSTRAINT tries_what_check;
      ALTER TABLE app.tries ADD CONSTRAINT tries_what_check CHECK (what IN ('source', 'password', 'code', 'recovery', 'letter'));
      DROP FUNCTION app.check_certificate; DROP TABLE app.certificates; DROP FUNCTION app.certified_before`);
  }
}
