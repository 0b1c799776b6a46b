import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A delegation has a standing of its own: invited, pending, active, suspended, ended. Its party looks after it, and reviews it twice a year. */
export class People0012 implements MigrationInterface {
  name = 'People0000000000012';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.delegations
        ADD COLUMN state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'invited', 'pending', 'suspended', 'ended')),
        ADD COLUMN state_since timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN reason text CHECK (length(reason) <= 500),
        -- As the inviting party wrote them. They are all it is shown until the person accepts: there may be an account elsewhere.
        ADD COLUMN name text CHECK (length(name) BETWEEN 1 AND 200),
        ADD COLUMN email text CHECK (email = lower(email) AND length(email) <= 254),
        ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
        -- Kept by PostgreSQL: the last time somebody began to act under it.
        ADD COLUMN last_used_at timestamptz,
        -- The last time the party said that the person still works for it in these roles.
        ADD COLUMN confirmed_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN row_version integer NOT NULL DEFAULT 1;
      ALTER TABLE app.delegations DROP CONSTRAINT delegations_valid_check;
      ALTER TABLE app.delegations ADD CONSTRAINT delegations_valid_check CHECK (NOT isempty(valid) OR state = 'ended');
      ALTER TABLE app.delegations ADD CONSTRAINT delegations_invited_by_name CHECK (state <> 'invited' OR (name IS NOT NULL AND email IS NOT NULL));

      -- An invitation is to one delegation: that of another party to the same person is none of its business.
      ALTER TABLE app.sign_in_links ADD COLUMN delegation_id uuid REFERENCES app.delegations ON DELETE RESTRICT;

      ALTER TABLE app.factor_resets
        ADD COLUMN delegation_id uuid NOT NULL REFERENCES app.delegations ON DELETE RESTRICT,
        ADD COLUMN decision_reason text CHECK (length(decision_reason) <= 1000),
        ADD COLUMN done_at timestamptz;
      -- One at a time for each delegation: what another party asked for is not to be learnt from a refusal.
      DROP INDEX app.one_open_reset;
      CREATE UNIQUE INDEX one_open_reset ON app.factor_resets (party, delegation_id) WHERE decision IS NULL;

      CREATE TABLE app.people_reviews (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        due date NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT now(),
        -- The days before the due one on which was reminded.
        reminded integer[] NOT NULL DEFAULT '{}',
        handed_in_at timestamptz,
        handed_in_by uuid REFERENCES app.users ON DELETE RESTRICT,
        closed_at timestamptz,
        UNIQUE (party, due)
      );
      CREATE UNIQUE INDEX one_open_review ON app.people_reviews (party) WHERE closed_at IS NULL;
      COMMENT ON TABLE app.people_reviews IS 'fence: administered; the party whose people they are';
      ALTER TABLE app.people_reviews ENABLE ROW LEVEL SECURITY;
      ALTER TABLE app.people_reviews FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.people_reviews FOR SELECT TO focalpoint_app USING (party = (SELECT app.party()));
      CREATE POLICY open ON app.people_reviews FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'people-review' AND party = (SELECT app.party()));
      CREATE POLICY change ON app.people_reviews FOR UPDATE TO focalpoint_app USING (party = (SELECT app.party())) WITH CHECK (party = (SELECT app.party()));
      GRANT SELECT, INSERT, UPDATE ON app.people_reviews TO focalpoint_app;

      -- The fence draws the country line, and one more: nobody changes their own delegation. Which roles may change whom is for the policy.
      CREATE POLICY administer ON app.delegations FOR UPDATE TO focalpoint_app
        USING ((party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT') AND user_id IS DISTINCT FROM (SELECT app.user_id()))
        WITH CHECK ((party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT') AND user_id IS DISTINCT FROM (SELECT app.user_id()));
      CREATE POLICY accept ON app.delegations FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) = 'sign-in' AND state = 'invited') WITH CHECK ((SELECT app.system()) = 'sign-in' AND state = 'active');

      -- Whom one only invited is not seen as a person yet.
      DROP POLICY see ON app.users;
      CREATE POLICY see ON app.users FOR SELECT TO focalpoint_app USING (
        id = (SELECT app.user_id()) OR (SELECT app.system()) IN ('sign-in', 'operator')
        OR EXISTS (SELECT FROM app.delegations d WHERE d.user_id = users.id AND d.state <> 'invited'));

      DROP POLICY see ON app.factor_resets;
      DROP POLICY ask ON app.factor_resets;
      CREATE POLICY see ON app.factor_resets FOR SELECT TO focalpoint_app
        USING (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT' OR (SELECT app.system()) = 'sign-in');
      CREATE POLICY ask ON app.factor_resets FOR INSERT TO focalpoint_app WITH CHECK (
        (party = (SELECT app.party()) OR (SELECT app.party()) = 'SECRETARIAT') AND asked_by = (SELECT app.user_id()) AND decision IS NULL
        AND EXISTS (SELECT FROM app.delegations d WHERE d.id = delegation_id AND d.user_id = factor_resets.user_id AND d.party = factor_resets.party));
      CREATE POLICY carry_out ON app.factor_resets FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) = 'sign-in' AND decision = 'approved') WITH CHECK ((SELECT app.system()) = 'sign-in' AND decision = 'approved');

      -- What the functions below do as their owner, and nothing else does.
      CREATE POLICY people ON app.users FOR SELECT TO focalpoint_owner USING (true);
      CREATE POLICY people_add ON app.users FOR INSERT TO focalpoint_owner WITH CHECK (true);
      CREATE POLICY people ON app.delegations FOR SELECT TO focalpoint_owner USING (true);
      CREATE POLICY people_add ON app.delegations FOR INSERT TO focalpoint_owner WITH CHECK (state = 'invited');
      CREATE POLICY people_change ON app.delegations FOR UPDATE TO focalpoint_owner USING (true) WITH CHECK (true);
      CREATE POLICY people ON app.sessions FOR SELECT TO focalpoint_owner USING (true);
      CREATE POLICY people_change ON app.sessions FOR UPDATE TO focalpoint_owner USING (true) WITH CHECK (true);

      -- Invites somebody for a party. An address that has an account already leads to that account, and the answer is the same (SR-36):
      -- 'was' tells of the own party's delegation alone. It looks past the fence, so it draws the country line itself.
      CREATE FUNCTION app.invite_official(a_email text, a_name text, a_locale text, a_party text, a_roles text[])
      RETURNS TABLE (person uuid, delegation uuid, was text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      DECLARE the_person uuid; the_delegation uuid; the_state text;
      BEGIN
        IF app.verified() IS NULL OR NOT coalesce(app.party() IN (a_party, 'SECRETARIAT'), false) THEN
          RAISE EXCEPTION 'not the people of this party' USING ERRCODE = 'insufficient_privilege';
        END IF;
        INSERT INTO app.users (email, name, locale) VALUES (a_email, a_name, a_locale) ON CONFLICT (email) DO NOTHING;
        SELECT u.id INTO the_person FROM app.users u WHERE u.email = a_email;
        INSERT INTO app.delegations (user_id, party, roles, state, name, email) VALUES (the_person, a_party, a_roles, 'invited', a_name, a_email)
          ON CONFLICT DO NOTHING RETURNING id INTO the_delegation;
        IF the_delegation IS NULL THEN
          SELECT d.id, d.state INTO the_delegation, the_state FROM app.delegations d
           WHERE d.user_id = the_person AND d.party = a_party AND d.valid && daterange(current_date, NULL);
        END IF;
        RETURN QUERY SELECT the_person, the_delegation, the_state;
      END $$;

      -- The open sessions under a delegation, for whoever looks after it: no token, no address.
      CREATE FUNCTION app.sessions_of(a_delegation uuid)
      RETURNS TABLE (id uuid, created_at timestamptz, last_seen_at timestamptz, expires_at timestamptz, proofs text[]) LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = pg_catalog, app AS $$
        SELECT s.id, s.created_at, s.last_seen_at, s.expires_at, s.proofs FROM app.sessions s JOIN app.delegations d ON d.id = s.delegation_id
         WHERE d.id = a_delegation AND d.party = app.party() AND s.complete AND s.ended_at IS NULL AND s.expires_at > now() ORDER BY s.last_seen_at DESC
      $$;

      -- Ends one session under a delegation, or with NULL all of them. Tells how many.
      CREATE FUNCTION app.end_sessions(a_delegation uuid, a_session uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, app AS $$
      DECLARE ended integer;
      BEGIN
        UPDATE app.sessions s SET ended_at = now() FROM app.delegations d
         WHERE d.id = s.delegation_id AND d.id = a_delegation AND d.party = app.party() AND (a_session IS NULL OR s.id = a_session) AND s.ended_at IS NULL;
        GET DIAGNOSTICS ended = ROW_COUNT;
        RETURN ended;
      END $$;

      -- Whatever takes something from a delegation ends what runs under it, in the same transaction, whoever does it (SR-20).
      CREATE FUNCTION app.delegation_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        UPDATE app.sessions SET ended_at = now() WHERE delegation_id = NEW.id AND ended_at IS NULL;
        RETURN NULL;
      END $$;
      CREATE TRIGGER sessions_end AFTER UPDATE ON app.delegations FOR EACH ROW
        WHEN (OLD.state IN ('active', 'invited') AND NEW.state NOT IN ('active', 'invited') OR NOT (OLD.roles <@ NEW.roles AND NEW.roles <@ OLD.roles) AND NEW.state = 'active')
        EXECUTE FUNCTION app.delegation_changed();

      CREATE FUNCTION app.delegation_used() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        UPDATE app.delegations SET last_used_at = now() WHERE id = NEW.delegation_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER used_first AFTER INSERT ON app.sessions FOR EACH ROW WHEN (NEW.complete) EXECUTE FUNCTION app.delegation_used();
      CREATE TRIGGER used AFTER UPDATE OF complete, delegation_id ON app.sessions FOR EACH ROW
        WHEN (NEW.complete AND (NOT OLD.complete OR NEW.delegation_id <> OLD.delegation_id)) EXECUTE FUNCTION app.delegation_used();

      DROP TRIGGER authority ON app.delegations;
      CREATE TRIGGER authority AFTER UPDATE OF user_id, party, roles, valid, state OR INSERT OR DELETE ON app.delegations
        FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();

      REVOKE EXECUTE ON FUNCTION app.invite_official(text, text, text, text, text[]), app.sessions_of(uuid), app.end_sessions(uuid, uuid),
        app.delegation_changed(), app.delegation_used() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.invite_official(text, text, text, text, text[]), app.sessions_of(uuid), app.end_sessions(uuid, uuid) TO focalpoint_app;

      DROP FUNCTION app.actor_facts(bytea, interval); DROP FUNCTION app.party_facts(); DROP FUNCTION app.request_addressees(uuid);
      -- As before; a delegation that is not active gives nothing. Whoever is invited is led by the link to a first factor, and no further.
      CREATE FUNCTION app.actor_facts(a_token_hash bytea, idle interval)
      RETURNS TABLE (session_id uuid, user_id uuid, user_name text, locale text, email text, delegation_id uuid, party text, party_name text,
                     party_kind text, standing text, membership text, roles text[], keys text[], version bigint, last_seen_at timestamptz,
                     complete boolean, proven boolean, stale_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT s.id, u.id, u.name, u.locale, u.email, d.id, p.code, p.name, p.kind, p.standing,
               coalesce(m.membership, 'participant'),
               CASE WHEN p.standing = 'active' THEN d.roles ELSE '{}' END, app.keys_of(p.code, u.id), a.version, s.last_seen_at,
               s.complete, s.complete AND s.proven_at > now() - interval '5 minutes',
               LEAST(s.expires_at, s.last_seen_at + LEAST(idle, i.most), now() + interval '10 seconds', app.next_change(),
                     CASE WHEN s.proven_at > now() - interval '5 minutes' THEN s.proven_at + interval '5 minutes' END)
          FROM app.sessions s
          JOIN app.users u ON u.id = s.user_id AND u.standing = 'active'
          JOIN app.delegations d ON d.id = s.delegation_id AND d.user_id = u.id AND d.valid @> current_date
                                AND (d.state = 'active' OR d.state = 'invited' AND NOT s.complete)
          JOIN app.parties p ON p.code = d.party
          LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
          CROSS JOIN app.authority a
          CROSS JOIN LATERAL (SELECT CASE WHEN s.shared THEN interval '15 minutes' ELSE interval '1 day' END) AS i(most)
         WHERE s.token_hash = a_token_hash AND s.ended_at IS NULL AND s.expires_at > now() AND s.last_seen_at > now() - LEAST(idle, i.most)
      $$;

      -- As before, of those who act today.
      CREATE FUNCTION app.party_facts()
      RETURNS TABLE (code text, name text, sort_name text, kind text, standing text, membership text, keys text[], officials jsonb)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT p.code, p.name, p.sort_name, p.kind, p.standing,
               coalesce(m.membership, 'participant'),
               app.keys_of(p.code, NULL),
               coalesce((SELECT jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'roles', d.roles,
                                 'circles', ARRAY(SELECT c.circle FROM app.circles c WHERE c.user_id = u.id AND c.party = p.code))
                                 ORDER BY u.name)
                           FROM app.delegations d JOIN app.users u ON u.id = d.user_id AND u.standing = 'active'
                          WHERE d.party = p.code AND d.state = 'active' AND d.valid @> current_date), '[]')
          FROM app.parties p
          LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> current_date
         WHERE app.verified() IS NOT NULL AND p.standing <> 'former'
         ORDER BY (p.kind IN ('organisation', 'secretariat')), p.sort_name
      $$;

      CREATE FUNCTION app.request_addressees(a_event uuid) RETURNS TABLE (email text, name text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT DISTINCT u.email, u.name
          FROM app.events e
          JOIN app.release_requests r ON r.id::text = e.subject_id AND r.originator IS NOT NULL
          JOIN app.users u ON u.standing = 'active' AND NOT u.is_demo
          JOIN app.delegations d ON d.user_id = u.id AND d.state = 'active' AND d.valid @> current_date
         WHERE e.id = a_event AND e.subject_type = 'release-request'
           AND CASE WHEN e.name = 'release-request.made'
                    THEN d.party = r.originator AND d.roles && ARRAY['document_officer', 'focal_point']
                    ELSE u.id = r.user_id AND d.party = r.party END
      $$;

      -- Whom an event about people concerns, for the mail. The person when a delegation changes; those who look after the people when a review
      -- is due; the secretariat's officers and the person when new factors are asked for; whoever asked when that is decided.
      CREATE FUNCTION app.people_addressees(a_event uuid) RETURNS TABLE (email text, name text, locale text, part text, detail jsonb)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT DISTINCT u.email, u.name, u.locale, a.part, e.detail
          FROM app.events e
          LEFT JOIN app.factor_resets r ON e.subject_type = 'factor-reset' AND r.id::text = e.subject_id
          JOIN app.users u ON u.standing = 'active' AND NOT u.is_demo
          JOIN app.delegations d ON d.user_id = u.id AND d.valid @> current_date AND d.state IN ('active', 'suspended')
          CROSS JOIN LATERAL (SELECT CASE
            WHEN e.subject_type = 'person' AND d.id::text = e.subject_id THEN 'person'
            WHEN d.state <> 'active' AND NOT (e.name = 'factor-reset.asked' AND d.id = r.delegation_id) THEN NULL
            WHEN e.subject_type = 'people-review' AND d.party = e.originator
                 AND (CASE WHEN d.party = 'SECRETARIAT' THEN 'administrator' ELSE 'focal_point' END) = ANY (d.roles) THEN 'keeper'
            WHEN e.name = 'factor-reset.asked' AND d.id = r.delegation_id THEN 'person'
            WHEN e.name = 'factor-reset.asked' AND d.party = 'SECRETARIAT' AND 'secretariat_officer' = ANY (d.roles) AND u.id <> r.asked_by THEN 'officer'
            WHEN e.name IN ('factor-reset.approved', 'factor-reset.refused') AND u.id = r.asked_by THEN 'asker'
            END) AS a(part)
         WHERE e.id = a_event AND a.part IS NOT NULL
      $$;
      REVOKE EXECUTE ON FUNCTION app.actor_facts(bytea, interval), app.party_facts(), app.request_addressees(uuid), app.people_addressees(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.actor_facts(bytea, interval), app.party_facts(), app.request_addressees(uuid), app.people_addressees(uuid) TO focalpoint_app;
      GRANT SELECT ON app.factor_resets TO focalpoint_facts;
      CREATE POLICY facts ON app.factor_resets FOR SELECT TO focalpoint_facts USING (true);
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.actor_facts(bytea, interval) OWNER TO focalpoint_facts;
      ALTER FUNCTION app.party_facts() OWNER TO focalpoint_facts;
      ALTER FUNCTION app.request_addressees(uuid) OWNER TO focalpoint_facts;
      ALTER FUNCTION app.people_addressees(uuid) OWNER TO focalpoint_facts;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION app.people_addressees; DROP FUNCTION app.end_sessions; DROP FUNCTION app.sessions_of; DROP FUNCTION app.invite_official;
      DROP TRIGGER used ON app.sessions; DROP TRIGGER used_first ON app.sessions; DROP FUNCTION app.delegation_used;
      DROP TRIGGER sessions_end ON app.delegations; DROP FUNCTION app.delegation_changed;
      DROP TABLE app.people_reviews`);
  }
}
