import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parties, their dated membership per body, audiences, and the view of circles every room adds to. */
export class Members0002 implements MigrationInterface {
  name = 'Members0000000000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.parties (
        code text PRIMARY KEY CHECK (code ~ '^[A-Z][A-Z0-9-]{0,19}$' AND code NOT IN ('FORUM', 'AHG', 'STEERING_GROUP', 'CO_CHAIRS')),
        kind text NOT NULL CHECK (kind IN ('state', 'territory', 'organisation', 'secretariat')),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        sort_name text NOT NULL,
        alpha2 text CHECK (alpha2 ~ '^[A-Z]{2}$'),
        standing text NOT NULL DEFAULT 'active' CHECK (standing IN ('active', 'suspended', 'former')),
        verified boolean NOT NULL DEFAULT true,
        succeeds text REFERENCES app.parties ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        row_version integer NOT NULL DEFAULT 1
      );
      COMMENT ON TABLE app.parties IS 'fence: open; who takes part in the forum is public';

      CREATE TABLE app.memberships (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        body text NOT NULL CHECK (body IN ('FORUM', 'AHG', 'STEERING_GROUP', 'CO_CHAIRS')),
        membership text NOT NULL CHECK (membership IN ('member', 'observer')),
        valid daterange NOT NULL CHECK (NOT isempty(valid)),
        basis text,
        verified boolean NOT NULL DEFAULT true,
        EXCLUDE USING gist (party WITH =, body WITH =, valid WITH &&)
      );
      COMMENT ON TABLE app.memberships IS 'fence: open; the register of membership is public, as the forum''s own pages are';

      -- An audience is a named expression over parties and bodies, kept as a tree:
      -- {"party":"CAN"} | {"circle":"AHG"} | {"union":[…]} | {"intersection":[…]} | {"minus":[a,b]}
      CREATE TABLE app.audiences (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        expression jsonb NOT NULL,
        originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        readers text[] NOT NULL DEFAULT '{}',
        until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid,
        row_version integer NOT NULL DEFAULT 1,
        UNIQUE (originator, name)
      );
      COMMENT ON TABLE app.audiences IS 'fence: shared; its originator, those it is shared with, and those who stand in it';

      -- Parties an audience holds today. Expressions name no audience, so there is no cycle to fear; depth is bounded on entry.
      CREATE FUNCTION app.parties_of(expression jsonb) RETURNS text[] LANGUAGE plpgsql STABLE
      SET search_path = pg_catalog, app AS $$
      DECLARE part jsonb; found text[]; next text[]; first boolean := true;
      BEGIN
        IF expression ? 'party' THEN RETURN ARRAY[expression ->> 'party']; END IF;
        IF expression ? 'circle' THEN
          RETURN ARRAY(SELECT m.party FROM app.memberships m
                        WHERE m.body = expression ->> 'circle' AND m.membership = 'member' AND m.valid @> current_date ORDER BY 1);
        END IF;
        FOR part IN SELECT jsonb_array_elements(coalesce(expression -> 'union', expression -> 'intersection', expression -> 'minus')) LOOP
          next := app.parties_of(part);
          IF first THEN found := next; first := false;
          ELSIF expression ? 'union' THEN found := ARRAY(SELECT unnest(found) UNION SELECT unnest(next) ORDER BY 1);
          ELSIF expression ? 'intersection' THEN found := ARRAY(SELECT unnest(found) INTERSECT SELECT unnest(next) ORDER BY 1);
          ELSE found := ARRAY(SELECT unnest(found) EXCEPT SELECT unnest(next) ORDER BY 1);
          END IF;
        END LOOP;
        RETURN coalesce(found, '{}');
      END $$;

      -- Who stands in which circle now. A circle's name is one of an actor's keys. Rooms widen this view by their migrations.
      CREATE VIEW app.circles WITH (security_invoker = true) AS
        SELECT m.body AS circle, m.party, NULL::uuid AS user_id
          FROM app.memberships m WHERE m.membership = 'member' AND m.body <> 'FORUM' AND m.valid @> current_date
        UNION ALL
        SELECT a.id::text, p.party, NULL::uuid
          FROM app.audiences a, LATERAL unnest(app.parties_of(a.expression)) AS p(party)
         WHERE a.until IS NULL OR a.until > now();

      -- The next moment at which time alone may change somebody's circles: what is cached about an actor is stale from then on.
      CREATE FUNCTION app.next_change() RETURNS timestamptz LANGUAGE sql STABLE SET search_path = pg_catalog, app AS $$
        SELECT LEAST((current_date + 1)::timestamptz, (SELECT min(a.until) FROM app.audiences a WHERE a.until > now()))
      $$;
      REVOKE EXECUTE ON FUNCTION app.next_change() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.next_change() TO focalpoint_facts;

      ALTER TABLE app.parties ENABLE ROW LEVEL SECURITY;      ALTER TABLE app.parties FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.memberships ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.memberships FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.audiences ENABLE ROW LEVEL SECURITY;    ALTER TABLE app.audiences FORCE ROW LEVEL SECURITY;

      CREATE POLICY see ON app.parties FOR SELECT TO focalpoint_app USING ((SELECT app.verified()) IS NOT NULL);
      CREATE POLICY add ON app.parties FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'operator');
      CREATE POLICY change ON app.parties FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) = 'operator') WITH CHECK ((SELECT app.system()) = 'operator');

      CREATE POLICY see ON app.memberships FOR SELECT TO focalpoint_app USING ((SELECT app.verified()) IS NOT NULL);
      CREATE POLICY add ON app.memberships FOR INSERT TO focalpoint_app WITH CHECK ((SELECT app.system()) = 'operator');
      CREATE POLICY change ON app.memberships FOR UPDATE TO focalpoint_app
        USING ((SELECT app.system()) = 'operator') WITH CHECK ((SELECT app.system()) = 'operator');

      CREATE POLICY see ON app.audiences FOR SELECT TO focalpoint_app USING (
        originator = (SELECT app.party()) OR readers && (SELECT app.keys()) OR id::text = ANY ((SELECT app.keys())::text[]));
      CREATE POLICY add ON app.audiences FOR INSERT TO focalpoint_app WITH CHECK (originator = (SELECT app.party()));
      CREATE POLICY change ON app.audiences FOR UPDATE TO focalpoint_app
        USING (originator = (SELECT app.party())) WITH CHECK (originator = (SELECT app.party()));

      GRANT SELECT, INSERT, UPDATE ON app.parties, app.memberships, app.audiences TO focalpoint_app;
      GRANT SELECT ON app.circles TO focalpoint_app;

      -- The facts role answers who stands where; it can read these tables whole, and nothing of content.
      GRANT SELECT ON app.parties, app.memberships, app.audiences, app.circles TO focalpoint_facts;
      CREATE POLICY facts ON app.parties FOR SELECT TO focalpoint_facts USING (true);
      CREATE POLICY facts ON app.memberships FOR SELECT TO focalpoint_facts USING (true);
      CREATE POLICY facts ON app.audiences FOR SELECT TO focalpoint_facts USING (true);

      REVOKE EXECUTE ON FUNCTION app.parties_of(jsonb) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.parties_of(jsonb) TO focalpoint_app, focalpoint_facts;

      CREATE TRIGGER authority AFTER INSERT OR UPDATE OR DELETE ON app.parties FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();
      CREATE TRIGGER authority AFTER INSERT OR UPDATE OR DELETE ON app.memberships FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();
      CREATE TRIGGER authority AFTER INSERT OR UPDATE OR DELETE ON app.audiences FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW app.circles; DROP FUNCTION app.next_change; DROP FUNCTION app.parties_of; DROP TABLE app.audiences, app.memberships, app.parties`);
  }
}
