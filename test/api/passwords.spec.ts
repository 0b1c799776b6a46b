import { createRequire } from 'node:module';
import net from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonLongPasswords, dictionaryWords } from '../../deploy/common-passwords.js';
import { Accounts } from '../../src/identity/index.js';
import { PasswordRules } from '../../src/identity/password-rules.js';
import { commonPasswords, isListed } from '../../src/identity/password-strength/listed.js';
import { Newcomer } from '../support/newcomer.js';
import { Portal } from '../support/portal.js';

const first = 'seven boats at the northern cape';
const list = join(process.env.FOCALPOINT_TEST_FOLDER ?? '', `listed-${process.pid}.txt`);

describe('choosing a password', () => {
  let portal: Portal;
  let someone: Newcomer;
  const email = 'm.tavita@nzl.example.org';
  beforeAll(async () => {
    writeFileSync(list, 'the boat sails at four bells\r\nForum Dinner in Manila\n');
    portal = await Portal.start({ named: true, env: { FOCALPOINT_PASSWORD_LIST: list } });
    await portal.app.get(Accounts).create({ email, name: 'Malia Tavita', locale: 'en', password: first, delegations: [{ party: 'NZL', roles: ['reader'] }] });
    someone = new Newcomer(portal);
    await someone.withPassword(email, first);
    expect((await someone.makePasskey()).status).toBe(201);
  });
  afterAll(() => portal.stop());

  const chosen = async (password: string) => {
    const answer = await someone.call('PUT', '/session/factors/password', { password });
    return { status: answer.status, body: (await answer.json()) as { type?: string; detail?: string; errors?: { path: string }[] } };
  };
  const entered = async (password: string) => {
    await portal.owner.query('DELETE FROM app.tries');
    return (await new Newcomer(portal).withPassword(email, password)).status;
  };

  it.each([
    ['fifteen lower-case letters', 'xkqjwzpvmbtrhgd'], ['several words with blanks', 'nine lanterns over the lagoon'], ['a script of its own', 'قارب صغير يعبر الخليج ليلا'], ['another', '七隻小船在北方的海角等待著明天'],
    ['blanks at both ends', '  paper kites over Apia  '],
  ])('SR-5 takes %s, as they are', async (_what, password) => {
    expect(await chosen(password)).toMatchObject({ status: 200 });
    expect(await entered(password)).toBe(201);
    expect(await entered(password.trim() === password ? `${password} ` : password.trim())).toBe(401);
  });

  it('SR-5 counts characters: sixty-four emoji pass, fourteen letters do not, nor more than 256', async () => {
    const emoji = Array.from({ length: 64 }, (_, index) => String.fromCodePoint(0x1f400 + index * 37 % 64)).join('');
    expect(await chosen(emoji)).toMatchObject({ status: 200 });
    expect(await entered(emoji)).toBe(201);
    for (const wrong of ['xkqjwzpvmbtrhg', 'lagoon '.repeat(37), '']) expect(await chosen(wrong)).toMatchObject({ status: 422, body: { type: '/problems/weak-password', errors: [{ path: 'password' }] } });
  });

  it('SR-5 looks at every character: one that differs at the two hundredth is another password', async () => {
    const long = Array.from({ length: 256 }, (_, index) => 'kites over apia by night'.charAt(index * index * 7 % 24)).join('');
    expect(await chosen(long)).toMatchObject({ status: 200 });
    expect(await entered(long)).toBe(201);
    expect(await entered(`${long.slice(0, 199)}#${long.slice(200)}`)).toBe(401);
  });

  it('SR-5 composes accents and changes nothing else: neither case, nor width, nor a ligature', async () => {
    expect(await chosen('sept phares au café du port')).toMatchObject({ status: 200 });
    expect(await entered('sept phares au cafe\u0301 du port')).toBe(201);
    for (const other of ['Sept phares au café du port', 'sept phares au cafe du port', 'sept phares au café du p\uff4frt']) expect(await entered(other)).toBe(401);
    expect(await chosen('the last o\ufb03ce on the quay')).toMatchObject({ status: 200 });
    expect(await entered('the last office on the quay')).toBe(401);
  });

  it('SR-6 holds a list of more than a hundred thousand, and hardly anything that is not on it', () => {
    const common = commonPasswords();
    expect(common.words).toBeGreaterThan(100_000);
    const mistaken = Array.from({ length: 20_000 }, (_, index) => `${index * 7919} boats at pier ${index}`).filter((word) => common.has(word));
    expect(mistaken.length).toBeLessThan(20);
  });

  it('SR-6 knows the three thousand commonest of fifteen characters and more', async () => {
    const commonest: string[] = [];
    for (const password of commonLongPasswords(dictionaryWords())) if (commonest.push(password) === 3_000) break;
    const { dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as { dictionary: Record<string, string[]> };
    const found = (dictionary['passwords-common'] ?? []).filter((word) => word.length >= 15); // as they were found in the open
    expect(found.length).toBeGreaterThan(20);
    const doubled = (dictionary['passwords-common'] ?? []).filter((word) => word.length >= 8).slice(0, 1_000).map((word) => `${word}${word}`);
    for (const password of [...commonest, ...found, ...doubled]) expect({ password, listed: await isListed(password, '') }).toEqual({ password, listed: true });
  });

  it.each([
    'passwordpassword', 'PasswordPassword!', 'qwertyuiopasdfgh', '1qaz2wsx3edc4rfv', 'password1234567', 'dragondragondragon99', 'abcdefghijklmnop', 'iloveyouiloveyou', 'sunshineprincess', 'letmeinletmein123', 'p4ssw0rdp4ssw0rd',
    'newzealandnewzealand', 'Indonesia2026!!!', 'australiaaustralia', 'forumportal2026', 'the boat sails at four bells', 'forum dinner in manila', 'Forum Dinner in Manila!',
    'welcome to focalpoint', 'm.tavita likes boats', 'the tavita family boat',
  ])('SR-6 refuses %s, and says what to do', async (password) => {
    const { status, body } = await chosen(password);
    expect({ status, type: body.type, errors: body.errors }).toEqual({ status: 422, type: '/problems/weak-password', errors: [{ path: 'password', message: body.detail }] });
    expect(body.detail).toMatch(/Take|does not hold your name/);
  });

  it('SR-6 asks nobody outside: no connection leaves for it', async () => {
    const opened: string[] = [];
    const connect = Reflect.get(net.Socket.prototype, 'connect') as (...args: unknown[]) => net.Socket;
    net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
      opened.push(JSON.stringify(args[0]));
      return connect.apply(this, args);
    } as typeof net.Socket.prototype.connect;
    try {
      await portal.app.get(PasswordRules).require('nine other lanterns by the lagoon', { email, name: 'Malia Tavita' });
      await expect(portal.app.get(PasswordRules).require('trustno1trustno1', { email, name: 'Malia Tavita' })).rejects.toMatchObject({ status: 422 });
      const database = new URL(portal.settings.databaseUrl).port;
      expect(opened.filter((one) => !one.includes(database))).toEqual([]);
      net.connect(1, '127.0.0.1').on('error', () => undefined).destroy();
      expect(opened.filter((one) => !one.includes(database))).toHaveLength(1); // it would have been noticed
    } finally {
      Reflect.set(net.Socket.prototype, 'connect', connect);
    }
  });

  it('SR-6 is the same by a link for a forgotten password, on the page and without its script', async () => {
    const { SignInLinks } = await import('../../src/identity/sign-in/links.js');
    const { rows: [person] } = await portal.owner.query<{ id: string }>('SELECT id FROM app.users WHERE email = $1', [email]);
    const address = new URL(await portal.app.get(SignInLinks).draw('password', person?.id ?? ''));
    const refused = await fetch(`${portal.url}${address.pathname}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ password: 'passwordpassword' }) });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('among those that are tried first');
    const taken = await fetch(`${portal.url}${address.pathname}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ password: 'eleven kites above the reef' }) });
    expect(taken.status).toBe(200);
  });
});
