import { createHash } from 'node:crypto';
import pg from 'pg';
import { actorOf, systemActor, type Actor } from '../../src/kernel/access/index.js';
import { ActorSigner } from '../../src/kernel/database/signature.js';
import { marking, type DocumentAnswer, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const kinds = /^fence: (open|shared|own|administered|personal|child of \w+|sealed)(;|$)/;

describe('the fence', () => {
  let portal: Portal;
  let officer: Official;
  let reader: Official;
  let readerActor: Actor;
  let hidden: DocumentAnswer;
  /** As the role that serves, without the application. */
  let raw: pg.Client;

  beforeAll(async () => {
    portal = await Portal.start();
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN', 'document_officer');
    readerActor = await portal.actor(reader);
    hidden = await officer.released(marking('amber', ['NZL']));
    raw = new pg.Client({ connectionString: portal.settings.databaseUrl });
    await raw.connect();
    await raw.query('SET search_path = app, pg_catalog');
  });
  afterAll(async () => { await raw.end(); await portal.stop(); });

  const catalogue = async <Row extends pg.QueryResultRow>(text: string) => (await portal.owner.query<Row>(text)).rows;
  const tables = () => catalogue<{ name: string; enabled: boolean; forced: boolean; comment: string | null; owner: string }>(`
    SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced, obj_description(c.oid) AS comment, pg_get_userbyid(c.relowner) AS owner
      FROM pg_class c WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'migrations' ORDER BY 1`);

  /** Runs statements as the serving role under this context, and takes them back. */
  async function under<Row extends pg.QueryResultRow>(context: string | null, text: string, values: unknown[] = []): Promise<Row[]> {
    await raw.query('BEGIN');
    try {
      if (context !== null) await raw.query(`SELECT set_config('app.actor', $1, true)`, [context]);
      return (await raw.query<Row>(text, values)).rows;
    } finally {
      await raw.query('ROLLBACK');
    }
  }

  const signed = (actor: Actor, secret = portal.settings.actorSecret, now = Date.now()) => new ActorSigner(secret).sign(actor, now);

  it('SR-50 serves under a role that owns nothing, creates nothing, becomes nobody and passes no fence', async () => {
    const [role] = await catalogue(`
      SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolinherit,
             (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owns,
             (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS becomes,
             has_schema_privilege(r.oid, 'app', 'CREATE') AS creates_in_app, has_schema_privilege(r.oid, 'public', 'CREATE') AS creates_in_public
        FROM pg_roles r WHERE rolname = 'focalpoint_app'`);
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false, rolinherit: false, owns: 0, becomes: 0, creates_in_app: false, creates_in_public: false });
  });

  it('SR-51 stands on every table, forced, with a kind that says what it is', async () => {
    const all = await tables();
    expect(all.length).toBeGreaterThan(18);
    for (const { name, enabled, forced, comment, owner } of all) {
      const sealed = comment?.startsWith('fence: sealed') ?? false;
      expect({ name, owner, kind: kinds.test(comment ?? '') }).toEqual({ name, owner: 'focalpoint_owner', kind: true });
      if (!sealed) expect({ name, enabled, forced }).toEqual({ name, enabled: true, forced: true });
    }
    const unchecked = await catalogue<{ table: string; name: string }>(`
      SELECT p.polrelid::regclass::text AS table, p.polname AS name FROM pg_policy p WHERE p.polcmd IN ('a', 'w', '*') AND p.polwithcheck IS NULL`);
    expect(unchecked).toEqual([]);
  });

  it('SR-52 has views that ask as whoever looks, and a short list of functions that look past it', async () => {
    const views = await catalogue<{ name: string; invoker: boolean }>(`SELECT relname AS name, 'security_invoker=true' = ANY (reloptions) AS invoker FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind IN ('v', 'm')`);
    expect(views).toEqual([{ name: 'circles', invoker: true }]);
    const past = await catalogue<{ name: string; open: boolean; path: string | null; owner: string }>(`
      SELECT proname AS name, pg_get_userbyid(proowner) AS owner, proconfig::text AS path,
             EXISTS (SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) a WHERE a.grantee = 0) AS open
        FROM pg_proc WHERE pronamespace = 'app'::regnamespace AND prosecdef ORDER BY 1`);
    expect(past.map(({ name }) => name)).toEqual([
      'actor_facts', 'apply_standing_changes', 'arrived_focal_points', 'ask_release', 'attempt_addressees', 'authority_changed', 'brake_addressees', 'centre_figures', 'check_certificate', 'class_cohort', 'count_storage', 'course_figures', 'delegation_changed', 'delegation_used',
      'document_addressees', 'document_changed', 'end_sessions', 'english_name_chosen', 'enqueue', 'enqueue_with', 'enrolment_cohort', 'erase_document', 'files_to_inspect', 'find_documents', 'focal_point_addressees', 'focal_point_of',
       'forget_focal_point', 'forget_holder', 'forget_person', 'forget_rendition', 'forget_renditions', 'forget_sealed_file', 'forgotten_by', 'free_seat', 'index_document', 'invite_official', 'job_lag', 'key_addressees', 'key_must_live', 'keys', 'launch_facts', 'letter_lag', 'letter_recipient', 'list_document', 'lock_storage', 'lost_key', 'package_addressees', 'party',
      'party_addressees', 'party_entered', 'party_facts', 'party_held', 'people_addressees', 'people_lag', 'places_waiting', 'plan_event_months', 'post_letter', 'preview_facts', 'quarantine', 'quota_within_bound', 'reconcile_storage',
      'record_event', 'release_seats', 'request_addressees', 'retention_addressees', 'retention_rule_decided', 'schema_version', 'sealed_file', 'security_notice', 'sessions_of', 'speaking',
      'system', 'take_seat', 'text_key', 'token_facts', 'training_addressees', 'training_counts', 'user_id', 'verified', 'version_changed', 'version_held',
    ]);
    for (const { name, open, path } of past) expect({ name, open, path }).toEqual({ name, open: false, path: expect.stringMatching(/^\{"search_path=pg_catalog(, app)?"\}$/) });
  });

  it('SR-54 believes no context that was not signed', async () => {
    const forged = ['', 'x', '|', 'a'.repeat(64) + '|9999999999|AUS||||AUS,NZL,community', signed(actorOf({ party: 'NZL', keys: ['NZL'] }), 'another secret of thirty-two chars')];
    const mine = signed(readerActor);
    const tampered = [mine.replace('IDN', 'NZL'), mine.replace(/\|IDN\|/, '|NZL|'), `${mine},NZL`, mine.slice(0, -1), createHash('sha256').update('x').digest('hex') + mine.slice(64)];
    for (const context of [...forged, ...tampered]) {
      expect(await under(context, 'SELECT id FROM documents')).toEqual([]);
      expect(await under(context, 'SELECT party() AS party, keys() AS keys, user_id() AS user_id')).toEqual([{ party: null, keys: null, user_id: null }]);
    }
    expect(await under(signed(actorOf({ party: 'NZL', keys: ['NZL'] })), 'SELECT id FROM documents')).toEqual([{ id: hidden.id }]); // the positive control
    await expect(under(null, 'SELECT * FROM actor_secrets')).rejects.toThrow('permission denied');
  });

  it('SR-54 shows no foreign row to SQL that sets the context itself', async () => {
    const injected = `SELECT id FROM documents WHERE set_config('app.actor', repeat('0', 64) || '|9999999999|NZL||||NZL,community,public', true) IS NOT NULL`;
    expect(await under(signed(readerActor), injected)).toEqual([]);
  });

  it('SR-55 shows nothing, and fails nowhere, when the context is missing, empty, garbled or expired', async () => {
    const expired = signed(actorOf({ party: 'NZL', keys: ['NZL', 'community'] }), undefined, Date.now() - 31_000);
    for (const { name, comment } of await tables()) {
      if (/^fence: (sealed|open; a counter)/.test(comment ?? '')) continue;
      for (const context of [null, '', 'garbled', expired]) {
        const rows = await under(context, `SELECT 1 FROM ${name}`).catch((error: Error) => (/permission denied/.test(error.message) ? [] : Promise.reject(error)));
        expect({ name, rows }).toEqual({ name, rows: [] });
      }
    }
  });

  it('SR-56 lets nobody hang a child below a parent that is not theirs to see', async () => {
    const context = signed(readerActor);
    const child = (text: string) => under(context, text, [hidden.id, readerActor.userId]);
    await expect(child(`INSERT INTO document_versions (document_id, number, language, file_name, media_type, bytes, sha256, storage_key, uploaded_by) VALUES ($1, 9, 'en', 'x', 'x', 1, repeat('0', 64), 'x', $2)`)).rejects.toThrow(/row-level security/);
    await expect(child(`INSERT INTO release_stages (document_id, at, marking, created_by) VALUES ($1, now(), '{}', $2)`)).rejects.toThrow(/row-level security/);
    await expect(child(`INSERT INTO release_grants (document_id, originator, party, until, user_id) VALUES ($1, 'IDN', 'IDN', now(), $2)`)).rejects.toThrow(/row-level security/);
    expect(await child(`UPDATE documents SET title = $2 WHERE id = $1 RETURNING id`)).toEqual([]);
    expect(await child(`DELETE FROM documents WHERE id = $1 AND title <> $2 RETURNING id`)).toEqual([]);
    expect((await reader.upload(hidden.id, 'x')).status).toBe(404);
  });

  it('SR-36 has no unique constraint on which parties could meet and learn of each other', async () => {
    const shared = await catalogue<{ index: string }>(`
      SELECT i.indexrelid::regclass::text AS index FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       WHERE i.indisunique AND NOT i.indisprimary AND c.relnamespace = 'app'::regnamespace AND c.relkind = 'r'
         AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey) AND a.attname IN ('originator', 'party', 'user_id', 'document_id', 'course_id', 'course_version_id', 'package_id', 'enrolment_id')) ORDER BY 1`);
    // An e-mail address is one person; a token's hash, a storage key, a passkey's id, a certificate's serial and a circle's id are drawn by chance.
    expect(shared.map(({ index }) => index)).toEqual([
      'app.api_tokens_token_hash_key', 'app.certificates_serial_key', 'app.cohorts_assessor_circle_key', 'app.cohorts_staff_circle_key', 'app.courses_trainers_circle_key', 'app.document_versions_storage_key_key', 'app.launches_path_hash_key', 'app.launches_token_hash_key', 'app.package_previews_path_hash_key', 'app.package_previews_token_hash_key', 'app.packages_storage_key_key', 'app.passkeys_credential_id_key', 'app.sessions_token_hash_key', 'app.sign_in_links_token_hash_key', 'app.users_email_key',
    ]);
  });

  it('SR-59 makes a dump by the serving role an error, not a filtered surprise', async () => {
    await raw.query('BEGIN');
    await raw.query('SET LOCAL row_security = off');
    await expect(raw.query('SELECT * FROM documents')).rejects.toThrow(/row-level security/);
    await raw.query('ROLLBACK');
  });

  it('NT-19 answers a query without an actor with nothing, and the application refuses to send one', async () => {
    expect(await under(null, 'SELECT id FROM documents')).toEqual([]);
    expect(() => portal.db.query('documents', 'document')).toThrow(/outside a unit of work/);
  });

  it('NT-29 lets the serving role make no function, operator or temporary table with which statistics could be drawn out', async () => {
    for (const text of [
      'CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$',
      'CREATE FUNCTION public.leak(text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$',
      'CREATE OPERATOR public.<<< (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)',
      'CREATE TEMP TABLE leak (x text)',
    ]) await expect(under(null, text)).rejects.toThrow(/permission denied/);
    const [provisioned] = await catalogue(`SELECT has_database_privilege('focalpoint_app', 'focalpoint_template', 'TEMP') AS temp, has_database_privilege('focalpoint_app', 'focalpoint_template', 'CREATE') AS create`);
    expect(provisioned).toEqual({ temp: false, create: false });
    const { rows: [server] } = await portal.owner.query<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`);
    const floor: Record<number, number> = { 15: 150_014, 16: 160_010, 17: 170_006, 18: 180_000 };
    expect(server?.version).toBeGreaterThanOrEqual(floor[Math.floor((server?.version ?? 0) / 10_000)] ?? 150_014);
  });

  it('SR-44 lets no officer of the secretariat change a standing alone, and no party choose for another', async () => {
    const clerk = await portal.actor(await portal.official('SECRETARIAT', 'secretariat_officer'));
    const as = (text: string, ...values: unknown[]) => under(signed(clerk), text, values);
    for (const change of [`standing = 'suspended'`, `name = 'X'`]) await expect(as(`UPDATE parties SET ${change} WHERE code IN ('NZL', 'SECRETARIAT') RETURNING code`)).rejects.toThrow(/permission denied/);
    expect(await as(`UPDATE parties SET allows_passwords = false WHERE code = 'NZL' RETURNING code`)).toEqual([]);
    await expect(as(`INSERT INTO party_standings VALUES ('NZL', 'suspended', daterange(current_date, NULL))`)).rejects.toThrow(/permission denied/);
    const proposal = `INSERT INTO standing_changes (party, standing, reason, basis, since, proposed_by`;
    await expect(as(`${proposal}) VALUES ('NZL', 'suspended', 'for no reason', 'none', current_date, $1)`, reader.id)).rejects.toThrow(/row-level security/);
    await expect(as(`${proposal}, decision, decided_by, decided_at, acts_on) VALUES ('NZL', 'suspended', 'for no reason', 'none', current_date, $1, 'approved', $2, now(), current_date)`, clerk.userId, reader.id)).rejects.toThrow(/row-level security/);
    await expect(as(`INSERT INTO party_names (party, language, name, sort_name, chosen_by) VALUES ('NZL', 'en', 'X', 'X', $1)`, clerk.userId)).rejects.toThrow(/row-level security/);
    await expect(as(`INSERT INTO parties (code, kind, name, sort_name) VALUES ('SECOND', 'secretariat', 'X', 'X')`)).rejects.toThrow(/row-level security/);
    await expect(as(`UPDATE membership_decisions SET basis = 'other'`)).rejects.toThrow(/permission denied/);
    const mine = (text: string) => under(signed(readerActor), text);
    await expect(mine(`INSERT INTO memberships (party, body, membership, valid) VALUES ('IDN', 'FORUM', 'member', daterange('2099-01-01', NULL))`)).rejects.toThrow(/row-level security/);
    expect(await mine(`DELETE FROM memberships WHERE party = 'NZL' RETURNING id`)).toEqual([]);
    expect(await mine('SELECT app.apply_standing_changes()')).toEqual([]);
  });

  it('lets sign-in and the operator do their one task, and no more', async () => {
    for (const task of ['sign-in', 'operator', 'anything']) {
      expect(await portal.db.read(systemActor(task), () => portal.db.sql('SELECT id FROM app.documents'))).toEqual([]);
    }
    expect(await portal.db.read(systemActor('operator'), () => portal.db.sql('SELECT secret FROM app.credentials'))).toEqual([]);
    expect(await portal.db.read(readerActor, () => portal.db.sql('SELECT secret FROM app.credentials'))).toEqual([]);
  });

  it('SR-40 has no clause for the secretariat or for operators on any table with content', async () => {
    const clauses = await catalogue<{ table: string; clause: string }>(`
      SELECT polrelid::regclass::text AS table, pg_get_expr(polqual, polrelid) AS clause FROM pg_policy
       WHERE polrelid::regclass::text ~ 'document|release|request|saved|events'`);
    expect(clauses.length).toBeGreaterThan(20);
    expect(clauses.filter(({ clause }) => /SECRETARIAT|system\(\)/.test(clause ?? ''))).toEqual([]);
  });
});
