import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters that are sent once, to whom they go when they are sent, and how many could not be. */
export class Letters0016 implements MigrationInterface {
  name = 'Letters0000000000016';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Which letters were posted and which of them are out. Whom they went to and what they said is not kept.
      CREATE TABLE app.letters (
        key text PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 200),
        posted_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz
      );
      CREATE INDEX letters_by_age ON app.letters (posted_at);
      COMMENT ON TABLE app.letters IS 'fence: personal; the task that sends letters, and nobody else';
      ALTER TABLE app.letters ENABLE ROW LEVEL SECURITY;
      ALTER TABLE app.letters FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.letters FOR SELECT TO focalpoint_app USING ((SELECT app.system()) = 'letters');
      CREATE POLICY change ON app.letters FOR UPDATE TO focalpoint_app USING ((SELECT app.system()) = 'letters') WITH CHECK ((SELECT app.system()) = 'letters');
      CREATE POLICY forget ON app.letters FOR DELETE TO focalpoint_app USING ((SELECT app.system()) = 'letters');
      CREATE POLICY post ON app.letters FOR INSERT TO focalpoint_facts WITH CHECK (true);
      GRANT SELECT, DELETE ON app.letters TO focalpoint_app;
      GRANT UPDATE (sent_at) ON app.letters TO focalpoint_app;
      GRANT INSERT ON app.letters TO focalpoint_facts;

      -- Whether a letter of this key is posted for the first time. Whoever acts may post; nobody who acts may look.
      CREATE FUNCTION app.post_letter(a_key text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      DECLARE posted integer;
      BEGIN
        IF app.verified() IS NULL THEN RAISE EXCEPTION 'no actor: nobody posts unknown' USING ERRCODE = 'insufficient_privilege'; END IF;
        INSERT INTO app.letters (key) VALUES (a_key) ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS posted = ROW_COUNT;
        RETURN posted = 1;
      END $$;

      -- Where a letter to somebody goes at this moment: nowhere once the account is closed, and never to an invented official.
      CREATE FUNCTION app.letter_recipient(a_user uuid) RETURNS TABLE (email text, name text, locale text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT u.email, u.name, u.locale FROM app.users u WHERE u.id = a_user AND u.standing <> 'closed' AND NOT u.is_demo AND app.system() = 'letters'
      $$;

      -- Letters that wait, and those given up after their last try.
      CREATE FUNCTION app.letter_lag() RETURNS TABLE (waiting bigint, dead bigint)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      BEGIN
        RETURN QUERY SELECT count(*) FILTER (WHERE j.attempts < j.max_attempts), count(*) FILTER (WHERE j.attempts >= j.max_attempts)
          FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'letter';
      END $$;

      DROP FUNCTION app.request_addressees(uuid);
      -- As before, with who they are: whether somebody is still among them is asked again when the letter is sent.
      CREATE FUNCTION app.request_addressees(a_event uuid) RETURNS TABLE (user_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT DISTINCT u.id
          FROM app.events e
          JOIN app.release_requests r ON r.id::text = e.subject_id AND r.originator IS NOT NULL
          JOIN app.users u ON u.standing = 'active' AND NOT u.is_demo
          JOIN app.delegations d ON d.user_id = u.id AND d.state = 'active' AND d.valid @> current_date
         WHERE e.id = a_event AND e.subject_type = 'release-request'
           AND CASE WHEN e.name = 'release-request.made'
                    THEN d.party = r.originator AND d.roles && ARRAY['document_officer', 'focal_point']
                    ELSE u.id = r.user_id AND d.party = r.party END
      $$;

      -- Whose account an event is about, for the notice to its owner. A sign-in counts when it came from a kind of device this account has not
      -- used for half a year, and is not the first one at all.
      CREATE FUNCTION app.security_notice(a_event uuid) RETURNS TABLE (user_id uuid, name text, at timestamptz, agent text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT u.id, e.name, e.at, s.agent
          FROM app.events e
          JOIN app.users u ON u.id = CASE WHEN e.subject_type = 'user' THEN NULLIF(e.subject_id, '')::uuid ELSE e.actor END AND u.standing = 'active' AND NOT u.is_demo
          LEFT JOIN LATERAL (SELECT * FROM app.sessions s WHERE s.user_id = u.id AND s.created_at <= e.at ORDER BY s.created_at DESC LIMIT 1) s ON e.name = 'session.started'
         WHERE e.id = a_event AND e.subject_type IN ('user', 'api-token') AND app.system() = 'letters'
           AND (e.name <> 'session.started' OR s.agent IS NOT NULL
                AND EXISTS (SELECT FROM app.sessions o WHERE o.user_id = u.id AND o.complete AND o.id <> s.id AND o.created_at <= s.created_at)
                AND NOT EXISTS (SELECT FROM app.sessions o WHERE o.user_id = u.id AND o.complete AND o.id <> s.id AND o.created_at <= s.created_at
                                   AND o.created_at > s.created_at - interval '180 days' AND o.agent = s.agent))
      $$;

      REVOKE EXECUTE ON FUNCTION app.post_letter(text), app.letter_recipient(uuid), app.letter_lag(), app.request_addressees(uuid), app.security_notice(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.post_letter(text), app.letter_recipient(uuid), app.letter_lag(), app.request_addressees(uuid), app.security_notice(uuid) TO focalpoint_app;
      -- Handed over last: whoever owns a function alone says who may run it.
      ALTER FUNCTION app.post_letter(text) OWNER TO focalpoint_facts;
      ALTER FUNCTION app.letter_recipient(uuid) OWNER TO focalpoint_facts;
      ALTER FUNCTION app.letter_lag() OWNER TO focalpoint_worker;
      ALTER FUNCTION app.request_addressees(uuid) OWNER TO focalpoint_facts;
      ALTER FUNCTION app.security_notice(uuid) OWNER TO focalpoint_facts;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION app.security_notice, app.letter_lag, app.letter_recipient, app.post_letter; DROP TABLE app.letters');
  }
}
