import { readdir, readFile } from 'node:fs/promises';
import { Accounts, People } from '../../src/identity/index.js';
import type { Actor, Role } from '../../src/kernel/access/index.js';
import { Newcomer } from '../support/newcomer.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('an invitation', () => {
  let portal: Portal;
  let focalPoint: Official;
  let keeper: Actor;
  beforeAll(async () => {
    portal = await Portal.start({ named: true, jobs: true });
    focalPoint = await portal.official('IDN', 'focal_point');
    keeper = await portal.actor(focalPoint);
  });
  afterAll(() => portal.stop());

  const invite = (email: string, name: string, by = keeper, roles: Role[] = ['reader'], party = 'IDN') =>
    portal.db.write(by, () => portal.app.get(People).invite(by, { email, name, locale: 'en', party, roles }));
  /** The address in the last letter to somebody. */
  const letter = async (email: string): Promise<string> => {
    await portal.settled();
    const letters: string[] = [];
    for (const file of (await readdir(portal.settings.mailFolder)).sort()) letters.push((await readFile(`${portal.settings.mailFolder}/${file}`, 'utf8')).replaceAll('=\r\n', '').replaceAll('=3D', '='));
    const found = letters.filter((text) => text.includes(`To: ${email}`) && text.includes('/sign-in/link/')).at(-1);
    return new URL(/http\S+\/sign-in\/link\/[\w-]{43}/.exec(found ?? '')?.[0] ?? `http://none/${email}`).pathname;
  };
  const standing = async (email: string, party = 'IDN') =>
    (await portal.owner.query<{ state: string; user_id: string; name: string }>('SELECT d.state, d.user_id, u.name FROM app.delegations d JOIN app.users u ON u.id = d.user_id WHERE u.email = $1 AND d.party = $2', [email, party])).rows[0];
  const entered = async (link: string) => {
    const someone = new Newcomer(portal);
    await someone.form(link, { terms: 'accepted' });
    Object.assign(someone, { csrf: /data-csrf="([^"]+)"/.exec(await someone.page('/sign-in'))?.[1] ?? '' });
    return someone;
  };

  it('gives nothing until it is taken up, and then what it said', async () => {
    const id = await invite('New.Person@idn.example.org', 'New Person', keeper, ['reader', 'contributor']);
    expect(await standing('new.person@idn.example.org')).toMatchObject({ state: 'invited', user_id: id, name: 'New Person' });
    const link = await letter('new.person@idn.example.org');
    const someone = await entered(link);
    expect((await someone.call('GET', '/documents')).status).toBe(401);
    expect((await someone.makePasskey()).status).toBe(201);
    expect(await (await someone.call('GET', '/session')).json()).toMatchObject({ signedIn: true, party: { code: 'IDN' }, roles: ['reader', 'contributor'] });
    expect(await standing('new.person@idn.example.org')).toMatchObject({ state: 'active' });
    expect((await new Newcomer(portal).page(link))).toContain('no longer works');
  });

  it('is void once a newer one is sent, and once the delegation ended', async () => {
    await invite('twice@idn.example.org', 'Twice');
    const first = await letter('twice@idn.example.org');
    const id = await invite('twice@idn.example.org', 'Twice');
    const second = await letter('twice@idn.example.org');
    expect(second).not.toBe(first);
    expect((await new Newcomer(portal).page(first))).toContain('no longer works');
    const half = await entered(second);
    await portal.db.write(keeper, () => portal.app.get(People).end(keeper, id, 'IDN'));
    expect((await new Newcomer(portal).page(second))).toContain('no longer works');
    expect((await half.makePasskey()).status).toBe(401);
    // There is room for another one on the same day.
    await invite('twice@idn.example.org', 'Twice');
    expect((await entered(await letter('twice@idn.example.org')).then((again) => again.makePasskey())).status).toBe(201);
  });

  it('SR-36 answers and lists the same for an address that has an account elsewhere', async () => {
    const email = 'both@example.org';
    const known = await portal.app.get(Accounts).create({ email, name: 'Real Name', locale: 'ar', password: 'seven boats at the northern cape', delegations: [{ party: 'NZL', roles: ['reader'] }] });
    const holder = new Newcomer(portal);
    await holder.withPassword(email, 'seven boats at the northern cape');
    expect((await holder.makePasskey()).status).toBe(201);
    expect(await invite(email, 'As We Call Them')).toBe(known);
    // Behind the fence there is no person to be seen yet, only what the party wrote itself.
    const seen = () => portal.db.read(keeper, () => portal.db.sql('SELECT d.name, d.email, d.state, u.name AS person FROM app.delegations d LEFT JOIN app.users u ON u.id = d.user_id WHERE d.email = $1', [email]));
    expect(await seen()).toEqual([{ name: 'As We Call Them', email, state: 'invited', person: null }]);
    const link = await letter(email);
    const thief = await entered(link);
    expect((await thief.makePasskey()).status).toBe(401); // the letter alone adds nothing to an account
    expect(await seen()).toMatchObject([{ state: 'active', person: 'Real Name' }]);
    expect(await (await holder.call('GET', '/session')).json()).toMatchObject({ party: { code: 'NZL' }, delegations: [{ party: 'IDN' }, { party: 'NZL' }] });
  });

  it('of another party does not void the own one', async () => {
    const foreign = await portal.actor(await portal.official('AUS', 'focal_point'));
    await invite('wanted@example.org', 'Wanted');
    const ours = await letter('wanted@example.org');
    await invite('wanted@example.org', 'Wanted Too', foreign, ['reader'], 'AUS');
    expect(await letter('wanted@example.org')).not.toBe(ours);
    expect((await (await entered(ours)).makePasskey()).status).toBe(201);
    expect(await standing('wanted@example.org', 'AUS')).toMatchObject({ state: 'invited' });
  });

  it('adds roles to whoever acts for the party already, and takes them away again', async () => {
    const colleague = await portal.official('IDN', 'reader');
    const secretariat = await portal.actor(await portal.official('SECRETARIAT', 'secretariat_officer'));
    const { rows: [{ email } = { email: '' }] } = await portal.owner.query<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [colleague.id]);
    expect(await invite(email, 'Official', secretariat, ['focal_point'])).toBe(colleague.id);
    const roles = async () => (await portal.owner.query<{ roles: string[]; state: string }>('SELECT roles, state FROM app.delegations WHERE user_id = $1', [colleague.id])).rows;
    expect(await roles()).toEqual([{ roles: ['reader', 'focal_point'], state: 'active' }]);
    const people = portal.app.get(People);
    await portal.db.write(secretariat, () => people.withdraw(secretariat, colleague.id, 'IDN', ['focal_point']));
    expect(await roles()).toEqual([{ roles: ['reader'], state: 'active' }]);
    await portal.db.write(secretariat, () => people.withdraw(secretariat, colleague.id, 'IDN', ['reader']));
    expect(await roles()).toEqual([{ roles: ['reader'], state: 'ended' }]);
  });

  it('NT-8 stays within the country line, even past the policy', async () => {
    const people = portal.app.get(People);
    const foreign = await portal.official('AUS', 'reader');
    await expect(invite('x@aus.example.org', 'X', keeper, ['reader'], 'AUS')).rejects.toThrow(/not the people of this party/);
    await expect(portal.db.write(keeper, () => people.end(keeper, foreign.id, 'AUS'))).rejects.toMatchObject({ status: 404 });
    await expect(portal.db.write(keeper, () => people.end(keeper, focalPoint.id, 'IDN'))).rejects.toMatchObject({ status: 404 });
    expect(await portal.db.write(keeper, () => portal.db.sql(`UPDATE app.delegations SET roles = '{administrator}' WHERE user_id = $1 RETURNING id`, [focalPoint.id]))).toEqual([]);
  });
});
