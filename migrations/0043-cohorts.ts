import type { MigrationInterface, QueryRunner } from 'typeorm';

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
    ${more};
`;

/** Courses that begin on a day: cohorts with their seats per party, the pool, and who teaches them. */
export class Cohorts0043 implements MigrationInterface {
  name = 'Cohorts0000000000043';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.cohorts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        course_id uuid NOT NULL REFERENCES app.courses ON DELETE RESTRICT,
        course_version_id uuid NOT NULL REFERENCES app.course_versions ON DELETE RESTRICT,
        originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        -- The party that runs it, named by the originator of the course.
        centre text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        staff_circle uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
        place text NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 2000),
        -- Seats that are reserved for nobody, or were and not claimed in time.
        pool integer NOT NULL CHECK (pool >= 0),
        pool_used integer NOT NULL DEFAULT 0 CHECK (pool_used >= 0),
        -- From then on reserved seats nobody claimed are for all.
        release_at timestamptz,
        released_at timestamptz,
        offer_days integer NOT NULL DEFAULT 14 CHECK (offer_days BETWEEN 1 AND 90),
        state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'open', 'closed', 'running', 'finished', 'cancelled')),
        reason text CHECK (length(reason) BETWEEN 1 AND 500),
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid REFERENCES app.users ON DELETE RESTRICT,
        row_version integer NOT NULL DEFAULT 1,
        CONSTRAINT pool_holds_what_is_used CHECK (pool_used <= pool),
        CONSTRAINT pool_fits CHECK (pool <= capacity),
        CONSTRAINT ends_after_it_starts CHECK (starts_on <= ends_on)
      );
      CREATE INDEX cohorts_by_course ON app.cohorts (course_id, starts_on);
      CREATE INDEX cohorts_by_centre ON app.cohorts (centre, starts_on);
      COMMENT ON TABLE app.cohorts IS 'fence: child of courses; while it is planned for its centre and the originator alone';

      CREATE TABLE app.quotas (
        cohort_id uuid NOT NULL REFERENCES app.cohorts ON DELETE CASCADE,
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        centre text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        reserved integer NOT NULL CHECK (reserved >= 0),
        max integer NOT NULL CHECK (max >= 1),
        used integer NOT NULL DEFAULT 0 CHECK (used >= 0),
        -- Of those in use, how many came from the reservation.
        reserved_used integer NOT NULL DEFAULT 0 CHECK (reserved_used >= 0),
        PRIMARY KEY (cohort_id, party),
        CONSTRAINT reserved_within_max CHECK (reserved <= max),
        CONSTRAINT used_within_max CHECK (used <= max),
        CONSTRAINT reserved_used_within CHECK (reserved_used <= reserved AND reserved_used <= used)
      );
      COMMENT ON TABLE app.quotas IS 'fence: own; the party whose seats they are, and the centre';

      CREATE TABLE app.cohort_staff (
        cohort_id uuid NOT NULL REFERENCES app.cohorts ON DELETE CASCADE,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        post text NOT NULL CHECK (post IN ('instructor', 'assessor')),
        since date NOT NULL DEFAULT current_date,
        until date,
        PRIMARY KEY (cohort_id, user_id)
      );
      COMMENT ON TABLE app.cohort_staff IS 'fence: own; the centre, and oneself';

      ALTER TABLE app.enrolments ADD CONSTRAINT enrolments_cohort FOREIGN KEY (cohort_id) REFERENCES app.cohorts ON DELETE RESTRICT;
      CREATE INDEX enrolments_by_cohort ON app.enrolments (cohort_id, state, decided_at, id) WHERE cohort_id IS NOT NULL;

      ALTER TABLE app.cohorts ENABLE ROW LEVEL SECURITY;       ALTER TABLE app.cohorts FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.quotas ENABLE ROW LEVEL SECURITY;        ALTER TABLE app.quotas FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.cohort_staff ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.cohort_staff FORCE ROW LEVEL SECURITY;

      CREATE POLICY see ON app.cohorts FOR SELECT TO focalpoint_app USING (
        centre = (SELECT app.party()) OR originator = (SELECT app.party())
        OR state <> 'planned' AND EXISTS (SELECT FROM app.courses c WHERE c.id = course_id));
      CREATE POLICY plan ON app.cohorts FOR INSERT TO focalpoint_app WITH CHECK (
        originator = (SELECT app.party()) AND EXISTS (
          SELECT FROM app.course_versions v JOIN app.courses c ON c.id = v.course_id
           WHERE v.id = course_version_id AND c.id = cohorts.course_id AND c.originator = cohorts.originator AND v.state = 'published'));
      CREATE POLICY change ON app.cohorts FOR UPDATE TO focalpoint_app USING (centre = (SELECT app.party())) WITH CHECK (centre = (SELECT app.party()));
      CREATE POLICY see ON app.quotas FOR SELECT TO focalpoint_app USING (party = (SELECT app.party()) OR centre = (SELECT app.party()));
      CREATE POLICY allot ON app.quotas FOR INSERT TO focalpoint_app WITH CHECK (
        centre = (SELECT app.party()) AND EXISTS (SELECT FROM app.cohorts c WHERE c.id = cohort_id AND c.centre = quotas.centre));
      CREATE POLICY change ON app.quotas FOR UPDATE TO focalpoint_app USING (centre = (SELECT app.party())) WITH CHECK (centre = (SELECT app.party()));
      CREATE POLICY see ON app.cohort_staff FOR SELECT TO focalpoint_app USING (
        user_id = (SELECT app.user_id()) OR EXISTS (SELECT FROM app.cohorts c WHERE c.id = cohort_id AND c.centre = (SELECT app.party())));
      CREATE POLICY appoint ON app.cohort_staff FOR INSERT TO focalpoint_app WITH CHECK (
        party = (SELECT app.party()) AND EXISTS (SELECT FROM app.cohorts c WHERE c.id = cohort_id AND c.centre = (SELECT app.party()))
        AND EXISTS (SELECT FROM app.delegations d WHERE d.user_id = cohort_staff.user_id AND d.party = cohort_staff.party AND d.state = 'active' AND d.valid @> current_date));
      CREATE POLICY change ON app.cohort_staff FOR UPDATE TO focalpoint_app
        USING (EXISTS (SELECT FROM app.cohorts c WHERE c.id = cohort_id AND c.centre = (SELECT app.party())))
        WITH CHECK (EXISTS (SELECT FROM app.cohorts c WHERE c.id = cohort_id AND c.centre = (SELECT app.party())));
      CREATE POLICY seats ON app.cohorts FOR SELECT TO focalpoint_app USING ((SELECT app.system()) = 'seat-keeping');
      CREATE POLICY seats ON app.enrolments FOR SELECT TO focalpoint_app USING ((SELECT app.system()) = 'seat-keeping' AND cohort_id IS NOT NULL);
      CREATE POLICY keep_seats ON app.enrolments FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) = 'seat-keeping' AND cohort_id IS NOT NULL) WITH CHECK ((SELECT app.system()) = 'seat-keeping' AND cohort_id IS NOT NULL);
      CREATE POLICY days ON app.cohorts FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) = 'seat-keeping') WITH CHECK ((SELECT app.system()) = 'seat-keeping' AND state IN ('running', 'finished'));
      -- For the functions that take and free seats.
      CREATE POLICY counted ON app.cohorts FOR SELECT TO focalpoint_owner USING (true);
      CREATE POLICY count ON app.cohorts FOR UPDATE TO focalpoint_owner USING (true) WITH CHECK (true);
      CREATE POLICY counted ON app.quotas FOR SELECT TO focalpoint_owner USING (true);
      CREATE POLICY count ON app.quotas FOR UPDATE TO focalpoint_owner USING (true) WITH CHECK (true);
      CREATE POLICY counted ON app.enrolments FOR SELECT TO focalpoint_owner USING (true);
      CREATE POLICY count ON app.enrolments FOR UPDATE TO focalpoint_owner USING (true) WITH CHECK (true);

      GRANT SELECT, INSERT ON app.cohorts, app.quotas, app.cohort_staff TO focalpoint_app;
      -- What is used is written by the functions below alone.
      GRANT UPDATE (place, starts_on, ends_on, capacity, pool, release_at, offer_days, state, reason, row_version) ON app.cohorts TO focalpoint_app;
      GRANT UPDATE (reserved, max) ON app.quotas TO focalpoint_app;
      GRANT UPDATE (party, post, until) ON app.cohort_staff TO focalpoint_app;

      -- Where an enrolment is in a cohort, centre and staff follow from it: nobody says them.
      CREATE FUNCTION app.enrolment_cohort() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      DECLARE c app.cohorts;
      BEGIN
        IF NEW.cohort_id IS NULL THEN NEW.centre := NULL; NEW.staff_circle := NULL; RETURN NEW; END IF;
        SELECT * INTO c FROM app.cohorts WHERE id = NEW.cohort_id;
        IF c.course_id IS DISTINCT FROM NEW.course_id THEN RAISE EXCEPTION 'a cohort of another course' USING ERRCODE = 'check_violation'; END IF;
        NEW.centre := c.centre; NEW.staff_circle := c.staff_circle;
        RETURN NEW;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.enrolment_cohort() FROM PUBLIC;
      CREATE TRIGGER cohort BEFORE INSERT OR UPDATE OF cohort_id ON app.enrolments FOR EACH ROW EXECUTE FUNCTION app.enrolment_cohort();

      -- Takes a seat for an enrolment, the caller holding its row: the cohort first, then the quota, each by the update that finds room. Never a count.
      -- Answers 'quota' or 'pool', or why there is none: NOT_ADMITTED, PARTY_MAX, FULL, CLOSED.
      CREATE FUNCTION app.take_seat(a_enrolment uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      DECLARE who text[] := app.verified(); e app.enrolments; c app.cohorts; q app.quotas; taken text;
      BEGIN
        SELECT * INTO e FROM app.enrolments WHERE id = a_enrolment FOR UPDATE;
        IF who IS NULL OR e.id IS NULL OR e.cohort_id IS NULL OR NOT (e.party = who[2] OR e.centre = who[2] OR coalesce(who[4], '') = 'seat-keeping') THEN
          RAISE EXCEPTION 'not your enrolment' USING ERRCODE = 'insufficient_privilege'; END IF;
        IF e.seat_from IS NOT NULL THEN RETURN e.seat_from; END IF;
        SELECT * INTO c FROM app.cohorts WHERE id = e.cohort_id FOR UPDATE;
        IF c.state NOT IN ('open', 'closed') THEN RETURN 'CLOSED'; END IF;
        SELECT * INTO q FROM app.quotas WHERE cohort_id = c.id AND party = e.party FOR UPDATE;
        IF q.party IS NULL THEN RETURN 'NOT_ADMITTED'; END IF;
        UPDATE app.quotas SET used = used + 1, reserved_used = reserved_used + 1
         WHERE cohort_id = c.id AND party = e.party AND used < max AND reserved_used < reserved RETURNING 'quota' INTO taken;
        IF taken IS NULL THEN
          IF q.used >= q.max THEN RETURN 'PARTY_MAX'; END IF;
          UPDATE app.cohorts SET pool_used = pool_used + 1 WHERE id = c.id AND pool_used < pool RETURNING 'pool' INTO taken;
          IF taken IS NULL THEN RETURN 'FULL'; END IF;
          UPDATE app.quotas SET used = used + 1 WHERE cohort_id = c.id AND party = e.party;
        END IF;
        UPDATE app.enrolments SET seat_from = taken WHERE id = e.id;
        RETURN taken;
      END $$;

      -- Gives the seat of an enrolment back to where it came from. Answers whether there was one.
      CREATE FUNCTION app.free_seat(a_enrolment uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      DECLARE who text[] := app.verified(); e app.enrolments;
      BEGIN
        SELECT * INTO e FROM app.enrolments WHERE id = a_enrolment FOR UPDATE;
        IF who IS NULL OR e.id IS NULL OR NOT (e.party = who[2] OR e.centre = who[2] OR e.user_id::text = who[3] OR coalesce(who[4], '') = 'seat-keeping') THEN
          RAISE EXCEPTION 'not your enrolment' USING ERRCODE = 'insufficient_privilege'; END IF;
        IF e.seat_from IS NULL THEN RETURN false; END IF;
        UPDATE app.cohorts SET pool_used = pool_used - CASE WHEN e.seat_from = 'pool' THEN 1 ELSE 0 END WHERE id = e.cohort_id;
        UPDATE app.quotas SET used = used - 1, reserved_used = reserved_used - CASE WHEN e.seat_from = 'quota' THEN 1 ELSE 0 END
         WHERE cohort_id = e.cohort_id AND party = e.party;
        UPDATE app.enrolments SET seat_from = NULL WHERE id = e.id;
        RETURN true;
      END $$;

      -- At its hour: reserved seats that nobody claimed join the pool. Answers how many, once.
      CREATE FUNCTION app.release_seats(a_cohort uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      DECLARE who text[] := app.verified(); c app.cohorts; freed integer;
      BEGIN
        IF coalesce(who[4], '') <> 'seat-keeping' THEN RAISE EXCEPTION 'not your task' USING ERRCODE = 'insufficient_privilege'; END IF;
        SELECT * INTO c FROM app.cohorts WHERE id = a_cohort AND state IN ('open', 'closed') AND released_at IS NULL AND release_at <= now() FOR UPDATE;
        IF c.id IS NULL THEN RETURN 0; END IF;
        WITH kept AS (
          UPDATE app.quotas q SET reserved = q.reserved_used FROM (SELECT party, reserved FROM app.quotas WHERE cohort_id = c.id FOR UPDATE) was
           WHERE q.cohort_id = c.id AND q.party = was.party RETURNING was.reserved - q.reserved AS freed)
        SELECT coalesce(sum(kept.freed), 0) INTO freed FROM kept;
        UPDATE app.cohorts SET pool = pool + freed, released_at = now() WHERE id = c.id;
        RETURN freed;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.take_seat(uuid), app.free_seat(uuid), app.release_seats(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.take_seat(uuid), app.free_seat(uuid), app.release_seats(uuid) TO focalpoint_app;

      GRANT SELECT ON app.cohorts, app.cohort_staff TO focalpoint_facts;
      CREATE POLICY facts ON app.cohorts FOR SELECT TO focalpoint_facts USING (true);
      CREATE POLICY facts ON app.cohort_staff FOR SELECT TO focalpoint_facts USING (true);
      CREATE TRIGGER authority AFTER INSERT OR UPDATE OR DELETE ON app.cohort_staff FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();
    `);
    // Who teaches a cohort stands in its staff circle until ninety days after its end; every reading by it ends with that day.
    await db.query(circles(`
    UNION ALL
    SELECT c.staff_circle::text, s.party, s.user_id
      FROM app.cohort_staff s JOIN app.cohorts c ON c.id = s.cohort_id
     WHERE s.since <= current_date AND (s.until IS NULL OR s.until > current_date) AND c.ends_on + 90 > current_date AND c.state <> 'cancelled'`));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(circles(''));
    await db.query(`
      DROP TRIGGER cohort ON app.enrolments;
      DROP FUNCTION app.enrolment_cohort; DROP FUNCTION app.take_seat; DROP FUNCTION app.free_seat; DROP FUNCTION app.release_seats;
      DROP POLICY counted ON app.enrolments; DROP POLICY count ON app.enrolments; DROP POLICY seats ON app.enrolments; DROP POLICY keep_seats ON app.enrolments;
      ALTER TABLE app.enrolments DROP CONSTRAINT enrolments_cohort;
      DROP INDEX app.enrolments_by_cohort;
      DROP TABLE app.cohort_staff, app.quotas, app.cohorts`);
  }
}
