import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { checkDigit } from '../../src/learning/mrz/check-digit.js';
import { at, openBrowser, picture, type Look } from '../support/browser.js';
import { plantCourse } from '../support/courses.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const lesson = '## Compare\n\nOne page is genuine.\n\n```bench\nspecimen: td3-genuine\ncompare: td3-photo\nlights: white, tilt, transmitted, uv, ir, loupe\n```\n\n## Compute\n\n```mrz\nkind: check-digit\n```\n';

describe('the examination bench and the trainer on the zone, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let trainee: Official;
  let enrolment: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    portal = await Portal.start();
    browser = await openBrowser();
    trainee = await portal.official('IDN', 'trainee');
    const course = await plantCourse(portal, { originator: 'AUS', title: 'On the bench', lessons: { bench: lesson } });
    ({ id: enrolment } = (await trainee.post(`/courses/${course.id}/enrolments`, {})).body as { id: string });
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  async function as(work: (page: Page) => Promise<void>, look: Look = {}): Promise<void> {
    const { page, context, complaints: heard } = await at(portal, browser, trainee, look);
    await work(page);
    complaints.push(...heard);
    await context.close();
  }
  const bench = (page: Page) => page.goto(`/learning/study/${enrolment}?lesson=bench&step=1`).then(() => page.locator('.bench-sheet img').nth(1).waitFor());
  const shown = (page: Page) => page.locator('.bench-sheet > img:first-child').evaluateAll((images) => (images as HTMLImageElement[]).map(({ src, naturalWidth }) => `${new URL(src).pathname} ${naturalWidth > 0}`));
  const loaded = (page: Page) => page.waitForFunction(() => [...document.querySelectorAll<HTMLImageElement>('.bench-sheet img')].every(({ complete, naturalWidth }) => complete && naturalWidth > 0));

  it('changes the light, tilts, and leads the loupe over both documents by the keyboard alone', () => as(async (page) => {
    await bench(page);
    await loaded(page);
    await picture(page, 'bench-white');
    expect(await shown(page)).toEqual(['td3-genuine', 'td3-photo'].map((id) => `/api/v1/specimens/${id}/white.svg true`));
    await page.getByRole('slider', { name: 'Tilt' }).focus();
    for (let press = 0; press < 20; press++) await page.keyboard.press('ArrowRight');
    await page.locator('.bench-over').first().waitFor();
    await loaded(page);
    await picture(page, 'bench-tilted');
    await page.getByRole('radio', { name: 'White' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await loaded(page);
    await picture(page, 'bench-uv');
    expect(await shown(page)).toEqual(['td3-genuine', 'td3-photo'].map((id) => `/api/v1/specimens/${id}/uv.svg true`));
    expect(await page.getByRole('slider', { name: 'Tilt' }).isDisabled()).toBe(true);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('checkbox', { name: 'Loupe ×10' }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    const under = page.locator('.bench-parts bdi').first();
    for (let press = 0; press < 4; press++) await page.keyboard.press('Shift+ArrowLeft');
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowUp');
    await under.getByText('Guilloche rosette over the photo', { exact: false }).waitFor();
    await page.locator('.bench-lens').nth(1).waitFor();
    await picture(page, 'bench-loupe');
    await page.locator('.bench-seen summary').first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('The fine line above the zone reads REPUBLIC OF UTOPIA', { exact: false }).first().waitFor();
    await page.getByRole('application').first().focus();
    await page.keyboard.press('Escape');
    await page.locator('.bench-lens').first().waitFor({ state: 'detached' });
  }), 90_000);

  it('practises on the zone by the keyboard alone, in a lesson and on its own page', () => as(async (page) => {
    await page.goto(`/learning/study/${enrolment}?lesson=bench&step=2`);
    const answer = page.getByRole('textbox', { name: 'Check digit' });
    await answer.waitFor();
    const field = (await page.locator('.zone-lines').innerText()).trim();
    await answer.focus();
    await page.keyboard.type(checkDigit(field) ?? '');
    await page.keyboard.press('Enter');
    await page.getByText('Right.').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Result');
    await page.getByText(`The check digit is ${checkDigit(field)}.`, { exact: false }).waitFor();
    await picture(page, 'zone-block');
    await page.goto('/learning/mrz');
    await page.getByText('1 of 25 answered').waitFor();
    await page.getByRole('button', { name: 'Find what was altered' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'Document number' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Check the answer' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('It is the field', { exact: false }).waitFor();
    await page.getByText('2 of 25 answered').waitFor();
    await picture(page, 'zone-altered');
    await page.getByRole('button', { name: 'Next exercise' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'Document number' }).waitFor();
    for (const kind of ['Split into fields', 'Write the zone', 'Tell what cannot be']) {
      await page.getByRole('button', { name: kind }).click();
      await page.getByRole('heading', { level: 2, name: kind }).waitFor();
      await page.getByRole('button', { name: 'Check the answer' }).waitFor();
      await picture(page, `zone-${kind.slice(0, 5).trim()}`);
    }
    await page.getByRole('button', { name: 'Begin a new sitting' }).click();
    await page.getByText('0 of 25 answered').waitFor();
  }), 90_000);

  it.each([{ theme: 'dark', locale: 'ar', width: 360 }, { theme: 'light', locale: 'en', width: 320 }, { theme: 'dark', locale: 'en', width: 1280 }] as const)('holds at $width pixels, $theme, in $locale', async (look) => {
    const findings: unknown[] = [];
    await as(async (page) => {
      for (const [name, path] of [['bench', `/learning/study/${enrolment}?lesson=bench&step=1`], ['block', `/learning/study/${enrolment}?lesson=bench&step=2`], ['trainer', '/learning/mrz']] as const) {
        await page.goto(path);
        await page.locator('.bench-sheet, .zone-lines').first().waitFor();
        if (name === 'bench') {
          await page.locator('.bench-loupe input').check();
          await loaded(page);
        }
        await picture(page, `${name}-${look.theme}-${look.locale}-${look.width}`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
        await page.evaluate(axe);
        const { violations } = await page.evaluate<AxeResults>(() => (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
        findings.push(...violations.map(({ id, nodes }) => ({ name, id, where: nodes.slice(0, 2).map(({ target }) => target.join(' ')) })));
      }
    }, { ...look, bypassCSP: true });
    expect(findings).toEqual([]);
  }, 90_000);

  it('never complains', () => expect(complaints).toEqual([]));
});
