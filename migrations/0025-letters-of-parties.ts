import type { MigrationInterface, QueryRunner } from 'typeorm';

const forThePost = (name: string, argument: string, returns: string, body: string) => `
  DROP FUNCTION app.${name}(${argument});
  CREATE FUNCTION app.${name}(${argument}) RETURNS TABLE (${returns})
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app AS $$ ${body} $$;
  REVOKE EXECUTE ON FUNCTION app.${name} FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.${name} TO focalpoint_app;
  -- Handed over last: whoever owns a function alone says who may run it.
  ALTER FUNCTION app.${name} OWNER TO focalpoint_facts;
`;

const partyAddressees = (returns: string, columns: string, still = '') => forThePost('party_addressees', 'a_event uuid', returns, `
  SELECT DISTINCT ${columns}
    FROM app.events e
    JOIN app.parties p ON p.code = e.subject_id
    JOIN app.delegations d ON d.party = p.code AND d.state = 'active' AND d.valid @> current_date AND 'focal_point' = ANY (d.roles)
    JOIN app.users u ON u.id = d.user_id AND u.standing = 'active' AND NOT u.is_demo
   WHERE e.id = a_event AND e.subject_type = 'party' AND (e.detail ->> 'byAccession') IS DISTINCT FROM 'true' ${still}
`);

/** A standing that changed once more meanwhile is told by the later letter alone. */
const stillSo = `AND CASE e.name WHEN 'party.suspended' THEN p.standing = 'suspended' WHEN 'party.withdrawn' THEN p.standing = 'former' WHEN 'party.reinstated' THEN p.standing = 'active' ELSE true END`;

const partyNames = `u.id, e.name, p.code, p.name, coalesce((SELECT n.name FROM app.party_names n WHERE n.party = p.code AND n.language = 'ar' ORDER BY n.chosen_at DESC LIMIT 1), p.name)`;

const peopleAddressees = (arrivals: string) => forThePost('people_addressees', 'a_event uuid', 'user_id uuid, name text, part text, detail jsonb', `
  SELECT DISTINCT u.id, e.name, a.part, e.detail
    FROM app.events e
    LEFT JOIN app.factor_resets r ON e.subject_type = 'factor-reset' AND r.id::text = e.subject_id
    JOIN app.users u ON u.standing = 'active' AND NOT u.is_demo
    JOIN app.delegations d ON d.user_id = u.id AND d.valid @> current_date AND d.state IN ('active', 'suspended')
    CROSS JOIN LATERAL (SELECT (CASE WHEN d.party = 'SECRETARIAT' THEN 'administrator' ELSE 'focal_point' END) = ANY (d.roles) AND d.party = e.originator) AS k(keeps)
    CROSS JOIN LATERAL (SELECT CASE
      WHEN e.subject_type = 'person' AND d.id::text = e.subject_id THEN 'person'
      WHEN d.state <> 'active' AND NOT (e.name = 'factor-reset.asked' AND d.id = r.delegation_id) THEN NULL
      WHEN e.subject_type = 'people-review' AND k.keeps THEN 'keeper' ${arrivals}
      WHEN e.name = 'factor-reset.asked' AND d.id = r.delegation_id THEN 'person'
      WHEN e.name = 'factor-reset.asked' AND d.party = 'SECRETARIAT' AND 'secretariat_officer' = ANY (d.roles) AND u.id <> r.asked_by THEN 'officer'
      WHEN e.name IN ('factor-reset.approved', 'factor-reset.refused') AND u.id = r.asked_by THEN 'asker'
      END) AS a(part)
   WHERE e.id = a_event AND a.part IS NOT NULL
`);

/** Somebody their provider sent is told of while they wait. */
const arrivals = `
      WHEN e.name = 'user.arrived' AND k.keeps
           AND EXISTS (SELECT FROM app.delegations w WHERE w.user_id::text = e.subject_id AND w.party = e.originator AND w.state = 'pending') THEN 'keeper'`;

const recipient = (more: string) => forThePost('letter_recipient', 'a_user uuid', 'email text, name text, locale text', `
  SELECT u.email, u.name, u.locale FROM app.users u WHERE u.id = a_user AND u.standing <> 'closed' AND NOT u.is_demo AND app.system() = 'letters' ${more}
`);

/** Letters about a party go by the person and only while what they say is so; those who look after people hear of arrivals; nothing goes to an address nobody confirmed. */
export class LettersOfParties0025 implements MigrationInterface {
  name = 'LettersOfParties0000000000025';

  async up(db: QueryRunner): Promise<void> {
    await db.query(partyAddressees('user_id uuid, name text, code text, party_en text, party_ar text', partyNames, stillSo));
    await db.query(peopleAddressees(arrivals));
    await db.query(recipient(`AND u.email NOT LIKE '%@unconfirmed.invalid'`));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(recipient(''));
    await db.query(peopleAddressees(''));
    await db.query(partyAddressees('email text, name text, locale text, code text, party_name text', 'u.email, u.name, u.locale, p.code, p.name'));
  }
}
