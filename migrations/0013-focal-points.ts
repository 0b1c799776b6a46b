import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Focal points: who speaks for a party on a subject, how they came to it, how they are reached, and whose drafts passed to whom. */
export class FocalPoints0013 implements MigrationInterface {
  name = 'FocalPoints0000000000013';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.focal_points (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        area text NOT NULL CHECK (area IN ('general', 'trafficking', 'document_fraud', 'statistics', 'training')),
        rank text NOT NULL CHECK (rank IN ('primary', 'alternate')),
        -- None before the second officer approved.
        user_id uuid REFERENCES app.users ON DELETE RESTRICT,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        agency text NOT NULL CHECK (length(agency) BETWEEN 1 AND 200),
        languages text[] NOT NULL CHECK (cardinality(languages) BETWEEN 1 AND 10),
        time_zone text NOT NULL CHECK (length(time_zone) BETWEEN 1 AND 60),
        -- Days of the week, Monday is 1; local times, '24:00' being the end of the day.
        office_days integer[] NOT NULL CHECK (office_days <@ ARRAY[1,2,3,4,5,6,7]),
        opens text NOT NULL CHECK (opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
        closes text NOT NULL CHECK (closes ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' AND closes > opens),
        since date NOT NULL,
        until date CHECK (until > since),
        state text NOT NULL DEFAULT 'nominated' CHECK (state IN ('nominated', 'checked', 'approved', 'confirmed', 'refused', 'withdrawn', 'lapsed', 'ended')),
        confirmed_at timestamptz,
        -- The day by which it is confirmed again, and how many reminders went out since the last time.
        due_on date,
        reminders integer NOT NULL DEFAULT 0,
        ended_at timestamptz,
        end_reason text CHECK (length(end_reason) <= 1000),
        successor uuid REFERENCES app.focal_points ON DELETE RESTRICT,
        readers text[] NOT NULL GENERATED ALWAYS AS (CASE WHEN state = 'confirmed' THEN ARRAY['community'] ELSE '{}'::text[] END) STORED,
        created_at timestamptz NOT NULL DEFAULT now(),
        row_version integer NOT NULL DEFAULT 1,
        CHECK (state NOT IN ('approved', 'confirmed', 'lapsed') OR user_id IS NOT NULL),
        CHECK (state NOT IN ('confirmed', 'lapsed') OR (confirmed_at IS NOT NULL AND due_on IS NOT NULL))
      );
      CREATE INDEX focal_points_by_party ON app.focal_points (party, state);
      CREATE INDEX focal_points_by_user ON app.focal_points (user_id);
      COMMENT ON TABLE app.focal_points IS 'fence: shared; once confirmed every member reads it, before and after that its party and the secretariat';

      -- How somebody came to be nominated, and who looked at it. The letter lies in the store; its hash is for ever.
      CREATE TABLE app.nominations (
        id uuid PRIMARY KEY REFERENCES app.focal_points ON DELETE RESTRICT,
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        email text NOT NULL CHECK (email = lower(email) AND length(email) <= 254),
        locale text NOT NULL,
        letter_name text, letter_media_type text, letter_bytes integer, letter_sha256 text, letter_key text,
        letter_scan text CHECK (letter_scan IN ('pending', 'clean', 'infected', 'not_scanned')),
        nominated_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        nominated_at timestamptz NOT NULL DEFAULT now(),
        -- Entered by an officer of the secretariat, for a member that has nobody yet who could.
        on_behalf boolean NOT NULL,
        checked_by uuid REFERENCES app.users ON DELETE RESTRICT, checked_at timestamptz, check_note text CHECK (length(check_note) BETWEEN 10 AND 2000),
        approved_by uuid REFERENCES app.users ON DELETE RESTRICT, approved_at timestamptz,
        closed_by uuid REFERENCES app.users ON DELETE RESTRICT, closed_at timestamptz, reason text CHECK (length(reason) BETWEEN 3 AND 2000),
        user_id uuid REFERENCES app.users ON DELETE RESTRICT,
        -- Everybody who has had a hand in it, and the nominee: none of them approves.
        hands text[] NOT NULL GENERATED ALWAYS AS (array_remove(ARRAY[nominated_by::text, checked_by::text, user_id::text], NULL)) STORED,
        row_version integer NOT NULL DEFAULT 1,
        CHECK (checked_by <> nominated_by), CHECK (checked_by <> user_id),
        CHECK (approved_by <> nominated_by), CHECK (approved_by <> checked_by), CHECK (approved_by <> user_id),
        CHECK (approved_by IS NULL OR checked_by IS NOT NULL),
        CHECK (checked_by IS NULL OR (letter_sha256 IS NOT NULL AND checked_at IS NOT NULL AND check_note IS NOT NULL)),
        CHECK ((approved_by IS NULL) = (user_id IS NULL) AND (approved_by IS NULL) = (approved_at IS NULL)),
        CHECK (num_nonnulls(letter_name, letter_media_type, letter_bytes, letter_sha256, letter_key, letter_scan) IN (0, 6))
      );
      CREATE INDEX nominations_by_party ON app.nominations (party, nominated_at DESC);
      COMMENT ON TABLE app.nominations IS 'fence: administered; the nominating party and the secretariat';

      CREATE TABLE app.nomination_messages (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        nomination_id uuid NOT NULL REFERENCES app.nominations ON DELETE CASCADE,
        at timestamptz NOT NULL DEFAULT now(),
        party text NOT NULL,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000)
      );
      CREATE INDEX nomination_messages_by_nomination ON app.nomination_messages (nomination_id, at);
      COMMENT ON TABLE app.nomination_messages IS 'fence: child of nominations';

      -- Private ways to reach a focal point, each for those its owner allows; 'nobody' keeps it for the owner.
      CREATE TABLE app.focal_point_contacts (
        focal_point_id uuid NOT NULL REFERENCES app.focal_points ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('phone', 'mobile', 'secure_mail', 'post')),
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        value text NOT NULL CHECK (length(value) BETWEEN 3 AND 300),
        shown_to text NOT NULL CHECK (shown_to IN ('party', 'members', 'ahg', 'nobody')),
        readers text[] NOT NULL GENERATED ALWAYS AS (
          CASE shown_to WHEN 'members' THEN ARRAY['community', party] WHEN 'ahg' THEN ARRAY['AHG', party] WHEN 'party' THEN ARRAY[party] ELSE '{}'::text[] END) STORED,
        PRIMARY KEY (focal_point_id, kind)
      );
      COMMENT ON TABLE app.focal_point_contacts IS 'fence: own; its owner, and those the owner shows each part to, while they see the focal point';

      -- Where a party is reached as such: what observers get instead of names.
      CREATE TABLE app.mailboxes (
        party text PRIMARY KEY REFERENCES app.parties ON DELETE RESTRICT,
        address text NOT NULL CHECK (length(address) <= 254),
        changed_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE app.mailboxes IS 'fence: shared; members, observers and the secretariat';

      ALTER TABLE app.focal_points ENABLE ROW LEVEL SECURITY;          ALTER TABLE app.focal_points FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.nominations ENABLE ROW LEVEL SECURITY;           ALTER TABLE app.nominations FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.nomination_messages ENABLE ROW LEVEL SECURITY;   ALTER TABLE app.nomination_messages FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.focal_point_contacts ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.focal_point_contacts FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.mailboxes ENABLE ROW LEVEL SECURITY;             ALTER TABLE app.mailboxes FORCE ROW LEVEL SECURITY;

      -- The task 'focal-points' is the clock of this room: it finds what is due, and then works for one party at a time.
      CREATE POLICY see ON app.focal_points FOR SELECT TO focalpoint_app USING (
        party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT' OR readers && (SELECT app.keys()) OR (SELECT app.system()) = 'focal-points');
      CREATE POLICY add ON app.focal_points FOR INSERT TO focalpoint_app WITH CHECK (
        state = 'nominated' AND (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT'));
      CREATE POLICY change ON app.focal_points FOR UPDATE TO focalpoint_app
        USING (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT')
        WITH CHECK (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT');

      CREATE POLICY see ON app.nominations FOR SELECT TO focalpoint_app USING (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT');
      CREATE POLICY add ON app.nominations FOR INSERT TO focalpoint_app WITH CHECK (
        nominated_by = (SELECT app.user_id()) AND checked_by IS NULL AND approved_by IS NULL
        AND on_behalf = (party <> (SELECT app.party())) AND (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT'));
      CREATE POLICY change ON app.nominations FOR UPDATE TO focalpoint_app
        USING (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT')
        WITH CHECK (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT');

      CREATE POLICY see ON app.nomination_messages FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.nominations n WHERE n.id = nomination_id));
      CREATE POLICY add ON app.nomination_messages FOR INSERT TO focalpoint_app WITH CHECK (
        party = (SELECT app.party()) AND user_id = (SELECT app.user_id()) AND EXISTS (SELECT FROM app.nominations n WHERE n.id = nomination_id));

      CREATE POLICY see ON app.focal_point_contacts FOR SELECT TO focalpoint_app USING (
        user_id = (SELECT app.user_id())
        OR (readers && (SELECT app.keys()) AND EXISTS (SELECT FROM app.focal_points f WHERE f.id = focal_point_id AND f.state = 'confirmed')));
      CREATE POLICY add ON app.focal_point_contacts FOR INSERT TO focalpoint_app WITH CHECK (
        user_id = (SELECT app.user_id()) AND party = (SELECT app.party())
        AND EXISTS (SELECT FROM app.focal_points f WHERE f.id = focal_point_id AND f.user_id = (SELECT app.user_id()) AND f.party = (SELECT app.party())));
      CREATE POLICY discard ON app.focal_point_contacts FOR DELETE TO focalpoint_app USING (user_id = (SELECT app.user_id()) AND party = (SELECT app.party()));

      CREATE POLICY see ON app.mailboxes FOR SELECT TO focalpoint_app USING (
        party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT' OR ARRAY['community', 'observer'] && (SELECT app.keys()));
      CREATE POLICY add ON app.mailboxes FOR INSERT TO focalpoint_app WITH CHECK (party = (SELECT app.party()) AND changed_by = (SELECT app.user_id()));
      CREATE POLICY change ON app.mailboxes FOR UPDATE TO focalpoint_app
        USING (party = (SELECT app.party())) WITH CHECK (party = (SELECT app.party()) AND changed_by = (SELECT app.user_id()));
      CREATE POLICY discard ON app.mailboxes FOR DELETE TO focalpoint_app USING (party = (SELECT app.party()));

      GRANT SELECT, INSERT, UPDATE ON app.focal_points, app.nominations TO focalpoint_app;
      GRANT SELECT, INSERT ON app.nomination_messages TO focalpoint_app;
      GRANT SELECT, INSERT, DELETE ON app.focal_point_contacts TO focalpoint_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON app.mailboxes TO focalpoint_app;

      -- Whoever a draft is in the care of; its author, when nobody else was given it.
      ALTER TABLE app.documents ADD COLUMN keeper uuid REFERENCES app.users ON DELETE RESTRICT;

      GRANT SELECT ON app.focal_points, app.nominations TO focalpoint_facts;
      CREATE POLICY facts ON app.focal_points FOR SELECT TO focalpoint_facts USING (true);
      CREATE POLICY facts ON app.nominations FOR SELECT TO focalpoint_facts USING (true);
      -- Whether somebody has a factor at all; never the factor itself.
      GRANT SELECT (user_id, removed_at, suspended_at) ON app.passkeys TO focalpoint_facts;
      ALTER TABLE app.code_generators ADD COLUMN in_use boolean NOT NULL GENERATED ALWAYS AS (secret IS NOT NULL) STORED;
      GRANT SELECT (user_id, in_use) ON app.code_generators TO focalpoint_facts;
      CREATE POLICY facts ON app.passkeys FOR SELECT TO focalpoint_facts USING (true);
      CREATE POLICY facts ON app.code_generators FOR SELECT TO focalpoint_facts USING (true);

      -- Approved focal points whose person acts for the party by now, by the event that may have made it so: the invitation was taken up, or
      -- somebody was approved who acted for it already.
      CREATE FUNCTION app.arrived_focal_points(a_event uuid) RETURNS TABLE (id uuid, party text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT f.id, f.party
          FROM app.events e
          JOIN app.focal_points f ON f.state = 'approved'
          JOIN app.delegations d ON d.user_id = f.user_id AND d.party = f.party AND d.state = 'active' AND d.valid @> current_date
         WHERE e.id = a_event AND e.outcome = 'done'
           AND CASE e.name WHEN 'person.accepted' THEN d.id::text = e.subject_id WHEN 'focal-point.approved' THEN f.id::text = e.subject_id ELSE false END
      $$;

      -- The focal point an event tells of, for what follows from it.
      CREATE FUNCTION app.focal_point_of(a_event uuid) RETURNS TABLE (id uuid, party text, user_id uuid, arrived boolean, successor_user uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT f.id, f.party, f.user_id, f.confirmed_at IS NOT NULL, s.user_id
          FROM app.events e JOIN app.focal_points f ON f.id::text = e.subject_id LEFT JOIN app.focal_points s ON s.id = f.successor
         WHERE e.id = a_event AND e.subject_type = 'focal-point'
      $$;

      -- Whom an event concerns, and as what: for the mail, and for nothing else. Invented officials get no mail.
      CREATE FUNCTION app.focal_point_addressees(a_event uuid) RETURNS TABLE (email text, name text, locale text, party text, about text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT DISTINCT u.email, u.name, u.locale, f.party, p.name
          FROM app.events e
          JOIN app.focal_points f ON f.id::text = e.subject_id JOIN app.parties p ON p.code = f.party
          LEFT JOIN app.nominations n ON n.id = f.id
          LEFT JOIN app.focal_points s ON s.id = f.successor
          JOIN app.users u ON u.standing = 'active' AND NOT u.is_demo AND u.id IS DISTINCT FROM e.actor
          JOIN app.delegations d ON d.user_id = u.id AND d.state = 'active' AND d.valid @> current_date
         WHERE e.id = a_event AND e.subject_type = 'focal-point' AND (
               (e.name IN ('focal-point.nominated', 'focal-point.checked', 'focal-point.answered', 'focal-point.withdrawn', 'focal-point.lapsed', 'focal-point.ended', 'focal-point.unmanned')
                 AND d.party = 'SECRETARIAT' AND d.roles && ARRAY['secretariat_officer'])
            OR (e.name IN ('focal-point.asked', 'focal-point.refused', 'focal-point.confirmed') AND u.id = n.nominated_by)
            OR (e.name IN ('focal-point.reminded', 'focal-point.lapsed', 'focal-point.ended') AND d.party = f.party AND u.id = f.user_id)
            OR (e.name IN ('focal-point.lapsed', 'focal-point.ended') AND d.party = f.party AND d.roles && ARRAY['focal_point'])
            OR (e.name = 'focal-point.handed-over' AND d.party = f.party AND u.id IN (f.user_id, s.user_id)))
      $$;

      -- What the operator is told: members without a focal point, mandates that lapse, people with a single way to sign in.
      CREATE FUNCTION app.people_lag() RETURNS TABLE (without_focal_point text[], lapsing text[], one_factor integer)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT ARRAY(SELECT p.code FROM app.parties p
                      WHERE p.standing = 'active' AND EXISTS (SELECT FROM app.memberships m WHERE m.party = p.code AND m.body = 'FORUM' AND m.membership = 'member' AND m.valid @> current_date)
                        AND NOT EXISTS (SELECT FROM app.focal_points f WHERE f.party = p.code AND f.state = 'confirmed') ORDER BY 1),
               ARRAY(SELECT DISTINCT f.party FROM app.focal_points f WHERE f.state = 'confirmed' AND f.due_on <= current_date + 30 ORDER BY 1),
               (SELECT count(*)::integer FROM app.users u
                 WHERE u.standing = 'active' AND NOT u.is_demo AND EXISTS (SELECT FROM app.delegations d WHERE d.user_id = u.id AND d.state = 'active' AND d.valid @> current_date)
                   AND 2 > (SELECT count(*) FROM app.passkeys k WHERE k.user_id = u.id AND k.removed_at IS NULL AND k.suspended_at IS NULL)
                         + (SELECT count(*) FROM app.code_generators g WHERE g.user_id = u.id AND g.in_use))
      $$;

      REVOKE EXECUTE ON FUNCTION app.arrived_focal_points(uuid), app.focal_point_of(uuid), app.focal_point_addressees(uuid), app.people_lag() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.arrived_focal_points(uuid), app.focal_point_of(uuid), app.focal_point_addressees(uuid), app.people_lag() TO focalpoint_app;
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.arrived_focal_points(uuid) OWNER TO focalpoint_facts;
      ALTER FUNCTION app.focal_point_of(uuid) OWNER TO focalpoint_facts;
      ALTER FUNCTION app.focal_point_addressees(uuid) OWNER TO focalpoint_facts;
      ALTER FUNCTION app.people_lag() OWNER TO focalpoint_facts;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION app.people_lag; DROP FUNCTION app.focal_point_addressees; DROP FUNCTION app.focal_point_of; DROP FUNCTION app.arrived_focal_points;
      DROP POLICY facts ON app.code_generators; DROP POLICY facts ON app.passkeys;
      REVOKE SELECT (user_id, in_use) ON app.code_generators FROM focalpoint_facts; REVOKE SELECT (user_id, removed_at, suspended_at) ON app.passkeys FROM focalpoint_facts;
      ALTER TABLE app.code_generators DROP COLUMN in_use; ALTER TABLE app.documents DROP COLUMN keeper;
      DROP TABLE app.mailboxes, app.focal_point_contacts, app.nomination_messages, app.nominations, app.focal_points`);
  }
}
