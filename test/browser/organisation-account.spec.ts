import type { Browser, Page } from 'playwright-core';
import { at, openBrowser, picture } from '../support/browser.js';
import { MemberProvider } from '../support/member-provider.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('the organisation\'s account, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let focal: Official;
  let provider: MemberProvider;
  const complaints: string[] = [];

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true, named: true });
    browser = await openBrowser();
    focal = await portal.official('NZL', 'focal_point');
    provider = await MemberProvider.start(`${portal.settings.publicUrl}/sign-in/provider/callback/NZL`, 'nzl.example.org');
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); await provider.stop(); });

  async function as(official: Official, work: (page: Page) => Promise<void>): Promise<void> {
    const { page, context, complaints: heard } = await at(portal, browser, official);
    await work(page);
    complaints.push(...heard.filter((one) => !/ERR_NAME_NOT_RESOLVED|status of 400/.test(one))); // the provider's page wants a font from elsewhere; a fault was made on purpose
    await context.close();
  }
  /** At the provider, with its own forms. */
  const signInThere = async (page: Page, login: string) => {
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill('any');
    await page.locator('button[type=submit]').click();
    await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' });
    await page.locator('button[type=submit]').click();
  };
  const viaProvider = async (page: Page) => {
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Continue with your organisation’s account' }).click();
    await page.getByRole('link', { name: 'New Zealand' }).click();
  };

  it('is set up by the focal point: faults are named, the connection is tried, the secret goes in and stays in', async () => {
    await as(focal, async (page) => {
      await page.goto('/');
      await page.locator('details.me summary').click();
      await page.getByRole('link', { name: 'Sign-in settings' }).click();
      await page.getByText(`${portal.settings.publicUrl}/sign-in/provider/callback/NZL`).waitFor();
      await page.locator('#provider-name').fill('Ministry account');
      await page.locator('#provider-issuer').fill('http://login.example.org');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('alert').getByText('A client id is up to 200').waitFor();
      await page.locator('#provider-clientId').fill(provider.clientId);
      await page.locator('#provider-clientSecret').fill(provider.clientSecret);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('alert').getByText('An issuer is reached by https.').waitFor();
      expect(await page.locator('#provider-name').inputValue()).toBe('Ministry account'); // nothing typed is lost
      await page.locator('#provider-issuer').fill(`${provider.issuer}/other`);
      await page.getByRole('button', { name: 'Test the connection' }).click();
      await page.getByText('It will not do like this.').waitFor();
      await page.locator('#provider-issuer').fill(provider.issuer);
      await page.getByRole('button', { name: 'Test the connection' }).click();
      await page.getByText('The service answers and will do.').waitFor();
      await page.getByLabel('People may enter with it').check();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Saved.').waitFor();
      await picture(page, 'organisation-1-settings');
      await page.reload();
      await page.getByText('In use', { exact: true }).waitFor();
      expect(await page.locator('#provider-clientSecret').inputValue()).toBe('');
      expect(await page.content()).not.toContain(provider.clientSecret);
    });
  });

  it('sends a newcomer to wait, and in once admitted', async () => {
    await as(portal.stranger, async (page) => {
      await viaProvider(page);
      await signInThere(page, 'aroha');
      await page.getByRole('heading', { name: 'Your focal point has to accept you' }).waitFor();
      await picture(page, 'organisation-2-waiting');
      await as(focal, async (home) => {
        await home.goto('/');
        await home.getByText('1 person signed in with your organisation’s account and waits.').waitFor();
        await home.getByRole('link', { name: 'Look', exact: true }).click();
        await home.locator('tr', { hasText: 'Aroha of nzl.example.org' }).waitFor();
      });
      const { items } = (await focal.get('/people?state=pending')).body as { items: { id: string }[] };
      expect((await focal.put(`/people/${items[0]?.id}/admission`, { roles: ['reader'] })).status).toBe(200);
      await page.getByRole('link', { name: 'Back to signing in' }).click();
      await viaProvider(page); // the provider still knows them, and asks nothing
      await page.waitForURL(`${portal.settings.publicUrl}/`);
      await page.getByText('Aroha of nzl.example.org').first().waitFor();
      expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toMatch(/token|sid|eyJ/);
    });
  });

  it('is linked to an account that is there, by its owner', async () => {
    await as(focal, async (page) => {
      await page.goto('/sign-in-settings');
      await page.getByRole('button', { name: 'Link your organisation’s account' }).click();
      await signInThere(page, 'tama');
      await page.waitForURL('**/sign-in-settings');
      await page.getByText('tama@nzl.example.org').waitFor();
      await picture(page, 'organisation-3-linked');
    });
    await as(portal.stranger, async (page) => {
      await viaProvider(page);
      await signInThere(page, 'tama');
      await page.waitForURL(`${portal.settings.publicUrl}/`);
      await page.getByText(focal.name).first().waitFor();
    });
  });

  it('is ended after a question, and then leads nobody in', async () => {
    await as(focal, async (page) => {
      await page.goto('/sign-in-settings');
      await page.getByRole('button', { name: 'End this service' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
      await page.getByRole('button', { name: 'End this service' }).waitFor({ state: 'detached' });
      await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#provider-issuer')?.value === ''); // ready for another one
    });
    const page = await (await fetch(`${portal.url}/sign-in`)).text();
    expect(page).not.toContain('/sign-in/provider');
  });

  it('gave the browser nothing to complain of', () => expect(complaints).toEqual([]));
});
