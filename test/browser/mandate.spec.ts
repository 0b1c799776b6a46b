import type { Browser, Page } from 'playwright-core';
import { at, openBrowser, picture } from '../support/browser.js';
import { plantFocalPoint } from '../support/nominee.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('the mandate of a focal point, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let kim: Official;
  let jo: Official;
  let reader: Official;
  let observer: Official;
  let mandate = '';
  const complaints: string[] = [];

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    browser = await openBrowser();
    kim = await portal.official('AUS', 'reader', 'contributor', 'focal_point');
    jo = await portal.official('AUS', 'reader', 'contributor', 'focal_point');
    reader = await portal.official('IDN');
    observer = await portal.official('CAN');
    mandate = await plantFocalPoint(portal, kim, { name: 'Kim Tran', due_on: new Date(Date.now() - 5 * 86_400_000) });
    await plantFocalPoint(portal, jo, { name: 'Jo Ward', rank: 'alternate' });
    await kim.draft({ title: 'Half written' });
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  async function as(official: Official, work: (page: Page) => Promise<void>): Promise<void> {
    const { page, context, complaints: heard } = await at(portal, browser, official);
    await work(page);
    complaints.push(...heard.filter((one) => !one.includes('status of 400'))); // the number nobody could dial
    await context.close();
  }

  it('is confirmed where its holder is reminded of it', async () => {
    await as(kim, async (page) => {
      await page.goto('/focal-points');
      await page.getByText('Your confirmation is 5 days overdue.').waitFor();
      await page.getByRole('link', { name: 'Look at your entry and confirm it' }).click();
      await page.getByRole('button', { name: 'Confirm for another year' }).click();
      await page.getByText('Confirmed for another year.').waitFor();
      expect(await page.getByText('overdue').count()).toBe(0);
    });
  });

  it('says who may see which private detail, and others find no more than that', async () => {
    await as(kim, async (page) => {
      await page.goto(`/focal-points/${mandate}`);
      await page.getByRole('button', { name: 'Show my private details' }).click();
      await page.getByText('You have given no private details.').waitFor();
      await page.getByRole('button', { name: 'Change, and choose who sees each' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Telephone').fill('ring me');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByText('Give the number with its country code').waitFor();
      await dialog.getByLabel('Telephone').fill('+61 2 5550 0142');
      await dialog.getByLabel('Shown to').nth(0).selectOption('members');
      await dialog.getByLabel('Mobile').fill('+61 491 570 156');
      await dialog.getByLabel('Postal address').fill('Example Street 8\nSydney');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Shown to: Nobody').first().waitFor();
      await page.getByRole('button', { name: 'Change, and choose who sees each' }).click();
      expect(await dialog.getByLabel('Postal address').inputValue()).toBe('Example Street 8\nSydney');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Give a functional mailbox' }).click();
      await dialog.getByLabel('Address').fill('duty@aus.example.org');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('link', { name: 'duty@aus.example.org' }).waitFor();
    });
    await as(reader, async (page) => {
      await page.goto(`/focal-points/${mandate}`);
      await page.getByRole('button', { name: 'Show private details' }).click();
      await page.getByText('+61 2 5550 0142').waitFor();
      expect(await page.getByText('+61 491 570 156').count()).toBe(0);
      expect(await page.getByRole('button', { name: /End|Hand over|Confirm/ }).count()).toBe(0);
    });
    await as(observer, async (page) => {
      await page.goto('/focal-points');
      await page.getByRole('link', { name: 'duty@aus.example.org' }).waitFor();
      expect(await page.getByText('Kim Tran').count()).toBe(0);
      await picture(page, 'focal-points-observer');
    });
  });

  it('is changed by one at a time: who was slower is told, and keeps what was typed', async () => {
    await as(kim, async (page) => {
      await page.goto(`/focal-points/${mandate}`);
      await page.getByRole('button', { name: 'Change the entry' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Agency or unit').fill('Border operations');
      const { rowVersion, languages, timeZone, officeDays, opens, closes } = (await jo.get(`/focal-points/${mandate}`)).body as { rowVersion: number } & Record<string, unknown>;
      await jo.patch(`/focal-points/${mandate}`, { agency: 'Another name', languages, timeZone, officeDays, opens, closes }, rowVersion);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByText('Somebody was faster').waitFor();
      expect(await dialog.getByLabel('Agency or unit').inputValue()).toBe('Border operations');
      await page.keyboard.press('Escape');
      await page.reload();
      await page.getByText('Another name').waitFor();
      await page.getByRole('button', { name: 'Change the entry' }).click();
      await dialog.getByLabel('Agency or unit').fill('Border operations');
      await dialog.getByLabel('Languages').selectOption('vi');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('English, Vietnamese').waitFor();
    });
  });

  it('is handed over, and the successor finds the drafts in their care', async () => {
    await as(kim, async (page) => {
      await page.goto(`/focal-points/${mandate}`);
      await page.getByRole('button', { name: 'Hand over' }).click();
      // By its name: whoever has handed over the last mandate is soon asked to sign in again, by a dialog too.
      const dialog = page.getByRole('dialog', { name: 'Hand the mandate over' });
      await dialog.getByText('Drafts in the care of Kim Tran').waitFor();
      await dialog.getByRole('button', { name: 'Hand over' }).click();
      await dialog.waitFor({ state: 'hidden' });
    });
    await portal.settled();
    await as(jo, async (page) => {
      await page.goto('/drafts');
      await page.getByRole('link', { name: 'Half written', exact: true }).click();
      await page.getByText('In the care of').waitFor();
      await page.getByText(jo.name).first().waitFor();
      await page.goto('/focal-points?q=australia');
      await page.getByRole('link', { name: 'Jo Ward' }).waitFor();
      expect(await page.getByText('Kim Tran').count()).toBe(0);
      await page.getByRole('link', { name: 'Jo Ward' }).click();
      await page.getByRole('button', { name: 'End the mandate' }).click();
      await page.getByText('Nobody else speaks for this party.').waitFor();
    });
  });

  it('without a complaint of the browser on the way', () => expect(complaints).toEqual([]));
});
