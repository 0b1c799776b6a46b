import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { at, openBrowser, picture, slowly } from '../support/browser.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { until } from '../support/until.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

describe('an upload, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let officer: Official;
  let folder: string;
  let id: string;
  let content: Buffer;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    browser = await openBrowser();
    officer = await portal.official('AUS', 'document_officer');
    folder = mkdtempSync(join(tmpdir(), 'focalpoint-chosen-'));
    content = Buffer.from(randomBytes(1_500_000).toString('hex'));
    writeFileSync(join(folder, 'report.txt'), content);
  }, 120_000);
  beforeEach(async () => { ({ id } = await officer.draft()); });
  afterAll(async () => { await browser.close(); await portal.stop(); rmSync(folder, { recursive: true }); });

  const choosing = (page: Page) => page.locator('input[type=file]:not([webkitdirectory])').first();
  const row = (page: Page, name = 'report.txt') => page.getByRole('listitem').filter({ hasText: name });
  const kept = (page: Page) => page.getByText(`SHA-256 ${sha256(content)}`).waitFor();
  const begun = async () => (await portal.owner.query<{ received: string; state: string }>('SELECT received, state FROM app.uploads WHERE document_id = $1', [id])).rows;
  async function partly(page: Page): Promise<void> {
    await page.waitForFunction(() => Number(document.querySelector('.upload [role=progressbar]')?.getAttribute('aria-valuenow')) > 300_000);
  }

  it('goes on by itself when the line is back, and is paused and gone on with by keyboard', async () => {
    const { page, context } = await at(portal, browser, officer);
    await page.goto(`/share/${id}`);
    const line = await slowly(page);
    await choosing(page).setInputFiles(join(folder, 'report.txt'));
    await partly(page);
    await row(page).getByText(/a second/).waitFor();
    await picture(page, 'upload-1-on-its-way');
    await line.cut();
    await row(page).getByText('Connection lost').waitFor();
    await picture(page, 'upload-2-line-lost');
    await line.mended();
    await row(page).getByText('On its way').waitFor();
    await row(page).getByRole('button', { name: 'Pause' }).focus();
    await page.keyboard.press('Enter');
    await row(page).getByText('Paused').waitFor();
    await line.fast();
    await row(page).getByRole('button', { name: 'Go on' }).focus();
    await page.keyboard.press('Enter');
    await kept(page);
    expect(await begun()).toMatchObject([{ state: 'kept', received: String(content.length) }]);
    await context.close();
  });

  it('is taken up after the page was left, with the same file and with no other', async () => {
    const { page, context } = await at(portal, browser, officer);
    await page.goto(`/share/${id}`);
    const line = await slowly(page);
    await choosing(page).setInputFiles(join(folder, 'report.txt'));
    await partly(page);
    page.removeAllListeners('dialog');
    page.once('dialog', (dialog) => void dialog.accept()); // it asks before it lets the page go
    await page.reload();
    await line.fast();
    await row(page).getByText(/Choose report.txt again to go on at \d+ %/).waitFor();
    await picture(page, 'upload-3-choose-again');
    const received = (await begun())[0]?.received;
    expect(Number(received)).toBeGreaterThan(0);
    mkdirSync(join(folder, 'other'), { recursive: true });
    writeFileSync(join(folder, 'other', 'report.txt'), Buffer.from(randomBytes(content.length / 2).toString('hex')));
    await row(page).locator('input[type=file]').setInputFiles(join(folder, 'other', 'report.txt'));
    await row(page).getByText('This is another file than the one that was begun.').waitFor();
    let first = Number.NaN;
    page.on('request', (asked) => { if (asked.method() === 'PATCH' && Number.isNaN(first)) first = Number(asked.headers()['upload-offset']); });
    await row(page).locator('input[type=file]').setInputFiles(join(folder, 'report.txt'));
    await kept(page);
    expect(first).toBeGreaterThanOrEqual(Number(received)); // not from the beginning
    expect(await begun()).toHaveLength(1);
    await context.close();
  });

  it('goes on while the description is written, and is waited for before the release', async () => {
    const { page, context } = await at(portal, browser, officer);
    await page.goto(`/share/${id}`);
    const line = await slowly(page, 100_000);
    await choosing(page).setInputFiles(join(folder, 'report.txt'));
    await row(page).getByText('On its way').waitFor();
    await page.getByRole('button', { name: 'Go on to the description' }).click();
    await page.getByRole('button', { name: 'Go on to the marking' }).click();
    await page.getByRole('radio', { name: /GREEN/ }).first().check();
    await page.getByRole('button', { name: 'Check who will see it' }).click();
    await page.getByText('1 file has not arrived yet.').waitFor();
    expect(await page.getByRole('button', { name: /^Release to/ }).getAttribute('aria-disabled')).toBe('true');
    await picture(page, 'upload-4-waited-for');
    await line.fast();
    await page.getByText('1 file has not arrived yet.').waitFor({ state: 'hidden' });
    expect((await officer.open(id)).versions).toMatchObject([{ sha256: sha256(content) }]);
    await context.close();
  });

  it('of a folder is one archive, which is packed the same when it is chosen again', async () => {
    mkdirSync(join(folder, 'Annexes', 'maps'), { recursive: true });
    writeFileSync(join(folder, 'Annexes', 'one.txt'), 'The first annex.');
    writeFileSync(join(folder, 'Annexes', 'maps', 'north.txt'), 'A map of the north.');
    const { page, context } = await at(portal, browser, officer);
    await page.goto(`/share/${id}`);
    await page.locator('input[webkitdirectory]').setInputFiles(join(folder, 'Annexes'));
    await page.getByText('Annexes.zip').waitFor();
    await page.getByText('Not released yet').waitFor();
    await portal.settled();
    expect((await officer.open(id)).versions).toMatchObject([{ fileName: 'Annexes.zip', mediaType: 'application/zip' }]);
    await context.close();
  });

  it('refuses what is not taken before the line is used, and says why the server did not take it', async () => {
    const { page, context, complaints } = await at(portal, browser, officer);
    await page.goto(`/share/${id}`);
    await choosing(page).setInputFiles([{ name: 'setup.exe', mimeType: 'x', buffer: Buffer.from('MZ') }, { name: 'picture.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') }]);
    await row(page, 'setup.exe').getByText('Files of this kind are not taken.').waitFor();
    await row(page, 'picture.png').getByText('Did not arrive').waitFor();
    expect(await row(page, 'picture.png').getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await row(page, 'picture.png').getByRole('button', { name: 'Remove' }).click();
    await row(page, 'picture.png').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('leaves who removes rows by keyboard beside the next one', async () => {
    const { page, context } = await at(portal, browser, officer);
    await page.goto(`/share/${id}`);
    await choosing(page).setInputFiles([{ name: 'kept.txt', mimeType: 'text/plain', buffer: Buffer.from('boats') }, { name: 'setup.exe', mimeType: 'x', buffer: Buffer.from('MZ') }]);
    await row(page, 'kept.txt').getByRole('button', { name: 'Take back' }).waitFor();
    await row(page, 'setup.exe').getByRole('button', { name: 'Remove' }).press('Enter');
    await row(page, 'setup.exe').waitFor({ state: 'detached' });
    const focused = page.locator(':focus');
    expect(await focused.innerText()).toContain('kept.txt');
    await page.keyboard.press('Tab');
    await focused.press('Enter');
    await row(page, 'kept.txt').waitFor({ state: 'detached' });
    expect(await focused.innerText()).toBe('Choose files');
    await context.close();
  });

  it('says why the server did not take a file, in Arabic', async () => {
    const { page, context } = await at(portal, browser, officer, { locale: 'ar' });
    await page.goto(`/share/${id}`);
    await choosing(page).setInputFiles([{ name: 'CON.txt', mimeType: 'text/plain', buffer: Buffer.from('x') }, { name: 'picture.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') }]);
    await row(page, 'CON.txt').getByText('لا يمكن حفظ اسمه').waitFor();
    await row(page, 'picture.png').getByText('محتواه ليس كما يقول اسمه').waitFor();
    await context.close();
  });

  it('is told not to have been taken to who left the page before that was known, once', async () => {
    const { page, context, complaints } = await at(portal, browser, officer);
    let silent = true;
    await page.route('**/api/v1/uploads/*', (route) => (silent && route.request().method() === 'GET' ? route.abort('connectionrefused') : route.fallback()));
    await page.goto(`/share/${id}`);
    await choosing(page).setInputFiles([{ name: 'picture.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') }]);
    await row(page, 'picture.png').getByText('Has arrived and is being put together').waitFor();
    await portal.settled();
    expect(await begun()).toMatchObject([{ state: 'rejected' }]);
    silent = false;
    await page.reload();
    await row(page, 'picture.png').getByText('Did not arrive').waitFor();
    await picture(page, 'upload-rejected-meanwhile');
    expect(await row(page, 'picture.png').getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await row(page, 'picture.png').getByRole('button', { name: 'Remove' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Choose files' }).waitFor();
    expect(await row(page, 'picture.png').count()).toBe(0);
    expect(complaints.filter((complaint) => !/ERR_CONNECTION_REFUSED/.test(complaint))).toEqual([]);
    await context.close();
  });

  it('goes on when the server was gone for a while', async () => {
    const { page, context } = await at(portal, browser, officer);
    let away = false;
    await page.route('**/api/v1/uploads**', (route) => (away ? route.abort('connectionrefused') : route.fallback()));
    await page.goto(`/share/${id}`);
    const line = await slowly(page);
    await choosing(page).setInputFiles(join(folder, 'report.txt'));
    await partly(page);
    away = true;
    await row(page).getByText(/trying again in ([5-9]|10) s/).waitFor(); // long enough to press the button before it goes on by itself
    await picture(page, 'upload-5-trying-again');
    away = false;
    await line.fast();
    await row(page).getByRole('button', { name: 'Now' }).click();
    await kept(page);
    await context.close();
  });

  it('of a file that changes meanwhile ends with the reason, and the next one has its turn', async () => {
    const { page, context } = await at(portal, browser, officer);
    await page.goto(`/share/${id}`);
    const line = await slowly(page);
    const changing = join(folder, 'changing.txt');
    writeFileSync(changing, randomBytes(1_500_000).toString('hex'));
    await choosing(page).setInputFiles([changing, join(folder, 'report.txt')]);
    await partly(page);
    appendFileSync(changing, 'one more line');
    await row(page, 'changing.txt').getByText('This file was changed, moved or removed on this device').waitFor();
    await picture(page, 'upload-8-changed');
    await line.fast();
    await kept(page);
    await row(page, 'changing.txt').getByRole('button', { name: 'Remove' }).click();
    await until('it is given up', async () => (await begun()).length === 1);
    await context.close();
  });

  it('of files of which some are there already sends the others, and one that has changed since', async () => {
    const { page, context } = await at(portal, browser, officer);
    await page.goto(`/share/${id}`);
    const [one, two] = ['one.txt', 'two.txt'].map((name) => join(folder, name));
    const has = (names: readonly string[]) => until(`there are ${names.join()}`, async () => (await officer.open(id)).versions.map(({ fileName }) => fileName).join() === names.join());
    writeFileSync(one ?? '', 'the first');
    writeFileSync(two ?? '', 'the second');
    await choosing(page).setInputFiles(one ?? '');
    await row(page, 'one.txt').getByRole('button', { name: 'Take back' }).waitFor();
    await choosing(page).setInputFiles([one ?? '', two ?? '']);
    await row(page, 'two.txt').getByRole('button', { name: 'Take back' }).waitFor();
    await has(['one.txt', 'two.txt']);
    writeFileSync(one ?? '', 'the first, corrected');
    await choosing(page).setInputFiles(one ?? '');
    await row(page, 'one.txt').filter({ hasText: 'Version 3' }).waitFor();
    await has(['one.txt', 'two.txt', 'one.txt']);
    await context.close();
  });

  it('is sent by one window at a time', async () => {
    const { page, context } = await at(portal, browser, officer);
    await page.goto(`/share/${id}`);
    const line = await slowly(page, 100_000);
    await choosing(page).setInputFiles(join(folder, 'report.txt'));
    await partly(page);
    const second = await context.newPage();
    await second.goto(`/share/${id}`);
    await row(second).locator('input[type=file]').setInputFiles(join(folder, 'report.txt'));
    await row(second).getByText('Is being sent in another window').waitFor();
    await line.fast();
    await kept(page);
    expect(await begun()).toHaveLength(1);
    await context.close();
  });

  it.each([{ theme: 'dark', locale: 'ar', width: 360 }, { theme: 'light', locale: 'en', width: 360 }, { theme: 'dark', locale: 'en', width: 1280 }] as const)('reads well in $theme, $locale, $width px', async (look) => {
    const { page, context } = await at(portal, browser, officer, { ...look, bypassCSP: true });
    await page.goto(`/share/${id}`);
    await slowly(page, 50_000);
    await choosing(page).setInputFiles([join(folder, 'report.txt'), join(folder, 'Annexes', 'one.txt')]);
    await partly(page);
    await picture(page, `upload-6-${look.theme}-${look.locale}-${look.width}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.evaluate(axe);
    const { violations } = await page.evaluate<AxeResults>(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
    expect(violations.map((one) => `${one.id}: ${one.nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    await context.close();
  });
});
