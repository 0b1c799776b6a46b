import type { Browser, Page } from 'playwright-core';
import { at, openBrowser, picture } from '../support/browser.js';
import { Portal } from '../support/portal.js';
import type { Official } from '../support/official.js';

describe('the story of a document, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let officer: Official;
  let reader: Official;
  let third: Official;
  let address = '';
  const complaints: string[] = [];

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    browser = await openBrowser();
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN');
    third = await portal.official('NZL');
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  async function as(official: Official, work: (page: Page) => Promise<void>): Promise<void> {
    const { page, context, complaints: heard } = await at(portal, browser, official);
    await work(page);
    complaints.push(...heard);
    await context.close();
  }

  it('begins with a file, a description and a marking, and is released after a look at who will see it', async () => {
    await as(officer, async (page) => {
      await page.goto('/');
      await page.getByRole('link', { name: 'Share a document' }).first().click();
      await page.locator('input[type=file]:not([webkitdirectory])').setInputFiles([
        { name: 'Lanterns on the shore.txt', mimeType: 'text/plain', buffer: Buffer.from('Lanterns were counted on the shore at night.') },
        { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.from('') },
      ]);
      await page.getByText('The file is empty.').waitFor();
      await page.getByText('Not released yet').waitFor();
      await picture(page, 'share-1-files');
      await page.getByRole('button', { name: 'Go on to the description' }).click();
      await page.locator('#title').fill('');
      await page.getByRole('button', { name: 'Go on to the marking' }).click();
      await page.getByRole('alert').getByText('Enter a title.').waitFor();
      await page.locator('#title').fill('Lanterns on the northern shore');
      await page.locator('#kind').selectOption('intelligence_report'); // of which a release needs more
      await page.getByRole('button', { name: 'Go on to the marking' }).click();
      await page.getByRole('alert').getByText('Grade of the source: a release needs it.').waitFor();
      await page.locator('#kind').selectOption('analysis');
      await page.locator('#abstract').fill('What was counted, and where.');
      await page.getByLabel('Sea routes').check();
      await picture(page, 'share-2-description');
      await page.reload(); // a reload in the middle: what was saved is there, what was not is typed again
      await page.locator('#title').fill('Lanterns on the northern shore');
      await page.locator('#abstract').fill('What was counted, and where.');
      await page.getByLabel('Sea routes').check();
      await page.getByRole('button', { name: 'Go on to the marking' }).click();
      await page.getByRole('radio', { name: /AMBER The parties/ }).check();
      await page.getByText('Choose: Releasable to').click();
      await page.getByRole('group', { name: 'Releasable to' }).getByLabel('Indonesia').check();
      await picture(page, 'share-3-marking');
      await page.getByRole('button', { name: 'Check who will see it' }).click();
      await page.getByRole('button', { name: 'Release to 2 people in 2 parties' }).waitFor();
      await page.getByText('Its marking names it.').waitFor();
      await picture(page, 'share-4-check');
      await page.getByRole('button', { name: 'Release to 2 people in 2 parties' }).click();
      await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
      await page.getByRole('heading', { name: 'Lanterns on the northern shore', level: 1 }).waitFor();
      address = new URL(page.url()).pathname;
      await portal.settled();
    });
    expect(address).toMatch(/^\/documents\/[0-9a-f-]{36}$/);
  });

  it('is found by words in its file, read with the reason, and taken away', async () => {
    await as(reader, async (page) => {
      await page.goto('/documents');
      await page.getByRole('searchbox').first().fill('lanterns');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Lanterns on the northern shore' }).click();
      await page.getByText('Its marking names your country or organisation.').first().waitFor();
      await picture(page, 'document-reader');
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /Download/ }).first().click()]);
      const stream = await download.createReadStream();
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part as Buffer);
      expect(Buffer.concat(parts).toString()).toBe('Lanterns were counted on the shore at night.');
      expect(download.suggestedFilename()).toBe('Lanterns on the shore.txt');
    });
  });

  it('is found again by a search that was saved, and by an address with words nobody here knows', async () => {
    await as(reader, async (page) => {
      await page.goto('/documents?q=lanterns&from-elsewhere=1');
      await page.getByRole('button', { name: 'Save this search' }).click();
      await page.getByRole('dialog').getByLabel('Name').fill('Along the shore');
      await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.goto('/');
      await page.getByRole('link', { name: 'Along the shore' }).click();
      await page.getByRole('link', { name: 'Lanterns on the northern shore' }).waitFor();
      expect(new URL(page.url()).search).toBe('?q=lanterns');
    });
  });

  it('is unknown to a third member: by its address, in the library and in search', async () => {
    await as(third, async (page) => {
      await page.goto(address);
      await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
      await picture(page, 'document-hidden');
      await page.goto('/documents?q=lanterns');
      await page.getByText(/^0 documents|Nothing found|No documents/i).first().waitFor();
      expect(await page.getByText('Lanterns on the northern').count()).toBe(0);
    });
  });

  it('is explained to its originator: who can, who cannot, and why', async () => {
    await as(officer, async (page) => {
      await page.goto(address);
      await page.getByRole('heading', { name: 'Who can see this, and why' }).waitFor();
      await page.getByText('2 people in 2 parties').first().waitFor();
      await page.getByLabel('Ask about one party').selectOption({ label: 'New Zealand (NZL)' });
      await page.getByText('New Zealand may not read it: the marking does not name it.').waitFor();
      await picture(page, 'document-originator');
    });
  });

  it('is asked for by a reader on behalf of a third, and granted for a time', async () => {
    await as(reader, async (page) => {
      await page.goto(address);
      await page.getByRole('button', { name: /Ask for wider use/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Purpose').fill('A joint operation');
      await dialog.getByLabel('Reason').fill('New Zealand takes part in it.');
      await dialog.getByText('Choose: For which other parties').click();
      await dialog.getByLabel('New Zealand').check();
      await dialog.getByLabel('Needed until').fill('2027-03-31');
      await dialog.getByRole('button', { name: 'Send the request' }).click();
      await page.getByText('You find the answer under Requests.').waitFor();
    });
    await as(officer, async (page) => {
      await page.goto('/requests');
      await page.getByText('New Zealand takes part in it.').waitFor();
      await picture(page, 'requests-received');
      await page.getByRole('button', { name: 'Grant for a time' }).click();
      await page.getByRole('dialog').getByLabel('What you agree to').fill('Until the operation ends.');
      await page.getByRole('dialog').getByRole('button', { name: 'Grant for a time' }).click();
      await page.getByText('Granted until 31 Mar 2027.').waitFor();
    });
    await as(third, async (page) => {
      await page.goto(address);
      await page.getByText('Its originator granted it to you for a time.').first().waitFor();
    });
  });

  it('is recalled with a reason, gone for everybody else, and its record tells it all', async () => {
    await as(officer, async (page) => {
      await page.goto(address);
      await page.getByRole('button', { name: /^Recall/ }).click();
      await page.getByText('2 people will no longer see it.').waitFor(); // of others; one's own still do
      await page.getByRole('dialog').getByRole('textbox').fill('The count was wrong.');
      await page.getByRole('dialog').getByRole('button', { name: /Recall/ }).click();
      await page.getByText('Nobody but your party can see it any more.').first().waitFor();
      expect(await page.getByRole('link', { name: /Release again|Edit the description/ }).count()).toBe(0); // the server would refuse both
      await page.goto(`${address}/history`);
      await page.getByText('Recalled it; it was TLP:AMBER to IDN.').waitFor();
      await page.getByText('The count was wrong.').waitFor();
      await picture(page, 'history');
      await page.goto(`${address}/readings`);
      await page.getByRole('rowheader', { name: reader.name }).first().waitFor();
      await page.getByText('Downloaded, version 1').waitFor();
      await picture(page, 'readings');
    });
    for (const official of [reader, third]) {
      await as(official, async (page) => {
        await page.goto(address);
        await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
      });
    }
  });

  it('ran without a complaint of the browser: no error, no violation of the content security policy', () => expect(complaints).toEqual([]));
});
