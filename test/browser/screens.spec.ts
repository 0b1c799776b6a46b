import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { under } from '../../deploy/launcher/paths.js';
import { at, openBrowser, picture } from '../support/browser.js';
import { configuration } from '../support/federated.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Who = 'officer' | 'reader' | 'clerk' | 'stranger';

interface Screen {
  name: string;
  path: (ids: { document: string; draft: string }) => string;
  as?: Who;
  /** Brings the screen into a state worth looking at. */
  into?: (page: Page) => Promise<void>;
}

/** Every screen, in the states people meet. A route of the client that is on no line here fails below. */
const screens: Screen[] = [
  { name: 'sign-in', path: () => '/sign-in', as: 'stranger' },
  { name: 'sign-in-refused', path: () => '/sign-in', as: 'stranger', into: async (page) => {
    await page.locator('input[name=email]').fill('nobody@example.org');
    await page.locator('input[name=password]').fill('not the right words');
    await page.locator('form:has(input[name=password]) button').click();
    await page.locator('.error').waitFor();
  } },
  { name: 'home', path: () => '/' },
  { name: 'home-reader', path: () => '/', as: 'reader' },
  { name: 'library', path: () => '/documents' },
  { name: 'library-search', path: () => '/documents?q=cape' },
  { name: 'library-empty', path: () => '/documents?q=nothingofthekind' },
  { name: 'document-originator', path: ({ document }) => `/documents/${document}` },
  { name: 'document-reader', path: ({ document }) => `/documents/${document}`, as: 'reader' },
  { name: 'document-unknown', path: () => '/documents/00000000-0000-4000-8000-000000000000' },
  { name: 'document-edit', path: ({ document }) => `/documents/${document}/edit` },
  { name: 'document-edit-refused', path: ({ document }) => `/documents/${document}/edit`, as: 'reader' },
  { name: 'history', path: ({ document }) => `/documents/${document}/history` },
  { name: 'readings', path: ({ document }) => `/documents/${document}/readings` },
  { name: 'readings-refused', path: ({ document }) => `/documents/${document}/readings`, as: 'reader' },
  { name: 'drafts', path: () => '/drafts' },
  { name: 'share', path: () => '/share' },
  { name: 'share-refused', path: () => '/share', as: 'reader' },
  { name: 'share-files', path: ({ draft }) => `/share/${draft}?step=files` },
  { name: 'share-description', path: ({ draft }) => `/share/${draft}?step=description` },
  { name: 'share-marking', path: ({ draft }) => `/share/${draft}?step=marking` },
  { name: 'share-check', path: ({ draft }) => `/share/${draft}?step=check`, into: (page) => page.getByRole('alert').or(page.locator('.audience')).first().waitFor() },
  { name: 'requests-received', path: () => '/requests?box=received' },
  { name: 'requests-made', path: () => '/requests?box=made', as: 'reader' },
  { name: 'request-decision', path: () => '/requests?box=received', into: async (page) => {
    await page.locator('.request .button-main').first().click();
    await page.getByRole('dialog').waitFor();
  } },
  { name: 'members', path: () => '/members' },
  { name: 'member', path: () => '/members/AUS' },
  { name: 'member-refused', path: () => '/members/IDN' },
  { name: 'member-who-changes', path: () => '/members/IDN', into: async (page) => { await page.getByRole('main').locator('.deeds .link-button').click(); await page.locator('dialog .why').first().waitFor(); } },
  { name: 'member-names', path: () => '/members/AUS', into: async (page) => { await page.locator('.deeds .button').first().click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'members-as-of', path: () => '/members?asOf=2013-03-31&kind=organisation' },
  { name: 'audiences-as-of', path: () => '/members?show=audiences&asOf=2026-11-01' },
  { name: 'member-as-of', path: () => '/members/UNODC?asOf=2013-03-31' },
  { name: 'accessions', path: () => '/accessions' },
  { name: 'accessions-refused', path: () => '/accessions', as: 'reader' },
  { name: 'accessions-officer', path: () => '/accessions', as: 'clerk' },
  { name: 'accession-step', path: () => '/accessions', as: 'clerk', into: async (page) => { await page.locator('.card .button-main').first().click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'accession-opening', path: () => '/accessions', as: 'clerk', into: async (page) => { await page.locator('.head .button-main').click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'standing-changes', path: () => '/members?show=standing', as: 'clerk' },
  { name: 'party-to-enter', path: () => '/members', as: 'clerk', into: async (page) => { await page.locator('.head .button').click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'member-decision', path: () => '/members/XORG', as: 'clerk', into: async (page) => {
    await page.locator('.deeds .button').first().click();
    await page.getByRole('dialog').locator('input[type=date]').first().fill('2020-01-01');
    await page.locator('dialog .note').waitFor();
  } },
  { name: 'member-standing', path: () => '/members/XORG', as: 'clerk', into: async (page) => { await page.locator('.deeds .button').nth(2).click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'sign-in-settings', path: () => '/sign-in-settings', into: async (page) => { await page.locator('form details summary').click(); } },
  { name: 'sign-in-settings-reader', path: () => '/sign-in-settings', as: 'reader' },
  { name: 'sign-in-provider', path: () => '/sign-in/provider', as: 'stranger' },
  { name: 'nowhere', path: () => '/nowhere-at-all' },
];

const looks = [
  { theme: 'light', locale: 'en' }, { theme: 'dark', locale: 'en' }, { theme: 'light', locale: 'ar' }, { theme: 'dark', locale: 'ar' },
] as const;

describe('every screen', () => {
  let portal: Portal;
  let browser: Browser;
  let people: Record<Who, Official>;
  const ids = { document: '', draft: '' };

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    browser = await openBrowser();
    people = { officer: await portal.official('AUS', 'document_officer', 'focal_point'), reader: await portal.official('MYS'), clerk: await portal.official('SECRETARIAT', 'secretariat_officer'), stranger: portal.stranger };
    const { officer, reader } = people;
    const details = { gradingScheme: '4x4', sourceGrade: 'B', informationGrade: 2, handlingCode: 'H1' };
    ({ id: ids.document } = await officer.released(marking('amber', ['IDN', 'AHG'], { withheldFrom: ['NZL'], handlingCaveats: ['H1', 'no_use_in_proceedings'] }), { title: 'Boats at the northern cape', kind: 'intelligence_report', details, subjects: ['sea_routes'] }));
    for (const title of ['Altered visas', 'تنبيه: تأشيرات مزورة', 'หนังสือเดินทาง']) await officer.released(marking('green'), { title });
    ({ id: ids.draft } = await officer.draft({ title: 'A draft' }));
    await officer.upload(ids.draft, 'words', 'draft.txt');
    await officer.patch(`/documents/${ids.draft}`, { proposedMarking: marking('amber', ['IDN']) }, 1);
    const { clerk } = people;
    const basis = { basis: 'Letter to the co-chairs', document: 'Note 7 of the ministry', documentDate: '2026-01-12' };
    await clerk.post('/parties', { kind: 'organisation', code: 'XORG', name: 'Organisation X' });
    const { id: file } = (await clerk.post('/accessions', { party: 'XORG', body: 'FORUM', membership: 'member' })).body as { id: string };
    await clerk.post(`/accessions/${file}/steps`, { step: 'applied', day: '2026-01-15', ...basis });
    await clerk.post('/parties/XORG/memberships', { body: 'FORUM', membership: 'observer', from: '2026-02-01', reason: 'Entered after the meeting.', ...basis });
    await clerk.post('/parties/XORG/standing-changes', { standing: 'suspended', reason: 'Agreed by all members in writing.', ...basis });
    const other = await portal.official('SECRETARIAT', 'secretariat_officer');
    await clerk.post('/parties', { kind: 'organisation', code: 'YORG', name: 'Organisation Y' });
    const { id: change } = (await other.post('/parties/YORG/standing-changes', { standing: 'former', reason: 'It was dissolved.', ...basis })).body as { id: string };
    await clerk.put(`/standing-changes/${change}/decision`, { decision: 'approve' });
    await officer.put('/parties/AUS/names/ar', { name: 'أستراليا' });
    await officer.put('/identity-provider', configuration({ issuer: 'https://login.example.org', clientId: 'focalpoint', clientSecret: 'kept and never shown again' }));
    await portal.settled();
    await reader.open(ids.document);
    await reader.get(`/documents/${ids.document}/versions/1/file`);
    await reader.post(`/documents/${ids.document}/requests`, { purpose: 'A joint operation', reason: 'New Zealand takes part.', recipients: ['NZL'], until: '2027-03-31' });
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  async function show(screen: Screen, page: Page): Promise<void> {
    await page.goto(screen.path(ids));
    await page.locator('h1').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.skeleton'));
    await page.waitForLoadState('networkidle');
    await screen.into?.(page);
  }

  it.each(looks)('has no finding of axe in $theme, $locale', async ({ theme, locale }) => {
    const findings: object[] = [];
    for (const as of ['officer', 'reader', 'clerk', 'stranger'] as const) {
      const { page, context } = await at(portal, browser, people[as], { theme, locale, bypassCSP: true });
      for (const screen of screens.filter((one) => (one.as ?? 'officer') === as)) {
        await show(screen, page);
        await picture(page, `${screen.name}-${theme}-${locale}`);
        await page.evaluate(axe);
        const { violations } = await page.evaluate<AxeResults, string[]>((tags) => (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ runOnly: tags }), rules);
        findings.push(...violations.map(({ id, nodes }) => ({ screen: screen.name, id, where: nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`) })));
      }
      await context.close();
    }
    expect(findings).toEqual([]);
  }, 300_000);

  it.each(['en', 'ar'] as const)('fits a phone of 320 pixels without scrolling sideways, in %s', async (locale) => {
    const wide: string[] = [];
    for (const as of ['officer', 'reader', 'clerk', 'stranger'] as const) {
      const { page, context } = await at(portal, browser, people[as], { locale, width: 320 });
      for (const screen of screens.filter((one) => (one.as ?? 'officer') === as)) {
        await show(screen, page);
        await picture(page, `${screen.name}-320-${locale}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) wide.push(`${screen.name}: ${over} px`);
      }
      await context.close();
    }
    expect(wide).toEqual([]);
  }, 300_000);

  it('of the client\'s routes is on the list', () => {
    const source = readFileSync(under('web/src/app/router.tsx'), 'utf8');
    const routes = [...source.matchAll(/path: '([^']+)'/g)].map(([, path = '']) => new RegExp(`^${path.replaceAll(/\$\w+/g, '[^/?]+')}(\\?.*)?$`));
    expect(routes.length).toBeGreaterThan(10);
    const shown = screens.map((screen) => screen.path({ document: 'a', draft: 'b' }));
    expect(routes.filter((route) => !shown.some((path) => route.test(path))).map(String)).toEqual([]);
  });

  it('is written from right to left in Arabic, with values that stay whole', async () => {
    const { page, context } = await at(portal, browser, people.officer, { locale: 'ar' });
    await page.goto(`/documents/${ids.document}`);
    await page.locator('h1').waitFor();
    expect(await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang])).toEqual(['rtl', 'ar']);
    const panel = await page.locator('aside').first().boundingBox();
    expect((panel?.x ?? 999) + (panel?.width ?? 999)).toBeLessThan(640); // the panel stands at the left, where a line ends
    expect(await page.locator('.marking').innerText()).toContain('TLP:AMBER');
    await context.close();
  });
});
