import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Official } from './official.js';
import type { Portal } from './portal.js';

/** Which browser: the one said, Debian's, or the one that ships in npm (x64 Linux). */
async function executable(): Promise<string> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x'; // read at import: it then unpacks its own libraries
  return (await import('@sparticuz/chromium')).default.executablePath();
}

/** @param more switches of the browser's own */
export async function openBrowser(...more: string[]): Promise<Browser> {
  return chromium.launch({ executablePath: await executable(), args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', ...more] });
}

export interface Look {
  theme?: 'light' | 'dark';
  locale?: 'en' | 'ar' | 'en-XA';
  width?: number;
  /** For looking at pages with tools of our own; never where the policy itself is watched. */
  bypassCSP?: boolean;
}

/** A browser of one's own for an official, signed in. What the page complains of is kept in `complaints`. */
export async function at(portal: Portal, browser: Browser, official: Official, look: Look = {}): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const { theme = 'light', locale = 'en', width = 1280, bypassCSP = false } = look;
  const context = await browser.newContext({ baseURL: portal.url, viewport: { width, height: 900 }, colorScheme: theme, locale: 'en-GB', reducedMotion: 'reduce', bypassCSP });
  await context.addInitScript(([kept]) => localStorage.setItem('focalpoint', kept ?? ''), [JSON.stringify({ theme, locale })]);
  if (official.token) await context.addCookies([{ name: 'sid', value: official.token, url: portal.url, httpOnly: true, sameSite: 'Lax' }]);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (401|403|404|409|410|412|422)/.test(message.text())) complaints.push(message.text());
  });
  page.on('dialog', (dialog) => { complaints.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
  return { page, context, complaints };
}

/** A picture for whoever looks at what was built; only when a folder is named. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.FOCALPOINT_TEST_PICTURES) await page.screenshot({ path: `${process.env.FOCALPOINT_TEST_PICTURES}/${name}.png`, fullPage: true });
}

export interface SlowLine {
  cut: () => Promise<unknown>;
  mended: () => Promise<unknown>;
  fast: () => Promise<unknown>;
}

/** Puts a page that takes files on a line on which megabytes take a while, once it is there: what it fetches while its line changes may hang. */
export async function slowly(page: Page, octets = 400_000): Promise<SlowLine> {
  await page.locator('input[type=file]').first().waitFor({ state: 'attached' });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const line = (offline: boolean, uploadThroughput: number) => devtools.send('Network.emulateNetworkConditions', { offline, latency: uploadThroughput < 0 ? 0 : 20, downloadThroughput: -1, uploadThroughput });
  await line(false, octets);
  return { cut: () => line(true, octets), mended: () => line(false, octets), fast: () => line(false, -1) };
}

export interface Held {
  /** Whether its owner agrees when asked, with finger or PIN. */
  agree: (whether: boolean) => Promise<void>;
  /** Whether it answers by itself, or waits to be touched. */
  atHand: (whether: boolean) => Promise<void>;
}

/** Gives a page an authenticator of its own, which holds passkeys and agrees to whatever it is asked. */
export async function withAuthenticator(page: Page, transport: 'internal' | 'usb' = 'internal'): Promise<Held> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport, hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return {
    agree: async (whether) => void (await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: whether })),
    atHand: async (whether) => void (await devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: whether })),
  };
}
