import type { Browser } from 'playwright-core';
import { pdf, zip } from '../support/archives.js';
import { at, openBrowser, picture } from '../support/browser.js';
import { FakeClamd } from '../support/fake-clamd.js';
import { marking, type Official } from '../support/official.js';
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

  it('is no hindrance to the file before it, which is the one to look at, to take and to release', async () => {
    const draft = await officer.draft();
    await officer.upload(draft.id, 'what was seen at sea', 'report.txt');
    await officer.upload(draft.id, zip([{ name: 'setup.exe', content: 'MZ' }]), 'annex.zip');
    await portal.settled();
    const { page, context } = await at(portal, browser, officer);
    await page.goto(`/documents/${draft.id}`);
    await page.getByText('what was seen at sea').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Download/ }).click()]);
    expect(download.suggestedFilename()).toBe('report.txt');
    await page.goto(`/share/${draft.id}?step=check`);
    await page.locator('.file-name', { hasText: 'report.txt' }).waitFor();
    expect(await page.locator('.file-name', { hasText: 'annex.zip' }).count()).toBe(0);
    await context.close();
  });

  it('keeps a reader on the page who asks for a file that cannot carry their watermark, and says why', async () => {
    const draft = await officer.draft();
    await officer.upload(draft.id, zip([{ name: 'seen.txt', content: 'boats' }]), 'annex.zip');
    await portal.settled();
    await officer.release(draft.id, marking('amber', ['IDN'], { handlingCaveats: ['no_onward_sharing'] }));
    const { page, context } = await at(portal, browser, await portal.official('IDN'));
    await page.goto(`/documents/${draft.id}`);
    await page.getByRole('link', { name: /^Download/ }).click();
    await page.getByText('Ask its originator for a PDF').waitFor();
    await picture(page, 'not-marked');
    await page.getByRole('link', { name: 'annex.zip' }).click();
    expect(new URL(page.url()).pathname).toBe(`/documents/${draft.id}`);
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
