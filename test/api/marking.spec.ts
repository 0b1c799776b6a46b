import fc from 'fast-check';
import { contradictions, type Marking } from '../../src/kernel/marking/index.js';
import { Document } from '../../src/documents/document.entity.js';
import { marking, type DocumentAnswer, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('a marking', () => {
  let portal: Portal;
  let officer: Official;
  let idn: Official;
  let nzl: Official;
  let secretariat: Official;
  let chair: Official;

  beforeAll(async () => {
    portal = await Portal.start();
    officer = await portal.official('AUS', 'document_officer');
    idn = await portal.official('IDN', 'document_officer', 'focal_point');
    nzl = await portal.official('NZL');
    secretariat = await portal.official('SECRETARIAT', 'secretariat_officer', 'administrator', 'document_officer');
    chair = await portal.official('THA', 'focal_point', 'document_officer');
  });
  afterAll(() => portal.stop());

  const reads = async (who: Official, id: string) => (await who.get(`/documents/${id}`)).status === 200;

  it.each([
    ['clear', [], { idn: true, nzl: true, secretariat: true, observer: true }],
    ['green', [], { idn: true, nzl: true, secretariat: false, observer: false }],
    ['amber', ['IDN'], { idn: true, nzl: false, secretariat: false, observer: false }],
    ['amber', ['AHG', 'CAN'], { idn: true, nzl: true, secretariat: false, observer: true }],
    ['amber+strict', ['NZL'], { idn: false, nzl: true, secretariat: false, observer: false }],
  ] as const)('SR-42 TLP:%s to %j is for whom it names', async (tlp, to, expected) => {
    const { id } = await officer.released(marking(tlp, [...to]));
    const observer = await portal.official('CAN');
    expect({ idn: await reads(idn, id), nzl: await reads(nzl, id), secretariat: await reads(secretariat, id), observer: await reads(observer, id) }).toEqual(expected);
  });

  it('SR-42 TLP:RED is for the persons it names, not for their colleagues', async () => {
    const colleague = await portal.official('IDN', 'focal_point');
    const { id } = await officer.released(marking('red', [], { recipients: [idn.id] }));
    expect([await reads(idn, id), await reads(colleague, id), await reads(nzl, id)]).toEqual([true, false, false]);
    const seen = (await idn.get(`/documents/${id}`)).body as { marking: { recipients: string[] }; because: string };
    expect(seen.marking.recipients).toEqual([idn.id]);
    expect(seen.because).toBe('its marking names you in person');
  });

  it.each([
    ['RED with a group', marking('red', ['AHG'], { recipients: ['22222222-2222-4222-8222-222222222222'] }), 'marking.releasableTo'],
    ['RED without a person', marking('red'), 'marking.recipients'],
    ['CLEAR with somebody withheld', marking('clear', [], { withheldFrom: ['IDN'] }), 'marking.withheldFrom'],
    ['GREEN with a party named', marking('green', ['IDN']), 'marking.releasableTo'],
    ['AMBER with nobody named', marking('amber'), 'marking.releasableTo'],
    ['AMBER+STRICT with a circle', marking('amber+strict', ['AHG']), 'marking.releasableTo'],
    ['the same name on both lists', marking('amber', ['IDN'], { withheldFrom: ['IDN'] }), 'marking.withheldFrom'],
    ['a party that does not exist', marking('amber', ['QQQ']), 'marking.releasableTo'],
    ['itself withheld', marking('green', [], { withheldFrom: ['AUS'] }), 'marking.withheldFrom'],
  ])('is refused when it contradicts itself: %s', async (_what, input, path) => {
    const { id } = await officer.draft();
    const answer = await officer.post(`/documents/${id}/rehearsals`, { marking: input });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ type: '/problems/contradiction', errors: expect.arrayContaining([expect.objectContaining({ path })]) });
  });

  it('agrees with the CHECK constraints: what stands in the code stands in the table, and what does not is refused there too', async () => {
    const names = ['IDN', 'NZL', 'AHG'];
    const person = '22222222-2222-4222-8222-222222222222';
    const random = fc.record({ tlp: fc.constantFrom('clear', 'green', 'amber', 'amber+strict', 'red'), releasableTo: fc.subarray(names), recipients: fc.subarray([person]), withheldFrom: fc.subarray(names), handlingCaveats: fc.constant<Marking['handlingCaveats']>([]) });
    const { id } = await officer.draft();
    for (const one of fc.sample(random, { numRuns: 120, seed: 7 }) as Marking[]) {
      const stands = contradictions(one).length === 0;
      const kept = await portal.owner.query('UPDATE app.documents SET tlp = $2, releasable_to = $3, recipients = $4, withheld_from = $5 WHERE id = $1', [id, one.tlp, one.releasableTo, one.recipients, one.withheldFrom]).then(() => true, () => false);
      // The code is the stricter of the two: it also wants somebody named, and no name on both lists.
      if (stands) expect({ one, kept }).toEqual({ one, kept: true });
      if (!kept) expect({ one, stands }).toEqual({ one, stands: false });
    }
  });

  it('SR-40 is changed by the originator alone: nobody else marks, releases, recalls or discards, whatever their office', async () => {
    const { id, rowVersion } = await officer.released(marking('clear'));
    for (const who of [idn, secretariat, chair]) {
      const answers = [
        await who.put(`/documents/${id}/release`, { marking: marking('clear'), rehearsal: `${Date.now()}.${'A'.repeat(43)}` }, rowVersion),
        await who.put(`/documents/${id}/recall`, { reason: 'not mine' }, rowVersion),
        await who.patch(`/documents/${id}`, { title: 'mine now' }, rowVersion),
        await who.call('delete', `/documents/${id}`).set('If-Match', `"${rowVersion}"`),
        await who.upload(id, 'mine now'),
        await who.post(`/documents/${id}/rehearsals`, { marking: marking('clear') }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
      expect(answers[0]?.body.detail).toMatch(/^You may not release it; this would take one of: .*its originator/);
    }
    expect(await officer.open(id)).toMatchObject({ rowVersion, state: 'released', title: 'Movements by sea, third quarter' });
  });

  it('NT-2 lets a reader read, and do nothing else', async () => {
    const { id, rowVersion } = await officer.released(marking('green'));
    const before = await officer.open(id);
    for (const [method, path, body] of [
      ['patch', '', { title: 'x' }], ['delete', '', {}], ['put', '/recall', { reason: 'xxx' }], ['put', '/release', { marking: marking('clear'), rehearsal: `1764000000000.${'A'.repeat(43)}` }],
      ['post', '/rehearsals', { marking: marking('clear') }], ['get', '/audience', {}], ['get', '/history', {}], ['get', '/readings', {}], ['delete', '/versions/1', {}],
    ] as const) {
      const answer = await nzl.call(method, `/documents/${id}${path}`).set('If-Match', `"${rowVersion}"`).send(method === 'get' ? undefined : body);
      expect({ method, path, status: answer.status }).toEqual({ method, path, status: 403 });
    }
    expect(await officer.open(id)).toEqual(before);
  });

  it('NT-3 takes no foreign originator, id or state from a body', async () => {
    for (const foreign of [{ originator: 'IDN' }, { id: '22222222-2222-4222-8222-222222222222' }, { state: 'released' }, { readers: ['public'] }, { grantedTo: [] }, { createdBy: idn.id }, { marking: marking('clear') }, { rowVersion: 1 }]) {
      expect((await officer.post('/documents', { title: 'x', kind: 'alert', language: 'en', ...foreign })).status).toBe(400);
      const { id, rowVersion } = await officer.draft();
      expect((await officer.patch(`/documents/${id}`, { title: 'y', ...foreign }, rowVersion)).status).toBe(400);
    }
  });

  it('SR-41 cannot be widened by whoever received it', async () => {
    const { id } = await officer.released(marking('amber', ['IDN'], { handlingCaveats: ['no_onward_sharing'] }));
    const seen = await idn.open(id);
    expect(seen.allows).not.toContain('share');
    expect((await idn.get(`/access/explanation?subject=document&id=${id}&verb=share`)).body).toMatchObject({ allowed: false, sentence: expect.stringContaining('no caveat forbids passing it on') });
    expect((await idn.put(`/documents/${id}/release`, { marking: marking('clear'), rehearsal: `${Date.now()}.${'A'.repeat(43)}` }, seen.rowVersion)).status).toBe(403);
    // Asking is all a recipient can do; until the originator grants it nobody more reads.
    expect((await idn.post(`/documents/${id}/requests`, { purpose: 'to pass it on', reason: 'a case', recipients: ['NZL'], until: '2027-01-31' })).status).toBe(201);
    expect(await reads(nzl, id)).toBe(false);
  });

  it('SR-41 withholds before it grants, whatever names the party: random markings never show it to the one withheld', async () => {
    const { rows } = await portal.owner.query<{ id: string }>('SELECT id FROM app.documents LIMIT 1');
    expect(rows).toHaveLength(1);
    const actor = await portal.actor(nzl);
    const random = fc.record({ tlp: fc.constantFrom('green', 'amber'), to: fc.subarray(['NZL', 'IDN', 'AHG']), caveats: fc.subarray(['H1', 'view_only']) });
    for (const { tlp, to } of fc.sample(random, { numRuns: 40, seed: 3 })) {
      const readers = tlp === 'green' ? ['community'] : to;
      for (const withheldFrom of [['NZL'], ['AHG', 'NZL'], ['community']]) {
        const document = Object.assign(new Document(), { originator: 'AUS', state: 'released', readers, withheldFrom, grantedTo: ['x'], mayDownload: true, mayShare: true });
        expect(portal.access.allows(actor, document)).toEqual([]);
      }
    }
  });

  it('SR-43 is bound to its files: changed behind the portal\'s back, it is not served', async () => {
    const { id } = await officer.released(marking('amber', ['IDN']));
    await portal.owner.query(`UPDATE app.documents SET releasable_to = ARRAY['NZL'] WHERE id = $1`, [id]);
    for (const path of ['', '/versions/1/file']) expect((await nzl.get(`/documents/${id}${path}`)).status).toBe(503);
    const { id: swapped } = await officer.released(marking('amber', ['IDN']));
    await portal.owner.query(`UPDATE app.document_versions SET sha256 = repeat('0', 64) WHERE document_id = $1`, [swapped]);
    expect((await idn.get(`/documents/${swapped}`)).status).toBe(503);
  });

  it('SR-44 acts on the next request: thousands of readings beside a stream of withdrawals never see what was taken back', async () => {
    const { id } = await officer.released(marking('amber', ['IDN', 'NZL']));
    let late = 0;
    for (let turn = 0; turn < 60; turn++) {
      await portal.owner.query(`UPDATE app.parties SET standing = 'suspended' WHERE code = 'NZL'`);
      const answers = await Promise.all(Array.from({ length: 6 }, () => nzl.get(`/documents/${id}`)));
      late += answers.filter(({ status }) => status === 200).length;
      await portal.owner.query(`UPDATE app.parties SET standing = 'active' WHERE code = 'NZL'`);
      expect((await nzl.get(`/documents/${id}`)).status).toBe(200);
    }
    expect(late).toBe(0);
  });

  it('SR-44 acts at once when a person, a delegation, a membership or an audience changes', async () => {
    const audience = (await officer.post('/audiences', { name: 'Those two', expression: '{FJI, NZL}' })).body as { id: string };
    const fji = await portal.official('FJI');
    const { id: byAudience } = await officer.released(marking('amber', [audience.id]));
    const { id: green } = await officer.released(marking('green'));
    expect([await reads(fji, byAudience), await reads(fji, green)]).toEqual([true, true]);
    await portal.owner.query(`UPDATE app.audiences SET expression = '{"party":"NZL"}' WHERE id = $1`, [audience.id]);
    expect([await reads(fji, byAudience), await reads(fji, green)]).toEqual([false, true]);
    await portal.owner.query(`UPDATE app.memberships SET valid = daterange(lower(valid), current_date) WHERE party = 'FJI' AND body = 'FORUM'`);
    expect(await reads(fji, green)).toBe(false);
    const person = await portal.official('NZL');
    expect(await reads(person, green)).toBe(true);
    await portal.owner.query(`UPDATE app.users SET standing = 'suspended' WHERE id = $1`, [person.id]);
    expect((await person.get(`/documents/${green}`)).status).toBe(401);
  });

  it('NT-7 of an audience that is empty or has lapsed is for nobody', async () => {
    const { id: empty } = (await officer.post('/audiences', { name: 'Nobody left', expression: '{NZL} − {NZL}' })).body as { id: string };
    const { id: lapsed } = (await officer.post('/audiences', { name: 'Over', expression: 'FORUM', until: new Date(Date.now() + 60_000).toISOString() })).body as { id: string };
    const documents = [await officer.released(marking('amber', [empty])), await officer.released(marking('amber', [lapsed]))];
    expect(await reads(nzl, documents[1]?.id ?? '')).toBe(true);
    await portal.owner.query(`UPDATE app.audiences SET until = now() - interval '1 second' WHERE id = $1`, [lapsed]);
    for (const { id } of documents) expect(await reads(nzl, id)).toBe(false);
    for (const expression of ['', '*', 'ALL', '{}', 'AHG ∪', '{*}']) expect((await officer.post('/audiences', { name: `bad ${expression}`, expression })).status).toBe(400);
  });

  it('NT-20 is closed on every path once it is taken back, and the originator\'s list of readers is complete', async () => {
    const { id } = await officer.released(marking('amber', ['IDN']));
    expect((await idn.post(`/documents/${id}/requests`, { purpose: 'to pass on', reason: 'a case', recipients: ['NZL'], until: '2027-01-31' })).status).toBe(201);
    const [request] = ((await officer.get('/release-requests?box=received')).body as { items: { id: string; document: { id: string } }[] }).items.filter((one) => one.document.id === id);
    expect((await officer.put(`/release-requests/${request?.id}/decision`, { decision: 'grant', reason: 'agreed', until: '2027-01-15' })).status).toBe(200);
    expect(await reads(nzl, id)).toBe(true);
    const audience = (await officer.get(`/documents/${id}/audience`)).body as { parties: { code: string; because: string }[] };
    expect(audience.parties.map(({ code }) => code)).toEqual(expect.arrayContaining(['AUS', 'IDN', 'NZL']));
    expect(audience.parties.find(({ code }) => code === 'NZL')?.because).toBe('its originator granted it for a time');
    const { rowVersion } = await officer.open(id);
    await officer.put(`/documents/${id}/recall`, { reason: 'it was wrong' }, rowVersion);
    for (const path of ['', '/versions/1/file', '/audience']) expect((await nzl.get(`/documents/${id}${path}`)).status).toBe(404);
    expect((await nzl.get(`/documents?q=cape`)).body.items.map((item: DocumentAnswer) => item.id)).not.toContain(id);
  });
});
