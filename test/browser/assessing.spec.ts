import type { Browser } from 'playwright-core';
import { at, openBrowser, picture } from '../support/browser.js';
import { plantCohort, plantStaff } from '../support/cohorts.js';
import { bank, judgedBank, judgedSections, plantEnrolment, plantExam, rightAnswers } from '../support/examination.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('an examination that a person marks, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let trainee: Official;
  let assessor: Official;
  let cohort: string;
  let enrolment: string;

  beforeAll(async () => {
    portal = await Portal.start();
    browser = await openBrowser();
    [trainee, assessor] = [await portal.official('IDN', 'trainee'), await portal.official('THA', 'trainer')];
    const course = await plantExam(portal, 'AUS', { attempts: 1, sections: judgedSections }, [...bank, ...judgedBank]);
    cohort = await plantCohort(portal, course, 'AUS', 'THA', 10, { IDN: [2, 4] });
    await plantStaff(portal, cohort, assessor, 'assessor');
    enrolment = await plantEnrolment(portal, course, trainee, cohort);
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  it('is written, marked by the rubric with a comment, and read by the trainee; annulled, it can be sat again', async () => {
    const [theirs, desk] = [await at(portal, browser, trainee), await at(portal, browser, assessor)];
    await theirs.page.goto(`/learning/study/${enrolment}?lesson=exam`);
    await theirs.page.getByRole('button', { name: 'Begin now' }).click();
    await theirs.page.getByText('Question 1 of 4').waitFor();
    const id = theirs.page.url().split('/').at(-1) ?? '';
    for (const [n, answer] of await rightAnswers(portal, id)) if (n <= 2) await trainee.put(`/attempts/${id}/answers/${n}`, { seq: 1, answer });
    await theirs.page.getByRole('button', { name: /^Question 3/ }).click();
    await theirs.page.getByText('Facts').waitFor();
    await theirs.page.getByLabel('Your text').fill('At 09:40 I received a passport.');
    await theirs.page.getByText('All answers saved').waitFor();
    await picture(theirs.page, 'exam-essay');
    await theirs.page.getByRole('button', { name: /^Question 4/ }).click();
    await theirs.page.getByText('An assessor watches you do this').waitFor();
    await theirs.page.getByRole('button', { name: 'Hand in', exact: true }).first().click();
    await theirs.page.getByRole('button', { name: 'Hand in now' }).click();
    await theirs.page.getByText('Handed in; an assessor marks it').waitFor();

    await desk.page.goto('/learning/mine');
    await desk.page.getByRole('link', { name: 'Mark', exact: true }).click();
    await desk.page.getByText('At 09:40 I received a passport.').first().waitFor();
    await desk.page.getByText('only-assessors-read-this', { exact: false }).waitFor();
    await desk.page.getByLabel('Facts').fill('1,5');
    await desk.page.getByLabel('Deeds').fill('0');
    await desk.page.getByRole('button', { name: 'Give the result' }).click();
    await desk.page.getByText('Some points or comments are missing above.').waitFor();
    const [essay, practical] = [desk.page.getByLabel('Comment').first(), desk.page.getByLabel('Comment').nth(1)];
    await essay.fill('Say who handed it over.');
    await practical.fill('It stayed in its cover.');
    await picture(desk.page, 'marking');
    await desk.page.getByRole('button', { name: 'Give the result' }).click();
    await desk.page.getByText('Not passed, 57.5 %').first().waitFor();

    await theirs.page.reload();
    await theirs.page.getByText('Say who handed it over.').waitFor();
    await theirs.page.getByText('1.5 / 3').waitFor();
    await picture(theirs.page, 'marked');
    await theirs.page.getByRole('link', { name: 'Back to the course' }).click();
    await theirs.page.getByText('You did not pass this course').waitFor();

    await desk.page.goto(`/cohorts/${cohort}`);
    await desk.page.getByRole('link', { name: trainee.name }).click();
    await desk.page.getByRole('button', { name: 'Annul the attempt' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('The documents were missing.');
    await dialog.getByRole('button', { name: 'Annul it' }).click();
    await desk.page.getByText('Annulled, and the try given back:').waitFor();
    expect(await desk.page.getByRole('button', { name: 'Annul the attempt' }).count()).toBe(0);

    await theirs.page.goto(`/learning/study/${enrolment}?lesson=exam`);
    await theirs.page.getByRole('button', { name: 'Begin now' }).waitFor();
    await theirs.page.getByRole('link', { name: 'Attempt 1' }).click();
    await theirs.page.getByText('The documents were missing.').waitFor();
    expect([...theirs.complaints, ...desk.complaints]).toEqual([]);
    await theirs.context.close();
    await desk.context.close();
  });
});
