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
});
