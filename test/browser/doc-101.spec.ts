import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { CourseEntry, readCourse, specimensKnown } from '../../src/learning/course-files/index.js';
import { at, openBrowser, picture } from '../support/browser.js';
import { rightByKeys } from '../support/examination.js';
import { answerByKeys, press, type Shown } from '../support/keyboard.js';
import { Portal } from '../support/portal.js';

/** The course that is shipped, as somebody without a pointer takes it: from the catalogue to the certificate, every step and every question. */
describe('DOC-101 by keyboard', () => {
  let portal: Portal;
  let browser: Browser;
  beforeAll(async () => { portal = await Portal.start(); browser = await openBrowser(); }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  /** Takes the quiz that the lesson shown begins, to full marks. */
  async function sit(page: Page, code: string): Promise<void> {
    await press(page, page.getByRole('button', { name: 'Begin now' }));
    await page.waitForURL(/\/learning\/attempts\//);
    await page.getByText('Question 1 of').waitFor();
    const attempt = page.url().split('/').at(-1) ?? '';
    const right = await rightByKeys(portal, attempt);
    const { rows } = await portal.owner.query<{ n: number; shown: Shown }>('SELECT n, shown FROM app.attempt_items WHERE attempt_id = $1 ORDER BY n', [attempt]);
    for (const { n, shown } of rows) {
      await page.getByText(`Question ${n} of ${rows.length}`).waitFor();
      await answerByKeys(page, page.locator('.question'), shown, right.find((one) => one.n === n)?.answer ?? {});
      await press(page, n < rows.length ? page.getByRole('button', { name: 'Next', exact: true }) : page.getByRole('button', { name: 'Hand in', exact: true }).first());
    }
    await page.getByText(`All ${rows.length} questions are answered.`).waitFor();
    await press(page, page.getByRole('dialog').getByRole('button', { name: 'Hand in now' }));
    const result = page.getByText(/^(Passed|Not passed)/).first();
    await result.waitFor();
    await picture(page, `doc-101-${code}`);
    expect([code, await result.textContent()]).toEqual([code, 'Passed with 100 %']);
    await press(page, page.getByRole('link', { name: 'Back to the course' }));
    await page.getByRole('heading', { name: 'Earlier attempts' }).waitFor();
  }

  it('is found, read, practised, examined, completed and certified', async () => {
    const { course } = await readCourse(join(dirname(fileURLToPath(import.meta.url)), '../../config/courses/doc-101'), specimensKnown);
    if (!course) throw new Error('the shipped course has faults');
    await portal.app.get(CourseEntry).enter(course, { originator: 'AUS', publish: true });
    const trainee = await portal.official('IDN', 'trainee');
    const { page, context, complaints } = await at(portal, browser, trainee);
    await page.goto('/learning');
    await press(page, page.getByRole('link', { name: course.title }));
    await press(page, page.getByRole('button', { name: 'Begin the course' }));
    await page.waitForURL(/\/learning\/study\//);
    const enrolment = new URL(page.url()).pathname.split('/').at(-1);
    for (const { code, quiz } of course.parts.flatMap((part) => part.lessons)) {
      const { title, steps } = (await trainee.get(`/enrolments/${enrolment}/lessons/${code}`)).body as { title: string; steps: object[] };
      await page.locator('.lesson-page').getByText(title, { exact: true }).first().waitFor();
      for (let step = 1; step <= steps.length; step++) {
        if (step > 1) await page.keyboard.press('ArrowRight');
        if (steps.length > 1) await page.getByText(`Step ${step} of ${steps.length}`, { exact: true }).waitFor();
      }
      if (quiz) await sit(page, code);
      await page.keyboard.press('ArrowRight');
    }
    await page.getByRole('heading', { level: 1, name: 'You completed the course' }).waitFor();
    await picture(page, 'doc-101-completed');
    await press(page, page.getByRole('link', { name: 'Get the certificate' }));
    await press(page, page.getByRole('button', { name: 'Issue my certificate' }));
    await page.getByText('A name has letters, spaces').waitFor();
    await press(page, page.getByRole('textbox', { name: 'Name in Latin letters' }), 'Control+A');
    await page.keyboard.type('Official Kyi Myint');
    await press(page, page.getByRole('button', { name: 'Issue my certificate' }));
    await page.getByRole('button', { name: 'Download (PDF)' }).waitFor();
    await picture(page, 'doc-101-certificate');
    const { rows } = await portal.owner.query<object>(`SELECT e.state, c.code AS course, s.fields ->> 'name' AS name FROM app.enrolments e JOIN app.certificates s ON s.enrolment_id = e.id JOIN app.courses c ON c.id = e.course_id WHERE e.user_id = $1`, [trainee.id]);
    expect(rows).toEqual([{ state: 'completed', course: 'DOC-101', name: 'Official Kyi Myint' }]);
    expect(complaints).toEqual([]);
    await context.close();
  }, 600_000);
});
