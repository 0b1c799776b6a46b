import type { Browser, Page } from 'playwright-core';
import { at, openBrowser, picture } from '../support/browser.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('looking after one\'s people, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let focalPoint: Official;
  let colleague: Official;
  const complaints: string[] = [];

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    browser = await openBrowser();
    focalPoint = await portal.official('IDN', 'focal_point');
    colleague = await portal.official('IDN', 'reader');
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  async function as(official: Official, work: (page: Page) => Promise<void>): Promise<void> {
    const { page, context, complaints: heard } = await at(portal, browser, official);
    await work(page);
    complaints.push(...heard);
    await context.close();
  }
  const invited = async () => (await portal.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM app.delegations WHERE party = 'IDN' AND state = 'invited'`)).rows[0]?.count;
  const csv = (rows: string[]) => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeffName;E-mail;Language;Roles\r\n${rows.join('\r\n')}\r\n`) });
  const row = (number: number, roles = 'reader') => `Official ${number};row${number}@idn.example.org;en;${roles}`;

  it('invites many from a file only after every line was checked', async () => {
    const rows = Array.from({ length: 400 }, (_, index) => row(index + 2));
    const wrong = [5, 17, 33, 64, 99, 120, 121, 200, 256, 300, 399, 401];
    await as(focalPoint, async (page) => {
      await page.goto('/');
      await page.locator('.me summary').click();
      await page.getByRole('link', { name: 'People of Indonesia' }).click();
      await page.getByRole('link', { name: 'Invite from a file' }).click();
      await page.locator('input[type=file]').setInputFiles(csv(rows.map((text, index) => (wrong.includes(index + 2) ? text.replace(';reader', ';king') : text))));
      await page.getByText('400 people, 12 faults.').waitFor();
      const lines = await page.getByRole('table', { name: 'Faults by line' }).getByRole('rowheader').allInnerTexts();
      expect(lines).toEqual(wrong.map(String));
      expect(await page.getByRole('button', { name: /Invite 3/ }).count()).toBe(0);
      await picture(page, 'people-400-rows-12-bad');
      expect(await invited()).toBe(0);

      await page.locator('input[type=file]').setInputFiles({ name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from([0x6e, 0xf1]) });
      await page.getByText('Save it as “CSV UTF-8”').waitFor();
      await page.locator('input[type=file]').setInputFiles(csv(rows.slice(0, 60)));
      await page.getByText('60 people, no fault.').waitFor();
      await page.getByRole('button', { name: 'Invite 60 people' }).click();
      await page.getByText('60 invitations are on their way.').waitFor();
    });
    expect(await invited()).toBe(60);
  }, 90_000);

  it('suspends somebody, who is shut out with the next click, and lets them in again', async () => {
    const { page: theirs, context } = await at(portal, browser, colleague);
    await theirs.goto('/documents');
    await theirs.locator('h1').waitFor();
    await as(focalPoint, async (page) => {
      await page.goto('/people');
      await page.getByLabel('Name or address').fill(colleague.name);
      await page.getByLabel('Name or address').press('Enter');
      await page.getByRole('button', { name: `Manage ${colleague.name}` }).click();
      const dialog = page.getByRole('dialog', { name: colleague.name });
      await dialog.getByRole('button', { name: 'Suspend' }).click();
      await dialog.getByRole('button', { name: 'Suspend' }).click();
      await dialog.getByText('Write at least 3 characters.').waitFor();
      await dialog.getByLabel('Reason, for your own record').fill('On leave for a year');
      await dialog.getByRole('button', { name: 'Suspend' }).click();
      await dialog.getByText('The person is suspended.').waitFor();

      await theirs.getByRole('link', { name: 'Members' }).first().click();
      await theirs.getByText('You are signed out').or(theirs.getByText('Sign in')).first().waitFor();
      expect((await colleague.get('/documents')).status).toBe(401);

      await dialog.getByRole('button', { name: 'Re-activate' }).click();
      await dialog.getByLabel('Reason, for your own record').fill('Back again');
      await dialog.getByRole('button', { name: 'Re-activate' }).click();
      await dialog.getByText('The person is active again.').waitFor();
      await picture(page, 'person-active-again');
    });
    await context.close();
  }, 120_000);

  it('asks for new factors, which an officer of the secretariat approves', async () => {
    const officer = await portal.official('SECRETARIAT', 'secretariat_officer');
    await as(focalPoint, async (page) => {
      await page.goto(`/people?q=${encodeURIComponent(colleague.name)}`);
      await page.getByRole('button', { name: `Manage ${colleague.name}` }).click();
      const dialog = page.getByRole('dialog', { name: colleague.name });
      await dialog.getByRole('button', { name: 'Reset sign-in' }).click();
      await dialog.getByLabel(/What happened/).fill('The telephone was stolen on a mission.');
      await dialog.getByRole('button', { name: 'Reset sign-in' }).click();
      await dialog.getByText('The secretariat was asked.').waitFor();
      await page.goto('/resets');
      await page.getByText('Waits for a second person').waitFor();
      expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    });
    await as(officer, async (page) => {
      await page.goto('/');
      await page.getByText('1 person lost what they sign in with.').waitFor();
      await page.locator('.me summary').click();
      await page.getByRole('link', { name: 'Resets' }).click();
      await page.getByRole('button', { name: 'Approve' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('How you made sure that it is this person').fill('Called back on the number we know.');
      await dialog.getByRole('button', { name: 'Approve' }).click();
      await page.getByText('Nothing to decide').waitFor();
    });
    const { rows } = await portal.owner.query<{ done: boolean }>('SELECT done_at IS NOT NULL AS done FROM app.factor_resets WHERE user_id = $1', [colleague.id]);
    expect(rows).toEqual([{ done: true }]);
  }, 120_000);

  it('confirms people, and hands in what is decided', async () => {
    await portal.official('IDN', 'reader', 'trainer');
    await portal.owner.query(`INSERT INTO app.people_reviews (party, due, opened_at) VALUES ('IDN', current_date + 9, now())`);
    await as(focalPoint, async (page) => {
      await page.goto('/');
      await page.getByText('2 people are not confirmed yet.').waitFor();
      await picture(page, 'home-review');
      await page.goto('/people');
      await page.getByRole('link', { name: 'Confirm now' }).click();
      const cards = page.locator('.reviewed > li');
      await cards.nth(1).waitFor();
      expect(await cards.count()).toBe(2);
      await cards.nth(0).getByRole('button', { name: 'Keep' }).click();
      await cards.nth(1).getByRole('button', { name: 'Change' }).click();
      await cards.nth(1).getByRole('checkbox', { name: /^Trainer/ }).uncheck();
      await cards.nth(1).getByRole('checkbox', { name: /^Trainee/ }).check();
      await page.getByText('1 to keep, 1 to change, 0 to end; 0 not decided').waitFor();
      await picture(page, 'people-review-decided');
      await page.getByRole('button', { name: 'Hand in' }).click();
      await page.getByText('Nothing to confirm now').waitFor();
    });
    const { rows } = await portal.owner.query<{ closed: boolean }>(`SELECT closed_at IS NOT NULL AS closed FROM app.people_reviews WHERE party = 'IDN'`);
    expect(rows).toEqual([{ closed: true }]);
  }, 120_000);

  it('forgets somebody who left: the table says when, and knows no name', async () => {
    const leaver = await portal.official('IDN', 'reader');
    await as(focalPoint, async (page) => {
      await page.goto(`/people?q=${encodeURIComponent(leaver.name)}`);
      await page.getByRole('button', { name: `Manage ${leaver.name}` }).click();
      const deed = async (name: string, reason: string) => {
        await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
        await page.getByLabel('Reason, for your own record').fill(reason);
        await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
      };
      await deed('End', 'Left the directorate');
      await page.getByText('This person no longer acts for you.').waitFor();
      await page.goto(`/people?state=ended&q=${encodeURIComponent(leaver.name)}`);
      await page.getByRole('button', { name: `Manage ${leaver.name}` }).click();
      await deed('Forget', 'Asked for it in writing');
      await page.getByText('This person is forgotten.').waitFor();
      await page.goto('/people?state=ended');
      await page.getByRole('button', { name: /^Manage Former official/ }).click();
      await page.getByRole('dialog').getByText('Forgotten').waitFor();
      expect(await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).count()).toBe(0);
      expect(await page.getByText(leaver.name).count()).toBe(0);
      await picture(page, 'person-forgotten');
    });
  }, 120_000);

  it('leaves no complaint of the browser behind', () => expect(complaints).toEqual([]));
});
