import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, chmodSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { freePort } from '../../deploy/launcher/port.js';
import { under } from '../../deploy/launcher/paths.js';
import { openBrowser, picture } from '../support/browser.js';

describe('the demonstration, started as a newcomer would', () => {
  const folder = mkdtempSync(join(tmpdir(), 'focalpoint-demo-'));
  let port: number;
  let browser: Browser;
  let running: ChildProcess;
  let said = '';

  const start = async () => {
    said = '';
    const { FOCALPOINT_TEST_CLUSTER_URL: _cluster, FOCALPOINT_TEST_FOLDER: _folder, NODE_ENV: _env, ...env } = process.env;
    running = spawn(process.execPath, [under('deploy/launcher/start.ts')], { env: { ...env, PORT: String(port), FOCALPOINT_TEST_STATE: folder }, stdio: ['ignore', 'pipe', 'pipe'] });
    running.stdout?.on('data', (chunk) => { said += String(chunk); });
    running.stderr?.on('data', (chunk) => { said += String(chunk); });
    for (let turn = 0; turn < 1200 && !said.includes('ready at'); turn++) {
      if (running.exitCode !== null) throw new Error(said);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const stop = async () => {
    if (running.exitCode !== null) return;
    running.kill('SIGINT');
    await new Promise((resolve) => running.once('exit', resolve));
  };

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    port = await freePort();
    await start();
    browser = await openBrowser();
  }, 150_000);
  afterAll(async () => {
    await browser.close();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says one line with its address', () => expect(said).toBe(`Focalpoint is ready at http://127.0.0.1:${port}\n`));

  it('lists its officials on the sign-in page, signs one in with a click, and says on every page that it is one', async () => {
    const page = await browser.newPage({ baseURL: `http://127.0.0.1:${port}` });
    await page.goto('/');
    await page.waitForURL(/\/sign-in/);
    await page.locator('button.official').first().waitFor();
    expect(await page.locator('button.official').count()).toBeGreaterThanOrEqual(12);
    await picture(page, 'demo-sign-in');
    await page.getByRole('button', { name: /Jo Ward/ }).click();
    await page.getByRole('heading', { name: /Jo Ward/ }).waitFor();
    await page.getByText('Demonstration data').first().waitFor();
    await page.getByText('Kapal tanpa lampu di selat utara').first().waitFor();
    await picture(page, 'demo-home');
    await page.goto('/documents');
    await page.getByText(/^\d\d documents$/).waitFor();
    await picture(page, 'demo-library');
    await page.close();
  });

  it('has focal points, one overdue, and nominations on which two officers work', async () => {
    const page = await browser.newPage({ baseURL: `http://127.0.0.1:${port}` });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /Dana Lee/ }).click();
    await page.getByRole('heading', { name: /Dana Lee/ }).waitFor();
    await page.goto('/focal-points');
    for (const name of ['Kim Tran', 'Sari Rahayu', 'Ploy Suwan', 'Alia Mansoor']) await page.getByRole('link', { name, exact: true }).first().waitFor();
    await page.getByText('Confirmation 12 days overdue').waitFor();
    await picture(page, 'demo-focal-points');
    await page.goto('/nominations');
    await page.getByText('The approval is for another officer.').waitFor();
    await page.locator('.nomination', { hasText: 'Jo Ward' }).getByRole('button', { name: 'The sender is verified' }).waitFor();
    await page.close();
  });

  it('has a schedule, a document held, one that is gone, and deeds that wait for the second of two officers', async () => {
    const page = await browser.newPage({ baseURL: `http://127.0.0.1:${port}` });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /Jo Ward/ }).click();
    await page.getByRole('heading', { name: /Jo Ward/ }).waitFor();
    await page.goto('/retention');
    await page.getByText('The notes for level 3 have taken their place.').waitFor();
    await picture(page, 'demo-retention');
    await page.goto('/retention?show=due');
    await page.getByText('Refused visas by kind of fraud (synthetic)').first().waitFor();
    await picture(page, 'demo-retention-due');
    await page.goto('/retention?show=held');
    await page.getByText('Small craft leaving the northern cape').first().waitFor();
    await page.goto('/retention?show=gone');
    await page.getByRole('link', { name: /^Certificate of FP-\d{4}-[0-9A-Z]{6} as PDF$/ }).waitFor();
    await page.goto('/retention/schedule');
    await page.getByText('Names in our reports are checked again after nine months.').waitFor();
    await picture(page, 'demo-schedule');
    await page.close();
  });

  it('keeps its data over a second start, and leaves no PostgreSQL behind', async () => {
    const page = await browser.newPage({ baseURL: `http://127.0.0.1:${port}` });
    await stop();
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
    await start();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /Jo Ward/ }).click();
    await page.getByText('Kapal tanpa lampu di selat utara').first().waitFor();
    await page.close();
  }, 120_000);
});
