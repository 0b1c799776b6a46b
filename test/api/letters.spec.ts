import { Accounts, Sessions } from '../../src/identity/index.js';
import { systemActor } from '../../src/kernel/access/index.js';
import { Events, occasion } from '../../src/kernel/events/index.js';
import { Metrics } from '../../src/kernel/health/index.js';
import { freePort } from '../../deploy/launcher/port.js';
import { doctor } from '../../src/doctor.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { PostOffice } from '../support/post-office.js';
import { secretsOfTests } from '../support/test-secrets.js';
import { until } from '../support/until.js';

const signIn = systemActor('sign-in');

describe('a letter', () => {
  let portal: Portal;
  let post: PostOffice;
  let officer: Official;
  let asker: Official;
  beforeAll(async () => {
    post = new PostOffice(await freePort());
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_SMTP_URL: `smtp://127.0.0.1:${post.port}` } });
    officer = await portal.official('AUS', 'document_officer');
    asker = await portal.official('NZL');
    await portal.settled();
  });
  afterAll(async () => { await portal.stop(); await post.close(); });
  beforeEach(async () => { await post.open(); post.received.length = 0; });
  afterEach(() => post.close());

  const person = (email: string, name: string, locale = 'en') => portal.app.get(Accounts).create({ email, name, locale, delegations: [{ party: 'IDN', roles: ['reader'] }] });
  const happens = (name: string, userId: string) => portal.db.write(signIn, () => portal.app.get(Events).record(signIn, name, { type: 'user', id: userId }));
  const letterJobs = async () =>
    (await portal.owner.query<{ attempts: number; error: string | null; locked: boolean }>(`SELECT j.attempts, j.last_error AS error, j.locked_at IS NOT NULL AS locked FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'letter' ORDER BY j.id`)).rows;
  /** Time goes on: what waits for its next try is due. */
  const timePasses = () => portal.owner.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL; NOTIFY "jobs:insert", '{"r":"test","count":1}'`);

  it('is in the language of whoever gets it, and holds no secret', async () => {
    await happens('recovery-codes.drawn', await person('ana@idn.example.org', 'Ana'));
    await happens('recovery-codes.drawn', await person('salma@idn.example.org', 'Salma', 'ar-EG'));
    await portal.settled();
    const [english] = post.to('ana@idn.example.org');
    const [arabic] = post.to('salma@idn.example.org');
    expect(english?.subject).toBe('Focalpoint: New recovery codes were drawn');
    expect(english?.text).toMatch(/^Ana,\r\n\r\nNew recovery codes were drawn for your account; those before are void\.\r\n\d{4}-\d\d-\d\d \d\d:\d\d \(UTC\)/);
    expect(english?.text).toContain(`${portal.settings.publicUrl}/account\r\n`);
    expect(arabic?.subject).toBe('Focalpoint: سُحبت رموز استرداد جديدة');
    expect(arabic?.text).toMatch(/^\u2068Salma\u2069،/);
    expect(arabic?.raw).toMatch(/^Content-Language: ar\r$/m);
    for (const letter of [english, arabic]) expect(letter?.raw).not.toMatch(/([0-9A-HJKMNP-TV-Z]{4}-){3}/);
  });

  it('waits while the mail server is down, and is then delivered once', async () => {
    await post.close();
    const before = post.offered;
    await happens('password.changed', await person('budi@idn.example.org', 'Budi'));
    await until('it was tried in vain', async () => (await letterJobs()).some(({ error, locked }) => !locked && error?.includes('ECONNREFUSED')));
    expect(post.offered).toBe(before);
    await post.open();
    await timePasses();
    await until('it went out', async () => (await letterJobs()).length === 0);
    expect(post.to('budi@idn.example.org')).toHaveLength(1);
  });

  it('is sent once for one happening, however often that is told', async () => {
    await happens('passkey.added', await person('citra@idn.example.org', 'Citra'));
    await portal.settled();
    const { rows: [event] } = await portal.owner.query<{ id: string }>(`SELECT id FROM app.events WHERE name = 'passkey.added' ORDER BY at DESC LIMIT 1`);
    await portal.app.get(Events).react('passkey.added', 'SecurityNotices.tell', event?.id ?? '');
    await portal.settled();
    expect(post.to('citra@idn.example.org')).toHaveLength(1);
    await happens('passkey.added', (await portal.owner.query<{ id: string }>(`SELECT id FROM app.users WHERE email = 'citra@idn.example.org'`)).rows[0]?.id ?? '');
    await portal.settled();
    expect(post.to('citra@idn.example.org')).toHaveLength(2);
  });

  it('is not told apart by names that would be headers, addresses or directions', async () => {
    const id = await person('dewi@idn.example.org', 'Dewi');
    await portal.owner.query(`UPDATE app.users SET name = $2 WHERE id = $1`, [id, 'Dewi\r\nBcc: everybody@idn.example.org\r\n\r\nClick https://evil.example \u202Enow']);
    await happens('password.removed', id);
    await portal.settled();
    const [letter] = post.to('dewi@idn.example.org');
    expect(letter?.text.split('\r\n')[0]).toBe('Dewi Bcc: everybody@idn.example.org Click https: //evil.example now,');
    expect(letter?.raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc/im);
    expect(post.to('everybody@idn.example.org')).toEqual([]);
  });

  it('tells of a sign-in from a kind of device that is new, and not of one that is known, nor of the first', async () => {
    const id = await person('eka@idn.example.org', 'Eka');
    const from = async (agent: string) => {
      await occasion.run({ requestId: 'r', ip: '192.0.2.7', agent }, () => portal.app.get(Sessions).begin(id, ['passkey']));
      await portal.settled();
      return post.to('eka@idn.example.org').map(({ text }) => /with (.*), which/.exec(text)?.[1]);
    };
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const phone = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36';
    expect(await from(firefox)).toEqual([]);
    expect(await from(firefox)).toEqual([]);
    expect(await from(phone)).toEqual(['Chrome on Android']);
    expect(await from(phone)).toEqual(['Chrome on Android']);
  });

  it('SR-112 holds nothing of a record, and is not sent to whoever lost access meanwhile', async () => {
    const { symbol } = await officer.released(marking('amber', ['NZL']), { title: 'Unmistakable title' });
    const request = { reference: symbol, purpose: 'unmistakable purpose', reason: 'unmistakable reason', until: '2027-06-01' };
    expect((await asker.post('/release-requests', request)).status).toBe(202);
    await portal.settled();
    expect(post.received.length).toBeGreaterThan(0);
    for (const { raw, text, subject } of post.received) expect(`${raw}${text}${subject}`).not.toMatch(/unmistakable/i);
    const { symbol: another } = await officer.released(marking('amber', ['NZL']), { title: 'Another title' });
    await post.close();
    const sent = post.received.length;
    expect((await asker.post('/release-requests', { ...request, reference: another })).status).toBe(202);
    await until('it was tried in vain', async () => (await letterJobs()).some(({ error, locked }) => !locked && error?.includes('ECONNREFUSED')));
    await portal.owner.query(`UPDATE app.delegations SET roles = '{reader}' WHERE user_id = $1`, [officer.id]);
    await post.open();
    await timePasses();
    await until('it went out', async () => (await letterJobs()).length === 0);
    expect(post.received).toHaveLength(sent);
  });

  it('is given up after eight tries, and the operator is told', async () => {
    const health = async () => (await doctor({ ...secretsOfTests, FOCALPOINT_MODE: 'development', DATABASE_URL: portal.settings.databaseUrl, FOCALPOINT_WORKER_DATABASE_URL: portal.settings.workerDatabaseUrl })).faults.filter((line) => line.startsWith('letters'));
    expect(await health()).toEqual([]);
    post.refused.add('fajar@idn.example.org');
    await happens('passkey.removed', await person('fajar@idn.example.org', 'Fajar'));
    for (let turn = 1; turn <= 8; turn++) {
      await until('it was tried in vain again', async () => (await letterJobs()).some(({ attempts, error, locked }) => !locked && attempts === turn && error?.includes('550')));
      await timePasses();
    }
    expect(await letterJobs()).toMatchObject([{ attempts: 8 }]);
    const offered = post.offered;
    await timePasses();
    await happens('passkey.removed', await person('gita@idn.example.org', 'Gita')); // one that cannot be delivered holds up none behind it
    await until('it went out', () => post.to('gita@idn.example.org').length === 1);
    expect(post.offered).toBe(offered + 1);
    expect(await health()).toEqual(['letters: 1 could not be delivered in eight tries; see docs/running.md']);
    expect(await portal.app.get(Metrics).text()).toMatch(/^focalpoint_letters_dead 1$/m);
  }, 60_000);
});
