import type { Browser, Page } from 'playwright-core';
import { at, openBrowser, picture, type Look } from '../support/browser.js';
import { plantCohort } from '../support/cohorts.js';
import { plantCourse } from '../support/courses.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('the documents of a course, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  const complaints: string[] = [];
  beforeAll(async () => { portal = await Portal.start({ jobs: true }); browser = await openBrowser(); }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  async function as(official: Official, work: (page: Page) => Promise<void>, look: Look = {}): Promise<void> {
    const { page, context, complaints: heard } = await at(portal, browser, official, look);
    await work(page);
    complaints.push(...heard);
    await context.close();
  }

  it('are chosen from the library, refused when they reach too far, and stand on the course and beside their lesson', async () => {
    const [author, officer, coordinator] = [await portal.official('AUS', 'course_author'), await portal.official('AUS', 'document_officer'), await portal.official('NZL', 'training_coordinator')];
    const [trainee, instructor] = [await portal.official('IDN'), await portal.official('NZL')];
    const course = await plantCourse(portal, { originator: 'AUS', title: 'Reading the zone', tlp: 'amber', releasableTo: ['IDN', 'NZL'] });
    const cohort = await plantCohort(portal, course, 'AUS', 'NZL', 10, { IDN: [2, 4] });
    await officer.released(marking('amber', ['IDN', 'NZL']), { title: 'Exercise sheet', kind: 'training_material' });
    await officer.released(marking('green'), { title: 'For everybody', kind: 'training_material' });
    const { trainersCircle } = (await author.get(`/courses/${course.id}/materials`)).body as { trainersCircle: string };
    const guide = await officer.released(marking('amber', [trainersCircle]), { title: 'Assessor guide', kind: 'training_material' });
    await portal.settled();
    expect((await author.post(`/courses/${course.id}/materials`, { documentId: guide.id, forWhom: 'trainers' })).status).toBe(201);

    await as(author, async (page) => {
      await page.goto(`/learning/courses/${course.id}/edit`);
      await page.getByRole('link', { name: 'Assessor guide' }).waitFor();
      await page.getByRole('button', { name: 'Add a document' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: /For everybody/ }).check();
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await dialog.getByText('What goes with a course never reaches further than the course.').waitFor();
      await dialog.getByLabel("Search your party's documents").fill('exercise');
      await dialog.getByRole('radio', { name: /Exercise sheet/ }).check();
      await dialog.getByLabel('Goes with').selectOption({ label: 'On the zone' });
      await picture(page, 'materials-attach');
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.getByRole('link', { name: 'Exercise sheet' }).waitFor();
      await picture(page, 'materials-write');
    });
    await as(trainee, async (page) => {
      await page.goto(`/learning/courses/${course.id}`);
      await page.getByRole('heading', { name: 'Documents of the course' }).waitFor();
      await page.getByText(/TXT · 39 B/).waitFor();
      expect(await page.getByText('Assessor guide').count()).toBe(0);
      await picture(page, 'materials-course');
      await page.getByRole('button', { name: 'Begin the course' }).click();
      await page.getByRole('heading', { name: 'Documents for this lesson' }).waitFor();
      const [taken] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'report.txt' }).click()]);
      expect(taken.suggestedFilename()).toBe('report.txt');
      await picture(page, 'materials-lesson');
      await page.getByRole('button', { name: 'Next', exact: true }).click();
      await page.getByRole('button', { name: /^Next: / }).click();
      await page.getByRole('heading', { level: 1, name: 'First' }).waitFor();
      await page.getByRole('heading', { name: 'Documents for this lesson' }).waitFor({ state: 'detached' });
    }, { width: 360 });
    const { rowVersion } = (await coordinator.get('/cohorts')).body.items[0] as { rowVersion: number };
    await coordinator.put(`/cohorts/${cohort}/staff/${instructor.id}`, { post: 'instructor' }, rowVersion);
    await as(instructor, async (page) => {
      await page.goto(`/learning/courses/${course.id}`);
      await page.getByRole('region', { name: 'For trainers only' }).getByRole('link', { name: 'Assessor guide' }).click();
      await page.getByRole('heading', { level: 1, name: 'Assessor guide' }).waitFor();
      await page.getByText('Trainers of AUS').or(page.getByText(/Trainers of C-/)).first().waitFor();
    });
    await as(author, async (page) => {
      await page.goto(`/learning/courses/${course.id}/edit`);
      await page.getByRole('button', { name: 'Exercise sheet: Take out of the course' }).click();
      await page.getByRole('link', { name: 'Exercise sheet' }).waitFor({ state: 'detached' });
    });
  }, 120_000);

  it('complain of nothing in the console', () => expect(complaints).toEqual([]));
});
