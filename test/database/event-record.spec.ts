import pg from 'pg';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('the event record', () => {
  let portal: Portal;
  let officer: Official;
  let reader: Official;

  beforeAll(async () => {
    portal = await Portal.start();
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN');
  });
  afterAll(() => portal.stop());

  const events = async (id: string) =>
    (await portal.owner.query<Record<string, unknown>>(`SELECT * FROM app.events WHERE subject_id = $1 ORDER BY id`, [id])).rows;

  it('SR-90 has a row for each change and each reading of content, written before the answer', async () => {
    const { id } = await officer.released(marking('amber', ['IDN']));
    await reader.get(`/documents/${id}`);
    await reader.get(`/documents/${id}/versions/1/file`);
    await reader.get(`/documents/${id}/versions/1/file`).set('Range', 'bytes=0-3');
    const names = (await events(id)).map(({ name }) => name);
    expect(names.filter((name) => name !== 'document.opened')).toEqual(['document.drafted', 'document.uploaded', 'document.released']);
  });

  it('SR-90 records each download once it may begin, and each range of it', async () => {
    const { id } = await officer.released(marking('amber', ['IDN']));
    await portal.owner.query(`UPDATE app.document_versions SET scan = 'clean' WHERE document_id = $1`, [id]);
    for (let turn = 0; turn < 5; turn++) await reader.get(`/documents/${id}/versions/1/file`).set('Range', `bytes=${turn}-`);
    expect((await events(id)).filter(({ name }) => name === 'document.downloaded')).toHaveLength(5);
  });

  it('SR-90 stops every data route when it cannot be written', async () => {
    const { id, rowVersion } = await officer.released(marking('amber', ['IDN']));
    await portal.owner.query(`UPDATE app.document_versions SET scan = 'clean' WHERE document_id = $1`, [id]);
    await portal.owner.query('REVOKE EXECUTE ON FUNCTION app.record_event(text, text, text, text, text, text, text, inet, text, jsonb) FROM focalpoint_app');
    try {
      const answers = [
        await reader.get(`/documents/${id}`), await reader.get(`/documents/${id}/versions/1/file`), await officer.post('/documents', { title: 'x', kind: 'alert', language: 'en' }),
        await officer.patch(`/documents/${id}`, { title: 'changed' }, rowVersion), await officer.put(`/documents/${id}/recall`, { reason: 'no longer true' }, rowVersion),
        await officer.get(`/documents/export?format=csv`),
      ];
      for (const { status, text } of answers) expect({ status, text: text?.slice(0, 80) }).toEqual({ status: 503, text: expect.stringContaining('/problems/unavailable') });
    } finally {
      await portal.owner.query('GRANT EXECUTE ON FUNCTION app.record_event(text, text, text, text, text, text, text, inet, text, jsonb) TO focalpoint_app');
    }
    expect((await officer.open(id)).title).not.toBe('changed');
  });

  it('SR-91 says who, for whom, what, when, why and from where, and holds no content', async () => {
    const { id } = await officer.released(marking('amber', ['IDN']), { title: 'A marker in the title', abstract: 'A marker in the abstract' });
    await reader.get(`/documents/${id}`);
    const last = (await events(id)).at(-1);
    expect(last).toMatchObject({ name: 'document.opened', actor: reader.id, party: 'IDN', originator: 'AUS', outcome: 'done', subject_type: 'document', session_ref: expect.stringMatching(/^[0-9a-f]{16}$/), request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(last?.detail).toMatchObject({ tlp: 'amber', because: 'its marking names your country or organisation' });
    expect(Math.abs(Number(last?.at) - Date.now())).toBeLessThan(60_000);
    expect(JSON.stringify(await events(id))).not.toContain('marker');
    const { rows } = await portal.owner.query<{ text: string }>('SELECT e::text AS text FROM app.events e');
    expect(rows.filter(({ text }) => text.includes(reader.token) || text.includes('@'))).toEqual([]);
  });

  it('SR-91 records refusals with their reason, though the request itself was rolled back', async () => {
    const before = (await portal.owner.query(`SELECT FROM app.events WHERE outcome = 'refused'`)).rowCount ?? 0;
    expect((await reader.post('/documents', { title: 'x', kind: 'alert', language: 'en' })).status).toBe(403);
    const { rows } = await portal.owner.query<{ reason: string; actor: string }>(`SELECT reason, actor FROM app.events WHERE outcome = 'refused' ORDER BY id DESC LIMIT 1`);
    expect(((await portal.owner.query(`SELECT FROM app.events WHERE outcome = 'refused'`)).rowCount ?? 0) - before).toBe(1);
    expect(rows[0]).toMatchObject({ actor: reader.id, reason: expect.stringContaining('this would take one of: you contribute for its originator') });
  });

  it('SR-95 takes who and when from the signed context alone, and is only ever added to', async () => {
    const raw = new pg.Client({ connectionString: portal.settings.databaseUrl });
    await raw.connect();
    await expect(raw.query(`INSERT INTO app.events (id, at, name, outcome, actor) VALUES (gen_random_uuid(), now(), 'document.opened', 'done', $1)`, [officer.id])).rejects.toThrow(/permission denied/);
    await expect(raw.query(`SELECT app.record_event('document.opened', 'document', 'x', 'AUS', 'done', NULL, NULL, NULL, NULL, '{}')`)).rejects.toThrow(/no actor/);
    for (const text of ['UPDATE app.events SET party = NULL', 'DELETE FROM app.events', 'TRUNCATE app.events']) {
      await expect(raw.query(text)).rejects.toThrow(/permission denied/);
      await expect(portal.owner.query(text)).rejects.toThrow(/only ever added to/);
    }
    await raw.end();
  });

  it('SR-95 shows an originator what happened to its own, and nobody else', async () => {
    const { id } = await officer.released(marking('green'));
    await reader.get(`/documents/${id}`);
    const readings = (await officer.get(`/documents/${id}/readings`)).body as { items: { party: string; name: string; verb: string }[] };
    expect(readings.items.filter(({ party }) => party === 'IDN')).toEqual([{ at: expect.any(String), name: reader.name, party: 'IDN', verb: 'opened', version: null, code: null }]);
    expect((await reader.get(`/documents/${id}/readings`)).status).toBe(403);
    expect((await reader.get(`/documents/${id}/history`)).status).toBe(403);
    const history = (await officer.get(`/documents/${id}/history`)).body as { items: { sentence: string; actor: { name: string } }[] };
    expect(history.items[0]).toMatchObject({ sentence: expect.stringMatching(/^released it as TLP:GREEN, with version 1; readers: \d+ people in \d+ parties/), actor: { name: officer.name } });
  });
});
