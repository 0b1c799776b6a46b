import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

describe('a release', () => {
  let portal: Portal;
  let officer: Official;
  let contributor: Official;
  let idn: Official;
  let nzl: Official;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    officer = await portal.official('AUS', 'document_officer');
    contributor = await portal.official('AUS', 'contributor');
    idn = await portal.official('IDN');
    nzl = await portal.official('NZL');
  });
  afterAll(() => portal.stop());

  const status = async (who: Official, id: string) => (await who.get(`/documents/${id}`)).status;
  const rehearse = (id: string, input: object, more: object = {}) => officer.post(`/documents/${id}/rehearsals`, { marking: input, ...more });
  /** Lets the moment come: the clock of the job and of the row. */
  const comes = async (id: string) => {
    await portal.owner.query(`UPDATE app.release_stages SET at = now() - interval '1 second' WHERE document_id = $1 AND state = 'pending'`, [id]);
    await portal.owner.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE payload ->> 'id' = $1`, [id]);
    await portal.settled();
  };

  it('is rehearsed first: who will see it and why, who will not and why, and what changes', async () => {
    const { id } = await officer.draft();
    const { body } = await rehearse(id, marking('amber', ['IDN', 'AHG'], { withheldFrom: ['NZL'] }));
    const codes = (list: { code: string }[]) => list.map(({ code }) => code);
    expect(codes(body.parties)).toEqual(expect.arrayContaining(['AUS', 'IDN', 'THA']));
    expect(body.parties.find(({ code }: { code: string }) => code === 'IDN')).toMatchObject({ people: 1, names: [idn.name], because: 'its marking names it' });
    expect(body.excluded.find(({ code }: { code: string }) => code === 'NZL')).toMatchObject({ because: 'the document is withheld from it, and withheld always wins', whatWouldChange: 'Take it off the list of those it is withheld from.' });
    expect(body.excluded.find(({ code }: { code: string }) => code === 'FJI')).toMatchObject({ because: 'the marking does not name it' });
    expect(body.excluded.find(({ code }: { code: string }) => code === 'SECRETARIAT')).toMatchObject({ because: 'the secretariat runs the platform and reads nothing it is not named in' });
    expect(body).toMatchObject({ people: 3, warnings: expect.arrayContaining([expect.objectContaining({ code: 'no-file' })]) });
    expect(await status(idn, id)).toBe(404); // nothing was written
  });

  it('names what changes against the last one, and who had opened it', async () => {
    const { id } = await officer.released(marking('amber', ['IDN', 'FJI']));
    await idn.get(`/documents/${id}`);
    const { body } = await rehearse(id, marking('amber', ['NZL', 'FJI']));
    expect(body).toMatchObject({ added: ['NZL'], removed: ['IDN'], openedByRemoved: [{ code: 'IDN', people: 1 }], against: { tlp: 'amber', isSame: true } });
    expect((await officer.release(id, marking('amber', ['NZL', 'FJI']))).status).toBe(200);
    expect([await status(idn, id), await status(nzl, id)]).toEqual([404, 200]);
  });

  it('is refused when the audience has changed since, and when the rehearsal is of something else or too old', async () => {
    const { id, rowVersion } = await officer.draft();
    const input = marking('amber', ['IDN', 'NZL']);
    const { digest } = (await rehearse(id, input)).body as { digest: string };
    await portal.official('NZL');
    const changed = await officer.put(`/documents/${id}/release`, { marking: input, rehearsal: digest }, rowVersion);
    expect(changed.status).toBe(409);
    expect(changed.body).toMatchObject({ type: '/problems/audience-changed', detail: expect.stringContaining('Nothing was released') });
    const again = (await rehearse(id, input)).body as { digest: string };
    for (const [other, status, type] of [
      [{ marking: marking('green'), rehearsal: again.digest }, 409, 'audience-changed'],
      [{ marking: input, rehearsal: again.digest, expiresAt: inHours(5) }, 409, 'audience-changed'],
      [{ marking: input, rehearsal: `${Date.now() - 31 * 60_000}.${again.digest.split('.')[1]}` }, 409, 'rehearsal-expired'],
      [{ marking: input, rehearsal: 'nonsense' }, 400, 'invalid'],
    ] as const) {
      const answer = await officer.put(`/documents/${id}/release`, other, rowVersion);
      expect({ status: answer.status, type: answer.body.type }).toEqual({ status, type: `/problems/${type}` });
    }
    expect((await officer.put(`/documents/${id}/release`, { marking: input, rehearsal: again.digest }, rowVersion)).status).toBe(200);
  });

  it('needs the version that was seen', async () => {
    const { id, rowVersion } = await officer.draft();
    const { digest } = (await rehearse(id, marking('green'))).body as { digest: string };
    expect((await officer.put(`/documents/${id}/release`, { marking: marking('green'), rehearsal: digest })).status).toBe(428);
    await officer.patch(`/documents/${id}`, { title: 'Changed meanwhile' }, rowVersion);
    expect((await officer.put(`/documents/${id}/release`, { marking: marking('green'), rehearsal: digest }, rowVersion)).status).toBe(412);
    expect((await officer.patch(`/documents/${id}`, { title: 'Too late' }, rowVersion)).status).toBe(412);
    expect((await officer.open(id)).title).toBe('Changed meanwhile');
  });

  it('is for document officers: a contributor describes, and asks for it', async () => {
    const { id, rowVersion } = await contributor.draft();
    expect((await contributor.post(`/documents/${id}/rehearsals`, { marking: marking('green') })).status).toBe(403);
    expect((await contributor.patch(`/documents/${id}`, { awaitingRelease: true, proposedMarking: marking('green') }, rowVersion)).body).toMatchObject({ awaitingRelease: true, proposedMarking: { tlp: 'green' } });
    expect((await officer.get('/documents?state=draft')).body.items.find((item: { id: string }) => item.id === id)).toMatchObject({ awaitingRelease: true });
    expect((await officer.release(id, marking('green'))).body).toMatchObject({ state: 'released', awaitingRelease: false, proposedMarking: null });
  });

  it('keeps personal data to named persons, and wants the details of its kind', async () => {
    const { id, rowVersion } = await officer.draft({ kind: 'intelligence_report' });
    expect((await rehearse(id, marking('green'))).body.errors.map(({ path }: { path: string }) => path)).toEqual(expect.arrayContaining(['details.sourceGrade', 'details.handlingCode']));
    const details = { gradingScheme: '4x4', sourceGrade: 'B', informationGrade: 2, handlingCode: 'H1' };
    const described = await officer.patch(`/documents/${id}`, { details, personalData: true }, rowVersion);
    expect(described.status).toBe(200);
    expect((await officer.get(`/documents/${id}`)).body.details).toEqual(details);
    expect((await rehearse(id, marking('green'))).body.errors).toContainEqual({ path: 'marking.tlp', message: expect.stringContaining('personal data') });
    expect((await rehearse(id, marking('red', [], { recipients: [idn.id] }))).status).toBe(200);
    expect((await officer.patch(`/documents/${id}`, { details: { ...details, sourceGrade: 'Z' } }, described.body.rowVersion)).status).toBe(400);
  });

  it('under embargo is nobody\'s until the moment comes, and then is made by the clock', async () => {
    const { id } = await officer.draft();
    const made = await officer.release(id, marking('green'), { embargoUntil: inHours(2) });
    expect(made.body).toMatchObject({ state: 'draft', embargoUntil: expect.any(String) });
    const drafts = (await officer.get('/documents?state=draft')).body as { items: { id: string; embargoUntil: string | null }[] };
    expect(drafts.items.filter(({ embargoUntil }) => embargoUntil).map((row) => row.id)).toEqual([id]);
    expect(await status(idn, id)).toBe(404);
    await portal.owner.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE payload ->> 'id' = $1`, [id]);
    await portal.settled();
    expect(await status(idn, id)).toBe(404); // a clock that is fast releases nothing
    const { rows } = await portal.owner.query<{ id: string }>('SELECT id FROM app.release_stages WHERE document_id = $1', [id]);
    await portal.owner.query(`UPDATE app.release_stages SET at = now() - interval '1 second' WHERE document_id = $1`, [id]);
    await portal.owner.query(`SELECT graphile_worker.add_job('release-stage', json_build_object('id', $1::text, 'stage', $2::text, 'party', 'AUS'))`, [id, rows[0]?.id]);
    await portal.settled();
    expect(await status(idn, id)).toBe(200);
    expect((await officer.get(`/documents/${id}/history`)).body.items[0]).toMatchObject({ actor: null, name: 'document.released', sentence: expect.stringContaining('as planned for') });
  });

  it('in stages widens step by step; a stage that is cancelled takes the later ones with it', async () => {
    const { id } = await officer.draft();
    await officer.release(id, marking('amber', ['IDN']), { stages: [{ at: inHours(1), marking: marking('amber', ['IDN', 'NZL']) }, { at: inHours(2), marking: marking('green') }] });
    expect([await status(idn, id), await status(nzl, id)]).toEqual([200, 404]);
    const [first] = ((await officer.get(`/documents/${id}`)).body as { stages: { id: string }[] }).stages;
    const { rowVersion } = await officer.open(id);
    const cancelled = await officer.put(`/documents/${id}/stages/${first?.id}/cancellation`, { reason: 'not yet' }, rowVersion);
    expect(cancelled.body.stages.map(({ state }: { state: string }) => state)).toEqual(['cancelled', 'paused']);
    await comes(id);
    expect(await status(nzl, id)).toBe(404);
    const { id: other } = await officer.draft();
    await officer.release(other, marking('amber', ['IDN']), { stages: [{ at: inHours(1), marking: marking('amber', ['IDN', 'NZL']) }] });
    await comes(other);
    expect(await status(nzl, other)).toBe(200);
    expect((await nzl.get(`/documents/${other}`)).body.stages).toEqual([]); // what is to come is the originator's to know
  });

  it('refuses times that make no sense', async () => {
    const { id } = await officer.draft();
    for (const [more, path] of [
      [{ expiresAt: inHours(-1) }, 'expiresAt'], [{ embargoUntil: inHours(-1) }, 'embargoUntil'], [{ embargoUntil: inHours(3), expiresAt: inHours(2) }, 'expiresAt'],
      [{ stages: [{ at: inHours(2), marking: marking('green') }, { at: inHours(1), marking: marking('clear') }] }, 'stages.1.at'],
    ] as const) expect((await rehearse(id, marking('amber', ['IDN']), more)).body.errors.map((fault: { path: string }) => fault.path)).toEqual([path]);
  });

  it('ends by the database\'s clock even when no worker runs, and its state follows', async () => {
    const { id } = await officer.draft();
    await officer.release(id, marking('green'), { expiresAt: inHours(1) });
    expect(await status(idn, id)).toBe(200);
    await portal.owner.query(`UPDATE app.documents SET expires_at = now() - interval '1 second' WHERE id = $1`, [id]);
    expect(await status(idn, id)).toBe(404);
    expect((await idn.get('/documents')).body.items.map((item: { id: string }) => item.id)).not.toContain(id);
  });

  it('of a state that passed is history: downgraded, recalled, and told in words', async () => {
    const { id } = await officer.released(marking('amber', ['IDN']));
    expect((await officer.release(id, marking('clear'))).body).toMatchObject({ tlp: 'clear' });
    const { rowVersion } = await officer.open(id);
    expect((await officer.put(`/documents/${id}/recall`, { reason: 'The source was wrong' }, rowVersion)).body).toMatchObject({ state: 'recalled' });
    expect(await status(idn, id)).toBe(404);
    const sentences = ((await officer.get(`/documents/${id}/history`)).body as { items: { sentence: string; reason: string | null }[] }).items.filter(({ sentence }) => !sentence.startsWith('inspected'));
    expect(sentences.map(({ sentence }) => sentence)).toEqual([
      'recalled it; it was TLP:CLEAR',
      expect.stringMatching(/^changed its marking from TLP:AMBER to IDN to TLP:CLEAR; readers: \d+ people in \d+ parties/),
      expect.stringMatching(/^released it as TLP:AMBER to IDN, with version 1; readers: 3 people in 2 parties \(AUS, IDN\)$/),
      'uploaded version 1', 'began the draft',
    ]);
    expect(sentences[0]?.reason).toBe('The source was wrong');
    const { rowVersion: now } = await officer.open(id);
    expect((await officer.release(id, marking('green'))).status).toBe(409);
    expect((await officer.patch(`/documents/${id}`, { title: 'x' }, now)).status).toBe(409);
  });

  it('is explained: why you, why not you, and for the originator why not another', async () => {
    const { id } = await officer.released(marking('amber', ['IDN'], { withheldFrom: ['NZL'] }));
    const ask = (who: Official, query: string) => who.get(`/access/explanation?subject=document&id=${id}&${query}`);
    expect((await ask(idn, 'verb=read')).body).toMatchObject({ allowed: true, sentence: 'You may read it: its marking names your country or organisation.', facts: [] });
    expect((await ask(idn, 'verb=release')).body).toMatchObject({ allowed: false, sentence: expect.stringMatching(/^You may not release it; this would take one of: you are a document officer of its originator; or you are a national focal point/) });
    expect((await ask(officer, 'verb=read&party=NZL')).body).toMatchObject({ allowed: false, sentence: expect.stringMatching(/^New Zealand may not read it: the document is withheld from it/), whatWouldChange: expect.any(String) });
    expect((await ask(officer, 'verb=read&party=IDN')).body).toMatchObject({ allowed: true });
    expect((await ask(idn, 'verb=read&party=NZL')).status).toBe(403);
    expect((await ask(nzl, 'verb=read')).status).toBe(404);
    expect((await ask(officer, 'verb=read&party=QQQ')).status).toBe(400);
  });

  it('drafts are discarded with their files, and nothing that was released is', async () => {
    const { id, rowVersion } = await officer.draft();
    await officer.upload(id, 'x', 'a.txt');
    expect((await officer.call('delete', `/documents/${id}`).set('If-Match', `"${rowVersion}"`)).status).toBe(204);
    expect(await status(officer, id)).toBe(404);
    const kept = await officer.released(marking('green'));
    expect((await officer.call('delete', `/documents/${kept.id}`).set('If-Match', `"${kept.rowVersion}"`)).status).toBe(409);
  });
});
