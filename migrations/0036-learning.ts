import type { MigrationInterface, QueryRunner } from 'typeorm';

const given = (more: string) => `
  ALTER TABLE app.delegations DROP CONSTRAINT delegations_roles_check;
  ALTER TABLE app.delegations ADD CONSTRAINT delegations_roles_check CHECK (roles <@ ARRAY['reader','contributor','document_officer',
    'statistics_officer','trainee','trainer',${more}'focal_point','secretariat_officer','auditor','administrator']);
`;

/** The two functions that tell who acts, with what each makes of the roles a delegation gives. */
const facts = (roles: string) => `
  DROP FUNCTION app.actor_facts(bytea, interval); DROP FUNCTION app.token_facts(bytea);

  CREATE FUNCTION app.actor_facts(a_token_hash bytea, idle interval)
  RETURNS TABLE (session_id uuid, user_id uuid, user_name text, locale text, email text, delegation_id uuid, party text, party_name text,
                 party_kind text, standing text, membership text, roles text[], keys text[], version bigint, last_seen_at timestamptz,
                 complete boolean, proven boolean, stale_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    SELECT s.id, u.id, u.name, u.locale, u.email, d.id, p.code, p.name, p.kind, t.standing,
           coalesce(m.membership, 'participant'),
           CASE WHEN t.standing = 'active' THEN ${roles} ELSE '{}' END, app.keys_of(p.code, u.id), a.version, s.last_seen_at,
           s.complete, s.complete AND s.proven_at > now() - interval '5 minutes',
           LEAST(s.expires_at, s.last_seen_at + LEAST(idle, i.most), now() + interval '10 seconds', app.next_change(),
                 CASE WHEN s.proven_at > now() - interval '5 minutes' THEN s.proven_at + interval '5 minutes' END)
      FROM app.sessions s
      JOIN app.users u ON u.id = s.user_id AND u.standing = 'active'
      JOIN app.delegations d ON d.id = s.delegation_id AND d.user_id = u.id AND d.valid @> current_date
                            AND (d.state = 'active' OR d.state = 'invited' AND NOT s.complete)
      JOIN app.parties p ON p.code = d.party
      CROSS JOIN LATERAL (SELECT app.standing_of(p.code)) AS t(standing)
      LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
      LEFT JOIN app.identity_providers v ON v.id = s.provider_id
      CROSS JOIN app.authority a
      CROSS JOIN LATERAL (SELECT CASE WHEN s.shared THEN interval '15 minutes' ELSE interval '1 day' END) AS i(most)
     WHERE s.token_hash = a_token_hash AND s.ended_at IS NULL AND s.expires_at > now() AND s.last_seen_at > now() - LEAST(idle, i.most)
       AND (s.provider_id IS NULL OR v.enabled) AND t.standing <> 'former'
  $$;

  CREATE FUNCTION app.token_facts(a_token_hash bytea)
  RETURNS TABLE (token_id uuid, user_id uuid, user_name text, party text, membership text, roles text[], keys text[], verbs text[], version bigint, stale_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    SELECT t.id, u.id, u.name, p.code, coalesce(m.membership, 'participant'), ${roles}, app.keys_of(p.code, u.id), t.verbs, a.version,
           LEAST(t.expires_at, now() + interval '10 seconds', app.next_change())
      FROM app.api_tokens t
      JOIN app.users u ON u.id = t.user_id AND u.standing = 'active'
      JOIN app.delegations d ON d.id = t.delegation_id AND d.user_id = u.id AND d.party = t.party AND d.state = 'active' AND d.valid @> current_date
      JOIN app.parties p ON p.code = d.party
      LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
      CROSS JOIN app.authority a
     WHERE t.token_hash = a_token_hash AND t.revoked_at IS NULL AND t.expires_at > now() AND app.standing_of(p.code) = 'active'
  $$;

  REVOKE EXECUTE ON FUNCTION app.actor_facts(bytea, interval), app.token_facts(bytea) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.actor_facts(bytea, interval), app.token_facts(bytea) TO focalpoint_app;
  -- Handed over last: whoever owns a function alone says who may run it.
  ALTER FUNCTION app.actor_facts(bytea, interval) OWNER TO focalpoint_facts;
  ALTER FUNCTION app.token_facts(bytea) OWNER TO focalpoint_facts;
`;

/** Courses with their marking on the row, versions with parts, lessons and texts, enrolments and progress; the roles of this room. */
export class Learning0036 implements MigrationInterface {
  name = 'Learning0000000000036';

  async up(db: QueryRunner): Promise<void> {
    await db.query(given(`'course_author','course_officer','training_coordinator',`));
    await db.query(`
      -- What somebody is called upon to do: the roles of the delegation, and the one that nobody gives. Focal point for training is whoever speaks
      -- for the party on training today, or on everything while nobody does on training.
      CREATE FUNCTION app.roles_of(a_party text, a_user uuid, given text[]) RETURNS text[] LANGUAGE sql STABLE SET search_path = pg_catalog, app AS $$
        SELECT given || CASE WHEN EXISTS (
          SELECT FROM app.focal_points f
           WHERE f.party = a_party AND f.user_id = a_user AND f.state = 'confirmed' AND f.since <= current_date AND (f.until IS NULL OR f.until > current_date)
             AND (f.area = 'training' OR f.area = 'general' AND NOT EXISTS (
               SELECT FROM app.focal_points t
                WHERE t.party = a_party AND t.area = 'training' AND t.state = 'confirmed' AND t.since <= current_date AND (t.until IS NULL OR t.until > current_date))))
          THEN ARRAY['training_focal_point'] ELSE '{}'::text[] END
      $$;
      REVOKE EXECUTE ON FUNCTION app.roles_of(text, uuid, text[]) FROM PUBLIC;
      ALTER FUNCTION app.roles_of(text, uuid, text[]) OWNER TO focalpoint_facts;
      CREATE TRIGGER authority AFTER UPDATE OF party, user_id, area, state, since, until OR INSERT OR DELETE ON app.focal_points
        FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();`);
    await db.query(facts('app.roles_of(p.code, u.id, d.roles)'));
    await db.query(`
      CREATE TABLE app.courses (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        code text NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9-]{1,19}$'),
        originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        -- What a certificate prints when the title itself is not for everybody.
        public_title text CHECK (length(public_title) BETWEEN 1 AND 200),
        summary text NOT NULL DEFAULT '' CHECK (length(summary) <= 2000),
        mode text NOT NULL DEFAULT 'self_paced' CHECK (mode IN ('self_paced', 'led', 'blended')),
        entry text NOT NULL DEFAULT 'open' CHECK (entry IN ('open', 'nomination')),
        offline boolean NOT NULL DEFAULT false,
        audience text NOT NULL DEFAULT '' CHECK (length(audience) <= 2000),
        admission text NOT NULL DEFAULT '' CHECK (length(admission) <= 2000),
        outcomes text[] NOT NULL DEFAULT '{}' CHECK (cardinality(outcomes) <= 30),
        minutes integer NOT NULL DEFAULT 60 CHECK (minutes BETWEEN 1 AND 100000),
        pass_mark integer NOT NULL DEFAULT 80 CHECK (pass_mark BETWEEN 0 AND 100),
        certificate_months integer CHECK (certificate_months BETWEEN 1 AND 600),
        level text NOT NULL DEFAULT 'introduction' CHECK (level IN ('introduction', 'level_1', 'level_2', 'level_3', 'trainer')),
        languages text[] NOT NULL DEFAULT '{}' CHECK (cardinality(languages) <= 40),
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'retired')),
        tlp text NOT NULL DEFAULT 'red' CHECK (tlp IN ('clear', 'green', 'amber', 'amber+strict', 'red')),
        releasable_to text[] NOT NULL DEFAULT '{}',
        recipients text[] NOT NULL DEFAULT '{}',
        withheld_from text[] NOT NULL DEFAULT '{}',
        handling_caveats text[] NOT NULL DEFAULT '{}'
          CHECK (handling_caveats <@ ARRAY['no_onward_sharing', 'no_use_in_proceedings', 'contact_before_action', 'no_derived_products',
                                           'view_only', 'H0', 'H1', 'H2', 'H3']),
        -- A retired course takes nobody in any more; whoever studies it finishes.
        readers text[] GENERATED ALWAYS AS (app.readers_of(CASE WHEN state = 'draft' THEN 'draft' ELSE 'released' END, tlp, releasable_to, recipients, '{}')) STORED,
        published_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        -- Nobody, when the operator's loader entered it.
        created_by uuid REFERENCES app.users ON DELETE RESTRICT,
        row_version integer NOT NULL DEFAULT 1,
        UNIQUE (originator, code),
        CONSTRAINT course_clear_withholds_nobody CHECK (tlp <> 'clear' OR withheld_from = '{}'),
        CONSTRAINT course_red_names_persons CHECK (tlp <> 'red' OR releasable_to = '{}'),
        CONSTRAINT course_strict_names_parties CHECK (tlp <> 'amber+strict' OR NOT releasable_to && ARRAY['AHG', 'STEERING_GROUP', 'CO_CHAIRS', 'public', 'community']),
        CONSTRAINT course_only_red_names_persons CHECK (tlp = 'red' OR recipients = '{}'),
        CONSTRAINT course_only_amber_names_circles CHECK (tlp IN ('amber', 'amber+strict') OR releasable_to = '{}'),
        CONSTRAINT published_has_a_date CHECK (state = 'draft' OR published_at IS NOT NULL),
        CONSTRAINT course_lists_are_bounded CHECK (cardinality(releasable_to) <= 200 AND cardinality(recipients) <= 200 AND cardinality(withheld_from) <= 200)
      );
      CREATE INDEX courses_by_reader ON app.courses USING gin (readers);
      COMMENT ON TABLE app.courses IS 'fence: shared';

      CREATE TABLE app.course_versions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        course_id uuid NOT NULL REFERENCES app.courses ON DELETE CASCADE,
        number integer NOT NULL CHECK (number > 0),
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'review', 'published', 'retired')),
        note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
        submitted_by uuid REFERENCES app.users ON DELETE RESTRICT,
        submitted_at timestamptz,
        -- Nobody, when the operator's loader published it.
        published_by uuid REFERENCES app.users ON DELETE RESTRICT,
        published_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid REFERENCES app.users ON DELETE RESTRICT,
        row_version integer NOT NULL DEFAULT 1,
        UNIQUE (course_id, number),
        CONSTRAINT four_eyes CHECK (published_by <> submitted_by),
        CONSTRAINT published_version_has_a_date CHECK (state NOT IN ('published', 'retired') OR published_at IS NOT NULL)
      );
      -- One at work, one in force.
      CREATE UNIQUE INDEX one_version_at_work ON app.course_versions (course_id) WHERE state IN ('draft', 'review');
      CREATE UNIQUE INDEX one_version_in_force ON app.course_versions (course_id) WHERE state = 'published';
      COMMENT ON TABLE app.course_versions IS 'fence: child of courses; what was never published for the originator alone';

      CREATE TABLE app.course_parts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        course_version_id uuid NOT NULL REFERENCES app.course_versions ON DELETE CASCADE,
        number integer NOT NULL CHECK (number > 0),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        minutes integer NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 100000),
        UNIQUE (course_version_id, number) DEFERRABLE INITIALLY DEFERRED
      );
      COMMENT ON TABLE app.course_parts IS 'fence: child of course_versions';

      CREATE TABLE app.lessons (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        course_version_id uuid NOT NULL REFERENCES app.course_versions ON DELETE CASCADE,
        course_id uuid NOT NULL REFERENCES app.courses ON DELETE CASCADE,
        part_id uuid NOT NULL REFERENCES app.course_parts ON DELETE CASCADE,
        number integer NOT NULL CHECK (number > 0),
        code text NOT NULL CHECK (code ~ '^[a-z0-9][a-z0-9.-]{0,39}$'),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        kind text NOT NULL CHECK (kind IN ('reading', 'quiz', 'exercise', 'package', 'class', 'material')),
        weight numeric NOT NULL DEFAULT 1 CHECK (weight BETWEEN 0 AND 1000),
        mandatory boolean NOT NULL DEFAULT true,
        minutes integer NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 10000),
        UNIQUE (course_version_id, code),
        UNIQUE (course_version_id, part_id, number) DEFERRABLE INITIALLY DEFERRED
      );
      CREATE INDEX lessons_by_course ON app.lessons (course_id);
      COMMENT ON TABLE app.lessons IS 'fence: child of course_versions';

      CREATE TABLE app.lesson_texts (
        lesson_id uuid NOT NULL REFERENCES app.lessons ON DELETE CASCADE,
        language text NOT NULL CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z]{2,4})?$'),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        body text NOT NULL CHECK (octet_length(body) <= 200000),
        -- What the lesson weighs on the line: its text, and the pictures it shows.
        bytes integer NOT NULL CHECK (bytes >= 0),
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'checked')),
        row_version integer NOT NULL DEFAULT 1,
        PRIMARY KEY (lesson_id, language)
      );
      COMMENT ON TABLE app.lesson_texts IS 'fence: child of lessons';

      CREATE TABLE app.enrolments (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        course_id uuid NOT NULL REFERENCES app.courses ON DELETE RESTRICT,
        course_version_id uuid NOT NULL REFERENCES app.course_versions ON DELETE RESTRICT,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        -- The party at enrolment: somebody who changes party keeps the history, the former focal point keeps what was.
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        state text NOT NULL CHECK (state IN ('nominated', 'approved', 'offered', 'active', 'completed', 'failed', 'expired', 'removed', 'refused', 'waitlisted', 'lapsed', 'withdrawn')),
        nominated_by uuid REFERENCES app.users ON DELETE RESTRICT,
        approved_by uuid REFERENCES app.users ON DELETE RESTRICT,
        decided_at timestamptz,
        -- Why it was asked for, and why it was refused, removed or withdrawn.
        motive text NOT NULL DEFAULT '' CHECK (length(motive) <= 2000),
        reason text CHECK (length(reason) BETWEEN 1 AND 2000),
        language text,
        progress numeric NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
        result numeric CHECK (result BETWEEN 0 AND 1),
        completed_at timestamptz,
        last_active_at timestamptz,
        cohort_id uuid,
        centre text REFERENCES app.parties ON DELETE RESTRICT,
        staff_circle uuid,
        seat_from text CHECK (seat_from IN ('quota', 'pool')),
        offer_until timestamptz,
        due_on date,
        readers text[] NOT NULL GENERATED ALWAYS AS (array_remove(ARRAY[user_id::text, centre, staff_circle::text], NULL)) STORED,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid REFERENCES app.users ON DELETE RESTRICT,
        row_version integer NOT NULL DEFAULT 1,
        CONSTRAINT no_self_approval CHECK (approved_by <> user_id),
        CONSTRAINT completed_has_a_date CHECK (state <> 'completed' OR completed_at IS NOT NULL)
      );
      CREATE UNIQUE INDEX one_open_enrolment ON app.enrolments (course_id, user_id) WHERE state IN ('nominated', 'approved', 'offered', 'active', 'waitlisted');
      CREATE INDEX enrolments_by_user ON app.enrolments (user_id, created_at DESC, id);
      CREATE INDEX enrolments_by_party ON app.enrolments (party, state, created_at DESC, id);
      CREATE INDEX enrolments_by_reader ON app.enrolments USING gin (readers);
      CREATE INDEX enrolments_by_version ON app.enrolments (course_version_id);
      COMMENT ON TABLE app.enrolments IS 'fence: own; the trainee, the party that sends them, the centre and the staff of the cohort';

      CREATE TABLE app.lesson_progress (
        enrolment_id uuid NOT NULL REFERENCES app.enrolments ON DELETE CASCADE,
        lesson_id uuid NOT NULL REFERENCES app.lessons ON DELETE RESTRICT,
        step integer NOT NULL DEFAULT 1 CHECK (step >= 1),
        steps integer NOT NULL DEFAULT 1 CHECK (steps >= 1 AND step <= steps),
        done_at timestamptz,
        score numeric CHECK (score BETWEEN 0 AND 1),
        assurance text CHECK (assurance IN ('server_scored', 'instructor_observed', 'client_reported')),
        position jsonb CHECK (octet_length(position::text) <= 4096),
        saved_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (enrolment_id, lesson_id)
      );
      COMMENT ON TABLE app.lesson_progress IS 'fence: child of enrolments';

      ALTER TABLE app.courses ENABLE ROW LEVEL SECURITY;          ALTER TABLE app.courses FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.course_versions ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.course_versions FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.course_parts ENABLE ROW LEVEL SECURITY;     ALTER TABLE app.course_parts FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.lessons ENABLE ROW LEVEL SECURITY;          ALTER TABLE app.lessons FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.lesson_texts ENABLE ROW LEVEL SECURITY;     ALTER TABLE app.lesson_texts FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.enrolments ENABLE ROW LEVEL SECURITY;       ALTER TABLE app.enrolments FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.lesson_progress ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.lesson_progress FORCE ROW LEVEL SECURITY;

      -- The country line, as documents have it.
      CREATE POLICY see ON app.courses FOR SELECT TO focalpoint_app USING (
        originator = (SELECT app.party())
        OR (readers && (SELECT app.keys()) AND (withheld_from = '{}' OR NOT withheld_from && (SELECT app.keys()))));
      CREATE POLICY add ON app.courses FOR INSERT TO focalpoint_app WITH CHECK (originator = (SELECT app.party()));
      CREATE POLICY change ON app.courses FOR UPDATE TO focalpoint_app
        USING (originator = (SELECT app.party())) WITH CHECK (originator = (SELECT app.party()));
      CREATE POLICY discard ON app.courses FOR DELETE TO focalpoint_app USING (originator = (SELECT app.party()) AND state = 'draft');

      CREATE POLICY see ON app.course_versions FOR SELECT TO focalpoint_app USING (EXISTS (
        SELECT FROM app.courses c WHERE c.id = course_id AND (course_versions.state IN ('published', 'retired') OR c.originator = (SELECT app.party()))));
      CREATE POLICY add ON app.course_versions FOR INSERT TO focalpoint_app WITH CHECK (EXISTS (
        SELECT FROM app.courses c WHERE c.id = course_id AND c.originator = (SELECT app.party())));
      CREATE POLICY change ON app.course_versions FOR UPDATE TO focalpoint_app
        USING (EXISTS (SELECT FROM app.courses c WHERE c.id = course_id AND c.originator = (SELECT app.party())))
        WITH CHECK (EXISTS (SELECT FROM app.courses c WHERE c.id = course_id AND c.originator = (SELECT app.party())));
      CREATE POLICY discard ON app.course_versions FOR DELETE TO focalpoint_app USING (state = 'draft' AND EXISTS (
        SELECT FROM app.courses c WHERE c.id = course_id AND c.originator = (SELECT app.party())));

      -- What hangs on a version may change while it is a draft, by the originator, and never afterwards: enrolments pin it.
      CREATE FUNCTION app.at_work(a_version uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, app AS $$
        SELECT EXISTS (SELECT FROM app.course_versions v JOIN app.courses c ON c.id = v.course_id
                        WHERE v.id = a_version AND v.state = 'draft' AND c.originator = (SELECT app.party()))
      $$;
      REVOKE EXECUTE ON FUNCTION app.at_work(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.at_work(uuid) TO focalpoint_app;

      CREATE POLICY see ON app.course_parts FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.course_versions v WHERE v.id = course_version_id));
      CREATE POLICY add ON app.course_parts FOR INSERT TO focalpoint_app WITH CHECK (app.at_work(course_version_id));
      CREATE POLICY change ON app.course_parts FOR UPDATE TO focalpoint_app USING (app.at_work(course_version_id)) WITH CHECK (app.at_work(course_version_id));
      CREATE POLICY discard ON app.course_parts FOR DELETE TO focalpoint_app USING (app.at_work(course_version_id));

      CREATE POLICY see ON app.lessons FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.course_versions v WHERE v.id = course_version_id));
      CREATE POLICY add ON app.lessons FOR INSERT TO focalpoint_app WITH CHECK (app.at_work(course_version_id)
        AND EXISTS (SELECT FROM app.course_versions v WHERE v.id = course_version_id AND v.course_id = lessons.course_id)
        AND EXISTS (SELECT FROM app.course_parts p WHERE p.id = part_id AND p.course_version_id = lessons.course_version_id));
      CREATE POLICY change ON app.lessons FOR UPDATE TO focalpoint_app USING (app.at_work(course_version_id)) WITH CHECK (app.at_work(course_version_id)
        AND EXISTS (SELECT FROM app.course_versions v WHERE v.id = course_version_id AND v.course_id = lessons.course_id)
        AND EXISTS (SELECT FROM app.course_parts p WHERE p.id = part_id AND p.course_version_id = lessons.course_version_id));
      CREATE POLICY discard ON app.lessons FOR DELETE TO focalpoint_app USING (app.at_work(course_version_id));

      CREATE POLICY see ON app.lesson_texts FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.lessons l WHERE l.id = lesson_id));
      CREATE POLICY add ON app.lesson_texts FOR INSERT TO focalpoint_app WITH CHECK (EXISTS (SELECT FROM app.lessons l WHERE l.id = lesson_id AND app.at_work(l.course_version_id)));
      CREATE POLICY change ON app.lesson_texts FOR UPDATE TO focalpoint_app
        USING (EXISTS (SELECT FROM app.lessons l WHERE l.id = lesson_id AND app.at_work(l.course_version_id)))
        WITH CHECK (EXISTS (SELECT FROM app.lessons l WHERE l.id = lesson_id AND app.at_work(l.course_version_id)));
      CREATE POLICY discard ON app.lesson_texts FOR DELETE TO focalpoint_app
        USING (EXISTS (SELECT FROM app.lessons l WHERE l.id = lesson_id AND app.at_work(l.course_version_id)));

      -- No clause for the secretariat: it counts through a view and reads no row. Nobody is entered for another party, and into nothing unseen.
      CREATE POLICY see ON app.enrolments FOR SELECT TO focalpoint_app USING (party = (SELECT app.party()) OR readers && (SELECT app.keys()));
      CREATE POLICY add ON app.enrolments FOR INSERT TO focalpoint_app WITH CHECK (
        party = (SELECT app.party())
        AND EXISTS (SELECT FROM app.delegations d WHERE d.user_id = enrolments.user_id AND d.party = enrolments.party AND d.state = 'active' AND d.valid @> current_date)
        AND EXISTS (SELECT FROM app.course_versions v WHERE v.id = course_version_id AND v.course_id = enrolments.course_id AND v.state = 'published'));
      CREATE POLICY change ON app.enrolments FOR UPDATE TO focalpoint_app
        USING (party = (SELECT app.party()) OR readers && (SELECT app.keys()))
        WITH CHECK (party = (SELECT app.party()) OR readers && (SELECT app.keys()));

      CREATE POLICY see ON app.lesson_progress FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.enrolments e WHERE e.id = enrolment_id));
      CREATE POLICY add ON app.lesson_progress FOR INSERT TO focalpoint_app WITH CHECK (EXISTS (
        SELECT FROM app.enrolments e JOIN app.lessons l ON l.course_version_id = e.course_version_id WHERE e.id = enrolment_id AND l.id = lesson_id));
      CREATE POLICY change ON app.lesson_progress FOR UPDATE TO focalpoint_app
        USING (EXISTS (SELECT FROM app.enrolments e WHERE e.id = enrolment_id)) WITH CHECK (EXISTS (SELECT FROM app.enrolments e WHERE e.id = enrolment_id));

      GRANT SELECT, INSERT, UPDATE, DELETE ON app.courses, app.course_versions, app.course_parts, app.lessons, app.lesson_texts TO focalpoint_app;
      GRANT SELECT, INSERT, UPDATE ON app.enrolments, app.lesson_progress TO focalpoint_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE app.lesson_progress, app.enrolments, app.lesson_texts, app.lessons, app.course_parts, app.course_versions, app.courses;
      DROP FUNCTION app.at_work;
      DROP TRIGGER authority ON app.focal_points;`);
    await db.query(facts('d.roles'));
    await db.query('DROP FUNCTION app.roles_of');
    await db.query(given(''));
  }
}
