import type { Browser, Page } from 'playwright-core';
import { at, openBrowser, picture } from '../support/browser.js';
import { marking, type Official } from '../support/official.js';
import { written } from '../support/papers.js';
import { Portal } from '../support/portal.js';

describe('the pages of a document, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let officer: Official;
  let reader: Official;
  let id = '';

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    browser = await openBrowser();
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN');
    ({ id } = await officer.draft());
    await officer.upload(id, await written(3), 'report.pdf');
    await portal.settled();
    await officer.release(id, marking('amber', ['IDN'], { handlingCaveats: ['view_only'] }));
  }, 180_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  const opened = async (work: (page: Page) => Promise<void>, width = 1200) => {
    const { page, context, complaints } = await at(portal, browser, reader);
    page.setDefaultTimeout(60_000);
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`/documents/${id}`);
    await work(page);
    expect(complaints).toEqual([]);
    await context.close();
  };

  it('are turned by button and key, looked at closer, and carry their words', async () => {
    await opened(async (page) => {
      const viewer = page.getByRole('region', { name: 'Preview' });
      await viewer.getByRole('img', { name: 'Page 1' }).waitFor();
      await viewer.getByText(/Each page carries your watermark/).waitFor();
      await viewer.getByText(/Page 1 begins\./).first().waitFor({ state: 'attached' });
      await picture(page, 'preview-1');
      await viewer.getByRole('button', { name: 'Next page' }).click();
      await viewer.getByRole('img', { name: 'Page 2' }).waitFor();
      await viewer.getByRole('group').press('ArrowRight');
      await viewer.getByRole('img', { name: 'Page 3' }).waitFor();
      await viewer.getByRole('group').press('Home');
      await viewer.getByRole('img', { name: 'Page 1' }).waitFor();
      await viewer.getByLabel('Go to page').fill('2');
      await viewer.getByLabel('Go to page').press('Enter');
      await viewer.getByRole('img', { name: 'Page 2' }).waitFor();
      await viewer.getByRole('button', { name: 'Closer' }).click();
      await viewer.getByRole('button', { name: 'Whole page' }).waitFor();
      expect(await viewer.getByRole('button', { name: 'Print the pages' }).count()).toBe(0);
      await viewer.getByText(/To be looked at here only/).waitFor();
    });
  }, 240_000);

  it('are on no paper where the marking forbids it', async () => {
    await opened(async (page) => {
      await page.getByRole('img', { name: 'Page 1' }).waitFor();
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('img', { name: 'Page 1' }).isVisible()).toBe(false);
      await page.getByText(/does not let it be printed/).waitFor();
    });
  }, 120_000);

  it('fit a phone', async () => {
    await opened(async (page) => {
      await page.getByRole('img', { name: 'Page 1' }).waitFor();
      await picture(page, 'preview-phone');
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
    }, 360);
  }, 120_000);

  it('SR-70 say whose they were: the code on a leaked one leads its officer to the reading, however it is typed, and nobody else anywhere', async () => {
    const { watermark } = (await reader.get(`/documents/${id}/versions/1/pages`)).body as { watermark: string };
    const code = watermark.slice(-10);
    const { page, context, complaints } = await at(portal, browser, officer);
    await page.goto(`/documents/${id}`);
    await page.getByRole('link', { name: 'Whose copy, by its watermark' }).click();
    await page.getByLabel('Code of the watermark').fill(code.slice(0, 9));
    await page.getByRole('button', { name: 'Look it up' }).click();
    await page.getByText('Type all ten letters and digits.').waitFor();
    await page.getByLabel('Code of the watermark').fill('0000000000');
    await page.getByLabel('Code of the watermark').press('Enter');
    await page.getByText('No copy of your party\'s documents has this code.').waitFor();
    await page.getByLabel('Code of the watermark').fill(`${code.slice(0, 5).toLowerCase()} ${code.slice(5).toLowerCase().replaceAll('0', 'o')}`);
    await page.getByRole('button', { name: 'Look it up' }).click();
    await page.getByRole('heading', { name: `This copy was given to ${reader.name}` }).waitFor();
    await page.getByText('Looked at on the screen').waitFor();
    await picture(page, 'watermark');
    await page.getByRole('link', { name: 'Readings of this copy in the record' }).click();
    await page.getByText('Only the copy with the watermark').waitFor();
    const rows = page.getByRole('table', { name: 'Table of readings' }).getByRole('row');
    await rows.filter({ hasText: code }).first().waitFor();
    expect(await rows.filter({ hasText: code }).count()).toBe((await rows.count()) - 1); // and the head
    await page.getByRole('link', { name: 'Show all readings' }).click();
    await page.waitForURL((url) => !url.search);
    expect(complaints).toEqual([]);
    await context.close();

    await opened(async (theirs) => {
      expect(await theirs.getByRole('link', { name: 'Whose copy, by its watermark' }).count()).toBe(0);
      await theirs.goto('/watermarks');
      await theirs.getByText('For document officers and focal points.').waitFor();
      expect(await theirs.getByLabel('Code of the watermark').count()).toBe(0);
    });
  }, 180_000);
});
