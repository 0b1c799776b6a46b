import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Banks of questions with what is right in a table of its own; quizzes; attempts with what was put, what was answered and what it was worth. */
export class Assessment0038 implements MigrationInterface {
  name = 'Assessment0000000000038';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.banks (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        course_id uuid NOT NULL REFERENCES app.courses ON DELETE CASCADE,
        originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (course_id, originator)
      );
      COMMENT ON TABLE app.banks IS 'fence: own; the originator''s authors and course officers, and the examiner';

      CREATE TABLE app.items (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        bank_id uuid NOT NULL REFERENCES app.banks ON DELETE CASCADE,
        originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        code text NOT NULL CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{1,30}$'),
        -- Taken out of the bank: drawn no more, kept for the attempts it stands in.
        retired_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (bank_id, code, originator)
      );
      COMMENT ON TABLE app.items IS 'fence: child of banks';

      -- Written once and never changed: an attempt points at exactly what was asked. The highest number is in force.
      CREATE TABLE app.item_versions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        item_id uuid NOT NULL REFERENCES app.items ON DELETE CASCADE,
        originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        number integer NOT NULL CHECK (number > 0),
        type text NOT NULL CHECK (type IN ('choice', 'choices', 'matching', 'ordering', 'numeric', 'short_text', 'hotspot', 'compare', 'mrz', 'decision')),
        body jsonb NOT NULL CHECK (octet_length(body::text) <= 60000),
        tags text[] NOT NULL CHECK (cardinality(tags) BETWEEN 1 AND 12),
        critical boolean NOT NULL DEFAULT false,
        alternative text,
        created_by uuid REFERENCES app.users ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (item_id, number, originator)
      );
      COMMENT ON TABLE app.item_versions IS 'fence: child of banks';

      CREATE TABLE app.item_keys (
        item_version_id uuid PRIMARY KEY REFERENCES app.item_versions ON DELETE CASCADE,
        originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        key jsonb NOT NULL CHECK (octet_length(key::text) <= 60000),
        -- As its author wrote it, right answers and all.
        written jsonb NOT NULL CHECK (octet_length(written::text) <= 60000)
      );
      COMMENT ON TABLE app.item_keys IS 'fence: own; the originator''s authors and course officers, and the examiner; no trainee, of whatever party';

      CREATE TABLE app.quizzes (
        lesson_id uuid PRIMARY KEY REFERENCES app.lessons ON DELETE CASCADE,
        -- [{ title, draw, tags, least? }]
        sections jsonb NOT NULL CHECK (jsonb_typeof(sections) = 'array'),
        minutes integer CHECK (minutes BETWEEN 1 AND 600),
        max_attempts integer CHECK (max_attempts BETWEEN 1 AND 100),
        cooldown_hours integer NOT NULL DEFAULT 0 CHECK (cooldown_hours BETWEEN 0 AND 8760),
        pass_mark integer NOT NULL CHECK (pass_mark BETWEEN 0 AND 100),
        review text NOT NULL CHECK (review IN ('never', 'after_close', 'score_only'))
      );
      COMMENT ON TABLE app.quizzes IS 'fence: child of lessons';

      CREATE TABLE app.attempts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        enrolment_id uuid NOT NULL REFERENCES app.enrolments ON DELETE RESTRICT,
        lesson_id uuid NOT NULL REFERENCES app.lessons ON DELETE RESTRICT,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        staff_circle uuid,
        number integer NOT NULL CHECK (number > 0),
        -- Questions in words instead of questions on pictures.
        in_words boolean NOT NULL DEFAULT false,
        state text NOT NULL DEFAULT 'in_progress' CHECK (state IN ('in_progress', 'graded', 'expired', 'voided')),
        started_at timestamptz NOT NULL DEFAULT now(),
        deadline_at timestamptz,
        closed_at timestamptz,
        score numeric CHECK (score BETWEEN 0 AND 1),
        passed boolean,
        -- [{ title, points, max, failed }]
        sections jsonb,
        voided_by uuid REFERENCES app.users ON DELETE RESTRICT,
        voided_reason text CHECK (length(voided_reason) BETWEEN 3 AND 2000),
        readers text[] NOT NULL GENERATED ALWAYS AS (array_remove(ARRAY[user_id::text, staff_circle::text], NULL)) STORED,
        row_version integer NOT NULL DEFAULT 1,
        CONSTRAINT closed_has_a_time CHECK ((state = 'in_progress') = (closed_at IS NULL)),
        CONSTRAINT graded_has_a_score CHECK (state <> 'graded' OR score IS NOT NULL AND passed IS NOT NULL),
        CONSTRAINT voided_has_a_reason CHECK ((state = 'voided') = (voided_reason IS NOT NULL)),
        CONSTRAINT nobody_voids_their_own CHECK (voided_by <> user_id),
        UNIQUE (enrolment_id, lesson_id, number, user_id)
      );
      CREATE UNIQUE INDEX one_open_attempt ON app.attempts (enrolment_id, lesson_id, user_id) WHERE state = 'in_progress';
      CREATE INDEX attempts_by_deadline ON app.attempts (deadline_at) WHERE state = 'in_progress';
      CREATE INDEX attempts_by_reader ON app.attempts USING gin (readers);
      COMMENT ON TABLE app.attempts IS 'fence: own; the trainee and the staff of the cohort, never the party that sends them';

      -- Exactly what was put on the screen, without the key: the evidence of what was asked.
      CREATE TABLE app.attempt_items (
        attempt_id uuid NOT NULL REFERENCES app.attempts ON DELETE CASCADE,
        n integer NOT NULL CHECK (n BETWEEN 1 AND 400),
        section integer NOT NULL CHECK (section >= 0),
        item_version_id uuid NOT NULL REFERENCES app.item_versions ON DELETE RESTRICT,
        shown jsonb NOT NULL,
        PRIMARY KEY (attempt_id, n)
      );
      CREATE INDEX attempt_items_by_version ON app.attempt_items (item_version_id);
      COMMENT ON TABLE app.attempt_items IS 'fence: child of attempts';

      -- Whoever knows a seed and the generator knows the answers.
      CREATE TABLE app.attempt_seeds (
        attempt_id uuid PRIMARY KEY REFERENCES app.attempts ON DELETE CASCADE,
        seed text NOT NULL CHECK (length(seed) = 64)
      );
      COMMENT ON TABLE app.attempt_seeds IS 'fence: own; the examiner''s alone';

      CREATE TABLE app.answers (
        attempt_id uuid NOT NULL REFERENCES app.attempts ON DELETE CASCADE,
        n integer NOT NULL,
        -- Counted by the trainee's own device, for each question; the highest counts.
        seq integer NOT NULL CHECK (seq BETWEEN 1 AND 10000),
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        -- Null: the answer was taken back.
        value jsonb CHECK (octet_length(value::text) <= 40000),
        saved_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (attempt_id, n, seq),
        FOREIGN KEY (attempt_id, n) REFERENCES app.attempt_items ON DELETE CASCADE
      );
      COMMENT ON TABLE app.answers IS 'fence: child of attempts';

      CREATE TABLE app.grades (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        attempt_id uuid NOT NULL,
        n integer NOT NULL,
        kind text NOT NULL CHECK (kind IN ('auto', 'assessor')),
        score numeric NOT NULL CHECK (score >= 0 AND score <= max),
        max numeric NOT NULL CHECK (max > 0),
        given_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (attempt_id, n) REFERENCES app.attempt_items ON DELETE CASCADE
      );
      CREATE INDEX grades_by_item ON app.grades (attempt_id, n);
      COMMENT ON TABLE app.grades IS 'fence: child of attempts';
    `);
    for (const table of ['banks', 'items', 'item_versions', 'item_keys', 'quizzes', 'attempts', 'attempt_items', 'attempt_seeds', 'answers', 'grades']) {
      await db.query(`ALTER TABLE app.${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE app.${table} FORCE ROW LEVEL SECURITY`);
    }
    await db.query(`
      -- A stricter line than the country's: colleagues of an author study too, and must not read what is right. The operator's loader enters banks
      -- for the party it names.
      CREATE FUNCTION app.keeps_banks() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, app AS $$
        SELECT (SELECT app.system()) IN ('examiner', 'course-loader') OR EXISTS (
          SELECT FROM app.delegations d
           WHERE d.user_id = (SELECT app.user_id()) AND d.party = (SELECT app.party()) AND d.state = 'active' AND d.valid @> current_date
             AND d.roles && ARRAY['course_author', 'course_officer'])
      $$;
      REVOKE EXECUTE ON FUNCTION app.keeps_banks() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.keeps_banks() TO focalpoint_app;`);
    for (const table of ['banks', 'items', 'item_versions', 'item_keys']) {
      await db.query(`
        CREATE POLICY see ON app.${table} FOR SELECT TO focalpoint_app
          USING ((originator = (SELECT app.party()) OR (SELECT app.system()) = 'examiner') AND (SELECT app.keeps_banks()));`);
    }
    const ours = `originator = (SELECT app.party()) AND (SELECT app.keeps_banks())`;
    await db.query(`
      CREATE POLICY add ON app.banks FOR INSERT TO focalpoint_app WITH CHECK (${ours} AND EXISTS (
        SELECT FROM app.courses c WHERE c.id = course_id AND c.originator = banks.originator));
      CREATE POLICY add ON app.items FOR INSERT TO focalpoint_app WITH CHECK (${ours} AND EXISTS (
        SELECT FROM app.banks b WHERE b.id = bank_id AND b.originator = items.originator));
      CREATE POLICY change ON app.items FOR UPDATE TO focalpoint_app USING (${ours}) WITH CHECK (${ours});
      CREATE POLICY add ON app.item_versions FOR INSERT TO focalpoint_app WITH CHECK (${ours} AND EXISTS (
        SELECT FROM app.items i WHERE i.id = item_id AND i.originator = item_versions.originator));
      CREATE POLICY add ON app.item_keys FOR INSERT TO focalpoint_app WITH CHECK (${ours} AND EXISTS (
        SELECT FROM app.item_versions v WHERE v.id = item_version_id AND v.originator = item_keys.originator));

      CREATE POLICY see ON app.quizzes FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.lessons l WHERE l.id = lesson_id));
      CREATE POLICY add ON app.quizzes FOR INSERT TO focalpoint_app WITH CHECK (EXISTS (SELECT FROM app.lessons l WHERE l.id = lesson_id AND app.at_work(l.course_version_id)));
      CREATE POLICY change ON app.quizzes FOR UPDATE TO focalpoint_app
        USING (EXISTS (SELECT FROM app.lessons l WHERE l.id = lesson_id AND app.at_work(l.course_version_id)))
        WITH CHECK (EXISTS (SELECT FROM app.lessons l WHERE l.id = lesson_id AND app.at_work(l.course_version_id)));
      CREATE POLICY discard ON app.quizzes FOR DELETE TO focalpoint_app
        USING (EXISTS (SELECT FROM app.lessons l WHERE l.id = lesson_id AND app.at_work(l.course_version_id)));

      -- Results are the examiner's to write: no statement of a trainee's own makes, prolongs or marks an attempt.
      CREATE POLICY see ON app.attempts FOR SELECT TO focalpoint_app USING (readers && (SELECT app.keys()) OR (SELECT app.system()) = 'examiner');
      CREATE POLICY add ON app.attempts FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'examiner');
      CREATE POLICY mark ON app.attempts FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) = 'examiner' OR staff_circle::text = ANY ((SELECT app.keys())::text[]))
        WITH CHECK ((SELECT app.system()) = 'examiner' OR staff_circle::text = ANY ((SELECT app.keys())::text[]) AND state = 'voided' AND voided_by = (SELECT app.user_id()));

      CREATE POLICY see ON app.attempt_items FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.attempts a WHERE a.id = attempt_id));
      CREATE POLICY add ON app.attempt_items FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'examiner');
      CREATE POLICY see ON app.attempt_seeds FOR SELECT TO focalpoint_app USING ((SELECT app.system()) = 'examiner');
      CREATE POLICY add ON app.attempt_seeds FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'examiner');

      -- Half a minute after the end is for what was on its way.
      CREATE POLICY see ON app.answers FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.attempts a WHERE a.id = attempt_id));
      CREATE POLICY add ON app.answers FOR INSERT TO focalpoint_app WITH CHECK (user_id = (SELECT app.user_id()) AND EXISTS (
        SELECT FROM app.attempts a WHERE a.id = attempt_id AND a.user_id = answers.user_id AND a.state = 'in_progress'
           AND (a.deadline_at IS NULL OR clock_timestamp() < a.deadline_at + interval '30 seconds')));
      CREATE POLICY see ON app.grades FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.attempts a WHERE a.id = attempt_id));
      CREATE POLICY add ON app.grades FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'examiner');

      -- Whom it examines, on which course, and how far that brings them.
      CREATE POLICY examine ON app.courses FOR SELECT TO focalpoint_app USING ((SELECT app.system()) = 'examiner');
      CREATE POLICY examine ON app.enrolments FOR SELECT TO focalpoint_app USING ((SELECT app.system()) = 'examiner');
      CREATE POLICY examined ON app.enrolments FOR UPDATE TO focalpoint_app USING ((SELECT app.system()) = 'examiner') WITH CHECK ((SELECT app.system()) = 'examiner');

      GRANT SELECT, INSERT ON app.banks, app.item_versions, app.item_keys, app.attempt_items, app.attempt_seeds, app.answers, app.grades TO focalpoint_app;
      GRANT SELECT, INSERT ON app.items TO focalpoint_app;
      GRANT UPDATE (retired_at) ON app.items TO focalpoint_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON app.quizzes TO focalpoint_app;
      GRANT SELECT, INSERT, UPDATE ON app.attempts TO focalpoint_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY examined ON app.enrolments; DROP POLICY examine ON app.enrolments; DROP POLICY examine ON app.courses;
      DROP TABLE app.grades, app.answers, app.attempt_seeds, app.attempt_items, app.attempts, app.quizzes, app.item_keys, app.item_versions, app.items, app.banks;
      DROP FUNCTION app.keeps_banks`);
  }
}
