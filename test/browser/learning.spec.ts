import type { Browser, Page } from 'playwright-core';
import { at, openBrowser, picture, type Look } from '../support/browser.js';
import { confirmFocalPoint, plantCourse } from '../support/courses.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { until } from '../support/until.js';

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
    const title = `Reading the zone of ${trainee.name}`;
    await plantCourse(portal, { originator: 'AUS', title, lessons: { zone, print: '## Only one\n\nInk and paper.' } });
    const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
    await as(trainee, async (page) => {
      await page.goto('/learning');
      await page.getByRole('link', { name: title }).focus();
      await picture(page, 'learning-catalogue');
      await page.keyboard.press('Enter');
      await heading(page, title);
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
    const { rows: [left] } = await portal.owner.query<{ step: number; done: boolean }>('SELECT p.step, p.done_at IS NOT NULL AS done FROM app.lesson_progress p JOIN app.enrolments e ON e.id = p.enrolment_id WHERE e.user_id = $1', [trainee.id]);
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

  it('says that the course is complete, though what was asked for before comes later', async () => {
    const trainee = await portal.official('IDN');
    const course = await plantCourse(portal, { originator: 'AUS', title: 'One page', lessons: { print: '## Only one\n\nInk and paper.' } });
    const { id } = (await trainee.post(`/courses/${course.id}/enrolments`, {})).body as { id: string };
    const { page, context } = await at(portal, browser, trainee);
    await page.goto(`/learning/study/${id}`);
    await page.getByText(/^Saved \d/).waitFor();
    const [asked, saved] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await page.route(`**/api/v1/enrolments/${id}/lessons/print/progress`, async (route) => {
      await asked.promise;
      await route.continue();
    });
    await page.route(`**/api/v1/enrolments/${id}`, async (route) => {
      const before = await route.fetch();
      asked.resolve();
      await saved.promise;
      await route.fulfill({ response: before }).catch(() => undefined); // nobody waits for it any more
    });
    page.on('response', (response) => { if (response.request().method() === 'PUT') setTimeout(saved.resolve, 300); });
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByRole('heading', { level: 1, name: 'You completed the course' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('You completed the course');
    await context.close();
  }, 60_000);

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

  it('opens a step whose exercise did not come while the line was down, once it is back', async () => {
    const trainee = await portal.official('IDN');
    const course = await plantCourse(portal, { originator: 'AUS', title: 'Digits', lessons: { digits: '## Read\n\nSeven, three, one.\n\n## Practise\n\n```mrz\nkind: check-digit\n```\n' } });
    const { id } = (await trainee.post(`/courses/${course.id}/enrolments`, {})).body as { id: string };
    const { page, context } = await at(portal, browser, trainee); // that files do not come is said in its console
    await page.goto(`/learning/study/${id}?lesson=digits`);
    await page.getByText('Seven, three, one.').waitFor();
    await context.setOffline(true);
    await page.keyboard.press('ArrowRight');
    const again = page.getByRole('main').getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await context.setOffline(false);
    await again.click();
    await page.getByRole('heading', { level: 1, name: 'Practise' }).waitFor();
    await page.getByRole('button', { name: /Check/ }).first().waitFor();
    await context.close();
  });

  it('shows the outline in the language the lesson is read in, also of lessons that are not translated', async () => {
    const trainee = await portal.official('IDN');
    const course = await plantCourse(portal, { originator: 'AUS', title: 'In two languages', lessons: { zone, print: '## Only one\n\nInk.' } });
    await portal.owner.query(`INSERT INTO app.lesson_texts (lesson_id, language, title, body, bytes, state) VALUES ($1, 'ar', 'المنطقة', E'## انظر\n\nسطران.\n\n## عُدّ\n\nالأحرف.', 60, 'checked')`, [course.lessons.zone]);
    await portal.owner.query(`UPDATE app.course_parts SET titles = '{"ar": "صفحة البيانات"}' WHERE course_version_id = $1`, [course.version]);
    await portal.owner.query(`UPDATE app.lessons SET titles = '{"ar": "الطباعة"}' WHERE id = $1`, [course.lessons.print]);
    const { id } = (await trainee.post(`/courses/${course.id}/enrolments`, {})).body as { id: string };
    await as(trainee, async (page) => {
      await page.goto(`/learning/study/${id}`);
      const outline = page.getByRole('navigation', { name: 'Outline of the course' });
      await outline.getByRole('button', { name: 'On the print' }).waitFor();
      await page.getByLabel('Language').selectOption('ar');
      await page.getByRole('heading', { level: 1, name: 'انظر' }).waitFor();
      await outline.getByText('صفحة البيانات').waitFor();
      await outline.getByRole('button', { name: 'المنطقة' }).waitFor();
      await picture(page, 'learning-outline-ar');
      await page.keyboard.press('ArrowRight');
      await page.getByRole('button', { name: 'Next: الطباعة' }).click();
      await page.getByRole('heading', { level: 1, name: 'Only one' }).waitFor();
      await outline.getByRole('button', { name: 'الطباعة' }).waitFor();
    });
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

  it('writes a course, has it published by somebody else, and finds it in the catalogue', async () => {
    const [author, officer, reader] = [await portal.official('NZL', 'course_author'), await portal.official('NZL', 'course_officer'), await portal.official('MYS')];
    await as(author, async (page) => {
      await page.goto('/learning');
      await page.getByRole('button', { name: 'Write a course' }).click();
      await page.getByRole('textbox', { name: 'Code' }).fill('nzl-7');
      await page.getByRole('dialog').getByLabel('Title').fill('Stamps and seals');
      await page.getByRole('button', { name: 'Begin', exact: true }).click();
      await page.getByText('There is no lesson that must be done.').waitFor();
      await page.getByRole('button', { name: 'Add a part' }).click();
      await page.getByRole('textbox', { name: 'Part 1' }).fill('Wet stamps');
      await page.getByRole('button', { name: 'Add a lesson to part 1' }).click();
      await page.getByRole('textbox', { name: 'Lesson' }).fill('Ink on paper');
      await page.getByText('Title in other languages').first().click();
      await page.getByLabel('Add a language').first().selectOption('ar');
      await page.getByRole('textbox', { name: 'Arabic' }).fill('أختام مبللة');
      await page.getByRole('button', { name: 'Keep this outline' }).click();
      await picture(page, 'learning-write');
      await page.getByRole('link', { name: /Write the text/ }).click();
      await page.getByLabel('Text in Markdown').fill('## Look\n\nInk **bleeds**. [no](http://example.org)');
      await page.getByText('Line 3:').waitFor();
      await page.getByRole('region', { name: 'As readers see it' }).getByText('bleeds').waitFor();
      await picture(page, 'learning-write-text');
      await page.getByLabel('Text in Markdown').fill('## Look\n\nInk **bleeds**.');
      await page.getByText(/^Weighs 2\d B of 500 KB with its pictures/).waitFor();
      await page.getByText('Line 3:').waitFor({ state: 'detached' });
      await page.getByRole('checkbox', { name: 'Checked' }).check();
      await page.getByRole('button', { name: 'Keep the text' }).click();
      await page.getByText('Kept.').first().waitFor();
      await page.getByRole('link', { name: 'NZL-7' }).click();
      await page.getByRole('button', { name: 'Hand in for review' }).click();
      await page.getByRole('button', { name: 'Hand in', exact: true }).click();
      await page.getByText('Being reviewed').first().waitFor();
      expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
    });
    await as(officer, async (page) => {
      await page.goto('/learning?box=ours');
      await page.getByRole('link', { name: 'Stamps and seals' }).click();
      await page.getByRole('link', { name: 'Write and publish' }).click();
      await page.getByRole('link', { name: 'Ink on paper: English' }).click();
      await page.getByRole('article').getByText('bleeds').waitFor();
      expect(await page.getByRole('button', { name: 'Keep the text' }).count()).toBe(0);
      await picture(page, 'learning-review-text');
      await page.getByRole('link', { name: 'NZL-7' }).click();
      await page.getByRole('radio', { name: /GREEN/ }).check();
      await page.getByRole('button', { name: 'Mark the course' }).click();
      await page.getByRole('heading', { name: 'Who would find it once published' }).waitFor();
      await page.getByText('TLP:GREEN').first().waitFor();
      await picture(page, 'learning-publish');
      await page.getByRole('button', { name: 'Publish', exact: true }).first().click();
      await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
      await page.getByText('In force').first().waitFor();
    });
    await as(reader, async (page) => {
      await page.goto('/learning?q=stamps');
      await page.getByRole('link', { name: 'Stamps and seals' }).click();
      await page.getByRole('button', { name: 'Begin the course' }).click();
      await page.getByRole('heading', { level: 1, name: 'Look' }).waitFor();
      await page.getByText('bleeds').waitFor();
    });
  }, 120_000);

  it('takes nothing away that an author typed: not by leaving or a reload, not while it is kept, and never what a colleague kept meanwhile', async () => {
    const [author, colleague] = [await portal.official('FJI', 'course_author'), await portal.official('FJI', 'course_author')];
    const { id } = (await author.post('/courses', { code: 'FJI-1', title: 'Wet stamps' })).body as { id: string };
    await as(author, async (page) => {
      const title = page.getByRole('textbox', { name: 'Lesson' });
      const text = page.getByLabel('Text in Markdown');
      const keep = page.getByRole('button', { name: 'Keep the text' });
      const again = page.getByText('What you wrote earlier is here again.');
      await page.goto(`/learning/courses/${id}/edit`);
      await page.getByLabel('Summary').fill('Of ink.');
      await page.getByRole('button', { name: 'Add a part' }).click();
      await page.getByRole('button', { name: 'Add a lesson to part 1' }).click();
      await title.fill('Ink on paper');
      await page.reload();
      await again.first().waitFor();
      expect([await title.inputValue(), await page.getByLabel('Summary').inputValue()]).toEqual(['Ink on paper', 'Of ink.']);
      await page.getByRole('button', { name: 'Keep this outline' }).click();
      await page.getByText('lesson:ink-on-paper').waitFor();
      expect(await page.getByLabel('Summary').inputValue()).toBe('Of ink.');
      await page.getByRole('button', { name: 'Keep the description' }).click();
      await page.getByText('Kept.').waitFor();
      expect(await again.count()).toBe(0);

      await page.getByRole('link', { name: /Write the text/ }).click();
      await text.fill('## Look\n\nInk');
      await page.getByRole('link', { name: 'FJI-1' }).click();
      await title.waitFor();
      await page.goBack();
      await again.waitFor();
      expect(await text.inputValue()).toBe('## Look\n\nInk');
      let answered = (): void => undefined;
      const held = new Promise<void>((resolve) => { answered = resolve; });
      await page.route('**/texts/en', async (route) => { if (route.request().method() === 'PUT') await held; await route.continue(); });
      await keep.click();
      await text.focus();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(' bleeds.');
      answered();
      await again.waitFor({ state: 'detached' });
      expect(await text.inputValue()).toBe('## Look\n\nInk bleeds.');
      expect(await text.evaluate((one) => one === document.activeElement)).toBe(true);
      await keep.click();
      await page.getByText('Kept.').waitFor();

      const lesson = new URL(page.url()).pathname.split('/').at(-1) ?? '';
      await text.fill('## Look\n\nMine.');
      expect((await colleague.put(`/lessons/${lesson}/texts/en`, { title: 'Ink on paper', body: 'Theirs.', checked: false }, 2)).status).toBe(200);
      await keep.click();
      await page.getByText('Somebody changed this after you began to write.').waitFor();
      expect(await text.inputValue()).toBe('## Look\n\nMine.');
      await page.getByRole('button', { name: 'Throw it away' }).click();
      expect(await text.inputValue()).toBe('Theirs.');

      await page.goto(`/learning/courses/${id}/edit`);
      await page.getByRole('button', { name: 'Ink on paper: Remove' }).click();
      await page.getByRole('button', { name: 'Add a lesson to part 1' }).click();
      await title.fill('Ink on paper');
      await page.getByRole('button', { name: 'Keep this outline' }).click();
      await page.getByText('lesson:ink-on-paper-2').waitFor();
      expect(await page.getByRole('link', { name: /Write the text/ }).count()).toBe(1);
    });
  }, 120_000);

  it('leaves nothing in the tab of what an author typed, once they sign out', async () => {
    const author = await portal.official('NZL', 'course_author');
    const { id } = (await author.post('/courses', { code: 'NZL-1', title: 'Left behind' })).body as { id: string };
    const { page, context } = await at(portal, browser, author);
    await page.goto(`/learning/courses/${id}/edit`);
    await page.getByLabel('Summary').fill('Words nobody else is to find');
    const inTab = () => page.evaluate(() => JSON.stringify({ ...sessionStorage }));
    await until('it is held', async () => (await inTab()).includes('nobody else'));
    await page.route('**/api/v1/session', async (route) => {
      const answer = await route.fetch();
      const { 'clear-site-data': _heeded, ...headers } = answer.headers();
      await route.fulfill({ response: answer, headers });
    });
    await page.locator('.me summary').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    expect(await inTab()).not.toContain('nobody else');
    await context.close();
  });

  it('says what a plan of a cohort lacks, and is planned once', async () => {
    const coordinator = await portal.official('AUS', 'training_coordinator');
    const course = await plantCourse(portal, { originator: 'AUS', title: 'In class' });
    await as(coordinator, async (page) => {
      await page.goto(`/cohorts/of/${course.id}`);
      await page.getByRole('button', { name: 'Plan a cohort' }).click();
      await page.getByLabel('First day').fill('2099-03-10');
      await page.getByLabel('Last day').fill('2099-03-12');
      await page.getByLabel('Seats in all').fill('0');
      await page.getByRole('button', { name: 'Plan it' }).click();
      await page.getByText('This is needed.').waitFor();
      await page.getByLabel('Seats in all').fill('2');
      await page.getByRole('button', { name: 'Plan it' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });
  });

  it('complains of nothing in the console', () => expect(complaints).toEqual([]));
});
