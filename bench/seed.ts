import type pg from 'pg';

/**
 * Documents by the thousand, from a fixed seed, put in past the triggers and indexed in bulk by the same expressions. About three of ten are for
 * the common reader (IDN); the rare reader (CAN, an observer) is named by one in a thousand.
 */
export async function seed(owner: pg.Client, rows: number, userId: string): Promise<void> {
  const run = (text: string, values: unknown[] = []) => owner.query(text, values);
  await run('BEGIN');
  await run('SELECT setseed(0.42)');
  await run('ALTER TABLE app.documents DISABLE TRIGGER listed; ALTER TABLE app.documents DISABLE TRIGGER indexed; ALTER TABLE app.document_versions DISABLE TRIGGER indexed');
  await run('TRUNCATE app.documents, app.document_versions, app.release_stages, app.document_readers, app.document_search, app.release_grants, app.release_requests, app.request_messages CASCADE');
  await run(
    `INSERT INTO app.documents (id, symbol, title, kind, originator, language, languages, abstract, subjects, details, state, tlp, releasable_to, recipients, withheld_from, released_at, created_by, words_title, words_abstract)
     SELECT gen_random_uuid(), 'FP-2026-' || translate(lpad(upper(to_hex(n)), 6, '0'), 'ILOU', '0123'), title, kinds[1 + n % 8], parties[1 + n % 40], 'en', ARRAY['en'], about,
            ARRAY[subjects[1 + n % 5]], '{}', 'released', tlp,
            CASE WHEN tlp <> 'amber' THEN '{}'::text[] WHEN n % 1000 = 7 THEN ARRAY['CAN'] WHEN r < 0.36 THEN ARRAY['IDN', parties[1 + n % 37]] ELSE ARRAY[parties[1 + n % 39], parties[1 + n % 31]] END,
            '{}', CASE WHEN n % 50 = 3 AND tlp <> 'clear' THEN ARRAY['IDN'] ELSE '{}'::text[] END, now() - n * interval '1 minute', $2, title, about
       FROM (SELECT n, random() AS r, 'Movements by ' || (ARRAY['sea', 'air', 'land', 'river'])[1 + n % 4] || ', report ' || n AS title,
                    'Boats and lanterns near the cape' || CASE WHEN n % 100 = 0 THEN ', with chrysoprase' ELSE '' END AS about,
                    CASE WHEN n % 20 = 0 THEN 'clear' WHEN n % 20 < 4 THEN 'green' ELSE 'amber' END AS tlp,
                    ARRAY['intelligence_report', 'alert', 'analysis', 'country_profile', 'policy_guide', 'training_material', 'meeting_paper', 'statistics_paper'] AS kinds,
                    ARRAY['sea_routes', 'air_routes', 'land_routes', 'returns', 'technology'] AS subjects,
                    (SELECT array_agg(code ORDER BY code) FROM (SELECT p.code FROM app.parties p JOIN app.memberships m ON m.party = p.code AND m.body = 'FORUM' AND m.membership = 'member' AND m.valid @> current_date WHERE p.code <> 'IDN' ORDER BY 1 LIMIT 40) x) AS parties
               FROM generate_series(1, $1) n) s`,
    [rows, userId],
  );
  await run(
    `INSERT INTO app.document_readers (reader, listed_at, document_id)
     SELECT DISTINCT k, d.released_at, d.id FROM app.documents d, LATERAL unnest(CASE WHEN d.withheld_from <> '{}' AND 'community' = ANY (d.readers)
       THEN array_remove(d.readers, 'community') || ARRAY(SELECT 'community/' || p.code FROM app.parties p WHERE p.code <> ALL (d.withheld_from)) ELSE d.readers END || d.originator) k`,
  );
  await run(
    `INSERT INTO app.document_search (document_id, number, language, visible_to, withheld_from, originator, expires_at, listed_at, search)
     SELECT d.id, 0, 'en', d.readers || d.originator, d.withheld_from, d.originator, NULL, d.released_at,
            setweight(to_tsvector('english', d.words_title), 'A') || setweight(to_tsvector('english', d.words_abstract), 'B') || setweight(to_tsvector('simple', d.symbol), 'A')
       FROM app.documents d`,
  );
  await run('ALTER TABLE app.documents ENABLE TRIGGER listed; ALTER TABLE app.documents ENABLE TRIGGER indexed; ALTER TABLE app.document_versions ENABLE TRIGGER indexed');
  // Nothing here went through a release, so nothing has a seal; drafts need none, and by-id is asked of documents that are sealed by the bench.
  await run('COMMIT');
  await run('ANALYZE app.documents; ANALYZE app.document_readers; ANALYZE app.document_search');
  await run('VACUUM app.documents, app.document_readers, app.document_search');
}
