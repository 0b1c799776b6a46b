import { RetentionJobs } from '../../src/documents/retention/schedule/retention.jobs.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const reason = 'As the Steering Group decided, March 2026';

describe('SR-120 the retention schedule', () => {
  let portal: Portal;
  let first: Official;
  let second: Official;
  let reader: Official;
  let clerks: [Official, Official];

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    first = await portal.official('AUS', 'document_officer');
    second = await portal.official('AUS', 'focal_point');
    reader = await portal.official('IDN');
    clerks = [await portal.official('SECRETARIAT', 'secretariat_officer'), await portal.official('SECRETARIAT', 'secretariat_officer')];
  });
  afterAll(() => portal.stop());
  afterEach(() => portal.owner.query(`UPDATE app.retention_rules SET replaced_at = now() WHERE replaced_at IS NULL AND decision = 'approved'; UPDATE app.retention_rules SET decision = 'withdrawn', decided_by = proposed_by, decided_at = now() WHERE decision IS NULL`));

  interface Rule { forumWide: boolean; kind?: string; tlp?: string; after: string; months?: number; action: string; reason: string }
  const forum = (more: Partial<Rule> = {}): Rule => ({ forumWide: true, after: 'released', months: 60, action: 'dispose', reason, ...more });
  const propose = (who: Official, rule: Rule) => who.post('/retention-rules', rule);
  async function inForce(rule: Rule, [asker, decider]: [Official, Official] = rule.forumWide ? clerks : [first, second]): Promise<string> {
    const proposed = await propose(asker, rule);
    expect({ status: proposed.status, text: proposed.status === 201 ? '' : proposed.text }).toEqual({ status: 201, text: '' });
    const decided = await decider.put(`/retention-rules/${proposed.body.id as string}/decision`, { decision: 'approve' });
    expect({ status: decided.status, text: decided.status === 200 ? '' : decided.text }).toEqual({ status: 200, text: '' });
    return proposed.body.id as string;
  }
  const type = (answer: { body: object }) => (answer.body as { type?: string }).type;
  const told = async (who: Official, id: string) => (await who.get(`/documents/${id}/retention`)).body as { rule: object | null; due: string | null; actsOn: string | null };
  /** A released document whose release lies back this long. */
  async function released(back: string, more: object = {}): Promise<string> {
    const { id } = await first.released(marking('amber', ['IDN']), more);
    await portal.owner.query(`ALTER TABLE app.documents DISABLE TRIGGER touched; UPDATE app.documents SET released_at = now() - interval '${back}' WHERE id = '${id}'; ALTER TABLE app.documents ENABLE TRIGGER touched`);
    return id;
  }
  const night = () => portal.app.get(RetentionJobs).round({ party: 'AUS' });
  const later = (days: number) => portal.owner.query(`UPDATE app.retention_announcements SET announced_on = announced_on - $1::int`, [days]);
  const day = async (text: string) => (await portal.owner.query<{ day: string }>(`SELECT (${text})::date::text AS day`)).rows[0]?.day;
  const stands = async (id: string) => (await portal.owner.query('SELECT FROM app.documents WHERE id = $1', [id])).rows.length === 1;
  const due = async (who = first) => ((await who.get('/retention/due')).body as { items: { document: { id: string }; due: string; actsOn: string; announcedOn: string | null; held: boolean }[] }).items;

  describe('is set', () => {
    it('for the forum by two officers of the secretariat, with a fresh proof, and recorded', async () => {
      const proposed = await propose(clerks[0], forum());
      expect(type(await clerks[0].put(`/retention-rules/${proposed.body.id as string}/decision`, { decision: 'approve' }))).toBe('/problems/second-person-needed');
      expect((await clerks[1].put(`/retention-rules/${proposed.body.id as string}/decision`, { decision: 'approve' })).body).toMatchObject({ decision: 'approved', months: 60, forumWide: true });
      const stale = await portal.official('SECRETARIAT', 'secretariat_officer');
      await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [stale.id]);
      expect(type(await propose(stale, forum({ kind: 'alert' })))).toBe('/problems/step-up');
      for (const who of [first, second, await portal.official('SECRETARIAT', 'administrator')]) expect((await propose(who, forum({ kind: 'alert' }))).status).toBe(403);
      const { rows } = await portal.owner.query<{ name: string }>(`SELECT name FROM app.events WHERE subject_id = $1 ORDER BY at`, [proposed.body.id]);
      expect(rows.map(({ name }) => name)).toEqual(['retention-rule.proposed', 'retention-rule.approved']);
    });

    it('by nobody alone who got past the code', async () => {
      const { body: { id } } = await propose(clerks[0], forum());
      const actor = await portal.actor(clerks[0]);
      const as = (text: string, ...values: unknown[]) => portal.db.write(actor, () => portal.db.sql(text, values));
      for (const by of [clerks[0].id, clerks[1].id]) await expect(as(`UPDATE app.retention_rules SET decision = 'approved', decided_by = $2, decided_at = now() WHERE id = $1`, id, by)).rejects.toThrow(/row-level security|check constraint/);
      await expect(as(`INSERT INTO app.retention_rules (party, forum_wide, after, months, action, reason, proposed_by, decision, decided_by, decided_at) VALUES ('SECRETARIAT', true, 'released', 1, 'dispose', 'for no reason', $1, 'approved', $2, now())`, clerks[0].id, clerks[1].id)).rejects.toThrow(/row-level security/);
    });

    it('by a party for its own documents, for a shorter time than the forum\'s and not for a longer one', async () => {
      await inForce(forum());
      const own = { ...forum(), forumWide: false };
      expect(type(await propose(first, { ...own, months: 61 }))).toBe('/problems/longer-than-the-forum');
      expect(type(await propose(first, { ...own, months: 12, action: 'review' }))).toBe('/problems/longer-than-the-forum');
      await inForce({ ...own, months: 12 });
      const { id } = await first.released(marking('amber', ['IDN']));
      expect(await told(reader, id)).toMatchObject({ rule: { months: 12, forumWide: false }, due: await day(`now() AT TIME ZONE 'UTC' + interval '12 months'`) });
      const other = await portal.official('NZL', 'document_officer');
      const foreign = await other.released(marking('amber', ['AUS']));
      expect(await told(other, foreign.id)).toMatchObject({ rule: { months: 60, forumWide: true } });
    });

    it('anew in the place of the rule before it, and ended by one without a time', async () => {
      await inForce(forum());
      await inForce(forum({ months: 24 }));
      const rules = async () => ((await first.get('/retention-rules')).body as { items: { months: number }[] }).items.map(({ months }) => months);
      expect(await rules()).toEqual([24]);
      const { months: _, ...ended } = forum();
      await inForce(ended);
      expect(await rules()).toEqual([]);
    });

    it('as a proposal that its own party alone sees', async () => {
      await propose(first, { ...forum(), forumWide: false });
      await propose(clerks[0], forum({ kind: 'alert' }));
      const seen = async (who: Official) => ((await who.get('/retention-rules')).body as { items: object[] }).items.length;
      expect([await seen(first), await seen(clerks[1]), await seen(reader), await seen(await portal.official('NZL', 'document_officer'))]).toEqual([1, 1, 0, 0]);
    });
  });

  it('is explained on a document: the closest rule, and from when it counts', async () => {
    await inForce(forum());
    await inForce(forum({ tlp: 'amber', months: 48 }));
    await inForce(forum({ kind: 'alert', months: 36 }));
    await inForce(forum({ kind: 'alert', tlp: 'amber', months: 24, action: 'review' }));
    await inForce(forum({ after: 'recalled', months: 6 }));
    await inForce(forum({ after: 'changed', months: 3 }));
    const alert = await first.released(marking('amber', ['IDN']), { kind: 'alert' });
    expect(await told(reader, alert.id)).toMatchObject({ rule: { kind: 'alert', tlp: 'amber', months: 24, action: 'review' } });
    const green = await first.released(marking('green'), { kind: 'alert' });
    expect(await told(reader, green.id)).toMatchObject({ rule: { kind: 'alert', tlp: null, months: 36 } });
    const analysis = await first.released(marking('amber', ['IDN']));
    expect(await told(reader, analysis.id)).toMatchObject({ rule: { kind: null, tlp: 'amber', months: 48 }, due: await day(`now() AT TIME ZONE 'UTC' + interval '48 months'`) });
    await first.put(`/documents/${analysis.id}/recall`, { reason: 'wrong' }, (await first.open(analysis.id)).rowVersion);
    expect(await told(first, analysis.id)).toMatchObject({ rule: { after: 'recalled', months: 6 }, due: await day(`now() AT TIME ZONE 'UTC' + interval '6 months'`) });
    const draft = await first.draft();
    expect(await told(first, draft.id)).toMatchObject({ rule: { after: 'changed', months: 3 } });
    expect((await propose(clerks[0], forum({ after: 'changed', tlp: 'red' }))).status).toBe(400);
  });

  it('disposes of nothing that was not announced thirty days before, and of each document once', async () => {
    await inForce(forum({ months: 12 }));
    const [old, young] = [await released('13 months', { title: 'Amethyst' }), await released('1 month')];
    const listed = await due();
    expect(listed[0]).toMatchObject({ document: { id: old }, actsOn: await day('current_date + 30'), announcedOn: null, held: false });
    expect(listed.find((one) => one.document.id === young)).toMatchObject({ due: await day(`now() AT TIME ZONE 'UTC' + interval '11 months'`) });
    await night();
    await night();
    expect(await stands(old)).toBe(true);
    expect(await told(first, old)).toMatchObject({ actsOn: await day('current_date + 30') });
    expect(await told(reader, old)).toMatchObject({ actsOn: null });
    await portal.settled();
    const letters = portal.letters().filter((letter) => letter.includes('come to the end of their time'));
    expect(letters).toHaveLength(2); // one for each officer
    expect(letters.join()).not.toContain('Amethyst');
    await later(29);
    await night();
    expect(await stands(old)).toBe(true);
    await later(1);
    await Promise.all([night(), night()]);
    await night();
    expect([await stands(old), await stands(young)]).toEqual([false, true]);
    expect((await reader.get(`/documents/${old}`)).body).toMatchObject({ type: '/problems/disposed', detail: expect.stringContaining('under the schedule') });
    expect((await first.get(`/tombstones/${old}`)).body).toMatchObject({ decided: 'schedule', rule: { months: 12, after: 'released', forumWide: true } });
    const { rows } = await portal.owner.query(`SELECT system, party FROM app.events WHERE subject_id = $1 AND name = 'document.disposed'`, [old]);
    expect(rows).toEqual([{ system: 'retention-clock', party: 'AUS' }]);
  });

  it('lets the originator keep a document longer for a reason, which nobody else does', async () => {
    await inForce(forum({ months: 12 }));
    const id = await released('13 months');
    await night();
    const until = await day(`current_date + 400`);
    expect((await reader.put(`/documents/${id}/retention/extension`, { until, reason })).status).toBe(403);
    expect((await first.put(`/documents/${id}/retention/extension`, { until: '2020-01-01', reason })).status).toBe(400);
    expect((await first.put(`/documents/${id}/retention/extension`, { until: await day(`current_date + 4000`), reason })).status).toBe(400);
    expect((await first.put(`/documents/${id}/retention/extension`, { until, reason })).body).toMatchObject({ due: until, extension: { until, reason, by: first.name } });
    await later(60);
    await night();
    expect(await stands(id)).toBe(true);
    expect((await portal.owner.query('SELECT FROM app.retention_announcements WHERE document_id = $1', [id])).rows).toEqual([]);
    const { rows } = await portal.owner.query<{ detail: object }>(`SELECT detail FROM app.events WHERE subject_id = $1 AND name = 'document.retention-extended'`, [id]);
    expect(rows).toEqual([{ detail: { until, reason } }]);
    expect((await reader.get(`/documents/${id}/retention`)).body).toMatchObject({ extension: null, due: until });
  });

  it('reviews instead of disposing where the rule says so', async () => {
    await inForce(forum({ months: 12, action: 'review' }));
    const id = await released('13 months');
    await night();
    await later(60);
    await night();
    expect(await stands(id)).toBe(true);
    expect((await due()).find((one) => one.document.id === id)).toMatchObject({ rule: { action: 'review' } });
  });

  it('stops at a hold, and at a rule that changed after the announcement', async () => {
    await inForce(forum({ months: 12 }));
    const [held, spared] = [await released('13 months'), await released('13 months', { kind: 'alert' })];
    await night();
    const { body: { id: request } } = await first.post(`/documents/${held}/retention-requests`, { deed: 'hold', reason });
    await second.put(`/retention-requests/${request as string}/decision`, { decision: 'approve' });
    await inForce(forum({ kind: 'alert', months: 24 }));
    await later(60);
    await night();
    expect([await stands(held), await stands(spared)]).toEqual([true, true]);
    expect((await due()).find((one) => one.document.id === held)).toMatchObject({ held: true });
    expect((await first.get('/retention/holds')).body.items).toMatchObject([{ document: { id: held }, hold: { reason, approvedBy: second.name } }]);
    expect((await due(await portal.official('NZL', 'document_officer'))).map((one) => one.document.id)).not.toContain(held);
    await portal.owner.query('DELETE FROM app.legal_holds');
  });

  it('and a hold that meets the night have one outcome, twenty times', async () => {
    await inForce(forum({ months: 12 }));
    for (let turn = 0; turn < 20; turn++) {
      const id = await released('13 months');
      await night();
      await later(30);
      const { body: { id: request } } = await first.post(`/documents/${id}/retention-requests`, { deed: 'hold', reason });
      const [decided] = await Promise.all([second.put(`/retention-requests/${request as string}/decision`, { decision: 'approve' }), night()]);
      const { rows: holds } = await portal.owner.query('SELECT FROM app.legal_holds WHERE document_id = $1', [id]);
      const outcome = { held: decided.status === 204, holds: holds.length, stands: await stands(id) };
      expect([{ held: true, holds: 1, stands: true }, { held: false, holds: 0, stands: false }]).toContainEqual(outcome);
      await portal.owner.query('DELETE FROM app.legal_holds');
    }
  }, 180_000);

  it('works through many in bounded rounds', async () => {
    await inForce(forum({ months: 12 }));
    const id = await released('13 months');
    const copy = `INSERT INTO app.documents (id, symbol, title, kind, originator, language, state, tlp, released_at, created_by)
      SELECT gen_random_uuid(), 'FP-2025-' || substr(translate(upper(md5(n::text)), 'ILOU', '0000'), 1, 6), 'Copy ' || n, 'analysis', 'AUS', 'en', 'released', 'green', now() - interval '14 months', created_by FROM app.documents, generate_series(1, 230) n WHERE id = $1`;
    await portal.owner.query(copy, [id]);
    const { rows: [{ count: before } = { count: '' }] } = await portal.owner.query<{ count: string }>(`SELECT count(*) FROM app.tombstones`);
    await night();
    await portal.settled();
    expect((await portal.owner.query('SELECT FROM app.retention_announcements')).rows.length).toBeGreaterThanOrEqual(231);
    await later(30);
    await night();
    await portal.settled();
    const { rows: [{ count: after } = { count: '' }] } = await portal.owner.query<{ count: string }>(`SELECT count(*) FROM app.tombstones`);
    expect(Number(after) - Number(before)).toBeGreaterThanOrEqual(231);
  }, 180_000);
});
