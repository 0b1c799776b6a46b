import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests for wider release, the grants that answer them (circles with an end), and saved searches. */
export class ReleaseRequests0007 implements MigrationInterface {
  name = 'ReleaseRequests0000000000007';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.release_requests (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        -- Both empty when the reference names nothing that could be asked for: whoever asks must not be able to tell.
        document_id uuid REFERENCES app.documents ON DELETE RESTRICT,
        originator text REFERENCES app.parties ON DELETE RESTRICT,
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 60),
        wish text NOT NULL CHECK (wish IN ('access', 'wider_use')),
        purpose text NOT NULL CHECK (length(purpose) BETWEEN 1 AND 500),
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
        recipients text[] NOT NULL DEFAULT '{}',
        until date NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'asked', 'granted', 'declined', 'ended')),
        decided_at timestamptz,
        decided_by uuid REFERENCES app.users ON DELETE RESTRICT,
        decision_reason text CHECK (length(decision_reason) <= 2000),
        granted_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        row_version integer NOT NULL DEFAULT 1,
        CHECK ((document_id IS NULL) = (originator IS NULL))
      );
      CREATE INDEX release_requests_received ON app.release_requests (originator, state, created_at DESC);
      CREATE INDEX release_requests_made ON app.release_requests (party, created_at DESC);
      COMMENT ON TABLE app.release_requests IS 'fence: own; the party that asks and the originator that is asked';

      CREATE TABLE app.request_messages (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        request_id uuid NOT NULL REFERENCES app.release_requests ON DELETE CASCADE,
        at timestamptz NOT NULL DEFAULT now(),
        party text NOT NULL,
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000)
      );
      CREATE INDEX request_messages_by_request ON app.request_messages (request_id, at);
      COMMENT ON TABLE app.request_messages IS 'fence: child of release_requests';

      -- A grant is a circle with an end: its id stands in the document's granted_to, and among the keys of those it names until it lapses.
      CREATE TABLE app.release_grants (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        request_id uuid REFERENCES app.release_requests ON DELETE RESTRICT,
        document_id uuid NOT NULL REFERENCES app.documents ON DELETE CASCADE,
        originator text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        party text NOT NULL REFERENCES app.parties ON DELETE RESTRICT,
        user_id uuid REFERENCES app.users ON DELETE RESTRICT,
        until timestamptz NOT NULL,
        ended_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX release_grants_by_party ON app.release_grants (party, until) WHERE ended_at IS NULL;
      COMMENT ON TABLE app.release_grants IS 'fence: own; the originator alone keeps the list of its grants';

      CREATE TABLE app.saved_searches (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES app.users ON DELETE RESTRICT,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        query text NOT NULL CHECK (length(query) <= 2000),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX saved_searches_by_user ON app.saved_searches (user_id, created_at);
      COMMENT ON TABLE app.saved_searches IS 'fence: personal';

      ALTER TABLE app.release_requests ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.release_requests FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.request_messages ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.request_messages FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.release_grants ENABLE ROW LEVEL SECURITY;    ALTER TABLE app.release_grants FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.saved_searches ENABLE ROW LEVEL SECURITY;    ALTER TABLE app.saved_searches FORCE ROW LEVEL SECURITY;

      CREATE POLICY see ON app.release_requests FOR SELECT TO focalpoint_app
        USING (party = (SELECT app.party()) OR originator = (SELECT app.party()));
      CREATE POLICY change ON app.release_requests FOR UPDATE TO focalpoint_app
        USING (party = (SELECT app.party()) OR originator = (SELECT app.party()))
        WITH CHECK (party = (SELECT app.party()) OR originator = (SELECT app.party()));
      CREATE POLICY ask ON app.release_requests FOR INSERT TO focalpoint_owner WITH CHECK (true);
      CREATE POLICY asked ON app.release_requests FOR SELECT TO focalpoint_owner USING (true);

      CREATE POLICY see ON app.request_messages FOR SELECT TO focalpoint_app USING (EXISTS (SELECT FROM app.release_requests r WHERE r.id = request_id));
      CREATE POLICY add ON app.request_messages FOR INSERT TO focalpoint_app WITH CHECK (
        party = (SELECT app.party()) AND user_id = (SELECT app.user_id()) AND EXISTS (SELECT FROM app.release_requests r WHERE r.id = request_id));

      CREATE POLICY see ON app.release_grants FOR SELECT TO focalpoint_app USING (originator = (SELECT app.party()));
      CREATE POLICY add ON app.release_grants FOR INSERT TO focalpoint_app WITH CHECK (originator = (SELECT app.party()) AND EXISTS (
        SELECT FROM app.documents d WHERE d.id = document_id AND d.originator = (SELECT app.party())));
      CREATE POLICY change ON app.release_grants FOR UPDATE TO focalpoint_app
        USING (originator = (SELECT app.party())) WITH CHECK (originator = (SELECT app.party()));

      CREATE POLICY see ON app.saved_searches FOR SELECT TO focalpoint_app USING (user_id = (SELECT app.user_id()));
      CREATE POLICY add ON app.saved_searches FOR INSERT TO focalpoint_app WITH CHECK (user_id = (SELECT app.user_id()));
      CREATE POLICY discard ON app.saved_searches FOR DELETE TO focalpoint_app USING (user_id = (SELECT app.user_id()));

      GRANT SELECT, UPDATE ON app.release_requests TO focalpoint_app;
      GRANT SELECT, INSERT ON app.request_messages TO focalpoint_app;
      GRANT SELECT, INSERT, UPDATE ON app.release_grants TO focalpoint_app;
      GRANT SELECT, INSERT, DELETE ON app.saved_searches TO focalpoint_app;

      -- Asking by reference: the same work, the same row and the same silence whether or not the reference names anything. What it names
      -- is known to its originator only. A party it is withheld from may ask like anybody. Asked twice, it is asked once.
      CREATE FUNCTION app.ask_release(a_reference text, a_wish text, a_purpose text, a_reason text, a_recipients text[], a_until date)
      RETURNS TABLE (id uuid, document_id uuid, originator text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      #variable_conflict use_column
      DECLARE who text[] := app.verified();
      BEGIN
        IF who IS NULL OR NULLIF(who[2], '') IS NULL OR NULLIF(who[3], '') IS NULL THEN
          RAISE EXCEPTION 'no actor' USING ERRCODE = 'insufficient_privilege'; END IF;
        RETURN QUERY
          INSERT INTO app.release_requests (document_id, originator, party, user_id, reference, wish, purpose, reason, recipients, until)
          SELECT d.id, d.originator, who[2], who[3]::uuid, a_reference, a_wish, a_purpose, a_reason, a_recipients, a_until
            FROM (SELECT 1) AS asked LEFT JOIN LATERAL (
              SELECT d.id, d.originator FROM app.documents d
               WHERE (d.symbol = upper(a_reference) OR d.id::text = lower(a_reference)) AND d.state = 'released' AND d.originator <> who[2] LIMIT 1) d ON true
           WHERE NOT EXISTS (SELECT FROM app.release_requests r WHERE r.reference = a_reference AND r.user_id = who[3]::uuid AND r.wish = a_wish
                                AND r.state IN ('open', 'asked'))
          RETURNING release_requests.id, release_requests.document_id, release_requests.originator;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.ask_release(text, text, text, text, text[], date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.ask_release(text, text, text, text, text[], date) TO focalpoint_app;

      CREATE OR REPLACE VIEW app.circles WITH (security_invoker = true) AS
        SELECT m.body AS circle, m.party, NULL::uuid AS user_id
          FROM app.memberships m WHERE m.membership = 'member' AND m.body <> 'FORUM' AND m.valid @> current_date
        UNION ALL
        SELECT a.id::text, p.party, NULL::uuid
          FROM app.audiences a, LATERAL unnest(app.parties_of(a.expression)) AS p(party)
         WHERE a.until IS NULL OR a.until > now()
        UNION ALL
        SELECT g.id::text, g.party, g.user_id FROM app.release_grants g WHERE g.ended_at IS NULL AND g.until > now();
      CREATE OR REPLACE FUNCTION app.next_change() RETURNS timestamptz LANGUAGE sql STABLE SET search_path = pg_catalog, app AS $$
        SELECT LEAST((current_date + 1)::timestamptz, (SELECT min(a.until) FROM app.audiences a WHERE a.until > now()),
                     (SELECT min(g.until) FROM app.release_grants g WHERE g.ended_at IS NULL AND g.until > now()))
      $$;
      GRANT SELECT ON app.release_grants TO focalpoint_facts;
      CREATE POLICY facts ON app.release_grants FOR SELECT TO focalpoint_facts USING (true);
      CREATE TRIGGER authority AFTER INSERT OR UPDATE OR DELETE ON app.release_grants FOR EACH STATEMENT EXECUTE FUNCTION app.authority_changed();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE VIEW app.circles WITH (security_invoker = true) AS
        SELECT m.body AS circle, m.party, NULL::uuid AS user_id
          FROM app.memberships m WHERE m.membership = 'member' AND m.body <> 'FORUM' AND m.valid @> current_date
        UNION ALL
        SELECT a.id::text, p.party, NULL::uuid
          FROM app.audiences a, LATERAL unnest(app.parties_of(a.expression)) AS p(party)
         WHERE a.until IS NULL OR a.until > now();
      CREATE OR REPLACE FUNCTION app.next_change() RETURNS timestamptz LANGUAGE sql STABLE SET search_path = pg_catalog, app AS $$
        SELECT LEAST((current_date + 1)::timestamptz, (SELECT min(a.until) FROM app.audiences a WHERE a.until > now()))
      $$;
      DROP FUNCTION app.ask_release; DROP TABLE app.saved_searches, app.release_grants, app.request_messages, app.release_requests`);
  }
}
