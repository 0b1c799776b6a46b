import type { Browser } from 'playwright-core';
import { at, openBrowser, picture } from '../support/browser.js';
import { plantCourse, type PlantedCourse } from '../support/courses.js';
import { chooseNamed as choose, pick, press, steer, tabTo, write } from '../support/keyboard.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

/** Questions that are not complete are refused here, and once the line is cut: the browser notes both. */
const unexpected = (complaints: string[]) => complaints.filter((one) => !/status of 400|ERR_INTERNET_DISCONNECTED/.test(one));

describe('a bank of questions, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let author: Official;
  let course: PlantedCourse;

  beforeAll(async () => {
    portal = await Portal.start();
    browser = await openBrowser();
    author = await portal.official('AUS', 'course_author');
    course = await plantCourse(portal, { originator: 'AUS', title: 'Finding the portrait', state: 'draft', lessons: { look: '## Look\n\nAt the portrait.', exam: 'The rules.' } });
    await portal.owner.query(`UPDATE app.lessons SET kind = 'quiz' WHERE id = $1`, [course.lessons.exam]);
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  it('is opened, and a question on a picture written, shown, tried and kept, by keyboard alone', async () => {
    const { page, context, complaints } = await at(portal, browser, author);
    await page.goto('/learning/banks');
    await press(page, page.getByRole('button', { name: 'Open a bank' }));
    const dialog = page.getByRole('dialog');
    await pick(page, dialog.getByLabel('For which course'), course.id);
    await press(page, dialog.getByRole('button', { name: 'Open', exact: true }));
    await page.getByText('No question yet').waitFor();

    await press(page, page.getByRole('button', { name: 'Write a question' }));
    await choose(page, dialog, 'Find it on a picture');
    await press(page, dialog.getByRole('button', { name: 'Write it' }));
    await page.getByRole('heading', { name: 'New question' }).waitFor();
    await press(page, page.getByRole('button', { name: 'Keep the question' }));
    await page.getByRole('alert').getByText('There is a problem').waitFor();
    await write(page, page.getByLabel('Code'), 'H-001');
    await write(page, page.getByLabel('Tags'), 'picture, exam');
    await write(page, page.getByLabel('Question', { exact: true }), 'Where is the **portrait**?');
    await pick(page, page.getByLabel('Picture', { exact: true }), 'td3-photo');
    const canvas = page.getByRole('application', { name: 'Picture to draw on' }).getByRole('button', { name: 'Crosshair' });
    await tabTo(page, canvas);
    await steer(page, [50, 50], [10, 20]);
    await page.keyboard.press('Enter');
    await steer(page, [10, 20], [45, 70]);
    await page.keyboard.press('Enter');
    // The name of what was drawn has the focus.
    await page.getByLabel('Area 1: what is there').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('The portrait');
    await page.getByText('10 % from the left, 20 % from the top, 35 % wide, 50 % high').waitFor();
    await choose(page, page.getByRole('group', { name: 'For those who do not see the picture' }), 'None: it is a test of the eyes');
    await write(page, page.getByLabel('Why only the eyes can answer'), 'Finding it on the page is what is asked.');

    await page.reload();
    await page.getByText('What you wrote earlier is here again.').waitFor();
    await press(page, page.getByRole('button', { name: 'Show it' }));
    const trial = page.getByRole('region', { name: 'Trial' });
    await trial.getByText('portrait', { exact: true }).waitFor();
    await picture(page, 'question-hotspot');
    await tabTo(page, trial.getByRole('application').getByRole('button', { name: 'Crosshair' }));
    await steer(page, [50, 50], [30, 40]);
    await page.keyboard.press('Enter');
    await press(page, trial.getByRole('button', { name: 'Mark my try' }));
    await trial.getByText('Right.', { exact: true }).waitFor();
    await press(page, page.getByRole('button', { name: 'Keep the question' }));
    await page.getByRole('heading', { name: 'H-001' }).waitFor();
    await page.getByText('Figures appear once five people were marked on it.').waitFor();
    await picture(page, 'question-kept');
    expect(unexpected(complaints)).toEqual([]);
    await context.close();
  }, 180_000);

  it('writes each kind of question, says what is wrong where it is, and loses nothing when it is refused', async () => {
    const { page, context, complaints } = await at(portal, browser, author);
    const { rows: [bank] } = await portal.owner.query<{ id: string }>('SELECT id FROM app.banks WHERE course_id = $1', [course.id]);
    const begin = async (type: string, code: string) => {
      await page.goto(`/learning/banks/${bank?.id}?new=${type}`);
      await page.locator('#q-code').fill(code);
      await page.locator('#q-tags').fill('words, exam');
      await page.locator('#q-stem').fill(`A question of the kind ${type}`);
    };
    const keep = async (code: string) => {
      await page.getByRole('button', { name: 'Keep the question' }).click();
      await page.getByRole('heading', { name: code }).waitFor();
    };
    const fields: Record<string, () => Promise<void>> = {
      choice: async () => { await page.locator('[id="q-options.0.text"]').fill('Two'); await page.locator('[id="q-options.1.text"]').fill('Three'); await page.locator('#q-options').getByRole('button', { name: 'Option 3: Remove' }).click(); },
      choices: async () => { for (const [at_, text] of ['Number', 'Birth', 'Name'].entries()) await page.locator(`[id="q-options.${at_}.text"]`).fill(text); await page.getByRole('checkbox', { name: 'Option 2: Right' }).check(); },
      matching: async () => { for (const [at_, [left, right]] of [['UTO', 'Utopia'], ['D', 'Germany'], ['XXA', 'Stateless']].entries()) { await page.locator(`[id="q-pairs.${at_}.left"]`).fill(left ?? ''); await page.locator(`[id="q-pairs.${at_}.right"]`).fill(right ?? ''); } },
      ordering: async () => { for (const [at_, text] of ['Tilt', 'Look', 'Read'].entries()) await page.locator(`[id="q-order.${at_}"]`).fill(text); await page.getByRole('button', { name: 'Step 2: Up' }).click(); },
      numeric: async () => { await page.locator('#q-value').fill('85,6'); await page.locator('#q-unit').fill('mm'); },
      short_text: async () => { await page.locator('[id="q-accept.0"]').fill('Utopia'); },
      mrz: async () => { await page.getByLabel('Find the field that was altered').check(); },
      decision: async () => { await page.getByLabel('Refer to the second line').check(); await page.getByRole('button', { name: 'Another reason' }).click(); await page.locator('[id="q-reasons.0.text"]').fill('It may be an error of reading'); await page.getByRole('checkbox', { name: 'Reason 1: Right' }).check(); },
      essay: async () => { await page.locator('[id="q-rubric.0.text"]').fill('Says what was seen'); await page.locator('[id="q-rubric.1.text"]').fill('Says what follows'); await page.locator('[id="q-rubric.0.points"]').fill('3'); await page.locator('#q-words').fill('120'); },
      practical: async () => { await page.locator('[id="q-rubric.0.text"]').fill('Takes it out of the cover'); await page.getByRole('button', { name: 'Criterion 2: Remove' }).click(); },
      compare: async () => {
        await page.locator('#q-figure').selectOption('td3-genuine');
        await page.locator('#q-questioned').selectOption('td3-photo');
        const box = await page.locator('.picture-draw').boundingBox();
        if (!box) throw new Error('there is nothing to draw on');
        await page.locator('.picture-draw').click({ position: { x: box.width * 0.2, y: box.height * 0.3 } });
        await page.locator('.picture-draw').click({ position: { x: box.width * 0.4, y: box.height * 0.6 } });
        await page.locator('[id="q-drawn.0.label"]').fill('The portrait');
        await page.locator('#q-alternative-code').selectOption('W-choice'.toUpperCase());
      },
    };
    for (const [type, fill] of Object.entries(fields)) {
      const code = `W-${type.toUpperCase().replace('_', '-')}`;
      await begin(type, code);
      await fill();
      await picture(page, `question-${type}`);
      await keep(code);
    }
    await begin('numeric', 'W-LAST');
    await page.locator('#q-value').fill('six');
    await page.getByRole('button', { name: 'Keep the question' }).click();
    await page.locator('.field-faulty #q-value').waitFor();
    expect(await page.locator('#q-stem').inputValue()).toBe('A question of the kind numeric');
    await context.setOffline(true);
    await page.locator('#q-value').fill('6');
    await page.getByRole('button', { name: 'Keep the question' }).click();
    await page.getByText('The server was not reached. What you typed is still here.').waitFor();
    await context.setOffline(false);
    await keep('W-LAST');
    expect(unexpected(complaints)).toEqual([]);
    const { rows } = await portal.owner.query<{ type: string; order: object }>(`SELECT v.type, k.written -> 'order' AS order FROM app.item_versions v JOIN app.item_keys k ON k.item_version_id = v.id JOIN app.items i ON i.id = v.item_id WHERE i.code LIKE 'W-%'`);
    expect(rows.map(({ type }) => type).sort()).toEqual([...Object.keys(fields), 'numeric'].sort());
    expect(rows.find(({ type }) => type === 'ordering')?.order).toEqual(['Look', 'Tilt', 'Read']);
    await context.close();
  }, 180_000);

  it('is searched and narrowed; a question gets another version, shows its earlier ones, and is retired', async () => {
    const { page, context, complaints } = await at(portal, browser, author, { width: 360 });
    await page.goto('/learning/banks');
    await page.getByRole('link', { name: 'Finding the portrait' }).click();
    await page.getByLabel('Kind', { exact: true }).selectOption('numeric');
    await page.getByRole('link', { name: 'W-LAST' }).waitFor();
    expect(await page.getByRole('link', { name: 'W-MRZ' }).count()).toBe(0);
    await page.getByRole('link', { name: 'W-LAST' }).click();
    await page.locator('#q-value').fill('7');
    await page.getByRole('button', { name: 'Keep as version 2' }).click();
    await page.getByText('Version 2', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Version 1: Look' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Show it' }).click();
    await page.getByRole('dialog').getByLabel('Your answer, a number').fill('6');
    await page.getByRole('dialog').getByRole('button', { name: 'Mark my try' }).click();
    await page.getByRole('dialog').getByText('Right.', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Retire the question' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retire', exact: true }).click();
    await page.getByText('It is drawn no more. Keeping another version brings it back.').waitFor();
    await picture(page, 'question-retired');
    expect(complaints).toEqual([]);
    await context.close();
  }, 90_000);

  it('is translated: each text beside its original, what is missing named, refused where it is, tried in the language, and found by what it lacks', async () => {
    const { page, context, complaints } = await at(portal, browser, author);
    const { rows: [bank] } = await portal.owner.query<{ id: string }>('SELECT id FROM app.banks WHERE course_id = $1', [course.id]);
    await page.goto(`/learning/banks/${bank?.id}`);
    await page.getByRole('link', { name: 'W-CHOICE', exact: true }).click();
    await pick(page, page.getByLabel('Another language'), 'ar');
    await press(page, page.getByRole('button', { name: 'Add a translation' }));
    await page.getByText('Not in Arabic yet:').waitFor();
    const stem = page.locator('[id="q-translations.ar.stem"]');
    expect(await stem.getAttribute('dir')).toBe('rtl');
    await press(page, page.locator('.translation-missing').getByRole('button', { name: 'Option 2', exact: true }));
    await page.locator('[id="q-translations.ar.options.1.text"]:focus').waitFor();
    await page.keyboard.type('ثلاثة');
    await write(page, stem, 'كم سطراً؟');
    await picture(page, 'question-translating');
    await press(page, page.getByRole('button', { name: 'Keep as version 2' }));
    await page.getByRole('alert').getByText('Option 1: Translate this, in 1 to 600 characters.').waitFor();
    expect(await stem.inputValue()).toBe('كم سطراً؟');
    // What is typed is still there after the page was loaded anew, in the language it was typed in.
    await page.reload();
    await page.getByText('What you wrote earlier is here again.').waitFor();
    await write(page, page.locator('[id="q-translations.ar.options.0.text"]'), 'اثنان');
    await page.getByText('Everything is said in Arabic.').waitFor();
    await press(page, page.getByRole('button', { name: 'Show it' }));
    const trial = page.getByRole('region', { name: 'Trial' });
    await trial.getByText('كم سطراً؟').waitFor();
    await trial.getByLabel('اثنان').check();
    await press(page, page.getByRole('button', { name: 'Mark my try' }));
    await trial.getByText('Right.', { exact: true }).waitFor();
    await press(page, page.getByRole('button', { name: 'Keep as version 2' }));
    await page.getByText('Version 2', { exact: true }).first().waitFor();
    await picture(page, 'question-translated');

    // An option taken away from the original takes its translation along.
    await press(page, page.getByRole('button', { name: 'Original' }));
    await press(page, page.getByRole('button', { name: 'Another option' }));
    await write(page, page.locator('[id="q-options.2.text"]'), 'Four');
    await press(page, page.locator('#q-options').getByRole('button', { name: 'Option 2: Remove' }));
    // What is missing in the other language is refused, and shown where it can be written.
    await press(page, page.getByRole('button', { name: 'Keep as version 3' }));
    await page.locator('.field-faulty [id="q-translations.ar.options.1.text"]').waitFor();
    await write(page, page.locator('[id="q-translations.ar.options.1.text"]'), 'أربعة');
    await press(page, page.getByRole('button', { name: 'Keep as version 3' }));
    await page.getByText('Version 3', { exact: true }).first().waitFor();
    const { rows: [kept] } = await portal.owner.query<{ ar: object }>(`SELECT k.written -> 'translations' -> 'ar' AS ar FROM app.item_versions v JOIN app.item_keys k ON k.item_version_id = v.id JOIN app.items i ON i.id = v.item_id WHERE i.code = 'W-CHOICE' AND v.number = 3`);
    expect(kept?.ar).toEqual({ stem: 'كم سطراً؟', options: [{ text: 'اثنان' }, { text: 'أربعة' }] });

    await page.goto(`/learning/banks/${bank?.id}`);
    await page.getByLabel('Languages').selectOption('ar');
    await page.getByRole('link', { name: 'W-NUMERIC' }).waitFor();
    expect(await page.getByRole('link', { name: 'W-CHOICE', exact: true }).count()).toBe(0);
    await picture(page, 'bank-lacking');
    await page.getByRole('link', { name: 'W-SHORT-TEXT' }).click();
    await write(page, page.locator('[id="q-translations.ar.stem"]'), 'أيّ دولة؟');
    await press(page, page.getByRole('button', { name: 'Another right answer' }));
    await write(page, page.locator('[id="q-translations.ar.accept.0"]'), 'يوتوبيا');
    await press(page, page.getByRole('button', { name: 'Keep as version 2' }));
    await page.getByText('Version 2', { exact: true }).first().waitFor();
    expect(unexpected(complaints)).toEqual([]);
    await context.close();
  }, 120_000);

  it('says in another language too what an area is called that was drawn, once it is marked', async () => {
    const { page, context, complaints } = await at(portal, browser, author, { width: 360, theme: 'dark' });
    await page.goto('/learning/banks');
    await page.getByRole('link', { name: 'Finding the portrait' }).click();
    await page.getByRole('link', { name: 'H-001' }).click();
    await pick(page, page.getByLabel('Another language'), 'ar');
    await press(page, page.getByRole('button', { name: 'Add a translation' }));
    await write(page, page.locator('[id="q-translations.ar.stem"]'), 'أين الصورة؟');
    await page.locator('.translation-missing').getByRole('button', { name: 'Area 1: what is there', exact: true }).waitFor();
    await picture(page, 'question-translating-area');
    await write(page, page.getByLabel('Area 1: what is there'), 'صورة الوجه');
    await page.getByText('Everything is said in Arabic.').waitFor();
    await press(page, page.getByRole('button', { name: 'Show it' }));
    const trial = page.getByRole('region', { name: 'Trial' });
    await tabTo(page, trial.getByRole('application').getByRole('button', { name: 'Crosshair' }));
    await steer(page, [50, 50], [90, 90]);
    await page.keyboard.press('Enter');
    expect(await trial.getByText('صورة الوجه').count()).toBe(0);
    await press(page, trial.getByRole('button', { name: 'Mark my try' }));
    await trial.getByText('صورة الوجه').first().waitFor();
    await picture(page, 'question-translated-area');
    expect(unexpected(complaints)).toEqual([]);
    await context.close();
  }, 90_000);

  it('is read and tried by a course officer, who changes nothing of it', async () => {
    const officer = await portal.official('AUS', 'course_officer');
    const { page, context, complaints } = await at(portal, browser, officer, { width: 360 });
    await page.goto('/learning/banks');
    await page.getByRole('link', { name: 'Finding the portrait' }).click();
    await page.getByRole('link', { name: 'H-001' }).click();
    await page.getByText('td3-photo').first().waitFor({ state: 'attached' });
    expect(await page.getByRole('button', { name: /^Keep|^Retire/ }).count()).toBe(0);
    expect(await page.locator('#q-stem').isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.getByRole('region', { name: 'Trial' }).getByText('portrait', { exact: true }).waitFor();
    await picture(page, 'question-officer');
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('is drawn from by a blueprint, which is looked up while it is written, tried, published by a second officer and met by a trainee', async () => {
    const [officer, trainee] = [await portal.official('AUS', 'course_officer'), await portal.official('IDN', 'trainee')];
    const writing = await at(portal, browser, author);
    const { page } = writing;
    await page.goto(`/learning/courses/${course.id}/edit`);
    await page.getByText('“On the exam” has no examination.').waitFor();
    await press(page, page.getByRole('link', { name: 'On the exam: Blueprint' }));
    const tags = page.getByLabel('With all these tags');
    await write(page, page.getByRole('textbox', { name: 'Section 1' }), 'The picture');
    await write(page, page.getByLabel('Draws'), '2');
    await write(page, tags, 'picture, exam');
    await page.getByText('The bank holds 1 question for it.').waitFor();
    await press(page, page.getByRole('button', { name: 'Draw once' }));
    await page.getByText('There are not enough questions for it yet.').waitFor();
    await press(page, page.getByRole('button', { name: 'Keep the blueprint' }));
    await page.getByRole('alert').getByText('The bank holds 1 questions tagged picture and exam.').waitFor();
    await write(page, page.getByLabel('Draws'), '1');
    await press(page, page.getByRole('button', { name: 'Another section' }));
    await write(page, page.getByRole('textbox', { name: 'Section 2' }), 'Words');
    await write(page, page.getByLabel('Draws').last(), '1');
    await write(page, tags.last(), 'picture');
    await page.getByText('Each section finds enough by itself').waitFor();
    await press(page, page.getByRole('button', { name: 'Section 2: Remove' }));
    await choose(page, page.getByRole('group', { name: 'Shown afterwards' }), 'Everything, with what is right');
    await press(page, page.getByRole('button', { name: /^Draw once/ }));
    await page.getByRole('link', { name: 'H-001' }).waitFor();
    await picture(page, 'blueprint');
    await press(page, page.getByRole('button', { name: 'Keep the blueprint' }));
    await page.getByText('Kept.', { exact: true }).first().waitFor();
    await page.getByText('Figures appear once five people were marked on it.').waitFor();
    await press(page, page.getByRole('link', { name: 'C-1' }));
    await press(page, page.getByRole('button', { name: 'Hand in for review' }));
    await press(page, page.getByRole('button', { name: 'Hand in', exact: true }));
    await page.getByText('Being reviewed').first().waitFor();
    expect(unexpected(writing.complaints)).toEqual([]);
    await writing.context.close();

    const publishing = await at(portal, browser, officer);
    await publishing.page.goto(`/learning/courses/${course.id}/edit`);
    await publishing.page.getByRole('link', { name: 'On the exam: Blueprint' }).click();
    await publishing.page.getByRole('button', { name: /^Draw once/ }).click();
    await publishing.page.getByRole('link', { name: 'H-001' }).waitFor();
    expect(await publishing.page.getByRole('textbox', { name: 'Section 1' }).isEditable()).toBe(false);
    await publishing.page.getByRole('link', { name: 'C-1' }).click();
    await publishing.page.getByRole('button', { name: 'Publish', exact: true }).first().click();
    await publishing.page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await publishing.page.getByText('In force').first().waitFor();
    expect(unexpected(publishing.complaints)).toEqual([]);
    await publishing.context.close();

    const enrolment = ((await trainee.post(`/courses/${course.id}/enrolments`, {})).body as { id: string }).id;
    const sitting = await at(portal, browser, trainee);
    await sitting.page.goto(`/learning/study/${enrolment}?lesson=exam`);
    await press(sitting.page, sitting.page.getByRole('button', { name: 'Begin now' }));
    await sitting.page.getByRole('heading', { name: 'Where is the portrait?' }).waitFor();
    await tabTo(sitting.page, sitting.page.getByRole('application').getByRole('button', { name: 'Crosshair' }));
    await steer(sitting.page, [50, 50], [30, 40]);
    await sitting.page.keyboard.press('Enter');
    await press(sitting.page, sitting.page.getByRole('button', { name: 'Hand in', exact: true }).first());
    await press(sitting.page, sitting.page.getByRole('dialog').getByRole('button', { name: 'Hand in now' }));
    await sitting.page.getByText('Passed with 100 %').waitFor();
    expect(sitting.complaints).toEqual([]);
    await sitting.context.close();

    const looking = await at(portal, browser, author, { theme: 'dark' });
    await looking.page.goto(`/learning/courses/${course.id}/edit`);
    await looking.page.getByRole('link', { name: 'On the exam: Blueprint' }).click();
    await looking.page.getByText('It changes only while its version is a draft.').waitFor();
    await picture(looking.page, 'blueprint-published');
    await looking.page.getByRole('link', { name: 'To the question bank' }).click();
    await looking.page.getByRole('link', { name: 'H-001' }).click();
    await looking.page.getByText('Was asked, and stays').waitFor();
    await picture(looking.page, 'question-asked');
    expect(looking.complaints).toEqual([]);
    await looking.context.close();
  }, 180_000);
});
