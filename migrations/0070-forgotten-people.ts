import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is erased of somebody, table by table, once nobody keeps them: how they signed in, from where, what they searched for. */
const erased = ['credentials', 'passkeys', 'code_generators', 'recovery_codes', 'challenges', 'sign_in_attempts', 'saved_searches'];
/** Those the owner of the functions may read or change by other policies already. */
const opened: Record<string, string> = { users: 'UPDATE', sign_in_links: 'ALL', federated_identities: 'ALL', focal_points: 'ALL', nominations: 'UPDATE', certificates: 'UPDATE', api_tokens: 'UPDATE' };

/** People who left can be forgotten: what they did stays under a made-up name, and nothing leads from it to them. */
export class ForgottenPeople0070 implements MigrationInterface {
  name = 'ForgottenPeople0000000000070';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.delegations ADD COLUMN forgotten_at timestamptz,
        ADD CONSTRAINT forgotten_delegation_has_ended CHECK (forgotten_at IS NULL OR (state = 'ended' AND name IS NULL AND email IS NULL AND reason IS NULL));
      CREATE INDEX delegations_by_user ON app.delegations (user_id);
      ALTER TABLE app.certificates ADD COLUMN forgotten_at timestamptz, ALTER COLUMN storage_key DROP NOT NULL,
        ADD CONSTRAINT certificate_has_a_file CHECK ((storage_key IS NULL) = (forgotten_at IS NOT NULL));

      -- The same for one person everywhere, so that two deeds of theirs still have one author; nobody finds the person by it.
      CREATE FUNCTION app.former_name(a_user uuid) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
        SELECT 'Former official ' || upper(left(encode(sha256(uuid_send(a_user)), 'hex'), 6))
      $$;
      REVOKE EXECUTE ON FUNCTION app.former_name(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.former_name(uuid) TO focalpoint_app;

      ${erased.map((table) => `CREATE POLICY forgetting ON app.${table} FOR ALL TO focalpoint_owner USING (true) WITH CHECK (false);`).join('\n')}
      ${Object.entries(opened).map(([table, what]) => `CREATE POLICY forgetting ON app.${table} FOR ${what} TO focalpoint_owner USING (true) WITH CHECK (true);`).join('\n')}
      CREATE POLICY forgetting ON app.focal_point_contacts FOR ALL TO focalpoint_owner USING (true) WITH CHECK (false);
      CREATE POLICY forgetting ON app.events FOR SELECT TO focalpoint_owner USING (name = 'person.forgotten');

      -- Called when a party has forgotten a delegation of its own. Whoever acts or acted for another party too is that party's to forget: until
      -- then the account stays, and the party that asked does not learn of it.
      CREATE FUNCTION app.forget_person(a_delegation uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      DECLARE person uuid;
      BEGIN
        SELECT d.user_id INTO person FROM app.delegations d
         WHERE d.id = a_delegation AND d.party = app.party() AND d.forgotten_at IS NOT NULL AND d.user_id <> app.user_id();
        IF person IS NULL THEN RAISE EXCEPTION 'this is not for you to forget' USING ERRCODE = 'insufficient_privilege'; END IF;
        PERFORM FROM app.users u WHERE u.id = person FOR UPDATE;
        IF EXISTS (SELECT FROM app.delegations d WHERE d.user_id = person AND d.forgotten_at IS NULL) THEN RETURN; END IF;
        UPDATE app.users u SET name = app.former_name(u.id), email = u.id || '@forgotten.invalid', standing = 'closed', persona = NULL, last_sign_in_at = NULL,
               row_version = row_version + 1 WHERE u.id = person;
        ${erased.map((table) => `DELETE FROM app.${table} x WHERE x.user_id = person;`).join('\n        ')}
        UPDATE app.sessions x SET address = NULL, agent = NULL, ended_at = coalesce(x.ended_at, now()) WHERE x.user_id = person;
        UPDATE app.sign_in_links x SET token_hash = NULL, withdrawn_at = coalesce(x.withdrawn_at, now()) WHERE x.user_id = person;
        UPDATE app.api_tokens x SET name = 'forgotten', revoked_at = coalesce(x.revoked_at, now()) WHERE x.user_id = person;
        UPDATE app.federated_identities x SET subject = x.id::text, asserted_name = NULL, asserted_email = NULL, removed_at = coalesce(x.removed_at, now()) WHERE x.user_id = person;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.forget_person(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.forget_person(uuid) TO focalpoint_app;

      -- Whom an event 'person.forgotten' left without a name. Nobody, as long as another party keeps them.
      CREATE FUNCTION app.forgotten_by(a_event uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT u.id FROM app.events e JOIN app.delegations d ON d.id::text = e.subject_id JOIN app.users u ON u.id = d.user_id
         WHERE e.id = a_event AND e.name = 'person.forgotten' AND u.standing = 'closed' AND app.system() IN ('focal-points', 'certificate-keeping')
      $$;

      CREATE FUNCTION app.forget_focal_point(a_event uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      DECLARE person uuid := app.forgotten_by(a_event);
      BEGIN
        DELETE FROM app.focal_point_contacts c WHERE c.user_id = person;
        UPDATE app.nominations n SET email = person || '@forgotten.invalid', row_version = row_version + 1 WHERE n.user_id = person;
        UPDATE app.focal_points f SET name = app.former_name(person), row_version = row_version + 1 WHERE f.user_id = person;
      END $$;

      -- The certificates stay under their serials, without the name. The hash of the file stays too: whoever has a copy can still compare it.
      CREATE FUNCTION app.forget_holder(a_event uuid) RETURNS TABLE (id uuid, originator text, storage_key text)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, app AS $$
      DECLARE person uuid := app.forgotten_by(a_event);
      BEGIN
        RETURN QUERY
          WITH held AS (SELECT c.id, c.storage_key FROM app.certificates c WHERE c.user_id = person AND c.forgotten_at IS NULL ORDER BY c.id FOR UPDATE)
          UPDATE app.certificates c
             SET fields = c.fields || jsonb_build_object('name', app.former_name(person), 'localName', NULL), name_source = NULL, storage_key = NULL, forgotten_at = now(),
                 row_version = c.row_version + 1
            FROM held WHERE c.id = held.id RETURNING c.id, c.originator, held.storage_key;
      END $$;
      REVOKE EXECUTE ON FUNCTION app.forgotten_by(uuid), app.forget_focal_point(uuid), app.forget_holder(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.forget_focal_point(uuid), app.forget_holder(uuid) TO focalpoint_app;

      DROP FUNCTION app.check_certificate(text);
      CREATE FUNCTION app.check_certificate(a_serial text)
      RETURNS TABLE (fields jsonb, state text, ended_on date, pdf_sha256 text, forgotten boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT c.fields, CASE WHEN c.state = 'issued' AND c.expires_on < current_date THEN 'expired' ELSE c.state END, c.ended_at::date, c.pdf_sha256, c.forgotten_at IS NOT NULL
          FROM app.certificates c WHERE c.serial = a_serial
      $$;
      REVOKE EXECUTE ON FUNCTION app.check_certificate(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.check_certificate(text) TO focalpoint_app;
    `);
  }

  /** Who was forgotten stays so. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION app.check_certificate(text);
      CREATE FUNCTION app.check_certificate(a_serial text)
      RETURNS TABLE (fields jsonb, state text, ended_on date, pdf_sha256 text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$
        SELECT c.fields, CASE WHEN c.state = 'issued' AND c.expires_on < current_date THEN 'expired' ELSE c.state END, c.ended_at::date, c.pdf_sha256
          FROM app.certificates c WHERE c.serial = a_serial
      $$;
      REVOKE EXECUTE ON FUNCTION app.check_certificate(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.check_certificate(text) TO focalpoint_app;
      DROP FUNCTION app.forget_holder; DROP FUNCTION app.forget_focal_point; DROP FUNCTION app.forgotten_by; DROP FUNCTION app.forget_person; DROP FUNCTION app.former_name;
      ${[...erased, ...Object.keys(opened), 'focal_point_contacts', 'events'].map((table) => `DROP POLICY forgetting ON app.${table};`).join(' ')}
      DROP INDEX app.delegations_by_user;
      ALTER TABLE app.delegations DROP COLUMN forgotten_at;
      ALTER TABLE app.certificates DROP CONSTRAINT certificate_has_a_file, DROP COLUMN forgotten_at`);
  }
}
