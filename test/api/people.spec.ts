import type { Test } from 'supertest';
import { Accounts, Sessions } from '../../src/identity/index.js';
import type { Role } from '../../src/kernel/access/index.js';
import { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Person {
  id: string;
  name: string;
  email: string;
  roles: string[];
  state: string;
  rowVersion: number;
  allows: string[];
}

const unknown = '00000000-0000-4000-8000-000000000000';
const reason = { reason: 'left the directorate' };

describe('the people of a party', () => {
  let portal: Portal;
  let focalPoint: Official;
  let colleague: Official;
  let foreign: Official;
  let administrator: Official;

  beforeAll(async () => {
    portal = await Portal.start();
    focalPoint = await portal.official('IDN', 'focal_point', 'reader');
    colleague = await portal.official('IDN', 'reader', 'document_officer');
    foreign = await portal.official('AUS', 'reader');
    administrator = await portal.official('SECRETARIAT', 'administrator');
  });
  afterAll(() => portal.stop());

  /** The id of somebody's delegation for their party. */
  const delegation = async ({ id, party }: Official) => (await portal.owner.query<{ id: string }>('SELECT id FROM app.delegations WHERE user_id = $1 AND party = $2', [id, party])).rows[0]?.id ?? '';
  const person = async (id: string, by = focalPoint) => (await by.get(`/people/${id}`)).body as Person;
  const invite = (by: Official, email: string, more: object = {}) => by.post('/people', { email, name: 'Somebody New', locale: 'en', roles: ['reader'], ...more });
  const remove = (by: Official, path: string, body: object = reason): Test => by.call('delete', path).send(body);
  const events = async (id: string) => (await portal.owner.query<{ name: string; originator: string }>('SELECT name, originator FROM app.events WHERE subject_id = $1 ORDER BY at', [id])).rows;

  it('are listed to those who look after them, and to nobody else', async () => {
    const { items, roles } = (await focalPoint.get('/people')).body as { items: Person[]; roles: string[] };
    expect(items.map(({ name }) => name).sort()).toEqual([focalPoint.name, colleague.name].sort());
    expect(roles).toEqual(['reader', 'contributor', 'document_officer', 'statistics_officer', 'trainee', 'trainer', 'course_author', 'course_officer', 'training_coordinator']);
    expect(items.find(({ name }) => name === colleague.name)).toMatchObject({ state: 'active', roles: ['reader', 'document_officer'], email: expect.stringContaining('@idn.example.org'), isYou: false, lastUsedAt: expect.any(String) });
    for (const other of [colleague, await portal.official('SECRETARIAT', 'auditor')]) expect((await other.get('/people')).status).toBe(403);
    expect((await foreign.get('/people')).status).toBe(403);
  });

  it('are found by state, role, text and disuse, a page at a time', async () => {
    const keeper = await portal.official('MYS', 'focal_point');
    for (let number = 0; number < 55; number++) await invite(keeper, `many${number}@mys.example.org`, { name: `Many ${number % 10 === 0 ? 'Tens' : 'Others'} ${number}` });
    const first = (await keeper.get('/people?state=invited')).body as { items: Person[]; next: string };
    const second = (await keeper.get(`/people?state=invited&cursor=${first.next}`)).body as { items: Person[]; next: null };
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 5, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(55);
    expect((await focalPoint.get(`/people?state=invited&cursor=${first.next}`)).status).toBe(400);
    expect((await keeper.get('/people?q=tens')).body.items).toHaveLength(6);
    expect((await keeper.get('/people?q=many7%40')).body.items).toHaveLength(1);
    expect((await keeper.get(`/people?q=${encodeURIComponent('%')}`)).body.items).toEqual([]);
    expect((await keeper.get('/people?role=focal_point')).body.items).toHaveLength(1);
    expect((await keeper.get('/people?unused=90')).body.items).toEqual([]);
    await portal.owner.query(`UPDATE app.delegations SET last_used_at = now() - interval '91 days' WHERE user_id = $1`, [keeper.id]);
    expect((await keeper.get('/people?unused=90')).body.items).toHaveLength(1);
    for (const query of ['state=gone', 'role=king', 'unused=yes', 'q=', 'order=name', 'state=invited&state=active']) expect({ query, status: (await keeper.get(`/people?${query}`)).status }).toEqual({ query, status: 400 });
  });

  it('are taken away as a table, harmless and recorded', async () => {
    const csv = await focalPoint.get('/people/export?format=csv');
    expect(csv.text).toContain('People of IDN, for IDN alone.');
    expect(csv.text).toContain(`${colleague.name},official`);
    expect(((await focalPoint.get('/people/export?format=json')).body as { items: object[] }).items.length).toBeGreaterThan(1);
    expect(await events('IDN')).toContainEqual({ name: 'people.exported', originator: 'IDN' });
    expect((await portal.official('SECRETARIAT', 'secretariat_officer').then((officer) => officer.get('/people/export?format=csv'))).status).toBe(403);
  });

  it('are invited with exactly what was said, and the address once', async () => {
    const answer = await invite(focalPoint, 'Fresh.Face@IDN.example.org ', { email: 'Fresh.Face@IDN.example.org', roles: ['reader', 'trainee'] });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ name: 'Somebody New', email: 'fresh.face@idn.example.org', state: 'invited', roles: ['reader', 'trainee'], invitationOver: false, lastUsedAt: null });
    const again = await invite(focalPoint, 'fresh.face@idn.example.org');
    expect(again.status).toBe(400);
    expect(again.body.errors).toEqual([{ path: 'email', message: 'Somebody with this address is among your people already (invited).' }]);
    const { id } = answer.body as Person;
    await portal.owner.query(`UPDATE app.delegations SET state_since = now() - interval '73 hours' WHERE id = $1`, [id]);
    expect(await person(id)).toMatchObject({ invitationOver: true });
    expect((await focalPoint.post(`/people/${id}/invitation`)).body).toMatchObject({ invitationOver: false });
    expect((await focalPoint.post(`/people/${await delegation(colleague)}/invitation`)).status).toBe(409);
    expect((await events(id)).map(({ name }) => name)).toEqual(['person.invited', 'person.invited']);
  });

  it.each<[string, object, string]>([
    ['no name', { name: '' }, 'name'], ['a name that would calculate', { name: '=cmd()' }, 'name'], ['a name with what is not seen', { name: 'A\u202eB' }, 'name'], ['no address', { email: 'nobody' }, 'email'],
    ['no role', { roles: [] }, 'roles'], ['a role nobody has', { roles: ['king'] }, 'roles'], ['a role twice', { roles: ['reader', 'reader'] }, 'roles'], ['a language we do not write', { locale: 'xx' }, 'locale'],
    ['NT-3 another party', { party: 'AUS' }, 'party'], ['NT-3 an id', { id: unknown }, 'id'], ['NT-3 a state', { state: 'active' }, 'state'], ['NT-3 a user', { userId: unknown }, 'userId'],
  ])('are not invited with %s', async (_what, more, path) => {
    const answer = await invite(focalPoint, 'never@idn.example.org', more);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((fault: { path: string }) => fault.path)).toContain(path);
    expect((await portal.owner.query(`SELECT FROM app.users WHERE email = 'never@idn.example.org'`)).rowCount).toBe(0);
  });

  it('SR-36 are invited with the same answer, in the same list, whether or not there is an account elsewhere', async () => {
    await portal.app.get(Accounts).create({ email: 'known@example.org', name: 'Known Elsewhere', locale: 'ar', delegations: [{ party: 'AUS', roles: ['reader'] }] });
    const [known, fresh] = [await invite(focalPoint, 'known@example.org'), await invite(focalPoint, 'novel@example.org')];
    const bare = (text: string) => text.replaceAll(/[0-9a-f]{8}-[\w-]{27}/g, '<id>').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>').replaceAll(/known@|novel@/g, '<who>@');
    expect(bare(known.text)).toBe(bare(fresh.text));
    const listed = ((await focalPoint.get('/people?q=somebody+new')).body as { items: Person[] }).items.filter(({ email }) => /^(known|novel)@/.test(email));
    expect(listed).toHaveLength(2);
    expect(bare(JSON.stringify(listed[0]))).toBe(bare(JSON.stringify(listed[1])));
    expect((await focalPoint.get('/people?q=elsewhere')).body.items).toEqual([]);
  });

  it('SR-20 have other roles from the next request on, and sign in again', async () => {
    const someone = await portal.official('IDN', 'reader');
    const id = await delegation(someone);
    const { rowVersion } = await person(id);
    expect((await focalPoint.patch(`/people/${id}`, { roles: ['reader', 'trainer'] })).status).toBe(428);
    expect((await focalPoint.patch(`/people/${id}`, { roles: ['reader', 'trainer'] }, rowVersion + 1)).status).toBe(412);
    expect((await someone.get('/session')).body).toMatchObject({ signedIn: true });
    expect((await focalPoint.patch(`/people/${id}`, { roles: ['reader', 'trainer'] }, rowVersion)).body).toMatchObject({ roles: ['reader', 'trainer'], rowVersion: rowVersion + 1 });
    expect((await someone.get('/session')).body).toMatchObject({ signedIn: false });
    const { rows: [told] } = await portal.owner.query(`SELECT originator, detail FROM app.events WHERE name = 'person.roles-changed' AND subject_id = $1`, [id]);
    expect(told).toEqual({ originator: 'IDN', detail: { added: ['trainer'], removed: [] } });
  });

  it('SR-20 are shut out by a suspension on the next request, on every node, and let in again', async () => {
    const someone = await portal.official('IDN', 'reader');
    const beside = await portal.beside();
    const there = new Official(beside.url, beside.settings, { id: someone.id, name: '', party: 'IDN', token: someone.token });
    const id = await delegation(someone);
    for (const each of [someone, there]) expect((await each.get('/documents')).status).toBe(200);
    expect((await focalPoint.put(`/people/${id}/suspension`, {})).status).toBe(400);
    expect((await focalPoint.put(`/people/${id}/suspension`, { reason: 'on leave for a year' })).body).toMatchObject({ state: 'suspended', reason: 'on leave for a year' });
    for (const each of [someone, there]) expect((await each.get('/documents')).status).toBe(401);
    await expect(portal.app.get(Sessions).begin(someone.id, ['passkey'])).rejects.toMatchObject({ status: 401 });
    expect((await focalPoint.put(`/people/${id}/suspension`, reason)).status).toBe(409);
    expect((await remove(focalPoint, `/people/${id}/suspension`, { reason: 'back again' })).body).toMatchObject({ state: 'active', reason: null });
    expect((await remove(focalPoint, `/people/${id}/suspension`)).status).toBe(409);
    const token = await portal.app.get(Sessions).begin(someone.id, ['passkey']);
    expect((await new Official(portal.url, portal.settings, { id: someone.id, name: '', party: 'IDN', token }).get('/documents')).status).toBe(200);
    expect(await events(id)).toEqual([{ name: 'person.suspended', originator: 'IDN' }, { name: 'person.reactivated', originator: 'IDN' }]);
  });

  it('NT-8 lose their tokens with a suspension, for good', async () => {
    const someone = await portal.official('IDN', 'reader');
    const id = await delegation(someone);
    const { token } = (await someone.post('/session/tokens', { name: 'Nightly copy', verbs: ['read:document'], days: 1 })).body as { token: string };
    const used = async () => (await fetch(`${portal.url}/api/v1/documents`, { headers: { Authorization: `Bearer ${token}` } })).status;
    expect(await used()).toBe(200);
    await focalPoint.put(`/people/${id}/suspension`, reason);
    expect(await used()).toBe(401);
    await remove(focalPoint, `/people/${id}/suspension`);
    expect(await used()).toBe(401);
  });

  it('SR-40 keep what another party gave them when one suspends or ends them', async () => {
    const userId = await portal.app.get(Accounts).create({ email: 'two@example.org', name: 'Two Hats', locale: 'en', delegations: [{ party: 'IDN', roles: ['reader'] }, { party: 'NZL', roles: ['reader'] }] });
    const both = async (party: string) => {
      const token = await portal.app.get(Sessions).begin(userId, ['passkey']);
      const one = new Official(portal.url, portal.settings, { id: userId, name: 'Two Hats', party, token });
      const { delegations } = (await one.get('/session')).body as { delegations: { id: string; party: string }[] };
      const wanted = delegations.find((each) => each.party === party)?.id;
      return { one, wanted };
    };
    const { one, wanted } = await both('IDN');
    const kept = await both('NZL');
    const moved = await kept.one.put('/session/delegation', { delegationId: kept.wanted ?? '' });
    const [cookie = ''] = moved.get('Set-Cookie') ?? [];
    const other = new Official(portal.url, portal.settings, { id: userId, name: 'Two Hats', party: 'NZL', token: /sid=([\w-]{43})/.exec(cookie)?.[1] ?? '' });
    expect((await focalPoint.put(`/people/${wanted}/suspension`, reason)).status).toBe(200);
    expect((await one.get('/documents')).status).toBe(401);
    expect((await other.get('/documents')).status).toBe(200);
    expect((await other.get('/session')).body).toMatchObject({ party: { code: 'NZL' }, delegations: [{ party: 'NZL' }] });
    expect((await other.put('/session/delegation', { delegationId: wanted ?? '' })).status).toBe(404);
  });

  it('are gone from the moment their delegation ends, and may be invited anew', async () => {
    const someone = await portal.official('IDN', 'reader');
    const id = await delegation(someone);
    expect((await remove(focalPoint, `/people/${id}`)).body).toMatchObject({ state: 'ended' });
    expect((await someone.get('/documents')).status).toBe(401);
    expect(((await focalPoint.get('/people')).body as { items: Person[] }).items.map((one) => one.id)).not.toContain(id);
    expect(((await focalPoint.get('/people?state=ended')).body as { items: Person[] }).items.map((one) => one.id)).toContain(id);
    expect((await remove(focalPoint, `/people/${id}`)).status).toBe(409);
    const { rows: [{ email } = { email: '' }] } = await portal.owner.query<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [someone.id]);
    expect((await invite(focalPoint, email)).status).toBe(201);
  });

  it('are admitted when their own identity provider named them, with roles the focal point gives', async () => {
    const someone = await portal.official('IDN', 'reader');
    const id = await delegation(someone);
    await portal.owner.query(`UPDATE app.delegations SET state = 'pending', roles = '{reader}' WHERE id = $1`, [id]);
    expect((await someone.get('/documents')).status).toBe(401);
    expect((await focalPoint.put(`/people/${id}/admission`, { roles: ['focal_point'] })).status).toBe(403);
    expect((await focalPoint.put(`/people/${id}/admission`, { roles: ['reader', 'trainee'] })).body).toMatchObject({ state: 'active', roles: ['reader', 'trainee'] });
    expect((await focalPoint.put(`/people/${id}/admission`, { roles: ['reader'] })).status).toBe(409);
  });

  it('SR-22 are signed out by those who look after them, one session or all', async () => {
    const someone = await portal.official('IDN', 'reader');
    const other = new Official(portal.url, portal.settings, { id: someone.id, name: '', party: 'IDN', token: await portal.app.get(Sessions).begin(someone.id, ['passkey']) });
    const path = `/people/${await delegation(someone)}/sessions`;
    const { items } = (await focalPoint.get(path)).body as { items: { id: string; proofs: string[] }[] };
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toMatch(/token|hash/);
    expect((await remove(focalPoint, `${path}/${unknown}`)).status).toBe(404);
    expect((await remove(focalPoint, `${path}/${items[0]?.id}`)).status).toBe(204);
    expect([(await someone.get('/documents')).status, (await other.get('/documents')).status].sort()).toEqual([200, 401]);
    expect((await remove(focalPoint, path)).status).toBe(204);
    expect([(await someone.get('/documents')).status, (await other.get('/documents')).status]).toEqual([401, 401]);
  });

  describe('NT-8', () => {
    /** Every deed there is on a person. */
    const deeds = (by: Official, id: string, rowVersion = 1): [string, () => Test][] => [
      ['see', () => by.get(`/people/${id}`)],
      ['change', () => by.patch(`/people/${id}`, { roles: ['reader'] }, rowVersion)],
      ['suspend', () => by.put(`/people/${id}/suspension`, reason)],
      ['re-activate', () => remove(by, `/people/${id}/suspension`)],
      ['admit', () => by.put(`/people/${id}/admission`, { roles: ['reader'] })],
      ['invite again', () => by.post(`/people/${id}/invitation`)],
      ['see the sessions of', () => by.get(`/people/${id}/sessions`)],
      ['sign out', () => remove(by, `/people/${id}/sessions`)],
      ['end', () => remove(by, `/people/${id}`)],
    ];
    const untouched = async (id: string) => (await portal.owner.query('SELECT state, roles, row_version FROM app.delegations WHERE id = $1', [id])).rows[0];

    it('tells of another party\'s people what it tells of nobody', async () => {
      const id = await delegation(foreign);
      const before = await untouched(id);
      const told = ({ status, body }: Awaited<Test>) => ({ status, body: { ...body, instance: '', requestId: '' } });
      for (const [index, [deed, ask]] of deeds(focalPoint, id).entries()) {
        const [hidden, nobody] = [await ask(), await (deeds(focalPoint, unknown)[index]?.[1] ?? ask)()];
        expect({ deed, ...told(hidden) }).toEqual({ deed, ...told(nobody) });
        expect({ deed, status: hidden.status }).toEqual({ deed, status: 404 });
      }
      expect((await foreign.get('/documents')).status).toBe(200);
      expect(await untouched(id)).toEqual(before);
      expect((await focalPoint.get('/people?party=AUS')).body.items).toEqual([]);
    });

    it.each<[string, Role[]]>([['another focal point', ['reader', 'focal_point']], ['an auditor', ['auditor']], ['somebody with an administrator\'s role', ['administrator']]])('touches no colleague who is %s', async (_what, roles) => {
      const above = await portal.official('IDN', ...roles);
      const id = await delegation(above);
      const before = await untouched(id);
      for (const [deed, ask] of deeds(focalPoint, id).slice(1)) expect({ deed, status: (await ask()).status }).toEqual({ deed, status: 403 });
      expect((await above.get('/session')).body).toMatchObject({ signedIn: true });
      expect(await untouched(id)).toEqual(before);
      expect((await person(id)).allows).not.toContain('change');
    });

    it('lets nobody touch themselves, least of all upwards', async () => {
      for (const self of [focalPoint, administrator]) {
        const id = await delegation(self);
        for (const [deed, ask] of deeds(self, id).slice(1)) expect({ deed, status: (await ask()).status }).toEqual({ deed, status: 403 });
        expect((await self.patch(`/people/${id}`, { roles: ['reader', 'administrator'] }, 1)).status).toBe(403);
      }
    });

    it.each<Role>(['focal_point', 'secretariat_officer', 'auditor', 'administrator'])('lets no focal point make somebody %s', async (role) => {
      const someone = await portal.official('IDN', 'reader');
      const id = await delegation(someone);
      expect((await invite(focalPoint, `above-${role.replace('_', '-')}@idn.example.org`, { roles: ['reader', role] })).status).toBe(403);
      expect((await focalPoint.patch(`/people/${id}`, { roles: ['reader', role] }, 1)).status).toBe(403);
      expect(await untouched(id)).toMatchObject({ roles: ['reader'] });
    });

    it('lets the secretariat\'s administrators keep their own people, and nobody else\'s', async () => {
      const officer = await portal.official('SECRETARIAT', 'reader');
      const id = await delegation(officer);
      expect((await administrator.patch(`/people/${id}`, { roles: ['reader', 'secretariat_officer', 'auditor'] }, 1)).status).toBe(200);
      expect((await administrator.patch(`/people/${id}`, { roles: ['administrator'] }, 2)).status).toBe(403);
      expect((await administrator.put(`/people/${await delegation(await portal.official('SECRETARIAT', 'administrator'))}/suspension`, reason)).status).toBe(403);
      for (const [deed, ask] of deeds(administrator, await delegation(colleague))) expect({ deed, status: (await ask()).status }).toEqual({ deed, status: 404 });
      // The same role in another party is worth nothing.
      const pretender = await portal.official('AUS', 'administrator');
      expect((await pretender.get('/people')).status).toBe(403);
    });

    it('lets an officer of the secretariat see people, and change none', async () => {
      const officer = await portal.official('SECRETARIAT', 'secretariat_officer', 'reader');
      const id = await delegation(colleague);
      const before = await untouched(id);
      expect((await officer.get('/people?party=IDN')).body.items.length).toBeGreaterThan(1);
      for (const [deed, ask] of deeds(officer, id).slice(1)) expect({ deed, status: (await ask()).status }).toEqual({ deed, status: 403 });
      expect((await invite(officer, 'x@idn.example.org')).status).toBe(403);
      expect(await untouched(id)).toEqual(before);
    });

    it('lets whoever was suspended or whose party is suspended do nothing', async () => {
      const second = await portal.official('LKA', 'focal_point');
      const theirs = await delegation(await portal.official('LKA', 'reader'));
      await portal.owner.query(`UPDATE app.parties SET standing = 'suspended' WHERE code = 'LKA'`);
      for (const [deed, ask] of deeds(second, theirs)) expect({ deed, status: (await ask()).status }).toEqual({ deed, status: 403 });
    });
  });

  it('SR-21 change only at the hand of somebody who proved who they are within five minutes', async () => {
    const tired = await portal.official('IDN', 'focal_point');
    const id = await delegation(colleague);
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [tired.id]);
    for (const ask of [
      () => invite(tired, 'late@idn.example.org'), () => tired.patch(`/people/${id}`, { roles: ['reader'] }, 1), () => tired.put(`/people/${id}/suspension`, reason), () => remove(tired, `/people/${id}/suspension`),
      () => tired.put(`/people/${id}/admission`, { roles: ['reader'] }), () => tired.post(`/people/${id}/invitation`), () => remove(tired, `/people/${id}/sessions`), () => remove(tired, `/people/${id}`),
    ]) expect((await ask()).body).toMatchObject({ status: 403, type: expect.stringContaining('/problems/step-up') });
    expect((await tired.get(`/people/${id}`)).status).toBe(200);
  });
});
