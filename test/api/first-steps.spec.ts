import { spawnSync } from 'node:child_process';
import { under } from '../../deploy/launcher/paths.js';
import { Newcomer } from '../support/newcomer.js';
import { letter, nominee } from '../support/nominee.js';
import { Portal } from '../support/portal.js';
import { secretsOfTests } from '../support/test-secrets.js';

/** What docs/running.md tells the operator of a new forum to do, done. */
describe('the first steps of a forum', () => {
  let portal: Portal;
  let address = '';
  let admin: Newcomer;
  const officers: Newcomer[] = [];

  beforeAll(async () => { portal = await Portal.start({ named: true, jobs: true }); });
  afterAll(() => portal.stop());

  const cli = (...args: string[]) => {
    const { databaseUrl, workerDatabaseUrl, storagePath, keyringPath, mailFolder, publicUrl } = portal.settings;
    const env = {
      PATH: process.env.PATH ?? '', ...secretsOfTests, FOCALPOINT_MODE: 'development', DATABASE_URL: databaseUrl, FOCALPOINT_WORKER_DATABASE_URL: workerDatabaseUrl,
      FOCALPOINT_STORAGE_PATH: storagePath, FOCALPOINT_KEYRING_PATH: keyringPath, FOCALPOINT_MAIL_FOLDER: mailFolder, FOCALPOINT_PUBLIC_URL: publicUrl,
    };
    return spawnSync(process.execPath, [under('dist/src/cli.js'), ...args], { env, encoding: 'utf8', input: '', timeout: 30_000 });
  };
  const create = (...more: string[]) => cli('create-admin', '--email', 'ada@forum.example', ...more);
  const linkIn = (text: string) => /\/sign-in\/link\/[\w-]{43}/.exec(text)?.[0] ?? '';

  /** Opens a link as a browser does: terms, then a passkey, then inside. */
  async function enter(path: string): Promise<Newcomer> {
    const someone = new Newcomer(portal);
    await someone.form(path, { terms: 'accepted' });
    Object.assign(someone, { csrf: /data-csrf="([^"]+)"/.exec(await someone.page('/sign-in'))?.[1] ?? '' });
    const made = await someone.makePasskey();
    if (made.status !== 201) throw new Error(await made.text());
    return someone;
  }

  async function letterTo(email: string): Promise<string> {
    await portal.settled();
    return linkIn(portal.letters().map((text) => text.replaceAll('=\r\n', '').replaceAll('=3D', '=')).filter((text) => text.includes(`To: ${email}`)).at(-1) ?? '');
  }

  it('SR-16 begin without any account: no usual name and password opens the portal', async () => {
    expect((await portal.owner.query('SELECT FROM app.users')).rowCount).toBe(0);
    for (const [email, password] of [['admin', 'admin'], ['admin@example.org', 'admin'], ['administrator@localhost', 'focalpoint']] as const) {
      expect([400, 401]).toContain((await new Newcomer(portal).withPassword(email, password)).status);
    }
  });

  it('SR-16 print a single-use link for the first administrator, once, and keep no copy of it', async () => {
    const made = create('--name', 'Ada', '--roles', 'administrator');
    expect(made).toMatchObject({ status: 0, stderr: '' });
    address = linkIn(made.stdout);
    expect(made.stdout).toContain(`${portal.settings.publicUrl}${address}`);
    const again = create('--name', 'Ada');
    expect({ status: again.status, link: linkIn(again.stdout + again.stderr) }).toEqual({ status: 1, link: '' });
    const token = address.split('/').at(-1) ?? '';
    const { rows } = await portal.owner.query<{ kept: string }>(`SELECT to_jsonb(l)::text AS kept FROM app.sign_in_links l UNION ALL SELECT to_jsonb(e)::text FROM app.events e UNION ALL SELECT payload::text FROM graphile_worker._private_jobs`);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(({ kept }) => kept.includes(token))).toEqual([]);
    expect(portal.letters()).toEqual([]);
  });

  it('SR-16 draw a new link while nobody has signed in, and none afterwards', async () => {
    const first = address;
    address = linkIn(create('--again').stdout);
    expect(await new Newcomer(portal).page(first)).toContain('no longer works');
    admin = await enter(address);
    expect(await (await admin.call('GET', '/session')).json()).toMatchObject({ signedIn: true, party: { code: 'SECRETARIAT' }, roles: ['administrator'] });
    expect(await new Newcomer(portal).page(address)).toContain('no longer works');
    const late = create('--again');
    expect({ status: late.status, link: linkIn(late.stdout) }).toEqual({ status: 1, link: '' });
  });

  it('go on with officers of the secretariat, whom the administrator invites', async () => {
    for (const name of ['One', 'Two', 'Three']) {
      const email = `${name.toLowerCase()}@forum.example`;
      expect((await admin.post('/people', { email, name: `Officer ${name}`, locale: 'en', roles: ['secretariat_officer'] })).status).toBe(201);
      officers.push(await enter(await letterTo(email)));
    }
  });

  it('and with a member they enter, and its first focal point, nominated on its behalf', async () => {
    const [one, two, three] = officers as [Newcomer, Newcomer, Newcomer];
    expect((await one.post('/parties', { kind: 'organisation', code: 'XORG', name: 'Organisation X' })).status).toBe(201);
    expect((await one.post('/parties/XORG/memberships', { body: 'FORUM', membership: 'member', from: new Date().toISOString().slice(0, 10), basis: 'founding document' })).status).toBe(201);
    const made = await one.post('/nominations', nominee({ party: 'XORG', email: 'focal@xorg.example' }));
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    const sent = await fetch(`${portal.url}/api/v1/nominations/${id}/letter?fileName=letter.pdf`, {
      method: 'PUT', body: new Uint8Array(letter), headers: { 'Content-Type': 'application/octet-stream', Cookie: one.cookie, 'X-CSRF': one.formToken },
    });
    expect(sent.status).toBe(200);
    await portal.settled();
    expect((await two.call('PUT', `/nominations/${id}/check`, { note: 'Called back the permanent contact.' })).status).toBe(200);
    expect((await three.call('PUT', `/nominations/${id}/approval`, {})).status).toBe(200);
    const focal = await enter(await letterTo('focal@xorg.example'));
    expect(await (await focal.call('GET', '/session')).json()).toMatchObject({ party: { code: 'XORG' }, membership: 'member', roles: expect.arrayContaining(['focal_point']) });
    expect((await focal.post('/people', { email: 'reader@xorg.example', name: 'A Reader', locale: 'en', roles: ['reader'] })).status).toBe(201);
  });
});
