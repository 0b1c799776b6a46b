import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How membership comes to stand: decisions, accession cases, changes of standing by two officers, and the names parties choose for themselves. */
export class Membership0014 implements MigrationInterface {
  name = 'Membership0000000000014';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The case file of somebody who wants to join, or is invited to. A record with steps, not a status.
      CREATE TABLE app.accessions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        body text NOT NULL CHECK (body IN ('FORUM', 'AHG')),
        membership text NOT NULL CHECK (membership IN ('member', 'observer')),
        way text NOT NULL CHECK (way IN ('invitation', 'application')),
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'endorsed', 'withdrawn')),
        opened_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        opened_at timestamptz NOT NULL DEFAULT now(),
        closed_by uuid REFERENCES app.users ON DELETE RESTRICT,
        closed_at timestamptz,
        withdrawn_because text CHECK (length(withdrawn_because) BETWEEN 3 AND 1000),
        row_version integer NOT NULL DEFAULT 1,
        CHECK ((state = 'open') = (closed_at IS NULL) AND (state = 'open') = (closed_by IS NULL)),
        CHECK ((state = 'withdrawn') = (withdrawn_because IS NOT NULL))
      );
      CREATE UNIQUE INDEX one_open_accession ON app.accessions (party, body) WHERE state = 'open';
      COMMENT ON TABLE app.accessions IS 'fence: administered; the members of the Steering Group and the secretariat';

      CREATE TABLE app.accession_steps (
        accession_id uuid NOT NULL REFERENCES app.accessions ON DELETE RESTRICT,
        step text NOT NULL CHECK (step IN ('invited', 'applied', 'accepted', 'supported', 'endorsed')),
        number smallint NOT NULL CHECK (number BETWEEN 1 AND 3),
        day date NOT NULL,
        basis text NOT NULL CHECK (length(basis) BETWEEN 3 AND 1000),
        document text CHECK (length(document) BETWEEN 1 AND 200),
        document_date date,
        -- The first day of the membership; the last step says it.
        since date,
        entered_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        entered_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (accession_id, step),
        CHECK ((step = 'endorsed') = (since IS NOT NULL))
      );
      COMMENT ON TABLE app.accession_steps IS 'fence: child of accessions';

      -- A party suspended, taken in again or withdrawn: one officer proposes, another one decides.
      CREATE TABLE app.standing_changes (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT CHECK (party <> 'SECRETARIAT'),
        standing text NOT NULL CHECK (standing IN ('active', 'suspended', 'former')),
        reason text NOT NULL CHECK (length(reason) BETWEEN 10 AND 1000),
        basis text NOT NULL CHECK (length(basis) BETWEEN 3 AND 1000),
        document text CHECK (length(document) BETWEEN 1 AND 200),
        document_date date,
        -- The day it is meant for; it acts on the day it is decided when that is later.
        since date NOT NULL,
        proposed_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        proposed_at timestamptz NOT NULL DEFAULT now(),
        decision text CHECK (decision IN ('approved', 'refused')),
        decided_by uuid REFERENCES app.users ON DELETE RESTRICT,
        decided_at timestamptz,
        decision_reason text CHECK (length(decision_reason) BETWEEN 3 AND 1000),
        acts_on date CHECK (acts_on >= since),
        -- When it went into the dated record of standings.
        dated_at timestamptz,
        CHECK (decided_by <> proposed_by),
        CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
        CHECK ((decision IS NOT DISTINCT FROM 'approved') = (acts_on IS NOT NULL)),
        CHECK (decision IS DISTINCT FROM 'refused' OR decision_reason IS NOT NULL)
      );
      CREATE UNIQUE INDEX one_open_standing_change ON app.standing_changes (party) WHERE decision IS NULL;
      COMMENT ON TABLE app.standing_changes IS 'fence: administered; the secretariat, and the party once it is decided';

      -- The days on which a party is not active, now and in time to come. Written from approved changes alone.
      CREATE TABLE app.party_standings (
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        standing text NOT NULL CHECK (standing IN ('suspended', 'former')),
        valid daterange NOT NULL CHECK (NOT isempty(valid)),
        EXCLUDE USING gist (party WITH =, valid WITH &&)
      );
      COMMENT ON TABLE app.party_standings IS 'fence: open; who takes part in the forum, and since when not, is public';

      -- Each decision on somebody's membership of a body. 'memberships' is what stands after all of them.
      CREATE TABLE app.membership_decisions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT CHECK (party <> 'SECRETARIAT'),
        body text NOT NULL CHECK (body IN ('FORUM', 'AHG', 'STEERING_GROUP', 'CO_CHAIRS')),
        membership text NOT NULL CHECK (membership IN ('member', 'observer', 'none')),
        period daterange NOT NULL CHECK (NOT isempty(period) AND NOT lower_inf(period)),
        basis text NOT NULL CHECK (length(basis) BETWEEN 3 AND 1000),
        document text CHECK (length(document) BETWEEN 1 AND 200),
        document_date date,
        -- Why days that are over are told differently: a correction is a decision with a reason.
        reason text CHECK (length(reason) BETWEEN 10 AND 1000),
        accession_id uuid REFERENCES app.accessions ON DELETE RESTRICT,
        entered_by uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        entered_at timestamptz NOT NULL DEFAULT now(),
        CHECK (reason IS NOT NULL OR lower(period) >= (entered_at AT TIME ZONE 'UTC')::date)
      );
      CREATE INDEX membership_decisions_by_party ON app.membership_decisions (party, entered_at);
      COMMENT ON TABLE app.membership_decisions IS 'fence: open; the register of membership is public, and how it came about';

      -- Names as each party chose them, by language; the latest stands. An empty one takes the name in that language back.
      CREATE TABLE app.party_names (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        language text NOT NULL CHECK (language ~ '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$'),
        name text CHECK (length(name) BETWEEN 1 AND 200 AND name = btrim(name)),
        sort_name text CHECK (length(sort_name) BETWEEN 1 AND 200),
        -- None: as the register was first entered.
        chosen_by uuid REFERENCES app.users ON DELETE RESTRICT,
        chosen_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((name IS NULL) = (sort_name IS NULL) AND (language <> 'en' OR name IS NOT NULL))
      );
      CREATE INDEX party_names_latest ON app.party_names (party, language, chosen_at DESC);
      COMMENT ON TABLE app.party_names IS 'fence: open; a party''s own name is for everybody';
      INSERT INTO app.party_names (party, language, name, sort_name, chosen_at) SELECT code, 'en', name, sort_name, '-infinity' FROM app.parties;

      ALTER TABLE app.accessions ENABLE ROW LEVEL SECURITY;            ALTER TABLE app.accessions FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.accession_steps ENABLE ROW LEVEL SECURITY;       ALTER TABLE app.accession_steps FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.standing_changes ENABLE ROW LEVEL SECURITY;      ALTER TABLE app.standing_changes FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.party_standings ENABLE ROW LEVEL SECURITY;       ALTER TABLE app.party_standings FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.membership_decisions ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.membership_decisions FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.party_names ENABLE ROW LEVEL SECURITY;           ALTER TABLE app.party_names FORCE ROW LEVEL SECURITY;

      CREATE POLICY see ON app.accessions FOR SELECT TO focalpoint_app
        USING ((SELECT app.party()) = 'SECRETARIAT' OR 'STEERING_GROUP' = ANY ((SELECT app.keys())::text[]));
      CREATE POLICY open ON app.accessions FOR INSERT TO focalpoint_app
        WITH CHECK ((SELECT app.party()) = 'SECRETARIAT' AND opened_by = (SELECT app.user_id()) AND state = 'open');
      CREATE POLICY close ON app.accessions FOR UPDATE TO focalpoint_app
        USING ((SELECT app.party()) = 'SECRETARIAT' AND state = 'open')
        WITH CHECK ((SELECT app.party()) = 'SECRETARIAT' AND (state = 'open' OR closed_by = (SELECT app.user_id())));

      CREATE POLICY see ON app.accession_steps FOR SELECT TO focalpoint_app
        USING (EXISTS (SELECT FROM app.accessions a WHERE a.id = accession_id));
      CREATE POLICY add ON app.accession_steps FOR INSERT TO focalpoint_app
        WITH CHECK ((SELECT app.party()) = 'SECRETARIAT' AND entered_by = (SELECT app.user_id())
                    AND EXISTS (SELECT FROM app.accessions a WHERE a.id = accession_id AND a.state = 'open'));

      CREATE POLICY see ON app.standing_changes FOR SELECT TO focalpoint_app
        USING ((SELECT app.party()) = 'SECRETARIAT' OR (party = (SELECT app.party()) AND decision = 'approved'));
      CREATE POLICY propose ON app.standing_changes FOR INSERT TO focalpoint_app
        WITH CHECK ((SELECT app.party()) = 'SECRETARIAT' AND proposed_by = (SELECT app.user_id()) AND decision IS NULL AND dated_at IS NULL);
      CREATE POLICY decide ON app.standing_changes FOR UPDATE TO focalpoint_app
        USING ((SELECT app.party()) = 'SECRETARIAT' AND decision IS NULL)
        WITH CHECK (decided_by = (SELECT app.user_id()) AND proposed_by <> (SELECT app.user_id()) AND dated_at IS NULL);

      CREATE POLICY see ON app.party_standings FOR SELECT TO focalpoint_app USING ((SELECT app.verified()) IS NOT NULL);
      CREATE POLICY see ON app.membership_decisions FOR SELECT TO focalpoint_app USING ((SELECT app.verified()) IS NOT NULL);
      CREATE POLICY add ON app.membership_decisions FOR INSERT TO focalpoint_app
        WITH CHECK ((SELECT app.party()) = 'SECRETARIAT' AND entered_by = (SELECT app.user_id()));
      CREATE POLICY see ON app.party_names FOR SELECT TO focalpoint_app USING ((SELECT app.verified()) IS NOT NULL);
      CREATE POLICY choose ON app.party_names FOR INSERT TO focalpoint_app
        WITH CHECK (party = (SELECT app.party()) AND chosen_by = (SELECT app.user_id()));

      -- The secretariat enters parties and sets memberships; it changes no name and, by itself, no standing.
      DROP POLICY add ON app.parties;
      CREATE POLICY add ON app.parties FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'operator'
        OR ((SELECT app.party()) = 'SECRETARIAT' AND kind <> 'secretariat' AND standing = 'active'));
      DROP POLICY add ON app.memberships;
      DROP POLICY change ON app.memberships;
      CREATE POLICY add ON app.memberships FOR INSERT TO focalpoint_app
        WITH CHECK ((SELECT app.system()) = 'operator' OR ((SELECT app.party()) = 'SECRETARIAT' AND party <> 'SECRETARIAT'));
      CREATE POLICY change ON app.memberships FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) = 'operator' OR (SELECT app.party()) = 'SECRETARIAT')
        WITH CHECK ((SELECT app.system()) = 'operator' OR ((SELECT app.party()) = 'SECRETARIAT' AND party <> 'SECRETARIAT'));
      CREATE POLICY remove ON app.memberships FOR DELETE TO focalpoint_app USING ((SELECT app.party()) = 'SECRETARIAT');

      GRANT SELECT, INSERT, UPDATE ON app.accessions, app.standing_changes TO focalpoint_app;
      GRANT SELECT, INSERT ON app.accession_steps, app.membership_decisions, app.party_names TO focalpoint_app;
      GRANT SELECT ON app.party_standings TO focalpoint_app;
      GRANT DELETE ON app.memberships TO focalpoint_app;

      -- What the functions below write, they write as the owner.
      CREATE POLICY applied ON app.parties TO focalpoint_owner USING (true) WITH CHECK (true);
      CREATE POLICY applied ON app.party_names TO focalpoint_owner USING (true) WITH CHECK (true);
      CREATE POLICY applied ON app.party_standings TO focalpoint_owner USING (true) WITH CHECK (true);
      CREATE POLICY applied ON app.standing_changes TO focalpoint_owner USING (true) WITH CHECK (true);
      CREATE POLICY applied ON app.memberships TO focalpoint_owner USING (true) WITH CHECK (true);
      CREATE POLICY applied ON app.membership_decisions FOR INSERT TO focalpoint_owner WITH CHECK (true);

      -- A party comes with its English name, and its English name goes to where everything looks for it.
      CREATE FUNCTION app.party_entered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        INSERT INTO app.party_names (party, language, name, sort_name, chosen_at) VALUES (NEW.code, 'en', NEW.name, NEW.sort_name, '-infinity');
        RETURN NULL;
      END $$;
      CREATE FUNCTION app.english_name_chosen() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        UPDATE app.parties SET name = NEW.name, sort_name = NEW.sort_name, row_version = row_version + 1
         WHERE code = NEW.party AND (name, sort_name) IS DISTINCT FROM (NEW.name, NEW.sort_name);
        RETURN NULL;
      END $$;
      CREATE TRIGGER entered AFTER INSERT ON app.parties FOR EACH ROW EXECUTE FUNCTION app.party_entered();
      CREATE TRIGGER english AFTER INSERT ON app.party_names FOR EACH ROW WHEN (NEW.language = 'en') EXECUTE FUNCTION app.english_name_chosen();
      REVOKE EXECUTE ON FUNCTION app.party_entered(), app.english_name_chosen() FROM PUBLIC;

      -- Over these days a party is a member, an observer or nothing in a body; what stood there before gives way, day by day.
      CREATE FUNCTION app.set_membership(a_party text, a_body text, a_membership text, a_period daterange, a_basis text) RETURNS void LANGUAGE plpgsql
      SET search_path = pg_catalog, app AS $$
      DECLARE old app.memberships; before daterange; after daterange;
      BEGIN
        FOR old IN SELECT m.* FROM app.memberships m WHERE m.party = a_party AND m.body = a_body AND m.valid && a_period LOOP
          before := old.valid * daterange(NULL, lower(a_period));
          after := CASE WHEN upper_inf(a_period) THEN 'empty' ELSE old.valid * daterange(upper(a_period), NULL) END;
          DELETE FROM app.memberships WHERE id = old.id;
          INSERT INTO app.memberships (party, body, membership, valid, basis, verified)
          SELECT old.party, old.body, old.membership, part, old.basis, old.verified FROM unnest(ARRAY[before, after]) AS p(part) WHERE NOT isempty(part);
        END LOOP;
        IF a_membership <> 'none' THEN
          INSERT INTO app.memberships (party, body, membership, valid, basis) VALUES (a_party, a_body, a_membership, a_period, a_basis);
        END IF;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.set_membership(text, text, text, daterange, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.set_membership(text, text, text, daterange, text) TO focalpoint_app;

      -- Dates what two officers agreed on, and gives each party the standing of today. Tells whose standing changed. Running it again does
      -- nothing; whoever runs it, it does what was approved and no more.
      CREATE FUNCTION app.apply_standing_changes() RETURNS TABLE (party text, standing text, change_id uuid) LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, app AS $$
      #variable_conflict use_column
      DECLARE change app.standing_changes; ending text; one record; today date := (now() AT TIME ZONE 'UTC')::date;
      BEGIN
        FOR change IN SELECT c.* FROM app.standing_changes c WHERE c.decision = 'approved' AND c.dated_at IS NULL ORDER BY c.acts_on, c.decided_at FOR UPDATE LOOP
          DELETE FROM app.party_standings s WHERE s.party = change.party AND lower(s.valid) >= change.acts_on;
          UPDATE app.party_standings s SET valid = daterange(lower(s.valid), change.acts_on) WHERE s.party = change.party AND s.valid @> change.acts_on;
          IF change.standing <> 'active' THEN
            INSERT INTO app.party_standings VALUES (change.party, change.standing, daterange(change.acts_on, NULL));
          END IF;
          -- Who leaves the forum leaves its bodies.
          IF change.standing = 'former' THEN
            FOR ending IN SELECT DISTINCT m.body FROM app.memberships m WHERE m.party = change.party AND m.valid && daterange(change.acts_on, NULL) LOOP
              INSERT INTO app.membership_decisions (party, body, membership, period, basis, document, document_date, entered_by, entered_at)
              VALUES (change.party, ending, 'none', daterange(change.acts_on, NULL), change.basis, change.document, change.document_date, change.decided_by, change.decided_at);
              PERFORM app.set_membership(change.party, ending, 'none', daterange(change.acts_on, NULL), change.basis);
            END LOOP;
          END IF;
          UPDATE app.standing_changes c SET dated_at = now() WHERE c.id = change.id;
        END LOOP;
        FOR one IN
          SELECT p.code, coalesce(s.standing, 'active') AS now_standing, c.id AS change
            FROM app.parties p
            JOIN LATERAL (SELECT c.id FROM app.standing_changes c WHERE c.party = p.code AND c.decision = 'approved' AND c.acts_on <= today
                           ORDER BY c.acts_on DESC, c.decided_at DESC LIMIT 1) c ON true
            LEFT JOIN app.party_standings s ON s.party = p.code AND s.valid @> today
           WHERE p.standing <> coalesce(s.standing, 'active')
        LOOP
          UPDATE app.parties p SET standing = one.now_standing, row_version = p.row_version + 1 WHERE p.code = one.code;
          IF one.now_standing = 'former' THEN
            UPDATE app.sessions s SET ended_at = now() FROM app.delegations d WHERE d.id = s.delegation_id AND d.party = one.code AND s.ended_at IS NULL;
          END IF;
          party := one.code; standing := one.now_standing; change_id := one.change;
          RETURN NEXT;
        END LOOP;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.apply_standing_changes() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.apply_standing_changes() TO focalpoint_app;

      -- The standing of a party on a day, as far as it is dated; today it is the party's own column that counts.
      CREATE FUNCTION app.standing_on(a_party text, a_day date) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, app AS $$
        SELECT CASE WHEN a_day = (now() AT TIME ZONE 'UTC')::date THEN p.standing
                    ELSE coalesce((SELECT s.standing FROM app.party_standings s WHERE s.party = p.code AND s.valid @> a_day), 'active') END
          FROM app.parties p WHERE p.code = a_party
      $$;

      -- Parties an audience holds on a day.
      CREATE FUNCTION app.parties_of(expression jsonb, a_day date) RETURNS text[] LANGUAGE plpgsql STABLE
      SET search_path = pg_catalog, app AS $$
      DECLARE part jsonb; found text[]; next text[]; first boolean := true;
      BEGIN
        IF expression ? 'party' THEN RETURN ARRAY[expression ->> 'party']; END IF;
        IF expression ? 'circle' THEN
          RETURN ARRAY(SELECT m.party FROM app.memberships m
                        WHERE m.body = expression ->> 'circle' AND m.membership = 'member' AND m.valid @> a_day ORDER BY 1);
        END IF;
        FOR part IN SELECT jsonb_array_elements(coalesce(expression -> 'union', expression -> 'intersection', expression -> 'minus')) LOOP
          next := app.parties_of(part, a_day);
          IF first THEN found := next; first := false;
          ELSIF expression ? 'union' THEN found := ARRAY(SELECT unnest(found) UNION SELECT unnest(next) ORDER BY 1);
          ELSIF expression ? 'intersection' THEN found := ARRAY(SELECT unnest(found) INTERSECT SELECT unnest(next) ORDER BY 1);
          ELSE found := ARRAY(SELECT unnest(found) EXCEPT SELECT unnest(next) ORDER BY 1);
          END IF;
        END LOOP;
        RETURN coalesce(found, '{}');
      END $$;
      CREATE OR REPLACE FUNCTION app.parties_of(expression jsonb) RETURNS text[] LANGUAGE sql STABLE SET search_path = pg_catalog, app
        AS $$ SELECT app.parties_of(expression, current_date) $$;

      -- Every name a marking can call an official of this party by, on a day: as app.keys_of says for today. Circles that are neither body nor
      -- audience have no days of their own; they count as they stand now.
      CREATE FUNCTION app.keys_of(a_party text, a_user uuid, a_day date) RETURNS text[] LANGUAGE sql STABLE
      SET search_path = pg_catalog, app AS $$
        SELECT ARRAY['public']
          || CASE WHEN s.standing = 'active' AND m.membership = 'member' THEN ARRAY['community', 'community/' || p.code] ELSE '{}' END
          || CASE WHEN s.standing = 'active' THEN ARRAY[coalesce(m.membership, 'participant'), p.code]
                    || ARRAY(SELECT b.body FROM app.memberships b WHERE b.party = p.code AND b.membership = 'member' AND b.body <> 'FORUM' AND b.valid @> a_day
                       UNION SELECT a.id::text FROM app.audiences a
                              WHERE (a.until IS NULL OR (a.until > now() AND a.until > a_day::timestamp AT TIME ZONE 'UTC')) AND p.code = ANY (app.parties_of(a.expression, a_day))
                       UNION SELECT c.circle FROM app.circles c
                              WHERE c.party = p.code AND (c.user_id IS NULL OR c.user_id = a_user) AND c.circle NOT IN ('AHG', 'STEERING_GROUP', 'CO_CHAIRS')
                                AND NOT EXISTS (SELECT FROM app.audiences a WHERE a.id::text = c.circle)
                       ORDER BY 1) ELSE '{}' END
          || CASE WHEN s.standing = 'active' AND a_user IS NOT NULL THEN ARRAY[a_user::text] ELSE '{}' END
          FROM app.parties p
          CROSS JOIN LATERAL (SELECT app.standing_on(p.code, a_day)) AS s(standing)
          LEFT JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.valid @> a_day
         WHERE p.code = a_party
      $$;
      REVOKE EXECUTE ON FUNCTION app.standing_on(text, date), app.parties_of(jsonb, date), app.keys_of(text, uuid, date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.standing_on(text, date), app.keys_of(text, uuid, date) TO focalpoint_app;
      GRANT EXECUTE ON FUNCTION app.parties_of(jsonb, date) TO focalpoint_app, focalpoint_facts;

      -- The focal points of the party an event is about, for the mail and for nothing else. An admission tells of its membership itself.
      CREATE FUNCTION app.party_addressees(a_event uuid) RETURNS TABLE (email text, name text, locale text, code text, party_name text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT DISTINCT u.email, u.name, u.locale, p.code, p.name
          FROM app.events e
          JOIN app.parties p ON p.code = e.subject_id
          JOIN app.delegations d ON d.party = p.code AND d.state = 'active' AND d.valid @> current_date AND 'focal_point' = ANY (d.roles)
          JOIN app.users u ON u.id = d.user_id AND u.standing = 'active' AND NOT u.is_demo
         WHERE e.id = a_event AND e.subject_type = 'party' AND (e.detail ->> 'byAccession') IS DISTINCT FROM 'true'
      $$;
      REVOKE EXECUTE ON FUNCTION app.party_addressees(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.party_addressees(uuid) TO focalpoint_app;
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.party_addressees(uuid) OWNER TO focalpoint_facts;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION app.party_addressees, app.apply_standing_changes, app.set_membership;
      DROP FUNCTION app.keys_of(text, uuid, date);
      DROP TRIGGER entered ON app.parties;
      DROP TABLE app.party_names, app.membership_decisions, app.party_standings, app.standing_changes, app.accession_steps, app.accessions CASCADE;
      DROP FUNCTION app.party_entered, app.english_name_chosen, app.standing_on`);
  }
}
