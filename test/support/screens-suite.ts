import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { Accounts } from '../../src/identity/index.js';
import { at, openBrowser, picture, type Look } from './browser.js';
import { Newcomer } from './newcomer.js';
import { Official } from './official.js';
import { Portal } from './portal.js';
import { screens, visitors, type Screen, type Who } from './screens.js';
import { arrangeScreens, type Ids, type People } from './screens-world.js';
import { settling } from './settled.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What every screen must hold in one language: no finding of axe in light and in dark, and room enough on a phone. A language is a file of
 * its own, so that two of them are looked at side by side; a visitor is a test of its own, so that none is long.
 */
export function screensSuite(locale: 'en' | 'ar'): void {
  let portal: Portal;
  let browser: Browser;
  let people: People;
  let ids: Ids;
  let visits = 0;
  const shown = new Map<string, number>();

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true, named: true });
    browser = await openBrowser();
    ({ people, ids } = await arrangeScreens(portal));
  }, 600_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  /** Whoever is on the way in is somebody else each time: the way in is gone once. */
  async function visitor(who: Who): Promise<Official> {
    if (who !== 'halfway' && who !== 'fresh') return people[who];
    const email = `visitor${++visits}@aus.example.org`;
    const password = 'seven boats at the northern cape';
    await portal.app.get(Accounts).create({ email, name: 'Visitor', locale: 'en', password, delegations: [{ party: 'AUS', roles: ['reader'] }] });
    const someone = new Newcomer(portal);
    await someone.withPassword(email, password);
    if (who === 'halfway') {
      await someone.withGenerator();
      await someone.makePasskey();
      await someone.withPassword(email, password);
    }
    return new Official(portal.url, portal.settings, { id: '', name: '', party: '', token: someone.cookie.replace('sid=', '') });
  }

  /** Opens each screen of a visitor in turn, in the state it is worth looking at, and looks once it is done. */
  async function each(as: Who, look: Look, name: string, inspect: (page: Page, screen: Screen) => Promise<void>): Promise<void> {
    const { page, context } = await at(portal, browser, await visitor(as), { ...look, locale });
    const settled = await settling(page);
    for (const screen of screens.filter((one) => (one.as ?? 'officer') === as)) {
      const path = screen.path(ids);
      // The server writes these pages, in the language they are asked for.
      await page.goto(path.startsWith('/sign-in') && !path.startsWith('/sign-in-') ? `${path}?lang=${locale}` : path);
      await page.locator('h1').first().waitFor();
      await settled();
      if (screen.into) {
        await screen.into(page);
        await settled();
      }
      await picture(page, `${screen.name}-${name}-${locale}`);
      await inspect(page, screen);
      shown.set(name, (shown.get(name) ?? 0) + 1);
    }
    await context.close();
  }

  it.each((['light', 'dark'] as const).flatMap((theme) => visitors.map((as) => ({ theme, as }))))('has no finding of axe in $theme, for $as', async ({ theme, as }) => {
    const findings: object[] = [];
    await each(as, { theme, bypassCSP: true }, theme, async (page, { name }) => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate<AxeResults, string[]>((tags) => (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ runOnly: tags }), rules);
      findings.push(...violations.map(({ id, nodes }) => ({ screen: name, id, where: nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`) })));
    });
    expect(findings).toEqual([]);
  }, 600_000);

  it.each(visitors)('fits a phone of 320 pixels without scrolling sideways, for %s', async (as) => {
    const wide: string[] = [];
    await each(as, { width: 320 }, '320', async (page, { name }) => {
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) wide.push(`${name}: ${over} px`);
    });
    expect(wide).toEqual([]);
  }, 600_000);

  it('was looked at in light, in dark and on a phone, none left out', () => {
    expect(Object.fromEntries(shown)).toEqual({ light: screens.length, dark: screens.length, 320: screens.length });
  });

  it('writes from left to right or from right to left, with values that stay whole', async () => {
    const { page, context } = await at(portal, browser, people.officer, { locale });
    await page.goto(`/documents/${ids.document}`);
    await page.locator('h1').waitFor();
    expect(await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang])).toEqual(locale === 'ar' ? ['rtl', 'ar'] : ['ltr', 'en']);
    const panel = await page.locator('aside').first().boundingBox();
    const [from, to] = [panel?.x ?? 0, (panel?.x ?? 0) + (panel?.width ?? 0)]; // the panel stands where a line ends
    expect(locale === 'ar' ? to < 640 : from > 640).toBe(true);
    expect(await page.locator('.marking').innerText()).toContain('TLP:AMBER');
    await context.close();
  });
}
