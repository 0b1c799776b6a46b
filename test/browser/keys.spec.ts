import type { Browser, Page } from 'playwright-core';
import { at, openBrowser, picture } from '../support/browser.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('keys, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let one: Official;
  let two: Official;
  let secretary: Official;
  let reader: Official;
  const complaints: string[] = [];

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_KEY_GRACE_MINUTES: '0', FOCALPOINT_KEY_DESTRUCTION_HOURS: '0' } });
    browser = await openBrowser();
    [one, two] = [await portal.official('NZL', 'focal_point', 'document_officer'), await portal.official('NZL', 'focal_point')];
    secretary = await portal.official('SECRETARIAT', 'administrator');
    reader = await portal.official('IDN');
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  async function as(official: Official, work: (page: Page) => Promise<void>): Promise<void> {
    const { page, context, complaints: heard } = await at(portal, browser, official);
    await work(page);
    complaints.push(...heard);
    await context.close();
  }

  it('are rotated, destroyed by two persons and opened again, each seeing what the other did', async () => {
    const document = await one.released(marking('amber', ['IDN']), { title: 'To be lost' });
    await portal.settled();
    await as(one, async (page) => {
      await page.goto('/');
      await page.locator('details.me summary').click();
      await page.getByRole('link', { name: 'Keys', exact: true }).click();
      await page.getByText('Seals and opens').waitFor();
      await page.getByRole('button', { name: 'Rotate the key' }).click();
      await page.getByText('Retired').waitFor();
      await page.getByRole('button', { name: 'Destroy its keys' }).click();
      await page.getByLabel('Reason').fill('Our building was entered last night.');
      await page.getByLabel('Type the name of the party').fill('New Zeeland');
      await page.getByRole('button', { name: 'Ask for it' }).click();
      await page.getByText('This is not its name as it is shown.').waitFor();
      await picture(page, 'keys-ask');
      await page.getByLabel('Type the name of the party').fill('New Zealand');
      await page.getByRole('button', { name: 'Ask for it' }).click();
      await page.getByText('Another person who looks after these keys confirms it.').waitFor();
    });
    await as(two, async (page) => {
      await page.goto('/keys');
      await page.getByText('Our building was entered last night.').waitFor();
      await page.getByRole('button', { name: 'Confirm it' }).click();
      await page.getByLabel('Type the name of the party').fill('New Zealand');
      await page.getByRole('button', { name: 'Confirm', exact: true }).click();
      await page.getByText('Its keys were destroyed.').waitFor();
      await picture(page, 'keys-destroyed');
      await page.getByRole('button', { name: 'Open its keys again' }).click();
      await page.getByLabel('Reason').fill('The building is ours again.');
      await page.getByLabel('Type the name of the party').fill('New Zealand');
      await page.getByRole('button', { name: 'Ask for it' }).click();
      await page.getByText('Its keys are to be opened again.').waitFor();
    });
    await as(reader, async (page) => {
      await page.goto(`/documents/${document.id}`);
      await page.getByText('Its key was destroyed.').waitFor();
      expect(await page.locator('h1').textContent()).toBe(document.symbol);
      await picture(page, 'keys-document');
    });
    await as(secretary, async (page) => {
      await page.goto('/keys');
      await page.getByText('Its keys were destroyed.').waitFor();
      expect(await page.getByRole('button', { name: 'Confirm it' }).count()).toBe(0);
    });
  });

  it('asks who it is before a link to a file is followed, when very many were taken', async () => {
    const document = await portal.official('AUS', 'document_officer').then((officer) => officer.released(marking('amber', ['IDN']), { title: 'One more' }));
    await portal.settled();
    await portal.owner.query(`INSERT INTO app.takings (user_id, document_id, number, originator) SELECT $1, gen_random_uuid(), 1, 'AUS' FROM generate_series(1, 100)`, [reader.id]);
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '10 minutes' WHERE user_id = $1`, [reader.id]);
    await as(reader, async (page) => {
      await page.goto(`/documents/${document.id}`);
      await page.getByRole('link', { name: /^Download/ }).click();
      await page.getByRole('dialog').getByText('Confirm that it is you').first().waitFor();
      await portal.owner.query('DELETE FROM app.takings');
      await page.keyboard.press('Escape');
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: /^Download/ }).click();
      expect((await download).suggestedFilename()).toBe('report.txt');
    });
  });

  it('leaves no complaint in the console', () => {
    expect(complaints).toEqual([]);
  });
});
