import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const word = 'Chalcedony';
const why = 'A court asked us to keep it, letter 12/2026';

describe('legal holds and disposal', () => {
  let portal: Portal;
  let first: Official;
  let second: Official;
  let reader: Official;
  let outsider: Official;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    first = await portal.official('AUS', 'document_officer');
    second = await portal.official('AUS', 'focal_point');
    reader = await portal.official('IDN');
    outsider = await portal.official('THA', 'document_officer');
  });
  afterAll(() => portal.stop());

  const ask = (who: Official, id: string, deed: string, reason = why) => who.post(`/documents/${id}/retention-requests`, { deed, reason });
  const decide = (who: Official, request: string, decision = 'approve', reason?: string) => who.put(`/retention-requests/${request}/decision`, { decision, ...(reason ? { reason } : {}) });
  /** Asked by the first officer, agreed to by the second. */
  async function byTwo(id: string, deed: string): Promise<void> {
    const asked = await ask(first, id, deed);
    expect({ status: asked.status, text: asked.status === 201 ? '' : asked.text }).toEqual({ status: 201, text: '' });
    const decided = await decide(second, asked.body.id as string);
    expect({ status: decided.status, text: decided.text }).toEqual({ status: 204, text: '' });
  }
  const document = () => first.released(marking('amber', ['IDN']), { title: `${word} at the cape`, abstract: `All about ${word.toUpperCase()}-abstract.` });
  const type = (answer: { body: object }) => (answer.body as { type?: string }).type;
  const files = () => readdirSync(portal.settings.storagePath, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  const stale = (who: Official) => portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [who.id]);

  describe('SR-120 a legal hold', () => {
    it('takes two officers of the originator: whoever asked does not decide', async () => {
      const { id } = await document();
      const { body: { id: request } } = await ask(first, id, 'hold');
      const alone = await decide(first, request as string);
      expect({ status: alone.status, type: type(alone) }).toEqual({ status: 409, type: '/problems/second-person-needed' });
      expect((await first.get(`/documents/${id}/retention`)).body).toMatchObject({ hold: null, waiting: [{ deed: 'hold', needsAnother: true, allows: ['read', 'withdraw'] }] });
      expect((await decide(second, request as string)).status).toBe(204);
      expect((await second.get(`/documents/${id}/retention`)).body).toMatchObject({ hold: { reason: why, askedBy: first.name, approvedBy: second.name }, waiting: [], asks: ['lift'] });
      expect((await decide(second, request as string)).status).toBe(409);
      expect((await ask(first, id, 'hold')).status).toBe(409);
    });

    it('is asked for and decided by nobody else: no reader, no contributor, no other party, not the secretariat', async () => {
      const { id } = await document();
      const { body: { id: request } } = await ask(first, id, 'hold');
      for (const [who, asked, decided] of [[reader, 403, 403], [await portal.official('AUS', 'contributor'), 403, 403], [outsider, 404, 404], [await portal.official('SECRETARIAT', 'secretariat_officer', 'administrator', 'document_officer'), 404, 404]] as const) {
        expect({ of: who.party, asked: (await ask(who, id, 'hold')).status, decided: (await decide(who, request as string)).status }).toEqual({ of: who.party, asked, decided });
      }
      expect((await outsider.get('/retention-requests')).body).toEqual({ items: [], next: null });
      expect((await reader.get(`/documents/${id}/retention`)).body).toMatchObject({ hold: null, waiting: [], asks: [], mayExtend: false });
    });

    it('SR-21 is asked for and decided with a fresh proof', async () => {
      const { id } = await document();
      const [asker, decider] = [await portal.official('AUS', 'document_officer'), await portal.official('AUS', 'document_officer')];
      await stale(asker);
      expect(type(await ask(asker, id, 'hold'))).toBe('/problems/step-up');
      const { body: { id: request } } = await ask(first, id, 'hold');
      await stale(decider);
      expect(type(await decide(decider, request as string))).toBe('/problems/step-up');
    });

    it('beats disposal, discarding a draft and taking a version back, also for SQL that got past the code', async () => {
      const { id } = await document();
      await byTwo(id, 'hold');
      expect(type(await ask(first, id, 'dispose'))).toBe('/problems/held');
      const draft = await first.draft();
      await first.upload(draft.id, 'words');
      await byTwo(draft.id, 'hold');
      const discarded = await first.call('delete', `/documents/${draft.id}`).set('If-Match', `"${(await first.open(draft.id)).rowVersion}"`);
      expect({ status: discarded.status, type: type(discarded) }).toEqual({ status: 409, type: '/problems/held' });
      expect(type(await first.call('delete', `/documents/${draft.id}/versions/1`))).toBe('/problems/held');
      const actor = await portal.actor(first);
      await expect(portal.db.write(actor, () => portal.db.sql('DELETE FROM app.documents WHERE id = $1', [draft.id]))).rejects.toMatchObject({ status: 409 });
      await expect(portal.db.write(actor, () => portal.db.sql('DELETE FROM app.document_versions WHERE document_id = $1', [draft.id]))).rejects.toMatchObject({ status: 409 });
      await expect(portal.db.write(actor, () => portal.db.sql('SELECT * FROM app.erase_document($1)', [id]))).rejects.toMatchObject({ status: 409 });
      expect(await portal.db.write(actor, () => portal.db.sql('DELETE FROM app.legal_holds WHERE document_id = $1 RETURNING party', [id]))).toEqual([]);
      expect((await reader.open(id)).id).toBe(id);
    });

    it('is lifted by two again, and what it held can go then', async () => {
      const { id, rowVersion } = await first.draft();
      await byTwo(id, 'hold');
      const { body: { id: request } } = await ask(second, id, 'lift');
      expect(type(await decide(second, request as string))).toBe('/problems/second-person-needed');
      expect((await decide(first, request as string)).status).toBe(204);
      expect((await first.call('delete', `/documents/${id}`).set('If-Match', `"${rowVersion}"`)).status).toBe(204);
    });

    it('is refused with a reason, or taken back by whoever asked', async () => {
      const { id } = await document();
      const { body: { id: request } } = await ask(first, id, 'hold');
      expect((await decide(second, request as string, 'refuse')).status).toBe(400);
      expect((await decide(second, request as string, 'refuse', 'The case is closed')).status).toBe(204);
      const again = await ask(first, id, 'hold');
      expect((await second.call('delete', `/retention-requests/${again.body.id as string}`)).status).toBe(403);
      expect((await first.call('delete', `/retention-requests/${again.body.id as string}`)).status).toBe(204);
      const { items } = (await second.get('/retention-requests?state=decided')).body as { items: { id: string; decision: string; decisionReason: string | null }[] };
      expect(items.filter((one) => [request, again.body.id].includes(one.id)).map(({ decision, decisionReason }) => [decision, decisionReason])).toEqual([['withdrawn', null], ['refused', 'The case is closed']]);
    });

    it('SR-33 shows itself to nobody who may not know: the secretariat learns of a party that something is held, never what', async () => {
      const { id } = await document();
      await byTwo(id, 'hold');
      const clerk = await portal.actor(await portal.official('SECRETARIAT', 'secretariat_officer'));
      const held = (actor: typeof clerk, party: string) => portal.db.read(actor, () => portal.db.sql<{ held: boolean }>('SELECT app.party_held($1) AS held', [party])).then(([row]) => row?.held);
      expect(await held(clerk, 'AUS')).toBe(true);
      expect(await held(clerk, 'NZL')).toBe(false);
      expect(await held(await portal.actor(outsider), 'AUS')).toBe(false);
      for (const table of ['legal_holds', 'retention_requests']) {
        for (const actor of [clerk, await portal.actor(outsider), await portal.actor(reader)]) expect(await portal.db.read(actor, () => portal.db.sql(`SELECT FROM app.${table}`))).toEqual([]);
      }
    });
  });

  describe('SR-120 a disposal', () => {
    it('takes two officers, and leaves a tombstone without title to those who could read, and nothing to others', async () => {
      const { id, symbol, versions } = await document();
      await reader.get(`/documents/${id}/versions/1/file`);
      await byTwo(id, 'dispose');
      const gone = await reader.get(`/documents/${id}`);
      expect(gone.status).toBe(410);
      expect(gone.body).toMatchObject({ type: '/problems/disposed', tombstone: id, detail: expect.stringMatching(/^This document was disposed of on \d{4}-\d\d-\d\d by two officers of its originator\. What you downloaded of it should be destroyed too\.$/) });
      expect((await reader.get(`/documents/${id}/versions/1/file`)).status).toBe(410);
      expect((await reader.get(`/tombstones/${id}`)).body).toMatchObject({ id, symbol, originator: 'AUS', tlp: 'amber', decided: 'officers', rule: null, downloaded: true, versions: [{ number: 1, sha256: versions[0]?.sha256 }] });
      for (const path of [`/documents/${id}`, `/tombstones/${id}`]) {
        const [hidden, random] = [await outsider.get(path), await outsider.get(path.replace(id, randomUUID()))];
        expect({ ...hidden.body, instance: '' }).toEqual({ ...random.body, instance: '' });
        expect(hidden.status).toBe(404);
      }
      expect((await reader.get('/tombstones')).status).toBe(403);
      expect((await outsider.get('/tombstones')).body).toEqual({ items: [], next: null });
    });

    it('leaves no word of it in any table, no key and no octet', async () => {
      const secret = 'Heliodorus';
      const { id } = await first.released(marking('amber', ['IDN']), { title: `On ${secret}`, abstract: `${secret} in short`, details: { method: `${secret} was asked` } });
      await first.upload(id, `Once more ${secret}.`, `${secret}.txt`, `&note=${secret}`);
      await portal.owner.query(`INSERT INTO app.uploads (document_id, party, user_id, file_name, note, length, expires_at) VALUES ($1, 'AUS', $2, $3, $3, 10, now() + interval '1 day')`, [id, first.id, secret]);
      const [key] = (await portal.owner.query<{ storage_key: string }>('SELECT storage_key FROM app.document_versions WHERE document_id = $1', [id])).rows;
      await reader.post(`/documents/${id}/requests`, { purpose: `to use ${secret}`, reason: `because ${secret} matters`, recipients: ['FRA'], until: '2027-06-30' });
      const { items: [request] } = (await first.get('/release-requests?box=received&state=open')).body as { items: { id: string }[] };
      await first.put(`/release-requests/${request?.id}/decision`, { decision: 'ask', reason: 'What for?' });
      await first.post(`/documents/${id}/retention-requests`, { deed: 'hold', reason: 'not to be decided' });
      await portal.settled();
      const tables = async () => {
        const { rows } = await portal.owner.query<{ name: string }>(`SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('app', 'graphile_worker') AND c.relkind = 'r'`);
        const holding: string[] = [];
        for (const { name } of rows) {
          const { rows: found } = await portal.owner.query(`SELECT FROM ${name} t WHERE t::text ILIKE '%' || $1 || '%' LIMIT 1`, [secret]);
          if (found.length > 0) holding.push(name);
        }
        return holding;
      };
      expect(await tables()).toEqual(expect.arrayContaining(['app.documents', 'app.document_search', 'app.release_requests', 'app.uploads'])); // the positive control
      const before = files();
      await byTwo(id, 'dispose');
      await portal.settled();
      expect(await tables()).toEqual([]);
      for (const table of ['document_versions', 'document_search', 'document_readers', 'release_grants', 'retention_requests']) expect((await portal.owner.query(`SELECT FROM app.${table} WHERE document_id = $1`, [id])).rows).toEqual([]);
      expect((await portal.owner.query('SELECT FROM app.sealed_files WHERE storage_key = $1', [key?.storage_key])).rows).toEqual([]);
      expect((await portal.owner.query('SELECT FROM app.request_messages m JOIN app.release_requests r ON r.id = m.request_id WHERE r.id = $1', [request?.id])).rows).toEqual([]);
      expect((await portal.owner.query('SELECT purpose, reason, state FROM app.release_requests WHERE id = $1', [request?.id])).rows).toEqual([{ purpose: '—', reason: '—', state: 'ended' }]);
      expect(files()).toBe(before - 2);
    });

    it('SR-32 lets nobody who asked by reference notice that there was a document', async () => {
      const { id, symbol } = await document();
      await outsider.post('/release-requests', { reference: symbol, purpose: 'a case', reason: 'we were told of it', until: '2027-03-31' });
      const mine = async () => ((await outsider.get('/release-requests?box=made')).body as { items: object[] }).items;
      const before = await mine();
      await byTwo(id, 'dispose');
      expect(await mine()).toEqual(before);
    });

    it('gives the originator a certificate that verifies, and fails when a word of it is changed', async () => {
      const { id, symbol, versions } = await document();
      await byTwo(id, 'dispose');
      const given = await first.get(`/tombstones/${id}/certificate?format=json`).buffer(true);
      const signed = JSON.parse(given.text) as { certificate: Record<string, unknown>; signature: Record<string, string> };
      expect(signed.certificate).toMatchObject({
        document: { id, symbol, originator: 'AUS', tlp: 'amber' }, versions: [{ number: 1, sha256: versions[0]?.sha256 }],
        decision: { decided: 'officers', askedBy: { id: first.id, name: first.name }, confirmedBy: { id: second.id }, reason: why },
        events: expect.arrayContaining([expect.objectContaining({ name: 'document.released' }), expect.objectContaining({ name: 'document.drafted' })]),
      });
      expect(given.text).not.toContain(word);
      const verify = async (body: object) => ((await outsider.post('/tombstones/verifications', body)).body as { genuine: boolean }).genuine;
      expect(await verify(signed)).toBe(true);
      expect(await verify({ ...signed, certificate: { ...signed.certificate, disposedAt: '2020-01-01T00:00:00.000Z' } })).toBe(false);
      expect(await verify({ ...signed, signature: { ...signed.signature, value: signed.signature.value?.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')) } })).toBe(false);
      const pdf = await first.get(`/tombstones/${id}/certificate?format=pdf`).buffer(true).parse((response, done) => { const parts: Buffer[] = []; response.on('data', (part: Buffer) => parts.push(part)); response.on('end', () => done(null, Buffer.concat(parts))); });
      expect((pdf.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
      expect((await reader.get(`/tombstones/${id}/certificate?format=json`)).status).toBe(403);
      expect((await outsider.get(`/tombstones/${id}/certificate?format=json`)).status).toBe(404);
      expect((await first.get('/tombstones')).body.items[0]).toMatchObject({ id, allows: expect.arrayContaining(['certificate']) });
    });

    it('SR-112 tells those who had downloaded it, by a letter that names nothing of it, and nobody who is not to know', async () => {
      const [holder, other, late] = [await portal.official('IDN'), await portal.official('IDN'), await portal.official('NZL')];
      const { id, title, symbol } = await first.released(marking('amber', ['IDN', 'NZL']), { title: `${word} told` });
      for (const who of [holder, late]) expect((await who.get(`/documents/${id}/versions/1/file`)).status).toBe(200);
      await first.release(id, marking('amber', ['IDN'], { withheldFrom: ['NZL'] }));
      await byTwo(id, 'dispose');
      await portal.settled();
      const to = (who: Official) => portal.letters().map((letter) => letter.replaceAll('=\r\n', '')).filter((letter) => letter.includes(`official${/\d+/.exec(who.name)?.[0]}@`) && letter.includes('/documents/'));
      expect(to(holder)).toHaveLength(1);
      expect(to(holder)[0]).toContain(`/documents/${id}`);
      for (const secret of [title, symbol, word, 'AUS', 'amber']) expect(to(holder)[0]).not.toContain(secret);
      expect(to(other)).toEqual([]);
      expect(to(late)).toEqual([]);
    });

    it('is not for drafts, which are discarded, and never without two', async () => {
      const { id } = await first.draft();
      expect((await ask(first, id, 'dispose')).status).toBe(409);
      const released = await document();
      const { body: { id: request } } = await ask(first, released.id, 'dispose');
      expect(type(await decide(first, request as string))).toBe('/problems/second-person-needed');
      const actor = await portal.actor(first);
      await expect(portal.db.write(actor, () => portal.db.sql('SELECT * FROM app.erase_document($1)', [released.id]))).rejects.toThrow(/no certificate/);
      expect(await portal.db.write(actor, () => portal.db.sql(`UPDATE app.retention_requests SET decision = 'approved', decided_by = $2, decided_at = now() WHERE id = $1 RETURNING id`, [request, second.id])).catch((error: Error) => error.message)).toMatch(/row-level security/);
    });
  });

  it('SR-120 a hold and a disposal that meet have one outcome, twenty times', async () => {
    const outcomes: string[] = [];
    for (let turn = 0; turn < 20; turn++) {
      const { id } = await document();
      const [hold, dispose] = [await ask(first, id, 'hold'), await ask(second, id, 'dispose')].map((answer) => (answer.body as { id: string }).id) as [string, string];
      const [held, gone] = await Promise.all([decide(second, hold), decide(first, dispose)]);
      const [{ rows: holds }, { rows: documents }, { rows: stones }] = [
        await portal.owner.query('SELECT FROM app.legal_holds WHERE document_id = $1', [id]), await portal.owner.query('SELECT FROM app.documents WHERE id = $1', [id]), await portal.owner.query('SELECT FROM app.tombstones WHERE id = $1', [id]),
      ];
      const outcome = { held: held.status === 204, gone: gone.status === 204, holds: holds.length, documents: documents.length, stones: stones.length };
      expect([{ held: true, gone: false, holds: 1, documents: 1, stones: 0 }, { held: false, gone: true, holds: 0, documents: 0, stones: 1 }]).toContainEqual(outcome);
      expect([404, 409]).toContain(outcome.held ? gone.status : held.status);
      outcomes.push(outcome.held ? 'held' : 'gone');
    }
    expect(outcomes).toHaveLength(20);
  }, 180_000);

  it('two officers who agree at the same time decide once, and of two who dispose of it one does', async () => {
    const { id } = await document();
    const third = await portal.official('AUS', 'document_officer');
    const { body: { id: request } } = await ask(first, id, 'dispose');
    const answers = await Promise.all([decide(second, request as string), decide(third, request as string)]);
    expect(answers.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1);
    expect((await portal.owner.query(`SELECT FROM app.events WHERE subject_id = $1 AND name = 'document.disposed'`, [id])).rows).toHaveLength(1);
  });
});

