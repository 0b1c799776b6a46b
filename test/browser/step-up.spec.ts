import type { Browser, Page } from 'playwright-core';
import { Accounts } from '../../src/identity/index.js';
import { plant } from '../support/arrange.js';
import { openBrowser, picture, withAuthenticator, type Held } from '../support/browser.js';
import { Portal } from '../support/portal.js';

const email = 'ana@idn.example.org';
const password = 'seven boats at the northern cape';
const problem = JSON.stringify({ type: '/problems/step-up', title: 'Confirm that it is you', status: 403, detail: 'This takes a fresh sign-in.' });

describe('SR-21 confirming who one is, over an open screen', () => {
  let portal: Portal;
  let browser: Browser;
  let page: Page;
  let authenticator: Held;
  let refusals = 0;
  let sent = 0;

  beforeAll(async () => {
    portal = await Portal.start({ named: true });
    await portal.app.get(Accounts).create({ email, name: 'Ana', locale: 'en', password, delegations: [{ party: 'IDN', roles: ['reader'] }, { party: 'NZL', roles: ['reader'] }] });
    browser = await openBrowser();
    page = await (await browser.newContext({ baseURL: portal.url, locale: 'en-GB', reducedMotion: 'reduce' })).newPage();
    page.setDefaultTimeout(30_000);
    authenticator = await withAuthenticator(page);
    await page.goto('/sign-in');
    await page.locator('#email').fill(email);
    await page.locator('#password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await page.getByRole('link', { name: 'I have kept them' }).click();
    await page.waitForURL(`${portal.url}/`);
    // The server's refusal stands in front of a deed that any reader can do; the proof itself and what follows are the server's own.
    await page.route('**/api/v1/saved-searches', (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      sent += 1;
      return refusals-- > 0 ? route.fulfill({ status: 403, contentType: 'application/problem+json', body: problem }) : route.continue();
    });
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  const dialog = () => page.getByRole('dialog', { name: 'Confirm that it is you' });
  const save = async (name: string) => {
    refusals = 1;
    sent = 0;
    await page.goto('/documents?q=boats');
    await page.getByRole('button', { name: 'Save this search' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog().waitFor();
  };

  it('is given up with a key, and what was typed is still there', async () => {
    await save('Boats at night');
    await page.getByRole('button', { name: 'Use your passkey' }).waitFor();
    await picture(page, 'step-up');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await page.getByRole('alert').getByText('This takes a fresh sign-in.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Boats at night');
    expect(sent).toBe(1);
  });

  it('says when the passkey was not used, takes it at the next press, and the deed goes on by itself', async () => {
    await save('Boats by day');
    const button = page.getByRole('button', { name: 'Use your passkey' });
    await button.waitFor();
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
    await authenticator.agree(false);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Nothing was confirmed.').waitFor();
    await authenticator.agree(true);
    await button.press('Enter');
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await page.getByText('Saved searches').click();
    await page.getByRole('link', { name: 'Boats by day' }).waitFor();
    expect(sent).toBe(2);
    expect((await portal.owner.query(`SELECT FROM app.events WHERE name = 'session.proven'`)).rowCount).toBe(1);
  });

  it('leaves other tabs able to write, although the session goes on under a new token', async () => {
    const other = await page.context().newPage();
    await other.goto('/documents?q=shore');
    await other.getByRole('button', { name: 'Save this search' }).waitFor();
    await save('Boats again');
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await other.getByRole('button', { name: 'Save this search' }).click();
    await other.getByRole('textbox', { name: 'Name' }).fill('Shore');
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await other.getByRole('dialog').first().waitFor({ state: 'detached' });
    await other.getByText('Saved searches').click();
    await other.getByRole('link', { name: 'Shore' }).waitFor();
    await other.close();
  });

  it('is asked for before a long list is taken away, and the file then comes by itself', async () => {
    const { rows: [ana] } = await portal.owner.query<{ id: string }>('SELECT id FROM app.users WHERE email = $1', [email]);
    await plant(portal, Array.from({ length: 51 }, (_, index) => ({ originator: 'AUS', title: `Boat ${index}` })), ana?.id ?? '');
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes'`);
    await page.goto('/documents');
    await page.getByText('Export', { exact: true }).click();
    await page.getByRole('link', { name: 'CSV' }).click();
    await dialog().waitFor();
    await picture(page, 'step-up-export');
    const [kept] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Use your passkey' }).press('Enter')]);
    expect(kept.suggestedFilename()).toMatch(/^documents.*\.csv$/);
    const stream = await kept.createReadStream();
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    expect(text).toContain('Boat 50');
  });

  it('sends nothing for another delegation that was written for this one', async () => {
    await page.goto('/documents?q=written');
    const other = await page.context().newPage();
    await other.goto('/');
    await other.locator('.me > summary').click();
    await other.getByRole('button', { name: 'Act for New Zealand' }).click();
    await other.locator('.me .code', { hasText: 'NZL' }).first().waitFor();
    await page.getByRole('button', { name: 'Save this search' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('alert').getByText('Reload the page and try again.').waitFor();
    await page.reload();
    await page.locator('.me .code', { hasText: 'NZL' }).first().waitFor();
    await other.close();
  });
});
