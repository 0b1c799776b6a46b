import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The view as a room before had it, and what this one adds. */
const circles = (more: string) => `
  CREATE OR REPLACE VIEW app.circles WITH (security_invoker = true) AS
    SELECT m.body AS circle, m.party, NULL::uuid AS user_id
      FROM app.memberships m WHERE m.membership = 'member' AND m.body <> 'FORUM' AND m.valid @> current_date
    UNION ALL
    SELECT a.id::text, p.party, NULL::uuid
      FROM app.audiences a, LATERAL unnest(app.parties_of(a.expression)) AS p(party)
     WHERE a.until IS NULL OR a.until > now()
    UNION ALL
    SELECT g.id::text, g.party, g.user_id FROM app.release_grants g WHERE g.ended_at IS NULL AND g.until > now()
    UNION ALL
    SELECT c.staff_circle::text, s.party, s.user_id
      FROM app.cohort_staff s JOIN app.cohorts c ON c.id = s.cohort_id
     WHERE s.since <= current_date AND (s.until IS NULL OR s.until > current_date) AND c.ends_on + 90 > current_date AND c.state <> 'cancelled'
    UNION ALL
    SELECT c.assessor_circle::text, s.party, s.user_id
      FROM app.cohort_staff s JOIN app.cohorts c ON c.id = s.cohort_id
     WHERE s.post = 'assessor' AND s.since <= current_date AND (s.until IS NULL OR s.until > current_date) AND c.ends_on + 90 > current_date AND c.state <> 'cancelled'
    ${more};
`;

/** Documents that go with a course, and the circle of those who teach it: an audience of persons that a marking names like any other. */
export class TrainingMaterials0058 implements MigrationInterface {
  name = 'TrainingMaterials0000000000058';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.courses ADD COLUMN trainers_circle uuid NOT NULL DEFAULT gen_random_uuid();
      ALTER TABLE app.courses ADD CONSTRAINT courses_trainers_circle_key UNIQUE (trainers_circle);

      -- The circle is drawn by chance and stays: a circle that could be chosen would be somebody else's.
      CREATE FUNCTION app.draw_circle() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, app AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN NEW.trainers_circle := gen_random_uuid(); RETURN NEW; END IF;
        IF NEW.trainers_circle <> OLD.trainers_circle THEN RAISE EXCEPTION 'the circle of a course stays' USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER circle BEFORE INSERT OR UPDATE OF trainers_circle ON app.courses FOR EACH ROW EXECUTE FUNCTION app.draw_circle();

      -- Its name among the audiences, so that a marking can call it. It holds persons, whom the view of circles finds; as an expression it holds no party.
      CREATE FUNCTION app.name_circle() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, app AS $$
      DECLARE called text;
      BEGIN
        IF TG_OP = 'DELETE' THEN UPDATE app.audiences SET until = now(), row_version = row_version + 1 WHERE id = OLD.trainers_circle; RETURN OLD; END IF;
        called := 'Trainers of ' || NEW.code;
        IF EXISTS (SELECT FROM app.audiences WHERE originator = NEW.originator AND name = called) THEN called := called || ' (' || left(NEW.trainers_circle::text, 8) || ')'; END IF;
        INSERT INTO app.audiences (id, name, expression, originator, created_by)
        VALUES (NEW.trainers_circle, called, jsonb_build_object('persons', 'trainers of ' || NEW.code), NEW.originator, NEW.created_by);
        RETURN NEW;
      END $$;
      CREATE TRIGGER named AFTER INSERT OR DELETE ON app.courses FOR EACH ROW EXECUTE FUNCTION app.name_circle();
      REVOKE EXECUTE ON FUNCTION app.draw_circle(), app.name_circle() FROM PUBLIC;

      ALTER TABLE app.courses NO FORCE ROW LEVEL SECURITY; ALTER TABLE app.audiences NO FORCE ROW LEVEL SECURITY;
      INSERT INTO app.audiences (id, name, expression, originator, created_by)
      SELECT c.trainers_circle,
             'Trainers of ' || c.code || CASE WHEN EXISTS (SELECT FROM app.audiences a WHERE a.originator = c.originator AND a.name = 'Trainers of ' || c.code) THEN ' (' || left(c.trainers_circle::text, 8) || ')' ELSE '' END,
             jsonb_build_object('persons', 'trainers of ' || c.code), c.originator, c.created_by
        FROM app.courses c;
      ALTER TABLE app.courses FORCE ROW LEVEL SECURITY; ALTER TABLE app.audiences FORCE ROW LEVEL SECURITY;

      -- Who stands in it changes with the courses, their cohorts and posts: nobody's cached authority outlives that.
      CREATE TRIGGER authority AFTER INSERT OR DELETE ON app.courses FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();
      CREATE TRIGGER authority AFTER UPDATE OF state, ends_on ON app.cohorts FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();
      GRANT SELECT ON app.courses TO focalpoint_facts;
      CREATE POLICY facts ON app.courses FOR SELECT TO focalpoint_facts USING (true);

      CREATE TABLE app.materials (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        course_id uuid NOT NULL REFERENCES app.courses ON DELETE CASCADE,
        originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        -- With a document that is disposed of goes what pointed at it.
        document_id uuid NOT NULL REFERENCES app.documents ON DELETE CASCADE,
        for_whom text NOT NULL CHECK (for_whom IN ('trainees', 'trainers')),
        -- The course's trainers where it is for them; whoever may read the course where it is empty.
        circle uuid,
        -- Lessons keep their code from version to version.
        lesson_code text CHECK (lesson_code ~ '^[a-z0-9][a-z0-9.-]{0,39}$'),
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        UNIQUE (course_id, document_id),
        CONSTRAINT trainers_stand_in_a_circle CHECK ((for_whom = 'trainers') = (circle IS NOT NULL))
      );
      CREATE INDEX materials_by_document ON app.materials (document_id);
      COMMENT ON TABLE app.materials IS 'fence: child of courses; those for trainers for the originator and their circle alone. The file itself has the fence of its document';
      ALTER TABLE app.materials ENABLE ROW LEVEL SECURITY; ALTER TABLE app.materials FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.materials FOR SELECT TO focalpoint_app USING (
        EXISTS (SELECT FROM app.courses c WHERE c.id = course_id)
        AND (circle IS NULL OR originator = (SELECT app.party()) OR circle::text = ANY ((SELECT app.keys())::text[])));
      CREATE POLICY add ON app.materials FOR INSERT TO focalpoint_app WITH CHECK (originator = (SELECT app.party())
        AND EXISTS (SELECT FROM app.courses c WHERE c.id = course_id AND c.originator = materials.originator AND (circle IS NULL OR circle = c.trainers_circle))
        AND EXISTS (SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = materials.originator));
      CREATE POLICY discard ON app.materials FOR DELETE TO focalpoint_app USING (originator = (SELECT app.party()));
      GRANT SELECT, INSERT, DELETE ON app.materials TO focalpoint_app;
    `);
    await db.query(circles(`
    UNION ALL
    SELECT k.trainers_circle::text, s.party, s.user_id
      FROM app.cohort_staff s JOIN app.cohorts c ON c.id = s.cohort_id JOIN app.courses k ON k.id = c.course_id
     WHERE s.since <= current_date AND (s.until IS NULL OR s.until > current_date) AND c.ends_on + 90 > current_date AND c.state <> 'cancelled'
    UNION ALL
    SELECT k.trainers_circle::text, d.party, d.user_id
      FROM app.courses k JOIN app.delegations d ON d.party = k.originator
     WHERE d.state = 'active' AND d.valid @> current_date AND d.roles && ARRAY['course_author', 'course_officer']`));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(circles(''));
    await db.query(`
      DROP TABLE app.materials;
      DROP POLICY facts ON app.courses; REVOKE SELECT ON app.courses FROM focalpoint_facts;
      DROP TRIGGER authority ON app.courses; DROP TRIGGER authority ON app.cohorts; DROP TRIGGER circle ON app.courses; DROP TRIGGER named ON app.courses;
      DROP FUNCTION app.draw_circle; DROP FUNCTION app.name_circle;
      ALTER TABLE app.audiences NO FORCE ROW LEVEL SECURITY; DELETE FROM app.audiences WHERE expression ? 'persons'; ALTER TABLE app.audiences FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.courses DROP COLUMN trainers_circle`);
  }
}
