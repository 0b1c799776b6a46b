import type { Browser } from 'playwright-core';
import { at, openBrowser, picture } from '../support/browser.js';
import { plantEnrolment, plantExam, rightAnswers } from '../support/examination.js';
import { answerByKeys, press, steer, tabTo, type Given, type Shown } from '../support/keyboard.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('an examination, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let trainee: Official;
  let enrolment: string;
  const sections = [{ title: 'Everything', draw: 8, tags: ['exam'] }];

  beforeAll(async () => {
    portal = await Portal.start();
    browser = await openBrowser();
    trainee = await portal.official('IDN', 'trainee');
    enrolment = await plantEnrolment(portal, await plantExam(portal, 'AUS', { sections, review: 'after_close' }), trainee);
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  it('is taken to full marks by keyboard alone, whatever is asked', async () => {
    const { page, context, complaints } = await at(portal, browser, trainee);
    await page.goto(`/learning/study/${enrolment}?lesson=exam`);
    await page.getByText('80 % of the points').waitFor();
    await picture(page, 'exam-start');
    await press(page, page.getByRole('button', { name: 'Begin now' }));
    await page.getByText('Question 1 of 8').waitFor();
    const id = page.url().split('/').at(-1) ?? '';
    const answers = await rightAnswers(portal, id);
    const { rows } = await portal.owner.query<{ n: number; shown: Shown }>('SELECT n, shown FROM app.attempt_items WHERE attempt_id = $1 ORDER BY n', [id]);
    for (const { n, shown } of rows) {
      await page.getByText(`Question ${n} of 8`).waitFor();
      await picture(page, `exam-${shown.type}`);
      await answerByKeys(page, page.locator('.question'), shown, (answers.get(n) ?? {}) as Given);
      await press(page, n < 8 ? page.getByRole('button', { name: 'Next', exact: true }) : page.getByRole('button', { name: 'Hand in', exact: true }).first());
    }
    const dialog = page.getByRole('dialog');
    await dialog.getByText('All 8 questions are answered.').waitFor();
    await picture(page, 'exam-hand-in');
    await press(page, dialog.getByRole('button', { name: 'Hand in now' }));
    await page.getByText('Passed with 100 %').waitFor();
    await page.locator('summary').first().waitFor();
    await picture(page, 'exam-passed');
    expect(complaints).toEqual([]);
    await context.close();
  }, 180_000);

  it('practises inside a lesson, and is told what was right', async () => {
    const { page, context, complaints } = await at(portal, browser, trainee);
    await page.goto(`/learning/study/${enrolment}?lesson=zone`);
    const block = page.getByRole('region', { name: 'Practice' }).first();
    await block.getByRole('textbox').fill('5');
    await block.getByRole('button', { name: 'Check the answer' }).click();
    await block.getByText('Not right.').waitFor();
    await block.getByRole('textbox').fill('6');
    await block.getByRole('button', { name: 'Check the answer' }).click();
    await block.getByText('Right.', { exact: true }).waitFor();
    await picture(page, 'practice');
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it.each(['Crosshair', 'Grid'])('reaches full marks on pictures without a pointer, by the means called %s', async (means) => {
    const other = await portal.official('MYS', 'trainee');
    const hotspot = { code: 'H-001', type: 'hotspot', tags: ['picture', 'exam'], stem: 'Where is the portrait?', figure: { specimen: 'td3-photo', light: 'white' }, areas: ['photo'], senses: 'Finding it on the page is what is asked.' };
    const own = await plantEnrolment(portal, await plantExam(portal, 'AUS', { sections: [{ title: 'Pictures', draw: 1, tags: ['picture', 'exam'] }] }, [hotspot]), other);
    const { page, context, complaints } = await at(portal, browser, other);
    await page.goto(`/learning/study/${own}?lesson=exam`);
    await press(page, page.getByRole('button', { name: 'Begin now' }));
    await page.getByText('Question 1 of 1').waitFor();
    const { rows: [key] } = await portal.owner.query<{ shape: { x: number; y: number; width: number; height: number } }>(`SELECT key #> '{areas,0,shape}' AS shape FROM app.item_keys k JOIN app.item_versions v ON v.id = k.item_version_id WHERE v.type = 'hotspot' ORDER BY v.created_at DESC LIMIT 1`);
    const [x, y] = [(key?.shape.x ?? 0) + (key?.shape.width ?? 0) / 2, (key?.shape.y ?? 0) + (key?.shape.height ?? 0) / 2];
    await press(page, page.getByRole('button', { name: means, exact: true }).first(), 'Space');
    if (means === 'Grid') {
      await press(page, page.getByRole('button', { name: `${'ABCDEFGH'[Math.floor(x * 8)]}${Math.floor(y * 6) + 1}: column` }), 'Space');
    } else {
      await tabTo(page, page.getByRole('button', { name: 'Crosshair', exact: true }).last());
      await page.keyboard.press('Enter');
      await page.keyboard.press('Delete');
      await steer(page, [50, 50], [Math.round(x * 100), Math.round(y * 100)]);
      await page.keyboard.press('Enter');
    }
    await page.getByText('2 of 3 marks left').waitFor();
    await picture(page, `exam-hotspot-${means}`);
    await press(page, page.getByRole('button', { name: 'Hand in', exact: true }).first());
    await press(page, page.getByRole('dialog').getByRole('button', { name: 'Hand in now' }));
    await page.getByText('Passed with 100 %').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 90_000);

  it('loses no answer when the line is cut, says so, and goes on with another device', async () => {
    const other = await portal.official('THA', 'trainee');
    const own = await plantEnrolment(portal, await plantExam(portal, 'AUS', { sections: [{ title: 'Number', draw: 1, tags: ['number', 'exam'] }], review: 'never' }, [{ code: 'N-001', type: 'numeric', tags: ['number', 'exam'], stem: 'How many documents?', value: 7331 }]), other);
    const { page, context } = await at(portal, browser, other, { width: 360 });
    await page.goto(`/learning/study/${own}?lesson=exam`);
    await page.getByRole('button', { name: 'Begin now' }).click();
    await page.getByText('Question 1 of 1').waitFor();
    await context.setOffline(true);
    await page.getByRole('textbox').fill('7331');
    await page.getByText('1 answer waits to be saved').waitFor();
    await picture(page, 'exam-offline');
    await context.setOffline(false);
    await page.getByText('All answers saved').waitFor();
    const address = page.url();
    await context.close();
    const second = await at(portal, browser, other, { locale: 'ar', theme: 'dark', width: 320 });
    await second.page.goto(address);
    await second.page.getByRole('textbox').waitFor();
    expect(await second.page.getByRole('textbox').inputValue()).toBe('7331');
    expect(await second.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await picture(second.page, 'exam-arabic');
    await second.context.close();
  }, 90_000);
});
