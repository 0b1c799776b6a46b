import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The one event record: what happened, by whom, told by the signed context. Appended to by a function, changed by nobody. */
export class Events0004 implements MigrationInterface {
  name = 'Events0000000000004';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- UUIDv7 (RFC 9562, 5.7): milliseconds, then chance. PostgreSQL 15 has none of its own.
      CREATE FUNCTION app.uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE SET search_path = pg_catalog, app AS $$
        SELECT encode(set_byte(set_byte(overlay(uuid_send(gen_random_uuid())
                 PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
                 6, (get_byte(uuid_send(gen_random_uuid()), 6) & 15) | 112), 8, (get_byte(uuid_send(gen_random_uuid()), 8) & 63) | 128), 'hex')::uuid
      $$;

      CREATE TABLE app.events (
        id uuid NOT NULL,
        at timestamptz NOT NULL,
        actor uuid,
        system text,
        party text,
        name text NOT NULL CHECK (name ~ '^[a-z][a-z-]*\\.[a-z][a-z-]*$'),
        subject_type text,
        subject_id text,
        originator text,
        outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
        reason text,
        request_id text,
        ip inet,
        session_ref text,
        detail jsonb NOT NULL DEFAULT '{}',
        PRIMARY KEY (id, at)
      ) PARTITION BY RANGE (at);
      COMMENT ON TABLE app.events IS 'fence: own; the originator of the record concerned, and the person who acted';
      CREATE INDEX events_by_subject ON app.events (subject_type, subject_id, at);
      CREATE INDEX events_by_originator ON app.events (originator, at);
      CREATE INDEX events_by_actor ON app.events (actor, at);
      CREATE INDEX events_by_time ON app.events USING brin (at);
      CREATE TABLE app.events_unplanned PARTITION OF app.events DEFAULT;
      COMMENT ON TABLE app.events_unplanned IS 'fence: own; part of events, reached through it alone';

      -- One partition a month, made ahead of time; the default partition holds what no month was made for.
      CREATE FUNCTION app.plan_event_months(ahead integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, app AS $$
      DECLARE month date; part text;
      BEGIN
        FOR step IN 0..ahead LOOP
          month := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => step))::date;
          part := format('events_%s', to_char(month, 'YYYY_MM'));
          CONTINUE WHEN to_regclass('app.' || part) IS NOT NULL;
          EXECUTE format('CREATE TABLE app.%I PARTITION OF app.events FOR VALUES FROM (%L) TO (%L)',
                         part, month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
          EXECUTE format('COMMENT ON TABLE app.%I IS %L', part, 'fence: own; part of events, reached through it alone');
          EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', part);
          EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', part);
        END LOOP;
      END $$;
      SELECT app.plan_event_months(3);

      ALTER TABLE app.events ENABLE ROW LEVEL SECURITY;            ALTER TABLE app.events FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.events_unplanned ENABLE ROW LEVEL SECURITY;  ALTER TABLE app.events_unplanned FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON app.events FOR SELECT TO focalpoint_app
        USING (originator = (SELECT app.party()) OR actor = (SELECT app.user_id()));
      CREATE POLICY append ON app.events FOR INSERT TO focalpoint_owner WITH CHECK (true);
      GRANT SELECT ON app.events TO focalpoint_app;

      CREATE FUNCTION app.events_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the event record is only ever added to' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER final BEFORE UPDATE OR DELETE ON app.events FOR EACH ROW EXECUTE FUNCTION app.events_are_final();
      CREATE TRIGGER whole BEFORE TRUNCATE ON app.events FOR EACH STATEMENT EXECUTE FUNCTION app.events_are_final();

      -- Who, for whom and when come from the signed context and the database's clock, never from the caller.
      CREATE FUNCTION app.record_event(a_name text, a_subject_type text, a_subject_id text, a_originator text, a_outcome text, a_reason text,
                                       a_request_id text, a_ip inet, a_session_ref text, a_detail jsonb)
      RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      DECLARE who text[] := app.verified(); new_id uuid := app.uuid_v7();
      BEGIN
        IF who IS NULL THEN RAISE EXCEPTION 'no actor: nobody acts unrecorded' USING ERRCODE = 'insufficient_privilege'; END IF;
        INSERT INTO app.events (id, at, actor, system, party, name, subject_type, subject_id, originator, outcome, reason, request_id, ip, session_ref, detail)
        VALUES (new_id, clock_timestamp(), NULLIF(who[3], '')::uuid, NULLIF(who[4], ''), NULLIF(who[2], ''), a_name, a_subject_type, a_subject_id,
                a_originator, a_outcome, left(a_reason, 500), a_request_id, a_ip, a_session_ref, coalesce(a_detail, '{}'));
        RETURN new_id;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.record_event(text, text, text, text, text, text, text, inet, text, jsonb),
        app.plan_event_months(integer), app.uuid_v7(), app.events_are_final() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.record_event(text, text, text, text, text, text, text, inet, text, jsonb),
        app.plan_event_months(integer) TO focalpoint_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE app.events; DROP FUNCTION app.record_event; DROP FUNCTION app.plan_event_months; DROP FUNCTION app.events_are_final; DROP FUNCTION app.uuid_v7');
  }
}
