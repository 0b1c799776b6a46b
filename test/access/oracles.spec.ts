import { Declared } from '../../src/kernel/http/index.js';
import { plant } from '../support/arrange.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { statements } from '../support/statements.js';
import { until } from '../support/until.js';

const unknown = '00000000-0000-4000-8000-000000000000';

describe('what could be told by other ways than the answer', () => {
  let portal: Portal;
  let officer: Official;
  let outsider: Official;
  let hidden: string;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    officer = await portal.official('AUS', 'document_officer');
    outsider = await portal.official('IDN', 'document_officer');
    ({ id: hidden } = await officer.released(marking('amber', ['NZL']), { title: 'Obsidian' }));
    await portal.settled();
    await plant(portal, Array.from({ length: 100 }, () => ({ originator: 'AUS', tlp: 'amber', releasable_to: ['NZL'], title: 'Obsidian' })), officer.id);
    const lastSeen = async () => (await portal.owner.query<{ at: Date }>('SELECT last_seen_at AS at FROM app.sessions WHERE user_id = $1', [outsider.id])).rows[0]?.at.getTime() ?? 0;
    const begun = await lastSeen();
    await outsider.get('/documents'); // its session is known from here on,
    await until('its use is noted, beside the request', async () => (await lastSeen()) > begun);
  });
  afterAll(() => portal.stop());

  it('SR-34 does the same work for what is hidden as for what does not exist, statement by statement', async () => {
    for (const path of ['', '/audience', '/history', '/readings', '/versions/1/file']) {
      const there = await statements(() => outsider.get(`/documents/${hidden}${path}`));
      const nowhere = await statements(() => outsider.get(`/documents/${unknown}${path}`));
      expect(there.length).toBeGreaterThan(2);
      expect({ path, there }).toEqual({ path, there: nowhere });
    }
    const found = await statements(() => outsider.get('/documents?q=obsidian'));
    const absent = await statements(() => outsider.get('/documents?q=selenite'));
    expect(found).toEqual(absent);
  });

  it('SR-34 reads no row of a hidden document to answer a search: readers and words share one index', async () => {
    await portal.owner.query('ANALYZE app.document_search');
    const plan = async (word: string, keys: string[]) => {
      await portal.owner.query('BEGIN; SET LOCAL enable_seqscan = off');
      const { rows } = await portal.owner.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF) SELECT document_id FROM app.document_search s WHERE s.search @@ websearch_to_tsquery('english', $1) AND s.visible_to && $2`, [word, keys]);
      await portal.owner.query('ROLLBACK');
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    const hiddenWord = await plan('obsidian', ['IDN', 'community']);
    expect(hiddenWord).toContain('document_search_words');
    expect(hiddenWord).toMatch(/Bitmap Index Scan on document_search_words \(actual rows=0(\.00)? /);
    expect(await plan('obsidian', ['NZL'])).toMatch(/Bitmap Index Scan on document_search_words \(actual rows=10[1-9]/);
  });

  it('SR-35 gives out ids that tell nothing of when or how many, and symbols drawn by chance', async () => {
    const met = new Set<string>();
    const reader = await portal.official('NZL', 'focal_point');
    for (const { method, path, rule } of portal.app.get(Declared).routes) {
      if (method !== 'GET' || rule.startsWith('open')) continue;
      for (const who of [officer, reader]) {
        const { text } = await who.get(`${path.replace(':id', hidden).replace(':number', '1').replace(':code', 'AUS')}${path === '/release-requests' ? '?box=made' : ''}`);
        for (const [id] of (text ?? '').matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g)) met.add(id);
      }
    }
    expect(met.size).toBeGreaterThan(30);
    expect([...met].filter((id) => id[14] !== '4')).toEqual([]);
    const symbols = (await Promise.all(Array.from({ length: 8 }, () => officer.draft()))).map(({ symbol }) => symbol);
    expect(new Set(symbols).size).toBe(8);
    for (const symbol of symbols) expect(symbol).toMatch(/^FP-\d{4}-[0-9A-HJKMNP-TV-Z]{6}$/);
  });

  it('SR-35 stores the same file of two parties twice: nothing is "already here"', async () => {
    const [a, b] = [await officer.draft(), await outsider.draft()];
    await officer.upload(a.id, 'the very same words', 'a.txt');
    await outsider.upload(b.id, 'the very same words', 'a.txt');
    const { rows } = await portal.owner.query('SELECT DISTINCT storage_key FROM app.document_versions WHERE document_id = ANY ($1::uuid[])', [[a.id, b.id]]);
    expect(rows).toHaveLength(2);
  });

  it('SR-57 finds a document by its key and a page by the list index, under the fence and as the serving role', async () => {
    const actor = await portal.actor(outsider);
    await portal.owner.query('ANALYZE app.documents; ANALYZE app.document_readers');
    const explain = (text: string, values: unknown[]) => portal.db.read(actor, async () => {
      await portal.db.sql('SET LOCAL enable_seqscan = off');
      return (await portal.db.sql<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values)).map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(await explain('SELECT * FROM app.documents WHERE id = $1', [hidden])).toContain('Index Scan using documents_pkey');
    expect(await explain(`SELECT document_id FROM app.document_readers WHERE reader = $1 AND (listed_at, document_id) < (now(), $2::uuid) ORDER BY listed_at DESC, document_id DESC LIMIT 20`, ['community', hidden]))
      .toMatch(/Index (Only )?Scan Backward using document_readers_pkey/);
    expect(await explain('SELECT * FROM app.document_versions WHERE document_id = $1', [hidden])).toContain('document_versions_pkey');
  });
});
