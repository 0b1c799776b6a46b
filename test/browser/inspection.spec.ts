import type { Browser } from 'playwright-core';
import { pdf, zip } from '../support/archives.js';
import { at, openBrowser, picture } from '../support/browser.js';
import { FakeClamd } from '../support/fake-clamd.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { settling } from '../support/settled.js';

describe('what inspection found, in the browser', () => {
  let portal: Portal;
  let clamd: FakeClamd;
  let browser: Browser;
  let officer: Official;
  let id: string;

  beforeAll(async () => {
    clamd = await FakeClamd.start();
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_SCANNER: clamd.address } });
    browser = await openBrowser();
    officer = await portal.official('AUS', 'document_officer');
    ({ id } = await officer.draft());
    await officer.upload(id, zip([{ name: 'annex/setup.exe', content: 'MZ' }]), 'annex.zip');
    await officer.upload(id, pdf('2 0 obj <</S /JavaScript /JS (1)>> endobj'), 'form.pdf');
    await portal.settled();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await portal.stop();
    await clamd.away();
  });

  it('says why a file was not taken, what to do, and that another acts by itself; in English', async () => {
    const { page, context, complaints } = await at(portal, browser, officer);
    await page.goto(`/documents/${id}`);
    await page.getByText('It holds something that acts when it is opened').waitFor();
    await page.getByText('annex/setup.exe').waitFor();
    await page.getByText('This file does things by itself when it is opened').waitFor();
    expect(await page.getByRole('link', { name: 'annex.zip' }).count()).toBe(0);
    await picture(page, 'inspected');
    await page.goto(`/share/${id}`);
    await page.getByText('It holds something that acts when it is opened').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says so in Arabic, on a phone, in the dark', async () => {
    const { page, context, complaints } = await at(portal, browser, officer, { locale: 'ar', width: 360, theme: 'dark' });
    await page.goto(`/documents/${id}`);
    await page.getByText('يحتوي على ما يعمل عند فتحه').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await picture(page, 'inspected-ar');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('SR-65: tells those who run the portal of old signatures and of a scanner that is away, nobody else', async () => {
    clamd.version = 'ClamAV 1.4.6/27000/Thu Jan 1 09:00:00 2026';
    await new Promise((resolve) => setTimeout(resolve, 10_100)); // what it said of itself is kept for ten seconds
    const secretariat = await portal.official('SECRETARIAT', 'administrator');
    const { page, context } = await at(portal, browser, secretariat);
    await page.goto('/');
    await page.getByText(/signatures are of/).waitFor();
    await context.close();
    const other = await at(portal, browser, officer);
    const settled = await settling(other.page);
    await other.page.goto('/');
    await other.page.getByRole('heading', { level: 1 }).waitFor();
    await settled();
    expect(await other.page.getByText(/signatures are of/).count()).toBe(0);
    await other.context.close();
  });
});
