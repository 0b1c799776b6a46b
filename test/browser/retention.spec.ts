import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { at, openBrowser, picture, type Look } from '../support/browser.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { settling } from '../support/settled.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const title = 'Lanterns at the northern cape';

describe('SR-120 a legal hold and a disposal, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let first: Official;
  let second: Official;
  let reader: Official;
  let clerks: [Official, Official];
  let id = '';
  const complaints: string[] = [];

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    browser = await openBrowser();
    first = await portal.official('AUS', 'document_officer');
    second = await portal.official('AUS', 'focal_point');
    reader = await portal.official('IDN');
    clerks = [await portal.official('SECRETARIAT', 'secretariat_officer'), await portal.official('SECRETARIAT', 'secretariat_officer')];
    ({ id } = await first.released(marking('amber', ['IDN']), { title }));
    await portal.settled();
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  async function as(official: Official, work: (page: Page) => Promise<void>, look: Look = {}): Promise<void> {
    const { page, context, complaints: heard } = await at(portal, browser, official, { bypassCSP: true, ...look });
    await work(page);
    complaints.push(...heard);
    await context.close();
  }
  async function accessible(page: Page): Promise<void> {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
    expect(violations.map(({ id: rule, nodes }) => ({ rule, where: nodes.map(({ target }) => target) }))).toEqual([]);
  }

  it('the schedule is proposed by one officer of the secretariat and approved by another', async () => {
    await as(clerks[0], async (page) => {
      await page.goto('/retention/schedule');
      await page.getByText('Documents are kept until their originator disposes of them.').waitFor();
      await page.getByRole('button', { name: 'Propose a rule' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Propose' }).click();
      await dialog.getByText('Write at least 10 characters.').waitFor();
      await dialog.getByLabel('Marking').selectOption('amber');
      await dialog.getByLabel('Reason and basis').fill('As the Steering Group decided in March');
      await dialog.getByRole('button', { name: 'Propose' }).click();
      await page.getByText('You proposed it: another officer decides.').waitFor();
      expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    });
    await as(clerks[1], async (page) => {
      await page.goto('/');
      await page.getByText('1 decision on retention waits.').waitFor();
      await page.locator('.todo').getByRole('link', { name: 'Decide' }).click();
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('cell', { name: '5 years after its release' }).waitFor();
      await picture(page, 'retention-schedule');
    });
  });

  it('explains on the document how long it is kept, and by which rule', async () => {
    await as(reader, async (page) => {
      await page.goto(`/documents/${id}`);
      await page.getByText('Any kind, TLP:AMBER: 5 years after its release, by the schedule of the forum').waitFor();
      await page.getByText(/^Kept until/).waitFor();
      expect(await page.getByRole('button', { name: 'Put under a legal hold' }).count()).toBe(0);
    });
  });

  it('one officer asks for the hold and cannot decide it; the second finds it at home, agrees, and it stands', async () => {
    await as(first, async (page) => {
      await page.goto(`/documents/${id}`);
      await page.getByRole('button', { name: 'Put under a legal hold' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Ask for it' }).click();
      await dialog.getByText('Write at least 10 characters.').waitFor();
      await dialog.getByLabel('Reason').fill('A court asked us to keep it, letter 12');
      await picture(page, 'hold-dialog');
      await dialog.getByRole('button', { name: 'Ask for it' }).click();
      await page.getByText('A legal hold waits for a second person.').waitFor();
      await page.goto('/retention');
      await page.getByText('You asked for it: another officer of your party decides.').waitFor();
      expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
      await page.goto('/');
      await page.getByText('Nothing waits for you').or(page.getByText('Make a second passkey')).first().waitFor();
      expect(await page.getByText('decision on retention').count()).toBe(0);
    });
    await as(second, async (page) => {
      await page.goto('/');
      await page.getByText('1 decision on retention waits.').waitFor();
      await page.locator('.todo').getByRole('link', { name: 'Decide' }).click();
      await page.getByRole('heading', { name: `Legal hold: ${title}` }).waitFor();
      await accessible(page);
      await picture(page, 'retention-waiting');
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
      await page.getByText('Approved', { exact: true }).waitFor();
      await page.goto(`/documents/${id}`);
      await page.getByText('Under a legal hold.').waitFor();
      await page.getByRole('button', { name: 'Lift the legal hold' }).waitFor();
      expect(await page.getByRole('button', { name: 'Dispose of it' }).count()).toBe(0);
      await accessible(page);
      await picture(page, 'document-held');
      await page.goto('/retention?show=held');
      await page.getByRole('row').getByText('A court asked us to keep it').waitFor();
    });
  });

  it('and in Arabic, on a phone, in the dark', async () => {
    await as(second, async (page) => {
      const settled = await settling(page);
      for (const path of ['/retention', '/retention?show=due', '/retention?show=held', '/retention/schedule', `/documents/${id}`]) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await settled();
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
        await picture(page, `arabic-${path.replaceAll(/\W+/g, '-')}`.slice(0, 40));
      }
    }, { locale: 'ar', width: 360, theme: 'dark' });
  });

  it('what is disposed of leaves a page that says so to who had it, and a certificate to its originator', async () => {
    const { id: gone, symbol } = await first.released(marking('amber', ['IDN']), { title: 'To be gone' });
    await reader.get(`/documents/${gone}/versions/1/file`);
    await as(first, async (page) => {
      await page.goto(`/documents/${gone}`);
      await page.getByRole('button', { name: 'Dispose of it' }).click();
      await page.getByRole('dialog').getByLabel('Reason').fill('No longer needed by anybody');
      await page.getByRole('dialog').getByRole('button', { name: 'Ask for it' }).click();
      await page.getByText('Its disposal waits for a second person.').waitFor();
    });
    await as(second, async (page) => {
      await page.goto('/retention');
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('dialog').getByText('It is erased at once and for good.').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('heading', { name: /To be gone/ }).waitFor({ state: 'detached' });
      await page.goto('/retention?show=gone');
      await page.getByRole('link', { name: `Certificate of ${symbol} as PDF` }).waitFor();
      await picture(page, 'retention-gone');
    });
    await as(reader, async (page) => {
      await page.goto(`/documents/${gone}`);
      await page.getByRole('heading', { name: 'This document was disposed of' }).waitFor();
      await page.getByText('You downloaded it.').waitFor();
      expect(await page.getByText('To be gone').count()).toBe(0);
      await accessible(page);
      await picture(page, 'tombstone');
    });
  });

  it('shows the room of the party before files are chosen, and on its own page', async () => {
    await as(first, async (page) => {
      const { id: draft } = await first.draft();
      await page.goto(`/share/${draft}?step=files`);
      await page.getByText(/Your party uses .* of 21.5 GB; 21.5 GB are free/).waitFor();
      await picture(page, 'share-room');
      await page.goto('/members/AUS');
      await page.getByRole('progressbar', { name: 'Room used by your party' }).waitFor();
    });
    await as(clerks[0], async (page) => {
      await page.goto('/members/AUS');
      await page.getByText('What is used of it is told to the party alone.').waitFor();
    });
  });

  it('without a complaint of the browser', () => expect(complaints).toEqual([]));
});
