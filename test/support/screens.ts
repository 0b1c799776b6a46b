import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import type { Ids } from './screens-world.js';

/** Those last two are on their way in: one with everything but the second factor, one who has no factor yet. */
export const visitors = ['officer', 'reader', 'clerk', 'stranger', 'halfway', 'fresh'] as const;
export type Who = (typeof visitors)[number];

export interface Screen {
  name: string;
  path: (ids: Ids) => string;
  as?: Who;
  /** Brings the screen into a state worth looking at. */
  into?: (page: Page) => Promise<void>;
}

/** Presses one of these buttons, and waits for the dialog it opens. */
async function press(page: Page, buttons: string, which: number): Promise<void> {
  await page.locator(buttons).nth(which).click();
  await page.getByRole('dialog').waitFor();
}

/** Asks the page for an authenticator app. @returns its secret */
async function drawGenerator(page: Page): Promise<string> {
  const begin = page.locator('form[action$=generator] button');
  if (!(await begin.isVisible())) await page.locator('#instead summary').click();
  await begin.click();
  return (await page.locator('.picture + p code').innerText()).replaceAll(' ', '');
}

/** Opens the dialog that keeps a course on the device. */
async function saving(page: Page): Promise<void> {
  await press(page, '.course-bar .button', 0);
  await page.locator('.offline-parts').waitFor();
  await page.locator('.offline-left .material').first().waitFor();
}

/** Every screen, in the states people meet. A route of the client that is on no line here fails test/browser/screens.spec.ts. */
export const screens: readonly Screen[] = [
  { name: 'sign-in', path: () => '/sign-in', as: 'stranger' },
  { name: 'sign-in-refused', path: () => '/sign-in', as: 'stranger', into: async (page) => {
    await page.locator('input[name=email]').fill('nobody@example.org');
    await page.locator('input[name=password]').fill('not the right words');
    await page.locator('form:has(input[name=password]) button').click();
    await page.locator('.error').waitFor();
  } },
  { name: 'home', path: () => '/' },
  { name: 'home-clerk', path: () => '/', as: 'clerk' },
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
  { name: 'watermarks', path: () => '/watermarks', into: async (page) => { await page.locator('form .button').click(); await page.locator('.field-faulty').waitFor(); } },
  { name: 'watermark-unknown', path: () => '/watermarks?code=0000000000' },
  { name: 'watermark', path: ({ mark }) => `/watermarks?code=${mark}` },
  { name: 'watermark-readings', path: ({ document, mark }) => `/documents/${document}/readings?code=${mark}` },
  { name: 'watermarks-refused', path: () => '/watermarks', as: 'reader' },
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
  { name: 'keys', path: () => '/keys' },
  { name: 'keys-destroy', path: () => '/keys', into: (page) => press(page, '.party-keys .button-danger', 0) },
  { name: 'keys-refused', path: () => '/keys', as: 'reader' },
  { name: 'encryption', path: () => '/encryption' },
  { name: 'sign-in-settings', path: () => '/sign-in-settings', into: async (page) => { await page.locator('form details summary').click(); } },
  { name: 'sign-in-settings-reader', path: () => '/sign-in-settings', as: 'reader' },
  { name: 'sign-in-provider', path: () => '/sign-in/provider', as: 'stranger' },
  { name: 'focal-points', path: () => '/focal-points' },
  { name: 'focal-points-area', path: () => '/focal-points?area=document_fraud', as: 'reader' },
  { name: 'focal-points-empty', path: () => '/focal-points?q=nobody+at+all' },
  { name: 'exam-rules', path: ({ sitting }) => `/learning/study/${sitting}?lesson=exam`, as: 'reader' },
  { name: 'exam-sitting', path: ({ attempt }) => `/learning/attempts/${attempt}`, as: 'reader', into: async (page) => { await page.locator('.question').waitFor(); await page.locator('.question-number').nth(3).click(); } },
  { name: 'exam-hand-in', path: ({ attempt }) => `/learning/attempts/${attempt}`, as: 'reader', into: async (page) => { await page.locator('.question').waitFor(); await press(page, '.navigator .button', 0); } },
  { name: 'exam-essay', path: ({ essay }) => `/learning/attempts/${essay}`, as: 'reader', into: async (page) => { await page.locator('.question').waitFor(); await page.locator('.question-number').nth(2).click(); await page.locator('textarea').waitFor(); } },
  { name: 'exam-waits', path: ({ marking }) => `/learning/attempts/${marking}`, as: 'reader' },
  { name: 'marking', path: ({ marking }) => `/learning/attempts/${marking}`, into: async (page) => { await page.locator('section[aria-labelledby=to-mark] textarea').first().waitFor(); await page.locator('section[aria-labelledby=to-mark] form').evaluate((form: HTMLFormElement) => form.requestSubmit()); await page.locator('.fault').first().waitFor(); } },
  { name: 'marking-draft', path: ({ marking }) => `/learning/attempts/${marking}`, into: async (page) => {
    const sheet = page.locator('section[aria-labelledby=to-mark]');
    // Another one each time, so that it is kept each time.
    await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/grades/draft')), sheet.locator('textarea').first().fill(`The bearer is missing from the report. ${Date.now()}`)]);
    await sheet.locator('.link-button').click();
    await page.locator('dialog .button-danger').waitFor();
  } },
  { name: 'marking-annul', path: ({ marking }) => `/learning/attempts/${marking}`, into: async (page) => { await page.locator('.button-danger').click(); await page.locator('dialog textarea').waitFor(); } },
  { name: 'to-mark', path: () => '/learning/mine', into: (page) => page.locator('#to-mark').waitFor() },
  { name: 'exam-outcome', path: ({ closed }) => `/learning/attempts/${closed}`, as: 'reader', into: async (page) => { await page.locator('.reviewed summary').first().click(); await page.locator('.correction').waitFor(); } },
  { name: 'focal-point-own', path: ({ speaker }) => `/focal-points/${speaker}`, into: async (page) => { await page.locator('.fp-ask .button').click(); await page.locator('#contact').locator('xpath=..').locator('.pairs').waitFor(); } },
  { name: 'focal-point', path: ({ speaker }) => `/focal-points/${speaker}`, as: 'reader' },
  { name: 'focal-point-edit', path: ({ speaker }) => `/focal-points/${speaker}`, into: (page) => press(page, '.fp-deeds .button', 1) },
  { name: 'focal-point-hand-over', path: ({ speaker }) => `/focal-points/${speaker}`, into: (page) => press(page, '.fp-deeds .button', 2) },
  { name: 'focal-point-end', path: ({ speaker }) => `/focal-points/${speaker}`, as: 'clerk', into: (page) => press(page, '.fp-deeds .button-danger', 0) },
  { name: 'focal-point-contact', path: ({ speaker }) => `/focal-points/${speaker}`, into: async (page) => { await page.locator('.fp-ask .button').click(); await press(page, '.chapter:has(#contact) .fp-box .button', 0); } },
  { name: 'focal-point-unknown', path: () => '/focal-points/00000000-0000-4000-8000-000000000000' },
  { name: 'nominations', path: () => '/nominations' },
  { name: 'nominations-clerk', path: () => '/nominations', as: 'clerk' },
  { name: 'nominations-refused', path: () => '/nominations', as: 'reader' },
  { name: 'nomination-check', path: () => '/nominations', as: 'clerk', into: (page) => press(page, '.nomination .button-main', 0) },
  { name: 'nominate', path: () => '/nominations/new', into: async (page) => { await page.locator('form .button-main').click(); await page.locator('.errors').waitFor(); } },
  { name: 'nominate-refused', path: () => '/nominations/new', as: 'reader' },
  { name: 'sign-in-lost', path: () => '/sign-in/lost', as: 'stranger' },
  { name: 'sign-in-link-gone', path: () => '/sign-in/link/0000000000000000000000000000000000000000000', as: 'stranger' },
  { name: 'sign-in-second', path: () => '/sign-in', as: 'halfway' },
  { name: 'sign-in-second-recovery', path: () => '/sign-in', as: 'halfway', into: (page) => page.locator('details summary').click() },
  { name: 'sign-in-second-refused', path: () => '/sign-in', as: 'halfway', into: async (page) => {
    await page.locator('input[name=code]').fill('000000');
    await page.locator('form:has(input[name=code]) button').click();
    await page.locator('.error:visible').waitFor();
  } },
  { name: 'sign-in-enrol', path: () => '/sign-in', as: 'fresh' },
  { name: 'sign-in-enrol-app', path: () => '/sign-in', as: 'fresh', into: (page) => drawGenerator(page).then(() => undefined) },
  // Comes last: it completes the sign-in.
  { name: 'sign-in-codes', path: () => '/sign-in', as: 'fresh', into: async (page) => {
    const secret = await drawGenerator(page);
    await page.locator('input[name=code]').fill(new TOTP({ secret }).generate());
    await page.locator('form:has(input[name=code]) button').click();
    await page.locator('.codes li').first().waitFor();
  } },
  { name: 'account', path: () => '/account', into: (page) => page.locator('.own .rows > li').first().waitFor() },
  { name: 'account-new-token', path: () => '/account', as: 'reader', into: async (page) => { await page.locator('section[aria-labelledby=programs] .button').click(); await page.locator('dialog form .button-main').click(); await page.locator('dialog .fault').first().waitFor(); } },
  { name: 'account-new-password', path: () => '/account', as: 'reader', into: async (page) => { await page.locator('section[aria-labelledby=own-password] .button').click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'people', path: () => '/people' },
  { name: 'people-empty', path: () => '/people?q=nobodyatall' },
  { name: 'retention', path: () => '/retention' },
  { name: 'retention-due', path: () => '/retention?show=due' },
  { name: 'retention-schedule', path: () => '/retention/schedule' },
  { name: 'people-refused', path: () => '/people', as: 'reader' },
  { name: 'people-invite', path: () => '/people', into: async (page) => {
    await page.locator('.head .button-main').click();
    await page.locator('dialog button[type=submit]').click();
    await page.locator('dialog .fault').first().waitFor();
  } },
  { name: 'person', path: () => '/people?state=active&role=trainer', into: async (page) => { await page.locator('td .button').first().click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'person-suspended', path: () => '/people?state=suspended', into: async (page) => { await page.locator('td .button').first().click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'person-forget', path: () => '/people?state=ended', into: async (page) => {
    await page.locator('td .button').last().click();
    await page.locator('dialog .button-danger').click();
    await page.locator('dialog textarea').waitFor();
  } },
  { name: 'person-forgotten', path: () => '/people?state=ended', into: (page) => press(page, 'td .button', 0) },
  { name: 'person-roles', path: () => '/people?state=active&role=trainer', into: async (page) => {
    await page.locator('td .button').first().click();
    await page.locator('dialog .row .button').nth(1).click();
    await page.locator('dialog fieldset').waitFor();
  } },
  { name: 'people-import', path: () => '/people/import' },
  { name: 'people-import-faults', path: () => '/people/import', into: async (page) => {
    await page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('name;email;roles\nAnna;anna@aus.example.org;king\n=Ben;no address;reader\n') });
    await page.locator('#faults').waitFor();
  } },
  { name: 'people-import-ready', path: () => '/people/import', into: async (page) => {
    await page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('name;email;roles\nAnna Lee;anna@aus.example.org;reader\nعلي;ali@aus.example.org;reader, trainer\n') });
    await page.locator('#entries').waitFor();
  } },
  { name: 'people-review', path: () => '/people/review', into: async (page) => {
    await page.locator('.segments button').nth(1).click();
    await page.locator('.reviewed li').nth(1).locator('.segments button').nth(2).click();
    await page.locator('.actions .button-main').click();
    await page.locator('.field-faulty').first().waitFor();
  } },
  { name: 'resets-asked', path: () => '/resets' },
  { name: 'resets', path: () => '/resets', as: 'clerk' },
  { name: 'reset-decision', path: () => '/resets', as: 'clerk', into: async (page) => { await page.locator('.resets .button-main').first().click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'cohorts', path: () => '/cohorts' },
  { name: 'cohorts-refused', path: () => '/cohorts', as: 'reader' },
  { name: 'cohort', path: ({ cohort }) => `/cohorts/${cohort}` },
  { name: 'cohort-reader', path: ({ cohort }) => `/cohorts/${cohort}`, as: 'reader' },
  { name: 'cohort-class', path: ({ cohort }) => `/cohorts/${cohort}`, into: (page) => press(page, '#classes ~ .stack > div .button', 0) },
  { name: 'class', path: ({ cohort, held }) => `/cohorts/${cohort}/${held}`, into: async (page) => { await page.locator('.attendance input').first().fill('20'); await page.locator('.attendance .button-main').waitFor(); } },
  { name: 'class-refused', path: ({ cohort, held }) => `/cohorts/${cohort}/${held}`, as: 'reader' },
  { name: 'report-party', path: () => '/cohorts/reports/party' },
  { name: 'report-party-refused', path: () => '/cohorts/reports/party', as: 'reader' },
  { name: 'report-centre', path: () => '/cohorts/reports/centre' },
  { name: 'report-course', path: ({ sat }) => `/cohorts/course/${sat}` },
  { name: 'supply', path: () => '/cohorts/reports/supply' },
  { name: 'supply-need', path: () => '/cohorts/reports/supply', into: (page) => press(page, '.head .button', 0) },
  { name: 'supply-announce', path: () => '/cohorts/reports/supply', into: (page) => press(page, '.head .button-main', 0) },
  { name: 'cohort-plan', path: ({ led }) => `/cohorts/of/${led}`, into: (page) => press(page, '.head .button-main', 0) },
  { name: 'cohort-ask', path: ({ led }) => `/cohorts/of/${led}`, as: 'reader' },
  { name: 'nominees-many', path: () => '/learning/nominees', into: async (page) => {
    await page.locator('#many').waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'nominees.csv', mimeType: 'text/csv', buffer: Buffer.from('email;course\nno address;DOC-101\nnobody@example.org;DOC-101\n') });
    await page.locator('.table').waitFor();
  } },
  { name: 'certificates', path: () => '/certificates' },
  { name: 'certificates-empty', path: () => '/certificates', as: 'reader' },
  { name: 'certificate-ask', path: ({ enrolment }) => `/certificates/ask/${enrolment}` },
  { name: 'certificate-ask-refused', path: ({ enrolment }) => `/certificates/ask/${enrolment}`, as: 'reader' },
  { name: 'certificate-revoke', path: () => '/certificates', into: async (page) => {
    await page.locator('.certificate-find input').fill((await page.locator('.certificate-list .mono').first().innerText()));
    await page.locator('.certificate-find .button').click();
    await page.locator('.chapter .pairs').waitFor();
  } },
  { name: 'check', path: () => '/check', as: 'stranger' },
  { name: 'check-current', path: ({ serial }) => `/check/${serial}`, as: 'stranger', into: async (page) => {
    await page.locator('input[type=file]').setInputFiles({ name: 'edited.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 edited') });
    await page.locator('.note-danger').waitFor();
  } },
  { name: 'check-forgotten', path: ({ former }) => `/check/${former}`, as: 'stranger' },
  { name: 'check-unknown', path: () => '/check/AAAA-AAAA-AAAA-AAAA', as: 'stranger' },
  { name: 'learning', path: () => '/learning', as: 'reader' },
  { name: 'learning-empty', path: () => '/learning?q=nothingofthekind' },
  { name: 'learning-mine', path: () => '/learning/mine', as: 'reader' },
  { name: 'zone-trainer', path: () => '/learning/mrz', as: 'reader', into: (page) => page.locator('.zone-lines').waitFor() },
  { name: 'learning-nominees', path: () => '/learning/nominees' },
  { name: 'learning-refusal', path: () => '/learning/nominees', into: (page) => press(page, '.course-card .button', 1) },
  { name: 'course', path: ({ course }) => `/learning/courses/${course}` },
  { name: 'course-packages', path: ({ course }) => `/learning/courses/${course}/packages` },
  { name: 'course-packages-sent', path: ({ draftCourse }) => `/learning/courses/${draftCourse}/packages`, as: 'reader', into: async (page) => {
    await page.locator('input[type=file]').first().setInputFiles({ name: 'course.zip', mimeType: 'application/zip', buffer: Buffer.alloc(0) });
    await page.locator('.upload .fault').waitFor();
  } },
  { name: 'course-ask', path: ({ course }) => `/learning/courses/${course}`, into: (page) => press(page, '.panel .button-main', 0) },
  { name: 'course-unknown', path: () => '/learning/courses/00000000-0000-4000-8000-000000000000' },
  { name: 'course-begin', path: () => '/learning?box=ours', as: 'reader', into: (page) => press(page, '.head .button', 0) },
  { name: 'banks', path: () => '/learning/banks', as: 'reader' },
  { name: 'banks-refused', path: () => '/learning/banks', as: 'clerk' },
  { name: 'bank', path: ({ bank }) => `/learning/banks/${bank}`, as: 'reader', into: (page) => page.locator('.table').waitFor() },
  { name: 'bank-kinds', path: ({ bank }) => `/learning/banks/${bank}`, as: 'reader', into: (page) => press(page, '.head .button-main', 0) },
  { name: 'question', path: ({ bank, question }) => `/learning/banks/${bank}?item=${question}`, as: 'reader', into: async (page) => { await page.locator('.question-rehearsal .button').click(); await page.locator('.question').waitFor(); } },
  { name: 'question-translated', path: ({ bank, question }) => `/learning/banks/${bank}?item=${question}&language=ar`, as: 'reader', into: async (page) => { await page.locator('.question-rehearsal .button').click(); await page.locator('.question').waitFor(); } },
  { name: 'question-translation-refused', path: ({ bank, question }) => `/learning/banks/${bank}?item=${question}&language=fa`, as: 'reader', into: async (page) => { await page.locator('[id="q-translations.fa.stem"]').fill('کدام؟'); await page.locator('.question-editor .button-main').first().click(); await page.locator('.errors').waitFor(); } },
  { name: 'bank-lacking', path: ({ bank }) => `/learning/banks/${bank}?lacks=ar`, as: 'reader', into: (page) => page.locator('.table').waitFor() },
  { name: 'question-refused', path: ({ bank }) => `/learning/banks/${bank}?new=matching`, as: 'reader', into: async (page) => { await page.locator('.question-editor .button-main').first().click(); await page.locator('.errors').waitFor(); } },
  { name: 'question-drawn', path: ({ bank }) => `/learning/banks/${bank}?new=hotspot`, as: 'reader', into: async (page) => {
    await page.locator('#q-figure').selectOption('td3-photo');
    await page.locator('.picture-draw').focus();
    for (const key of ['Enter', 'Shift+ArrowRight', 'Shift+ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.locator('.question-line input').waitFor();
  } },
  { name: 'blueprint', path: ({ draftCourse, draftTest }) => `/learning/courses/${draftCourse}/edit/${draftTest}`, as: 'reader', into: async (page) => {
    await page.locator('.blueprint-section input').nth(2).fill('m1');
    await page.locator('.blueprint-section input').nth(1).fill('1');
    await page.locator('.blueprint-supply .status').nth(1).waitFor();
    await page.locator('.blueprint-section input').first().fill('One');
    await page.locator('.blueprint-trial .button').click();
    await page.locator('.blueprint-drawn').waitFor();
  } },
  { name: 'course-write', path: ({ draftCourse }) => `/learning/courses/${draftCourse}/edit`, as: 'reader' },
  { name: 'course-attach', path: ({ draftCourse }) => `/learning/courses/${draftCourse}/edit`, as: 'reader', into: async (page) => { await page.locator('.material').first().waitFor(); await page.locator('section[aria-labelledby=materials] > div > .row > .button').first().click(); await page.locator('.material-choices').waitFor(); } },
  { name: 'course-write-refused', path: ({ course }) => `/learning/courses/${course}/edit` },
  { name: 'course-text', path: ({ draftCourse, draftLesson }) => `/learning/courses/${draftCourse}/edit/${draftLesson}?language=en`, as: 'reader', into: (page) => page.locator('.text-step').first().waitFor() },
  { name: 'study', path: ({ study }) => `/learning/study/${study}?lesson=zone&step=2`, as: 'reader' },
  { name: 'offline-dialog', path: ({ study }) => `/learning/study/${study}`, as: 'reader', into: saving },
  { name: 'study-video', path: ({ study }) => `/learning/study/${study}?lesson=film`, as: 'reader', into: async (page) => { await page.locator('.video-facts').waitFor(); await page.locator('.video-words > summary').click(); } },
  { name: 'study-video-playing', path: ({ study }) => `/learning/study/${study}?lesson=film`, as: 'reader', into: async (page) => { await page.locator('.video-frame > .button').click(); await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) > 1); } },
  { name: 'course-text-video', path: ({ draftCourse, draftLesson }) => `/learning/courses/${draftCourse}/edit/${draftLesson}?language=en`, as: 'reader', into: async (page) => { await page.locator('.text-editor form .button').first().click(); await page.locator('#video-144p').waitFor(); } },
  { name: 'study-unknown', path: () => '/learning/study/00000000-0000-4000-8000-000000000000' },
  // Come last of the reader's: from here on the course is kept in this browser.
  { name: 'offline-kept', path: ({ study }) => `/learning/study/${study}`, as: 'reader', into: async (page) => { await saving(page); await page.locator('dialog .actions .button-main').click(); await page.locator('dialog .note-good').waitFor(); } },
  { name: 'offline-mine', path: () => '/learning/mine', as: 'reader', into: (page) => page.locator('#kept-here').waitFor() },
  { name: 'offline-sign-out', path: () => '/learning/mine', as: 'reader', into: async (page) => {
    await page.context().setOffline(true);
    await page.locator('.me summary').click();
    await page.locator('.me button').last().click();
    await page.getByRole('dialog').waitFor();
    await page.context().setOffline(false);
  } },
  { name: 'nowhere', path: () => '/nowhere-at-all' },
];
