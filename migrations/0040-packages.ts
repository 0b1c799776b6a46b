import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a learner's browser writes hangs on the learner's own enrolment; besides them only the staff of the cohort sees it. */
const ofLearner = (table: string) => `
  ALTER TABLE app.${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE app.${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY see ON app.${table} FOR SELECT TO focalpoint_app USING (EXISTS (
    SELECT FROM app.enrolments e WHERE e.id = enrolment_id AND (e.user_id = (SELECT app.user_id()) OR e.staff_circle::text = ANY ((SELECT app.keys())::text[]))));
  CREATE POLICY add ON app.${table} FOR INSERT TO focalpoint_app WITH CHECK (EXISTS (SELECT FROM app.enrolments e WHERE e.id = enrolment_id AND e.user_id = (SELECT app.user_id())));
  CREATE POLICY change ON app.${table} FOR UPDATE TO focalpoint_app
    USING (EXISTS (SELECT FROM app.enrolments e WHERE e.id = enrolment_id AND e.user_id = (SELECT app.user_id())))
    WITH CHECK (EXISTS (SELECT FROM app.enrolments e WHERE e.id = enrolment_id AND e.user_id = (SELECT app.user_id())));
  GRANT SELECT, INSERT, UPDATE ON app.${table} TO focalpoint_app;`;

/** Packages of SCORM: what was imported, which lessons run them, and what came of each run. */
export class Packages0040 implements MigrationInterface {
  name = 'Packages0000000000040';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.packages (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        course_id uuid NOT NULL REFERENCES app.courses ON DELETE CASCADE,
        originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        kind text CHECK (kind IN ('scorm12', 'scorm2004')),
        title text NOT NULL DEFAULT '' CHECK (length(title) <= 500),
        -- Holds the run-time to the letter of SCORM 1.2.
        strict boolean NOT NULL DEFAULT false,
        state text NOT NULL CHECK (state IN ('ready', 'rejected')),
        sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        bytes bigint NOT NULL DEFAULT 0 CHECK (bytes >= 0),
        scan text NOT NULL CHECK (scan IN ('clean', 'not_scanned', 'rejected')),
        storage_key text UNIQUE,
        outline jsonb,
        report jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        row_version integer NOT NULL DEFAULT 1,
        CONSTRAINT ready_is_whole CHECK (state = 'rejected' OR (kind IS NOT NULL AND sha256 IS NOT NULL AND storage_key IS NOT NULL AND outline IS NOT NULL)),
        CONSTRAINT rejected_keeps_nothing CHECK (state = 'ready' OR (storage_key IS NULL AND outline IS NULL))
      );
      CREATE INDEX packages_by_course ON app.packages (course_id, created_at DESC);
      COMMENT ON TABLE app.packages IS 'fence: child of courses; what was rejected for the originator alone';
      ALTER TABLE app.packages ENABLE ROW LEVEL SECURITY; ALTER TABLE app.packages FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.packages FOR SELECT TO focalpoint_app USING (
        EXISTS (SELECT FROM app.courses c WHERE c.id = course_id) AND (state = 'ready' OR originator = (SELECT app.party())));
      CREATE POLICY add ON app.packages FOR INSERT TO focalpoint_app WITH CHECK (
        EXISTS (SELECT FROM app.courses c WHERE c.id = course_id AND c.originator = packages.originator AND c.originator = (SELECT app.party())));
      GRANT SELECT, INSERT ON app.packages TO focalpoint_app;

      CREATE TABLE app.package_units (
        package_id uuid NOT NULL REFERENCES app.packages ON DELETE CASCADE,
        number integer NOT NULL CHECK (number > 0),
        identifier text NOT NULL,
        title text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('sco', 'asset')),
        PRIMARY KEY (package_id, number),
        UNIQUE (package_id, identifier)
      );
      COMMENT ON TABLE app.package_units IS 'fence: child of packages';
      ALTER TABLE app.package_units ENABLE ROW LEVEL SECURITY; ALTER TABLE app.package_units FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.package_units FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.packages p WHERE p.id = package_id));
      CREATE POLICY add ON app.package_units FOR INSERT TO focalpoint_app WITH CHECK (EXISTS (SELECT FROM app.packages p WHERE p.id = package_id AND p.originator = (SELECT app.party())));
      GRANT SELECT, INSERT ON app.package_units TO focalpoint_app;

      -- Where each file lies in the sealed archive: it is never laid out anywhere else.
      CREATE TABLE app.package_files (
        package_id uuid NOT NULL REFERENCES app.packages ON DELETE CASCADE,
        path_key text NOT NULL,
        starts_at bigint NOT NULL CHECK (starts_at >= 0),
        packed bigint NOT NULL CHECK (packed >= 0),
        bytes bigint NOT NULL CHECK (bytes >= 0),
        crc bigint NOT NULL,
        deflated boolean NOT NULL,
        PRIMARY KEY (package_id, path_key)
      );
      COMMENT ON TABLE app.package_files IS 'fence: child of packages';
      ALTER TABLE app.package_files ENABLE ROW LEVEL SECURITY; ALTER TABLE app.package_files FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.package_files FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.packages p WHERE p.id = package_id));
      CREATE POLICY add ON app.package_files FOR INSERT TO focalpoint_app WITH CHECK (EXISTS (SELECT FROM app.packages p WHERE p.id = package_id AND p.originator = (SELECT app.party())));
      GRANT SELECT, INSERT ON app.package_files TO focalpoint_app;

      -- Which package a lesson runs; frozen with its version, as everything that hangs on one.
      CREATE TABLE app.lesson_packages (
        lesson_id uuid PRIMARY KEY REFERENCES app.lessons ON DELETE CASCADE,
        package_id uuid NOT NULL REFERENCES app.packages ON DELETE RESTRICT
      );
      COMMENT ON TABLE app.lesson_packages IS 'fence: child of lessons';
      ALTER TABLE app.lesson_packages ENABLE ROW LEVEL SECURITY; ALTER TABLE app.lesson_packages FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.lesson_packages FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.lessons l WHERE l.id = lesson_id));
      CREATE POLICY add ON app.lesson_packages FOR INSERT TO focalpoint_app WITH CHECK (EXISTS (
        SELECT FROM app.lessons l JOIN app.packages p ON p.course_id = l.course_id WHERE l.id = lesson_id AND p.id = package_id AND p.state = 'ready' AND app.at_work(l.course_version_id)));
      CREATE POLICY change ON app.lesson_packages FOR UPDATE TO focalpoint_app
        USING (EXISTS (SELECT FROM app.lessons l WHERE l.id = lesson_id AND app.at_work(l.course_version_id)))
        WITH CHECK (EXISTS (SELECT FROM app.lessons l JOIN app.packages p ON p.course_id = l.course_id WHERE l.id = lesson_id AND p.id = package_id AND p.state = 'ready' AND app.at_work(l.course_version_id)));
      GRANT SELECT, INSERT, UPDATE ON app.lesson_packages TO focalpoint_app;
      -- A lesson that is carried over into a new version goes on with its package.
      CREATE FUNCTION app.carry_package() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, app AS $$
      BEGIN
        INSERT INTO app.lesson_packages (lesson_id, package_id)
        SELECT NEW.id, p.package_id FROM app.lesson_packages p JOIN app.lessons l ON l.id = p.lesson_id JOIN app.course_versions v ON v.id = l.course_version_id
         WHERE l.course_id = NEW.course_id AND l.code = NEW.code AND l.id <> NEW.id ORDER BY v.number DESC LIMIT 1;
        RETURN NEW;
      END $$;
      CREATE TRIGGER carry_package AFTER INSERT ON app.lessons FOR EACH ROW WHEN (NEW.kind = 'package') EXECUTE FUNCTION app.carry_package();

      -- One learner in one lesson: it stays on the package it began with.
      CREATE TABLE app.package_runs (
        enrolment_id uuid NOT NULL REFERENCES app.enrolments ON DELETE CASCADE,
        lesson_id uuid NOT NULL REFERENCES app.lessons ON DELETE RESTRICT,
        package_id uuid NOT NULL REFERENCES app.packages ON DELETE RESTRICT,
        -- What the package knows its learner by.
        learner_id uuid NOT NULL DEFAULT gen_random_uuid(),
        -- The sequencer's own state, and the unit that was suspended.
        sequencing text CHECK (octet_length(sequencing) <= 262144),
        unit text,
        began_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (enrolment_id, lesson_id)
      );
      COMMENT ON TABLE app.package_runs IS 'fence: child of enrolments; of the learner and the staff of the cohort';

      CREATE TABLE app.launches (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        enrolment_id uuid NOT NULL,
        lesson_id uuid NOT NULL,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        -- SHA-256 of the launch token, and of what stands in the addresses of the files.
        token_hash bytea NOT NULL UNIQUE,
        path_hash bytea NOT NULL UNIQUE,
        began_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        lease_until timestamptz NOT NULL,
        last_seq integer NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
        ended_at timestamptz,
        end_reason text CHECK (end_reason IN ('ended', 'superseded')),
        FOREIGN KEY (enrolment_id, lesson_id) REFERENCES app.package_runs ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX one_open_launch ON app.launches (enrolment_id, lesson_id) WHERE ended_at IS NULL;
      COMMENT ON TABLE app.launches IS 'fence: child of enrolments; of the learner and the staff of the cohort';

      CREATE TABLE app.commits (
        launch_id uuid NOT NULL REFERENCES app.launches ON DELETE CASCADE,
        enrolment_id uuid NOT NULL REFERENCES app.enrolments ON DELETE CASCADE,
        seq integer NOT NULL CHECK (seq > 0),
        sha256 bytea NOT NULL,
        unit text NOT NULL,
        delta jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('applied', 'late')),
        -- It claims more time than has gone by.
        time_flagged boolean NOT NULL DEFAULT false,
        received_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (launch_id, seq)
      );
      COMMENT ON TABLE app.commits IS 'fence: child of enrolments; of the learner and the staff of the cohort, appended only';

      CREATE TABLE app.sco_states (
        enrolment_id uuid NOT NULL,
        lesson_id uuid NOT NULL,
        unit text NOT NULL,
        cmi jsonb NOT NULL,
        -- Time of all sessions that ended, as claimed.
        seconds numeric NOT NULL DEFAULT 0 CHECK (seconds >= 0),
        is_open boolean NOT NULL,
        sessions integer NOT NULL CHECK (sessions > 0),
        launch_id uuid NOT NULL REFERENCES app.launches ON DELETE CASCADE,
        session_began_at timestamptz NOT NULL DEFAULT now(),
        is_complete boolean NOT NULL DEFAULT false,
        success text NOT NULL DEFAULT 'unknown' CHECK (success IN ('passed', 'failed', 'unknown')),
        score numeric CHECK (score BETWEEN 0 AND 1),
        saved_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (enrolment_id, lesson_id, unit),
        FOREIGN KEY (enrolment_id, lesson_id) REFERENCES app.package_runs ON DELETE CASCADE
      );
      COMMENT ON TABLE app.sco_states IS 'fence: child of enrolments; of the learner and the staff of the cohort';

      CREATE TABLE app.global_objectives (
        enrolment_id uuid NOT NULL REFERENCES app.enrolments ON DELETE CASCADE,
        objective text NOT NULL CHECK (length(objective) BETWEEN 1 AND 4000),
        value jsonb NOT NULL CHECK (octet_length(value::text) <= 8192),
        PRIMARY KEY (enrolment_id, objective)
      );
      COMMENT ON TABLE app.global_objectives IS 'fence: child of enrolments; of the learner and the staff of the cohort';
      ${['package_runs', 'launches', 'commits', 'sco_states', 'global_objectives'].map(ofLearner).join('\n')}
      -- What was once committed is never changed.
      DROP POLICY change ON app.commits;
      REVOKE UPDATE ON app.commits FROM focalpoint_app;

      GRANT SELECT ON app.launches TO focalpoint_facts;
      CREATE POLICY facts ON app.launches FOR SELECT TO focalpoint_facts USING (true);
      -- Whose launch this is, by its token or by the addresses of its files: the learner as they stand today, for this one launch.
      CREATE FUNCTION app.launch_facts(a_hash bytea)
      RETURNS TABLE (launch_id uuid, by_token boolean, user_id uuid, party text, membership text, keys text[])
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT l.id, l.token_hash = a_hash, u.id, l.party, coalesce(m.membership, 'participant'), app.keys_of(l.party, u.id)
          FROM app.launches l
          JOIN app.users u ON u.id = l.user_id AND u.standing = 'active'
          LEFT JOIN app.memberships m ON m.party = l.party AND m.body = 'FORUM' AND m.valid @> current_date
         WHERE (l.token_hash = a_hash OR l.path_hash = a_hash) AND l.expires_at > now() AND app.standing_of(l.party) = 'active'
           AND EXISTS (SELECT FROM app.delegations d WHERE d.user_id = u.id AND d.party = l.party AND d.state = 'active' AND d.valid @> current_date)
      $$;
      REVOKE EXECUTE ON FUNCTION app.launch_facts(bytea) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.launch_facts(bytea) TO focalpoint_app;
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.launch_facts(bytea) OWNER TO focalpoint_facts;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION app.launch_facts; DROP TRIGGER carry_package ON app.lessons; DROP FUNCTION app.carry_package;
      DROP TABLE app.global_objectives, app.sco_states, app.commits, app.launches, app.package_runs, app.lesson_packages, app.package_files, app.package_units, app.packages`);
  }
}
