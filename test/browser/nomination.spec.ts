import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { at, openBrowser, picture } from '../support/browser.js';
import { letter, nominee } from '../support/nominee.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const email = 'novi.lestari@idn.example.org';

/** An authenticator as part of the browser: it holds passkeys and always finds its owner there. */
async function withAuthenticator(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
}

describe('T1 a focal point is nominated, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let authority: Official;
  let one: Official;
  let two: Official;
  let link = '';
  const complaints: string[] = [];

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true, named: true });
    browser = await openBrowser();
    authority = await portal.official('IDN', 'reader', 'contributor', 'focal_point');
    one = await portal.official('SECRETARIAT', 'secretariat_officer');
    two = await portal.official('SECRETARIAT', 'secretariat_officer');
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  async function as(official: Official, work: (page: Page, context: BrowserContext) => Promise<void>, look = {}): Promise<void> {
    const { page, context, complaints: heard } = await at(portal, browser, official, look);
    await work(page, context);
    complaints.push(...heard);
    await context.close();
  }
  const letterTo = (address: string): string => {
    const all = readdirSync(portal.settings.mailFolder).sort().map((name) => readFileSync(join(portal.settings.mailFolder, name), 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '='));
    return /http\S+\/sign-in\/link\/[\w-]{43}/.exec(all.filter((text) => text.includes(`To: ${address}`)).at(-1) ?? '')?.[0] ?? '';
  };

  it('by its authority, with a letter; what is missing is said, and nothing typed is lost', async () => {
    await as(authority, async (page) => {
      await page.goto('/focal-points');
      await page.getByRole('link', { name: 'Nominate a focal point' }).click();
      await page.getByLabel('Name', { exact: true }).fill('Novi Lestari');
      await page.getByRole('button', { name: 'Nominate' }).click();
      await page.getByRole('alert').getByText('Add the letter of nomination.').waitFor();
      await page.getByLabel('Work address').fill(email);
      await page.getByLabel('Language of the invitation and the terms').selectOption('ar');
      await page.getByLabel('Subject').selectOption('document_fraud');
      await page.getByLabel('Agency or unit').fill('Directorate General of Immigration');
      await page.getByLabel('Languages').selectOption('id');
      await page.getByLabel('Languages').selectOption('en');
      await page.getByLabel('Time zone').selectOption('Asia/Jakarta');
      await page.locator('input[type=file]').setInputFiles({ name: 'letter.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('x') });
      await page.getByText('A letter is a PDF or a picture').waitFor();
      await page.getByRole('button', { name: 'Another file' }).click();
      await page.locator('input[type=file]').setInputFiles({ name: 'letter of nomination.pdf', mimeType: 'application/pdf', buffer: letter });
      await picture(page, 'nominate');
      await page.getByRole('button', { name: 'Nominate' }).click();
      await page.waitForURL(/\/nominations$/);
      await page.getByRole('heading', { name: 'Novi Lestari' }).waitFor();
      await page.locator('.nomination').getByText('Waits for the check').waitFor();
    });
    await portal.settled();
  });

  it('and checked by one officer, who is then told why the approval is another\'s', async () => {
    await as(one, async (page) => {
      await page.goto('/');
      await page.getByText('1 waits for your check or approval.').waitFor();
      await page.getByRole('link', { name: 'Decide' }).click();
      await page.getByRole('link', { name: 'letter of nomination.pdf' }).waitFor();
      await page.getByRole('button', { name: 'The sender is verified' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'The sender is verified' }).click();
      await dialog.getByText('Say in a sentence whom you asked').waitFor();
      await dialog.getByLabel('How the sender was verified').fill('Called the permanent contact in Jakarta, who knows the letter.');
      await dialog.getByRole('button', { name: 'The sender is verified' }).click();
      await page.getByText('The approval is for another officer.').waitFor();
      await page.getByText('You may not approve it; this would take: you are a secretariat officer other than those who entered and checked it.').waitFor();
      expect(await page.getByRole('button', { name: 'Approve and invite' }).count()).toBe(0);
      await picture(page, 'nomination-checked');
      await page.goto('/');
      await page.getByText('Nothing waits for you').waitFor(); // what is left is not theirs to do
    });
  });

  it('and approved by a second one, whereupon the nominee is invited', async () => {
    await as(two, async (page) => {
      await page.goto('/nominations');
      await page.getByText('Called the permanent contact in Jakarta').waitFor();
      await page.getByRole('button', { name: 'Approve and invite' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Approve and invite' }).click();
      await page.getByText('The invitation is on its way.').waitFor();
    });
    await portal.settled();
    link = letterTo(email);
    expect(link).toMatch(/^http:\/\/localhost:\d+\/sign-in\/link\//);
    await as(authority, async (page) => {
      await page.goto('/focal-points?q=novi');
      await page.getByText('Nobody fits').waitFor(); // not before the invitation is taken up
    });
  });

  it('and fails with a link that is expired or not theirs', async () => {
    await as(portal.stranger, async (page) => {
      await page.goto(`${portal.url}/sign-in/link/${'x'.repeat(43)}`);
      await page.getByText('no longer works').first().waitFor();
      await portal.owner.query(`UPDATE app.sign_in_links SET expires_at = now() - interval '1 minute'`);
      await page.goto(link);
      await page.locator('h1').waitFor();
      expect(await page.locator('form [name=terms]').count()).toBe(0);
      await portal.owner.query(`UPDATE app.sign_in_links SET expires_at = now() + interval '72 hours' WHERE withdrawn_at IS NULL`);
    });
  });

  it('and accepts the terms in their language, makes a passkey, sees the recovery codes once, and stands in the directory', async () => {
    await as(portal.stranger, async (page, context) => {
      await withAuthenticator(context, page);
      for (const place of ['/focal-points', '/documents', '/nominations']) {
        await page.goto(place);
        await page.waitForURL(/\/sign-in/);
      }
      await page.goto(link);
      expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(['ar', 'rtl']);
      await page.getByText('Novi Lestari').waitFor();
      await picture(page, 'invitation-ar');
      await page.locator('#terms').check();
      await page.locator('form:has(#terms) button[type=submit]').click();
      await page.locator('.passkey button').click();
      const codes = page.locator('#codes li');
      await codes.first().waitFor();
      expect(await codes.count()).toBe(10);
      await picture(page, 'recovery-codes-ar');
      await portal.settled();
      await page.goto('/focal-points?q=novi');
      await page.getByRole('link', { name: 'Novi Lestari' }).waitFor();
      await page.goto(link);
      expect(await page.locator('form [name=terms]').count()).toBe(0); // single use
    }, { locale: 'ar' });
    await as(authority, async (page) => {
      await page.goto('/focal-points?q=novi');
      await page.getByRole('link', { name: 'Novi Lestari' }).click();
      await page.getByRole('heading', { name: 'Novi Lestari', level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Show private details' }).click();
      await page.getByText('There is nothing here that is shown to you.').waitFor();
      await picture(page, 'focal-point');
    });
    const { rows } = await portal.owner.query(`SELECT n.letter_sha256, n.checked_by, n.approved_by FROM app.nominations n JOIN app.focal_points f ON f.id = n.id WHERE f.name = 'Novi Lestari' AND f.state = 'confirmed'`);
    expect(rows).toEqual([{ letter_sha256: expect.stringMatching(/^[0-9a-f]{64}$/), checked_by: one.id, approved_by: two.id }]);
  });

  it('or is told where they stand when the letter did not arrive, and sends it again', async () => {
    await authority.post('/nominations', nominee({ name: 'Lost Letter', email: 'lost@idn.example.org' }));
    await as(authority, async (page) => {
      await page.goto('/nominations');
      await page.getByText('Letter missing').waitFor();
      await page.locator('input[type=file]').setInputFiles({ name: 'late.pdf', mimeType: 'application/pdf', buffer: letter });
      await page.getByRole('button', { name: 'Send the letter' }).click();
      await page.getByText('late.pdf').waitFor();
    });
  });

  it('without a complaint of the browser on the way', () => expect(complaints).toEqual([]));
});
