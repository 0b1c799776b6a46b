import type { Browser, Page } from 'playwright-core';
import { at, openBrowser, picture, type Look } from '../support/browser.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('T12 an accession, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let clerk: Official;
  let second: Official;
  let steering: Official;
  let focal: Official;
  const complaints: string[] = [];

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    browser = await openBrowser();
    clerk = await portal.official('SECRETARIAT', 'secretariat_officer');
    second = await portal.official('SECRETARIAT', 'secretariat_officer');
    steering = await portal.official('THA');
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  async function as(official: Official, work: (page: Page) => Promise<void>, look: Look = {}): Promise<void> {
    const { page, context, complaints: heard } = await at(portal, browser, official, look);
    await work(page);
    complaints.push(...heard);
    await context.close();
  }

  const fact = (page: Page, name: string) => page.locator('dt', { hasText: name }).locator('+ dd').innerText();

  it('shows the United Arab Emirates and UNODC on the day before and on the day of their admission', async () => {
    await as(steering, async (page) => {
      await page.goto('/members?asOf=2013-03-31');
      const row = (code: string) => page.locator('tr', { hasText: code });
      await row('UNODC').getByText('Observer').first().waitFor();
      expect(await row('ARE').locator('td').nth(1).innerText()).toBe('Observer');
      await picture(page, 't12-day-before');
      await page.getByRole('button', { name: 'The day after' }).click();
      await page.getByText('as of 1 April 2013').waitFor();
      await row('UNODC').locator('td').nth(1).getByText('Member', { exact: true }).waitFor();
      expect(await row('ARE').locator('td').nth(1).innerText()).toBe('Member');
      await row('ARE').getByRole('link').click();
      await page.getByRole('heading', { name: 'On 1 April 2013' }).waitFor();
      expect(await fact(page, 'A marking reaches it by')).toContain('TLP:GREEN');
      await picture(page, 't12-the-day');
      await page.getByRole('button', { name: 'The day before' }).click();
      await page.getByRole('heading', { name: 'On 31 March 2013' }).waitFor();
      expect(await fact(page, 'A marking reaches it by')).toBe('its own name');
      expect(await fact(page, 'Memberships')).toBe('The forum: Observer');
    });
  });

  it('begins with a party nobody knew, and a case that an officer opens', async () => {
    await as(clerk, async (page) => {
      await page.goto('/members');
      await page.getByRole('button', { name: 'Enter a party' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Enter a party' }).click();
      await dialog.getByText('Give a code.').waitFor();
      await dialog.getByLabel('Kind').selectOption({ label: 'Organisation' });
      await dialog.getByLabel('Code', { exact: true }).fill('aus');
      await dialog.getByLabel('English name').fill('Organisation X');
      await dialog.getByRole('button', { name: 'Enter a party' }).click();
      await dialog.getByText('AUS is in the register already').waitFor(); // what was typed is still there
      await dialog.getByLabel('Code', { exact: true }).fill('xorg');
      await dialog.getByRole('button', { name: 'Enter a party' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'XORG' }).click();
      await page.getByText('nothing but TLP:CLEAR').or(page.getByText('its own name')).first().waitFor();
      await page.getByRole('button', { name: 'Open an accession case' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Open the case' }).click();
      await page.getByRole('heading', { name: 'Accessions' }).waitFor();
      await page.getByText('Under way').waitFor();
    });
    focal = await portal.official('XORG', 'focal_point');
  });

  it('goes step by step, and its last step sets the day', async () => {
    await as(clerk, async (page) => {
      await page.goto('/members');
      await page.getByRole('link', { name: 'Cases of accession' }).click();
      await page.getByRole('heading', { name: 'Accessions', level: 1 }).waitFor();
      const dialog = page.getByRole('dialog');
      for (const [step, basis] of [['Applied', 'A letter to the co-chairs'], ['Supported', 'The Steering Group, item 3']] as const) {
        await page.getByRole('button', { name: `Enter: ${step}` }).click();
        await dialog.getByRole('button', { name: 'Enter the step' }).click();
        await dialog.getByText('Say what it rests on.').waitFor();
        await dialog.getByLabel('Basis').fill(basis);
        await dialog.getByRole('button', { name: 'Enter the step' }).click();
        await page.getByText(basis).waitFor();
      }
      await page.getByRole('button', { name: 'Enter: Endorsed' }).click();
      await dialog.getByLabel('First day of the membership').fill(inDays(1));
      await dialog.getByLabel('Basis').fill('Endorsed by senior officials');
      await picture(page, 't12-last-step');
      await dialog.getByRole('button', { name: 'Enter it and set the membership' }).click();
      await page.getByText('Membership from').waitFor();
      await picture(page, 't12-case');
    });
  });

  it('is seen as of both days, and gives on the day what it gives', async () => {
    await as(focal, async (page) => {
      await page.goto(`/members/XORG?asOf=${inDays(0)}`);
      await page.getByText('its own name').waitFor();
      expect(await fact(page, 'Memberships')).toBe('In no body');
      await page.getByRole('button', { name: 'The day after' }).click();
      await page.getByText('TLP:GREEN, which is for every member').waitFor();
      expect(await fact(page, 'Memberships')).toBe('The forum: Member');
      await page.getByText('Endorsed by senior officials').first().waitFor();
      expect(await page.getByRole('heading', { name: 'Accessions' }).count()).toBe(0); // the file is not theirs
      await page.goto('/accessions');
      await page.getByText('Not listed for you.').waitFor();
    });
    await as(steering, async (page) => {
      await page.goto('/accessions');
      await page.getByText('The Steering Group, item 3').waitFor();
      expect(await page.getByRole('button', { name: 'Open an accession case' }).count()).toBe(0);
    });
  });

  it('leaves the name to its focal point, and shows it in the reader\'s language', async () => {
    await as(focal, async (page) => {
      await page.goto('/members/XORG');
      await page.getByRole('button', { name: 'Names of your party' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Language').selectOption('ar');
      await dialog.getByLabel('Name', { exact: true }).fill('Australia');
      await dialog.getByRole('button', { name: 'Use this name' }).click();
      await dialog.getByText('AUS is called that already').waitFor();
      await dialog.getByLabel('Name', { exact: true }).fill('المنظمة س');
      await dialog.getByRole('button', { name: 'Use this name' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('table', { name: 'Table of its names' }).getByText('المنظمة س').waitFor();
    });
    await as(steering, async (page) => {
      await page.goto('/members/XORG');
      await page.getByRole('heading', { level: 1, name: 'المنظمة س' }).waitFor();
      await picture(page, 't12-arabic');
    }, { locale: 'ar' });
  });

  it('takes two officers to suspend it', async () => {
    await as(clerk, async (page) => {
      await page.goto('/members/XORG');
      await page.getByRole('button', { name: 'Change its standing' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: /Suspended/ }).check();
      await dialog.getByLabel('Reason').fill('Agreed by all members in writing.');
      await dialog.getByLabel('Basis').fill('Decision of the ministers');
      await dialog.getByRole('button', { name: 'Propose it' }).click();
      await page.getByText('It waits for a second officer.').waitFor();
      expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
      await page.getByText('Active').first().waitFor();
    });
    await as(second, async (page) => {
      await page.goto('/members');
      await page.getByRole('button', { name: 'Standing' }).click();
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Approve the change' }).click();
      await page.getByText(/^Approved on/).waitFor();
      await picture(page, 't12-suspended');
      await page.getByRole('link', { name: 'XORG' }).click();
      await page.locator('.status-bad', { hasText: 'Suspended' }).first().waitFor();
    });
    expect((await focal.post('/release-requests', { reference: 'FP-2026-000000', purpose: 'a case', reason: 'we were told', until: inDays(30) })).status).toBe(403);
  });

  it('without a complaint of the browser', () => expect(complaints).toEqual([]));
});
