import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { TOTP } from 'otpauth';
import { People } from '../../src/identity/index.js';
import { openBrowser, picture, withAuthenticator, type Held } from '../support/browser.js';
import { Portal } from '../support/portal.js';
import { settling } from '../support/settled.js';

const email = 'ana@idn.example.org';
const password = 'seven boats at the northern cape';

describe('signing in, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let laptop: Held;
  let secret = '';

  beforeAll(async () => {
    portal = await Portal.start({ named: true, jobs: true });
    browser = await openBrowser();
    context = await browser.newContext({ baseURL: portal.url, locale: 'en-GB', reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  const linkTo = (address: string) => {
    const letter = portal.letters().map((text) => text.replaceAll('=\r\n', '')).find((text) => text.includes(`To: ${address}`) && text.includes('/sign-in/link/'));
    return /\/sign-in\/link\/[\w-]{43}/.exec(letter ?? '')?.[0] ?? '/none';
  };

  it('SR-11 leads from the letter over the terms to a passkey, to recovery codes, and home', async () => {
    const keeper = await portal.actor(await portal.official('IDN', 'focal_point'));
    await portal.db.write(keeper, () => portal.app.get(People).invite(keeper, { email, name: 'Ana', locale: 'en', party: 'IDN', roles: ['reader'] }));
    await portal.settled();
    laptop = await withAuthenticator(page);
    await page.goto(linkTo(email));
    await picture(page, 'sign-in-terms');
    await page.getByLabel('I have read these terms').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Name of this passkey').fill('Office laptop');
    await picture(page, 'sign-in-enrol');
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    await page.locator('#codes li').last().waitFor();
    expect(await page.locator('#codes li').count()).toBe(10);
    expect(await page.getByRole('navigation').count()).toBe(0); // nothing leads away from what is shown once
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#codes li').last().isVisible()).toBe(true);
    expect(await page.locator('.art, .main, footer, .lang').filter({ visible: true }).count()).toBe(0);
    await picture(page, 'sign-in-codes-print');
    await page.emulateMedia({ media: 'screen' });
    await picture(page, 'sign-in-codes');
    await page.getByRole('link', { name: 'I have kept them' }).click();
    await page.waitForURL(`${portal.url}/`);
    await page.getByText('Ana', { exact: false }).first().waitFor();
  });

  it('takes the passkey the browser offers in the field, and goes where somebody was going', async () => {
    await context.clearCookies();
    await page.goto('/members');
    await page.waitForURL(`${portal.url}/members`); // the authenticator agrees to what the page asks for by itself
    await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor();
  });

  it('asks for a second passkey, and makes it', async () => {
    await page.goto('/');
    await page.getByRole('heading', { name: 'Make a second passkey' }).waitFor();
    await picture(page, 'home-second-key');
    await page.getByRole('link', { name: 'To your account' }).click();
    await page.getByText('Make a second passkey.').waitFor();
    await picture(page, 'account');
    await laptop.atHand(false);
    await withAuthenticator(page, 'usb');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await page.getByText('Give it a name.').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('Blue key');
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await page.locator('li', { hasText: 'Blue key' }).waitFor();
    await page.getByText('Make a second passkey.').waitFor({ state: 'detached' });
    await laptop.atHand(true);
  });

  it('has a passkey renamed, and asks who is there before it is removed', async () => {
    await page.getByRole('button', { name: 'Rename Blue key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Green key');
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    await page.locator('li', { hasText: 'Green key' }).waitFor();
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes'`);
    await page.reload();
    await page.getByRole('button', { name: 'Remove Green key' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await page.locator('li', { hasText: 'Green key' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Remove Office laptop' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('This is your last way to sign in.').waitFor();
    await page.keyboard.press('Escape');
  });

  it('draws recovery codes anew, shown once', async () => {
    await page.getByRole('button', { name: 'Draw new recovery codes' }).click();
    await page.getByRole('button', { name: 'Draw them' }).click();
    await page.getByRole('dialog', { name: 'Your recovery codes' }).waitFor();
    await page.locator('.once-codes li').last().waitFor();
    expect(await page.locator('.once-codes li').count()).toBe(10);
    await picture(page, 'account-codes');
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 of 10 are left.').waitFor();
  });

  it('sets up a password and an authenticator app beside it', async () => {
    await page.getByRole('button', { name: 'Set a password' }).click();
    await page.getByLabel('New password').fill('short');
    await page.getByRole('button', { name: 'Keep this password' }).click();
    await page.getByText('at least 15 characters').first().waitFor();
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Keep this password' }).click();
    await page.getByText('A password is set').waitFor();
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    secret = (await page.locator('dialog code').textContent())?.replaceAll(' ', '') ?? '';
    expect(await page.locator('.qr').evaluate((one: HTMLImageElement) => one.decode().then(() => one.naturalWidth > 0))).toBe(true);
    await picture(page, 'account-generator');
    await page.getByLabel('Code from your authenticator app').fill(new TOTP({ secret }).generate());
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('An authenticator app is set up').waitFor();
  });

  it('makes a token a program can use, shown once, and revokes it', async () => {
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Nightly reader');
    await page.getByLabel('Find and read documents').check();
    await page.getByRole('button', { name: 'Make the token' }).click();
    const token = await page.locator('.once-token').textContent();
    await picture(page, 'account-token');
    await page.getByRole('button', { name: 'I have kept it' }).click();
    const asProgram = () => fetch(`${portal.url}/api/v1/documents`, { headers: { Authorization: `Bearer ${token}` } }).then(({ status }) => status);
    expect(await asProgram()).toBe(200);
    await page.getByRole('button', { name: 'Revoke Nightly reader' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Nightly reader').first().waitFor({ state: 'detached' });
    expect(await asProgram()).toBe(401);
  });

  it('takes password and code from a page that runs no script, once', async () => {
    const elsewhere = await browser.newContext({ baseURL: portal.url, userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', javaScriptEnabled: false });
    const plain = await elsewhere.newPage();
    await portal.owner.query('UPDATE app.code_generators SET last_step = 0');
    await plain.goto('/sign-in?next=%2Fmembers');
    await plain.locator('#email').fill(email);
    await plain.locator('#password').fill(password);
    await plain.getByRole('button', { name: 'Sign in', exact: true }).click();
    await plain.locator('#code').fill('000000');
    await picture(plain, 'sign-in-second');
    await plain.getByRole('button', { name: 'Continue' }).first().click();
    await plain.getByRole('alert').getByText('This does not match').waitFor();
    await plain.locator('#code').fill(new TOTP({ secret }).generate());
    await plain.getByRole('button', { name: 'Continue' }).first().click();
    await plain.waitForURL(`${portal.url}/members`);
    await page.reload();
    const row = page.locator('li', { hasText: 'Firefox on Linux' });
    await row.waitFor();
    await picture(page, 'account-sessions');
    await row.getByRole('button', { name: 'Sign out' }).click();
    await row.waitFor({ state: 'detached' });
    expect((await elsewhere.request.get('/api/v1/documents')).status()).toBe(401);
    await elsewhere.close();
  });

  it('weighs twelve kilobytes at the most, in three requests', async () => {
    const visitor = await browser.newContext({ baseURL: portal.url });
    const fresh = await visitor.newPage();
    const settled = await settling(fresh);
    const got: { url: string; bytes: number }[] = [];
    fresh.on('response', (response) => void response.body().then((body) => got.push({ url: response.url(), bytes: gzipSync(body, { level: 9 }).length }), () => undefined));
    for (const language of ['en', 'ar']) {
      got.length = 0;
      await fresh.goto(`/sign-in?lang=${language}`);
      await settled();
      const page = got.filter(({ url }) => !url.includes('/api/') && !url.endsWith('icon.svg'));
      expect(page.length).toBeLessThanOrEqual(3);
      expect(page.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(12_288);
    }
    await visitor.close();
  });
});
