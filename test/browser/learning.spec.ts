import type { Browser, Page } from 'playwright-core';
import { at, openBrowser, picture, type Look } from '../support/browser.js';
import { confirmFocalPoint, plantCourse } from '../support/courses.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const zone = '## Look at it\n\nA zone has **two** lines of 44 characters.\n\n```\nP<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\n```\n\n## Count them\n\nSee [on the print](lesson:print).\n\n## Compare\n\n> [!WARNING]\n> Refer, do not accuse.\n';

describe('learning, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  const complaints: string[] = [];
  beforeAll(async () => { portal = await Portal.start(); browser = await openBrowser(); }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  async function as(official: Official, work: (page: Page) => Promise<void>, look: Look = {}): Promise<void> {
    const { page, context, complaints: heard } = await at(portal, browser, official, look);
    await work(page);
    complaints.push(...heard);
    await context.close();
  }

  it('takes a course from the catalogue to its end with the keyboard alone, left on one device and resumed on another', async () => {
    const trainee = await portal.official('IDN');
    await plantCourse(portal, { originator: 'AUS', title: 'Reading the zone', lessons: { zone, print: '## Only one\n\nInk and paper.' } });
    const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
    await as(trainee, async (page) => {
      await page.goto('/learning');
      await page.getByRole('link', { name: 'Reading the zone' }).focus();
      await picture(page, 'learning-catalogue');
      await page.keyboard.press('Enter');
      await heading(page, 'Reading the zone');
      await picture(page, 'learning-course');
      await page.getByRole('button', { name: 'Begin the course' }).focus();
      await page.keyboard.press('Enter');
      await heading(page, 'Look at it');
      await page.getByText('Step 1 of 3').waitFor();
      await picture(page, 'learning-player');
      await page.keyboard.press('ArrowRight');
      await heading(page, 'Count them');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('lesson-title');
      await page.keyboard.press('ArrowLeft');
      await heading(page, 'Look at it');
      await page.keyboard.press('ArrowRight');
      await heading(page, 'Count them');
      await page.getByText('Saving…').waitFor({ state: 'detached' });
      await page.getByText(/^Saved \d/).waitFor();
    });
    const { rows: [left] } = await portal.owner.query<{ step: number; done: boolean }>('SELECT step, done_at IS NOT NULL AS done FROM app.lesson_progress');
    expect(left).toEqual({ step: 2, done: false });
    await as(trainee, async (page) => {
      await page.goto('/learning/mine');
      await page.getByRole('link', { name: 'Start' }).or(page.getByRole('link', { name: 'Resume' })).click();
      await heading(page, 'Count them');
      await page.keyboard.press('ArrowRight');
      await heading(page, 'Compare');
      await picture(page, 'learning-player-phone');
      await page.getByRole('button', { name: 'Next: On the print' }).focus();
      await page.keyboard.press('Enter');
      await heading(page, 'Only one');
      await page.getByRole('progressbar', { name: 'Progress' }).and(page.locator('[aria-valuenow="50"]')).waitFor();
      await page.getByRole('button', { name: 'Finish' }).focus();
      await page.keyboard.press('Enter');
      await heading(page, 'You completed the course');
    }, { width: 360 });
    const { rows: [enrolment] } = await portal.owner.query<{ state: string; progress: string }>('SELECT state, progress FROM app.enrolments WHERE user_id = $1', [trainee.id]);
    expect(enrolment).toMatchObject({ state: 'completed', progress: '1' });
  }, 120_000);

  it('keeps the place while the line is down, and sends it when it is back', async () => {
    const trainee = await portal.official('IDN');
    const course = await plantCourse(portal, { originator: 'AUS', title: 'On a bad line', lessons: { zone } });
    const { id } = (await trainee.post(`/courses/${course.id}/enrolments`, {})).body as { id: string };
    const { page, context } = await at(portal, browser, trainee);
    await page.goto(`/learning/study/${id}`);
    await page.getByText(/^Saved \d/).waitFor();
    await context.setOffline(true);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { level: 1, name: 'Compare' }).waitFor();
    await page.getByText(/^Not sent yet/).waitFor();
    await context.setOffline(false);
    await page.getByText(/^Saved \d/).waitFor();
    const { rows: [kept] } = await portal.owner.query<{ step: number }>('SELECT step FROM app.lesson_progress WHERE enrolment_id = $1', [id]);
    expect(kept).toEqual({ step: 3 });
    await context.close();
  }, 60_000);

  it('asks to be sent, is approved by the focal point, and accepts', async () => {
    const [trainee, focalPoint] = [await portal.official('THA'), await portal.official('THA')];
    await confirmFocalPoint(portal, focalPoint.id, 'THA', 'training');
    const course = await plantCourse(portal, { originator: 'AUS', title: 'By nomination', entry: 'nomination' });
    await as(trainee, async (page) => {
      await page.goto(`/learning/courses/${course.id}`);
      await page.getByRole('button', { name: 'Ask to be sent' }).click();
      await page.getByLabel('Why you want to take it').fill('I begin at the airport in May.');
      await page.getByRole('dialog').getByRole('button', { name: 'Ask', exact: true }).click();
      await page.getByText('Waits for your focal point').waitFor();
    });
    await as(focalPoint, async (page) => {
      await page.goto('/learning');
      await page.getByRole('link', { name: 'Nominees of your party' }).click();
      await page.getByText('I begin at the airport in May.').waitFor();
      await picture(page, 'learning-nominees');
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByText('Nobody waits').waitFor();
    });
    await as(trainee, async (page) => {
      await page.goto('/learning/mine');
      await page.getByRole('button', { name: 'Accept the place' }).click();
      await page.getByRole('link', { name: 'Start' }).click();
      await page.getByRole('heading', { level: 1, name: 'First' }).waitFor();
    });
  }, 60_000);

  it('complains of nothing in the console', () => expect(complaints).toEqual([]));
});
