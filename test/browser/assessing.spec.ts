import type { Browser } from 'playwright-core';
import { at, openBrowser, picture } from '../support/browser.js';
import { plantCohort, plantStaff } from '../support/cohorts.js';
import { bank, judgedBank, judgedSections, plantEnrolment, plantExam, rightAnswers } from '../support/examination.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

/** A draft that was written on elsewhere is refused here, and once the line is cut: the browser notes both. */
const unexpected = (complaints: string[]) => complaints.filter((one) => !/status of 409|ERR_INTERNET_DISCONNECTED/.test(one));

describe('an examination that a person marks, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let trainee: Official;
  let assessor: Official;
  let colleague: Official;
  let cohort: string;
  let enrolment: string;

  beforeAll(async () => {
    portal = await Portal.start();
    browser = await openBrowser();
    [trainee, assessor] = [await portal.official('IDN', 'trainee'), await portal.official('THA', 'trainer')];
    const course = await plantExam(portal, 'AUS', { attempts: 1, sections: judgedSections }, [...bank, ...judgedBank]);
    cohort = await plantCohort(portal, course, 'AUS', 'THA', 10, { IDN: [2, 4] });
    await plantStaff(portal, cohort, assessor, 'assessor');
    colleague = await portal.official('THA', 'trainer');
    await plantStaff(portal, cohort, colleague, 'assessor');
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
    // Left without giving anything, and met again on another device, by nobody else.
    await desk.page.getByText('Saved as a draft on').waitFor();
    const address = desk.page.url();
    const other = await at(portal, browser, assessor, { width: 360 });
    await other.page.goto(address);
    await other.page.getByText('Saved as a draft on').waitFor();
    expect([await other.page.getByLabel('Facts').inputValue(), await other.page.getByLabel('Deeds').inputValue()]).toEqual(['1,5', '0']);
    await picture(other.page, 'marking-draft');
    const second = await at(portal, browser, colleague);
    await second.page.goto(address);
    expect(await second.page.getByLabel('Facts').inputValue()).toBe('');
    await second.page.getByLabel('Facts').fill('3');
    await second.page.getByText('Saved as a draft on').waitFor();
    // Typed in one window while another one is open: the later one is asked, and loses nothing.
    await other.page.getByLabel('Facts').fill('2');
    await other.page.getByLabel('Comment').first().fill('From my telephone.');
    await other.page.waitForResponse((answer) => answer.url().endsWith('/grades/draft') && answer.ok());
    await desk.page.getByLabel('Deeds').fill('1');
    await desk.page.getByText('You went on with these marks elsewhere.').waitFor();
    expect(await desk.page.getByLabel('Deeds').inputValue()).toBe('1');
    await picture(desk.page, 'marking-elsewhere');
    await desk.page.getByRole('button', { name: 'Show what is kept there' }).click();
    await desk.page.getByText('From my telephone.').waitFor();
    expect([await desk.page.getByLabel('Facts').inputValue(), await desk.page.getByLabel('Deeds').inputValue()]).toEqual(['2', '0']);
    // The line is cut while something is typed, and the page loaded anew.
    await desk.context.setOffline(true);
    await desk.page.getByLabel('Facts').fill('1,5');
    await desk.page.getByText('Not saved as a draft yet.').waitFor();
    await desk.context.setOffline(false);
    await desk.page.getByText('Saved as a draft on').waitFor();
    await desk.page.getByRole('link', { name: 'Learning' }).first().click();
    await desk.page.goBack();
    await desk.page.getByText('Saved as a draft on').waitFor();
    expect(await desk.page.getByLabel('Facts').inputValue()).toBe('1,5');
    await desk.page.getByRole('button', { name: 'Discard the draft' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Discard', exact: true }).click();
    await desk.page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect([await desk.page.getByLabel('Facts').inputValue(), await desk.page.getByLabel('Comment').first().inputValue()]).toEqual(['', '']);
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
    expect(await desk.page.getByText('Saved as a draft on').count()).toBe(0);
    // The draft of the other assessor stays theirs, and is told what was given meanwhile.
    await second.page.reload();
    await second.page.getByText('gave marks after you began yours').waitFor();
    expect(await second.page.getByLabel('Facts').inputValue()).toBe('3');
    await picture(second.page, 'marking-after');
    expect([...unexpected(other.complaints), ...second.complaints]).toEqual([]);
    await other.context.close();
    await second.context.close();

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
    expect([...theirs.complaints, ...unexpected(desk.complaints)]).toEqual([]);
    await theirs.context.close();
    await desk.context.close();
  }, 120_000);
});
