import { readdir, readFile } from 'node:fs/promises';
import { Accounts, Sessions } from '../../src/identity/index.js';
import type { Role } from '../../src/kernel/access/index.js';
import { Newcomer } from '../support/newcomer.js';
import { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Reset {
  id: string;
  state: string;
  name: string;
  needsAnother: boolean;
  elsewhere: { party: string; roles: string[] }[];
  allows: string[];
}

const password = 'seven boats at the northern cape';
const reason = 'Her telephone was stolen; she called me from the office line.';

describe('new factors for somebody who lost theirs', () => {
  let portal: Portal;
  let focalPoint: Official;
  let officer: Official;
  let second: Official;
  let count = 0;
  beforeAll(async () => {
    portal = await Portal.start({ named: true, jobs: true });
    focalPoint = await portal.official('IDN', 'focal_point');
    officer = await portal.official('SECRETARIAT', 'secretariat_officer');
    second = await portal.official('SECRETARIAT', 'secretariat_officer');
  });
  afterAll(() => portal.stop());

  /** Somebody with a passkey, recovery codes and a password, signed in. */
  const holder = async (delegations: { party: string; roles: Role[] }[] = [{ party: 'IDN', roles: ['reader'] }]) => {
    const email = `holder${++count}@idn.example.org`;
    const id = await portal.app.get(Accounts).create({ email, name: `Holder ${count}`, locale: 'en', password, delegations });
    const browser = new Newcomer(portal);
    await browser.withPassword(email, password);
    const { recoveryCodes } = (await (await browser.makePasskey()).json()) as { recoveryCodes: string[] };
    return { id, email, browser, recoveryCodes };
  };
  const delegation = async (userId: string, party = 'IDN') => (await portal.owner.query<{ id: string }>('SELECT id FROM app.delegations WHERE user_id = $1 AND party = $2', [userId, party])).rows[0]?.id ?? '';
  const ask = async (by: Official, userId: string, party = 'IDN') => by.post(`/people/${await delegation(userId, party)}/resets`, { reason });
  const decide = (by: Official, { id }: { id: string }, decision = 'approved') => by.put(`/resets/${id}/decision`, { decision, reason: 'called back on the number we know' });
  const asked = async (userId: string, by = focalPoint, party = 'IDN') => (await ask(by, userId, party)).body as Reset;
  const letters = async (email: string) => {
    await portal.settled();
    const found: string[] = [];
    for (const file of (await readdir(portal.settings.mailFolder)).sort()) found.push((await readFile(`${portal.settings.mailFolder}/${file}`, 'utf8')).replaceAll('=\r\n', '').replaceAll('=3D', '='));
    return found.filter((text) => text.includes(`To: ${email}`));
  };
  const addressOf = async ({ id }: Official) => (await portal.owner.query<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [id])).rows[0]?.email ?? '';

  it('SR-12 come about by two persons: until the second one agrees nothing changes, then everything before is void', async () => {
    const lost = await holder();
    const reset = await asked(lost.id);
    expect(reset).toMatchObject({ state: 'open', name: `Holder ${count}` });
    expect((await lost.browser.call('GET', '/documents')).status).toBe(200);
    expect((await letters(lost.email)).at(-1)).toContain('New factors were asked for in your name');
    expect((await letters(await addressOf(officer))).at(-1)).toContain('second person');
    const tokens = [await portal.app.get(Sessions).begin(lost.id, ['passkey'])];
    const elsewhere = new Official(portal.url, portal.settings, { id: lost.id, name: '', party: 'IDN', token: tokens[0] ?? '' });
    expect((await elsewhere.get('/documents')).status).toBe(200);

    const { token } = (await elsewhere.post('/session/tokens', { name: 'Nightly copy', verbs: ['read:document'], days: 1 })).body as { token: string };
    const withToken = async () => (await fetch(`${portal.url}/api/v1/documents`, { headers: { Authorization: `Bearer ${token}` } })).status;
    expect(await withToken()).toBe(200);

    expect((await decide(officer, reset)).body).toMatchObject({ state: 'approved', decidedBy: officer.name });
    expect(await withToken()).toBe(401);
    expect((await lost.browser.call('GET', '/documents')).status).toBe(401);
    expect((await elsewhere.get('/documents')).status).toBe(401);
    expect((await Object.assign(new Newcomer(portal), { authenticator: lost.browser.authenticator }).withPasskey()).status).toBe(401);
    expect((await new Newcomer(portal).withPassword(lost.email, password)).status).toBe(401);
    const recovering = await new Newcomer(portal).form('/sign-in/recover', { email: lost.email, recovery: lost.recoveryCodes[0] ?? '' });
    expect(recovering.status).not.toBe(303);

    const link = /http\S+(\/sign-in\/link\/[\w-]{43})/.exec((await letters(lost.email)).at(-1) ?? '')?.[1] ?? '';
    const again = new Newcomer(portal);
    await again.form(link, { terms: 'accepted' });
    Object.assign(again, { csrf: /data-csrf="([^"]+)"/.exec(await again.page('/sign-in'))?.[1] ?? '' });
    expect((await again.makePasskey()).status).toBe(201);
    expect((await again.call('GET', '/documents')).status).toBe(200);
    expect(await again.page(link)).toContain('no longer works');
    const { rows } = await portal.owner.query<{ name: string }>(`SELECT name FROM app.events WHERE originator = 'IDN' AND (subject_id = $1 OR subject_id = $2) ORDER BY at`, [reset.id, lost.id]);
    expect(rows.map(({ name }) => name)).toEqual(['factor-reset.asked', 'factor-reset.approved', 'factors.reset']);
  });

  it('SR-12 take more than one approver: whoever asked, and whoever it is about, is answered 409', async () => {
    const head = await holder([{ party: 'IDN', roles: ['focal_point'] }]);
    const byOfficer = await asked(head.id, officer);
    expect((await officer.get('/resets?state=open')).body.items.find(({ id }: Reset) => id === byOfficer.id)).toMatchObject({ needsAnother: true });
    expect((await decide(officer, byOfficer)).body).toMatchObject({ status: 409, type: '/problems/second-person-needed' });
    expect((await head.browser.call('GET', '/documents')).status).toBe(200);
    expect((await decide(second, byOfficer)).status).toBe(200);
    expect((await decide(second, byOfficer)).status).toBe(409);

    const administrator = await portal.official('SECRETARIAT', 'administrator');
    const own = (await administrator.post(`/people/${await delegation(officer.id, 'SECRETARIAT')}/resets`, { reason })).body as Reset;
    expect((await decide(officer, own)).body).toMatchObject({ status: 409, type: '/problems/second-person-needed' });
    expect((await decide(second, own, 'refused')).body).toMatchObject({ state: 'refused' });
    expect((await officer.get('/resets')).status).toBe(200);
  });

  it('change nothing when they are refused, and may be asked for again', async () => {
    const lost = await holder();
    const reset = await asked(lost.id);
    expect((await ask(focalPoint, lost.id)).status).toBe(409);
    expect((await decide(second, reset, 'refused')).body).toMatchObject({ state: 'refused', decisionReason: 'called back on the number we know' });
    expect((await lost.browser.call('GET', '/documents')).status).toBe(200);
    expect((await letters(await addressOf(focalPoint))).at(-1)).toContain('was refused');
    expect((await ask(focalPoint, lost.id)).status).toBe(201);
  });

  it('are given by exactly one of two officers who decide at once', async () => {
    const reset = await asked((await holder()).id);
    const statuses = (await Promise.all([decide(officer, reset), decide(second, reset, 'refused')])).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 409]);
  });

  it('NT-8 are not asked for oneself, for somebody above, or for another party\'s people', async () => {
    const administrator = await portal.official('SECRETARIAT', 'administrator');
    const auditor = await portal.official('IDN', 'auditor');
    const foreign = await portal.official('AUS', 'reader');
    expect((await ask(focalPoint, focalPoint.id)).status).toBe(403);
    expect((await ask(focalPoint, auditor.id)).status).toBe(403);
    expect((await ask(focalPoint, foreign.id, 'AUS')).status).toBe(404);
    expect((await ask(focalPoint, administrator.id, 'SECRETARIAT')).status).toBe(404);
    expect((await ask(administrator, administrator.id, 'SECRETARIAT')).status).toBe(403);
    expect((await ask(officer, foreign.id, 'AUS')).status).toBe(403);
    expect((await ask(await portal.official('IDN', 'document_officer'), focalPoint.id)).status).toBe(403);
    expect((await portal.owner.query('SELECT FROM app.factor_resets WHERE user_id = ANY ($1)', [[focalPoint.id, auditor.id, foreign.id, administrator.id]])).rowCount).toBe(0);
    expect((await ask(await portal.official('IDN', 'focal_point'), focalPoint.id)).status).toBe(201); // a focal point's are asked for by another one
  });

  it('NT-8 are not had through a small role elsewhere: a party does not reset the secretariat', async () => {
    const both = await holder([{ party: 'IDN', roles: ['reader'] }, { party: 'SECRETARIAT', roles: ['administrator'] }]);
    const reset = await asked(both.id);
    expect(reset.elsewhere).toEqual([]); // nothing is told to the party
    const { items } = (await officer.get('/resets?state=open')).body as { items: Reset[] };
    expect(items.find(({ id }) => id === reset.id)?.elsewhere).toEqual([{ party: 'SECRETARIAT', roles: ['administrator'] }]);
    expect((await decide(officer, reset)).body).toMatchObject({ status: 409, type: '/problems/above-the-asker' });
    expect((await both.browser.call('GET', '/documents')).status).toBe(200);
    expect((await decide(officer, reset, 'refused')).status).toBe(200);
  });

  it('NT-8 are decided by officers of the secretariat alone, and seen by nobody else', async () => {
    const reset = await asked((await holder()).id);
    const foreign = await portal.official('AUS', 'focal_point');
    const pretender = await portal.official('AUS', 'secretariat_officer');
    for (const who of [focalPoint, foreign, pretender, await portal.official('SECRETARIAT', 'administrator')]) expect((await decide(who, reset)).status).toBe(403);
    expect((await foreign.get('/resets')).body.items).toEqual([]);
    expect((await pretender.get('/resets')).status).toBe(403);
    expect((await focalPoint.get('/resets')).body.items.every((one: { party: string; allows: string[] }) => one.party === 'IDN' && !one.allows.includes('decide'))).toBe(true);
    expect((await officer.put('/resets/00000000-0000-4000-8000-000000000000/decision', { decision: 'approved', reason: 'x x x' })).status).toBe(404);
  });

  it.each([[{}], [{ reason: 'short' }], [{ reason, party: 'AUS' }], [{ reason, userId: '00000000-0000-4000-8000-000000000000' }], [{ reason: ['x'.repeat(20)] }]])('NT-3 are not asked for with %j', async (body) => {
    const lost = await portal.official('IDN', 'reader');
    expect((await focalPoint.post(`/people/${await delegation(lost.id)}/resets`, body)).status).toBe(400);
  });

  it('SR-21 take a fresh proof from both', async () => {
    const lost = await holder();
    const reset = await asked(lost.id);
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = ANY ($1)`, [[focalPoint.id, second.id]]);
    expect((await decide(second, reset)).body).toMatchObject({ type: '/problems/step-up' });
    expect((await ask(focalPoint, lost.id)).body).toMatchObject({ type: '/problems/step-up' });
    expect((await lost.browser.call('GET', '/documents')).status).toBe(200);
    await portal.owner.query('UPDATE app.sessions SET proven_at = now() WHERE user_id = ANY ($1)', [[focalPoint.id, second.id]]);
  });
});
