import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Takes a seat, within what the party may have; with the bound the originator of the course sets, or as it was before there was one. */
const takeSeat = (bound: string) => `
  CREATE OR REPLACE FUNCTION app.take_seat(a_enrolment uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
  DECLARE who text[] := app.verified(); e app.enrolments; c app.cohorts; q app.quotas; taken text; most integer;
  BEGIN
    SELECT * INTO e FROM app.enrolments WHERE id = a_enrolment FOR UPDATE;
    IF who IS NULL OR e.id IS NULL OR e.cohort_id IS NULL OR NOT (e.party = who[2] OR e.centre = who[2] OR coalesce(who[4], '') = 'seat-keeping') THEN
      RAISE EXCEPTION 'not your enrolment' USING ERRCODE = 'insufficient_privilege'; END IF;
    IF e.seat_from IS NOT NULL THEN RETURN e.seat_from; END IF;
    SELECT * INTO c FROM app.cohorts WHERE id = e.cohort_id FOR UPDATE;
    IF c.state NOT IN ('open', 'closed') THEN RETURN 'CLOSED'; END IF;
    SELECT * INTO q FROM app.quotas WHERE cohort_id = c.id AND party = e.party FOR UPDATE;
    IF q.party IS NULL THEN RETURN 'NOT_ADMITTED'; END IF;
    most := ${bound};
    UPDATE app.quotas SET used = used + 1, reserved_used = reserved_used + 1
     WHERE cohort_id = c.id AND party = e.party AND used < most AND reserved_used < reserved RETURNING 'quota' INTO taken;
    IF taken IS NULL THEN
      IF q.used >= most THEN RETURN 'PARTY_MAX'; END IF;
      UPDATE app.cohorts SET pool_used = pool_used + 1 WHERE id = c.id AND pool_used < pool RETURNING 'pool' INTO taken;
      IF taken IS NULL THEN RETURN 'FULL'; END IF;
      UPDATE app.quotas SET used = used + 1 WHERE cohort_id = c.id AND party = e.party;
    END IF;
    UPDATE app.enrolments SET seat_from = taken WHERE id = e.id;
    RETURN taken;
  END $$;
`;

/** As migration 0052 has it. */
const failed = `
        WHEN e.name = 'enrolment.failed' AND n.state = 'failed' AND u.id = n.user_id AND d.party = n.party THEN 'failed'
        WHEN e.name = 'enrolment.reopened' AND n.state = 'active' AND u.id = n.user_id AND d.party = n.party THEN 'reopened'
        WHEN (e.name, n.state) IN (('enrolment.failed', 'failed'), ('enrolment.reopened', 'active')) AND n.approved_by IS NOT NULL AND u.id <> n.user_id AND e.actor IS DISTINCT FROM u.id
             AND d.party = n.party AND 'training_focal_point' = ANY (app.roles_of(n.party, u.id, '{}')) THEN replace(e.name, 'enrolment.', '') || '_sent'`;

/** Whom a deed about training concerns, and as what. */
const addressees = (parts: string, people: string) => `
  DROP FUNCTION app.training_addressees(uuid);
  CREATE FUNCTION app.training_addressees(a_event uuid) RETURNS TABLE (user_id uuid, name text, part text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
    SELECT DISTINCT u.id, e.name, a.part
      FROM app.events e
      JOIN app.enrolments n ON e.subject_type = 'enrolment' AND n.id::text = e.subject_id
      JOIN app.users u ON u.standing = 'active' AND NOT u.is_demo
      JOIN app.delegations d ON d.user_id = u.id AND d.party = ${people} AND d.state = 'active' AND d.valid @> current_date
      CROSS JOIN LATERAL (SELECT CASE
        WHEN e.name = 'enrolment.made' AND n.state = 'nominated' AND d.party = n.party AND u.id <> n.user_id AND 'training_focal_point' = ANY (app.roles_of(n.party, u.id, '{}')) THEN 'decider'
        ${parts}
        WHEN u.id <> n.user_id OR d.party <> n.party OR e.actor = u.id THEN NULL
        WHEN e.name IN ('enrolment.made', 'enrolment.approved', 'enrolment.confirmed', 'enrolment.promoted', 'enrolment.transferred') AND n.state = 'offered' THEN 'offered'
        WHEN e.name = 'enrolment.' || n.state AND n.state IN ('refused', 'waitlisted', 'lapsed', 'removed') THEN n.state
        END) AS a(part)
     WHERE e.id = a_event AND a.part IS NOT NULL
    UNION
    SELECT u.id, e.name, c.state
      FROM app.events e
      JOIN app.certificates c ON e.subject_type = 'certificate' AND c.id::text = e.subject_id
      JOIN app.users u ON u.id = c.user_id AND u.standing = 'active' AND NOT u.is_demo
     WHERE e.id = a_event AND e.name = 'certificate.' || c.state AND c.state IN ('revoked', 'expired')
  $$;
  REVOKE EXECUTE ON FUNCTION app.training_addressees(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.training_addressees(uuid) TO focalpoint_app;
  -- Handed over last: whoever owns a function alone says who may run it.
  ALTER FUNCTION app.training_addressees(uuid) OWNER TO focalpoint_facts;
`;

/** The originator's bound on seats, the centre's word before a place is offered, and the classes of a cohort with who was there. */
export class Classes0062 implements MigrationInterface {
  name = 'Classes0000000000062';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The most any quota of any centre may give a party; nothing where the originator does not say.
      ALTER TABLE app.courses ADD COLUMN party_max integer CHECK (party_max BETWEEN 1 AND 2000);
      -- Whether a place is offered once its centre said so, or with the approval.
      ALTER TABLE app.cohorts ADD COLUMN confirms boolean NOT NULL DEFAULT false;
      GRANT UPDATE (confirms) ON app.cohorts TO focalpoint_app;
      CREATE POLICY counted ON app.courses FOR SELECT TO focalpoint_owner USING (true);

      -- A centre is never wider than the course, whoever writes; what was given before the bound stays, and take_seat() gives no more.
      CREATE FUNCTION app.quota_within_bound() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        IF NEW.max > (SELECT c.party_max FROM app.courses c JOIN app.cohorts h ON h.course_id = c.id WHERE h.id = NEW.cohort_id) THEN
          RAISE EXCEPTION 'more than the originator of the course allows a party' USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.quota_within_bound() FROM PUBLIC;
      CREATE TRIGGER bound BEFORE INSERT OR UPDATE OF max ON app.quotas FOR EACH ROW EXECUTE FUNCTION app.quota_within_bound();

      CREATE TABLE app.classes (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        cohort_id uuid NOT NULL REFERENCES app.cohorts ON DELETE CASCADE,
        -- From the cohort, by the trigger below.
        centre text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        staff_circle uuid NOT NULL,
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        place text NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        -- Where its clock hangs: a name of the IANA time zone database.
        zone text NOT NULL CHECK (length(zone) BETWEEN 1 AND 60),
        -- Set when it will not be held; a class whose attendance was noted stays.
        cancelled_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid REFERENCES app.users ON DELETE RESTRICT,
        row_version integer NOT NULL DEFAULT 1,
        CONSTRAINT class_ends_after_it_starts CHECK (starts_at < ends_at AND ends_at <= starts_at + interval '24 hours')
      );
      CREATE INDEX classes_by_cohort ON app.classes (cohort_id, starts_at, id);
      COMMENT ON TABLE app.classes IS 'fence: own; the staff of the cohort, its centre, and its trainees';

      CREATE TABLE app.attendance (
        class_id uuid NOT NULL REFERENCES app.classes ON DELETE RESTRICT,
        enrolment_id uuid NOT NULL REFERENCES app.enrolments ON DELETE RESTRICT,
        -- The one with the highest number holds; a correction is one more.
        n integer NOT NULL CHECK (n >= 1),
        minutes integer NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
        reason text CHECK (length(reason) BETWEEN 3 AND 500),
        noted_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        noted_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (class_id, enrolment_id, n),
        CONSTRAINT correction_has_a_reason CHECK (n = 1 OR reason IS NOT NULL)
      );
      CREATE INDEX attendance_by_enrolment ON app.attendance (enrolment_id, class_id, n);
      COMMENT ON TABLE app.attendance IS 'fence: child of enrolments';

      CREATE FUNCTION app.class_cohort() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        SELECT c.centre, c.staff_circle INTO NEW.centre, NEW.staff_circle FROM app.cohorts c WHERE c.id = NEW.cohort_id;
        RETURN NEW;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.class_cohort() FROM PUBLIC;
      CREATE TRIGGER cohort BEFORE INSERT OR UPDATE OF cohort_id ON app.classes FOR EACH ROW EXECUTE FUNCTION app.class_cohort();

      ALTER TABLE app.classes ENABLE ROW LEVEL SECURITY;     ALTER TABLE app.classes FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.attendance ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.attendance FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.classes FOR SELECT TO focalpoint_app USING (
        centre = (SELECT app.party()) OR staff_circle::text = ANY ((SELECT app.keys())::text[])
        OR EXISTS (SELECT FROM app.enrolments e WHERE e.cohort_id = classes.cohort_id AND e.user_id = (SELECT app.user_id())));
      CREATE POLICY add ON app.classes FOR INSERT TO focalpoint_app WITH CHECK (centre = (SELECT app.party()) OR staff_circle::text = ANY ((SELECT app.keys())::text[]));
      CREATE POLICY change ON app.classes FOR UPDATE TO focalpoint_app
        USING (centre = (SELECT app.party()) OR staff_circle::text = ANY ((SELECT app.keys())::text[]))
        WITH CHECK (centre = (SELECT app.party()) OR staff_circle::text = ANY ((SELECT app.keys())::text[]));
      CREATE POLICY see ON app.attendance FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.enrolments e WHERE e.id = enrolment_id));
      -- Trainees read what was noted of them and write nothing of it, whatever else they are.
      CREATE POLICY add ON app.attendance FOR INSERT TO focalpoint_app WITH CHECK (noted_by = (SELECT app.user_id()) AND EXISTS (
        SELECT FROM app.classes k JOIN app.enrolments e ON e.cohort_id = k.cohort_id
         WHERE k.id = class_id AND e.id = enrolment_id AND e.user_id <> noted_by AND (k.centre = (SELECT app.party()) OR k.staff_circle::text = ANY ((SELECT app.keys())::text[]))));
      GRANT SELECT, INSERT ON app.classes, app.attendance TO focalpoint_app;
      GRANT UPDATE (title, place, starts_at, ends_at, zone, cancelled_at, row_version) ON app.classes TO focalpoint_app;
    `);
    await db.query(takeSeat('least(q.max, coalesce((SELECT o.party_max FROM app.courses o WHERE o.id = c.course_id), q.max))'));
    // Besides the trainee: the centre whose word a place waits for, and the focal point whose party loses a seat to somebody else.
    await db.query(addressees(`${failed}
        WHEN e.name IN ('enrolment.made', 'enrolment.approved', 'enrolment.promoted', 'enrolment.transferred') AND n.state = 'approved'
             AND d.party = n.centre AND 'training_coordinator' = ANY (d.roles) AND e.actor IS DISTINCT FROM u.id THEN 'confirmer'
        WHEN e.name = 'enrolment.' || n.state AND n.state IN ('withdrawn', 'lapsed', 'removed') AND n.cohort_id IS NOT NULL AND d.party = n.party
             AND u.id <> n.user_id AND e.actor IS DISTINCT FROM u.id AND 'training_focal_point' = ANY (app.roles_of(n.party, u.id, '{}')) THEN 'given-up'
        WHEN e.name IN ('enrolment.made', 'enrolment.approved', 'enrolment.promoted', 'enrolment.transferred') AND n.state = 'approved' AND u.id = n.user_id AND d.party = n.party THEN 'approved'
        WHEN e.name = 'enrolment.transferred' AND n.state = 'active' AND u.id = n.user_id AND d.party = n.party THEN 'moved'`, 'ANY (ARRAY[n.party, n.centre])'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(addressees(failed, 'n.party'));
    await db.query(takeSeat('q.max'));
    await db.query(`
      DROP TABLE app.attendance, app.classes;
      DROP FUNCTION app.class_cohort;
      DROP TRIGGER bound ON app.quotas;
      DROP FUNCTION app.quota_within_bound;
      DROP POLICY counted ON app.courses;
      ALTER TABLE app.cohorts DROP COLUMN confirms;
      ALTER TABLE app.courses DROP COLUMN party_max;`);
  }
}
