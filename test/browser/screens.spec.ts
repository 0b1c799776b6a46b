import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { under } from '../../deploy/launcher/paths.js';
import { Accounts } from '../../src/identity/index.js';
import { at, openBrowser, picture } from '../support/browser.js';
import { configuration } from '../support/federated.js';
import { plantCohort, plantNominee, plantStaff } from '../support/cohorts.js';
import { plantCompletion, plantExam } from '../support/completions.js';
import { confirmFocalPoint, plantCourse } from '../support/courses.js';
import { bank, judgedBank, judgedSections, plantEnrolment, plantExam as plantQuestions, sitJudged } from '../support/examination.js';
import { letter, nominee, plantFocalPoint } from '../support/nominee.js';
import { marking, Official } from '../support/official.js';
import { Newcomer } from '../support/newcomer.js';
import { Portal } from '../support/portal.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Those last two are on their way in: one with everything but the second factor, one who has no factor yet. */
const visitors = ['officer', 'reader', 'clerk', 'stranger', 'halfway', 'fresh'] as const;
type Who = (typeof visitors)[number];

/** The code of a watermark that was given. */
let mark = '';

interface Screen {
  name: string;
  path: (ids: { document: string; draft: string; speaker: string; enrolment: string; serial: string; course: string; study: string; cohort: string; led: string; held: string; sat: string; sitting: string; attempt: string; closed: string; marking: string; essay: string; draftCourse: string; draftLesson: string; draftTest: string; bank: string; question: string }) => string;
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
  { name: 'watermark', path: () => `/watermarks?code=${mark}` },
  { name: 'watermark-readings', path: ({ document }) => `/documents/${document}/readings?code=${mark}` },
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
  { name: 'check-unknown', path: () => '/check/AAAA-AAAA-AAAA-AAAA', as: 'stranger' },
  { name: 'learning', path: () => '/learning', as: 'reader' },
  { name: 'learning-empty', path: () => '/learning?q=nothingofthekind' },
  { name: 'learning-mine', path: () => '/learning/mine', as: 'reader' },
  { name: 'zone-trainer', path: () => '/learning/mrz', as: 'reader', into: (page) => page.locator('.zone-lines').waitFor() },
  { name: 'learning-nominees', path: () => '/learning/nominees' },
  { name: 'learning-refusal', path: () => '/learning/nominees', into: (page) => press(page, '.course-card .button', 1) },
  { name: 'course', path: ({ course }) => `/learning/courses/${course}` },
  { name: 'course-packages', path: ({ course }) => `/learning/courses/${course}/packages` },
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
  { name: 'study-unknown', path: () => '/learning/study/00000000-0000-4000-8000-000000000000' },
  { name: 'nowhere', path: () => '/nowhere-at-all' },
];

const looks = [
  { theme: 'light', locale: 'en' }, { theme: 'dark', locale: 'en' }, { theme: 'light', locale: 'ar' }, { theme: 'dark', locale: 'ar' },
] as const;

describe('every screen', () => {
  let portal: Portal;
  let browser: Browser;
  let people: Record<Exclude<Who, 'halfway' | 'fresh'>, Official>;
  let visits = 0;
  const ids = { document: '', draft: '', speaker: '', enrolment: '', serial: '', course: '', study: '', cohort: '', led: '', held: '', sat: '', sitting: '', attempt: '', closed: '', marking: '', essay: '', draftCourse: '', draftLesson: '', draftTest: '', bank: '', question: '' };

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true, named: true });
    browser = await openBrowser();
    people = { officer: await portal.official('AUS', 'document_officer', 'focal_point', 'course_officer', 'training_coordinator'), reader: await portal.official('MYS', 'reader', 'course_author', 'course_officer'), clerk: await portal.official('SECRETARIAT', 'secretariat_officer'), stranger: portal.stranger };
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
    const questions = await plantQuestions(portal, 'AUS', { review: 'after_close', sections: [{ title: 'Everything', draw: 8, tags: ['exam'] }] });
    ids.sat = questions.id;
    ids.sitting = await plantEnrolment(portal, questions, reader);
    const examined = async () => ((await reader.post(`/enrolments/${ids.sitting}/attempts`, { lesson: 'exam' })).body as { id: string }).id;
    ids.closed = await examined();
    await reader.put(`/attempts/${ids.closed}/submission`, {});
    ids.attempt = await examined();
    ids.speaker = await plantFocalPoint(portal, officer, { name: 'Kim Tran', agency: 'Border operations', due_on: new Date(Date.now() + 20 * 86_400_000) });
    await plantFocalPoint(portal, officer, { name: 'Jo Ward', rank: 'alternate', area: 'document_fraud', languages: ['en', 'vi'], time_zone: 'Australia/Perth' });
    await plantFocalPoint(portal, reader, { name: 'سارة رهايو', languages: ['id', 'en'], due_on: '2026-11-01', office_days: [1, 2, 3, 4, 5, 6, 7], opens: '00:00', closes: '24:00' });
    await officer.put(`/focal-points/${ids.speaker}/contact`, { items: [{ kind: 'phone', value: '+61 2 5550 0142', shownTo: 'members' }, { kind: 'post', value: 'Example Street 8\nSydney', shownTo: 'nobody' }] });
    await officer.put('/parties/AUS/mailbox', { address: 'duty@aus.example.org' });
    await officer.post('/nominations', nominee({ name: 'Letter Missing' }));
    const { id: nomination } = (await officer.post('/nominations', nominee({ name: 'Novi Lestari' }))).body as { id: string };
    await officer.call('put', `/nominations/${nomination}/letter?fileName=letter.pdf`).set('Content-Type', 'application/octet-stream').send(letter as never);
    await people.clerk.post(`/nominations/${nomination}/messages`, { text: 'Which unit is it?' });
    await certified(portal, officer, ids);
    await held(portal, officer, reader, ids);
    await judged(portal, officer, reader, ids);
    Object.assign(ids, await courses(portal, officer, reader));
    await staff(portal, officer);
    await portal.settled();
    await reader.open(ids.document);
    await reader.get(`/documents/${ids.document}/versions/1/file`);
    await reader.get(`/documents/${ids.document}/versions/1/pages`);
    mark = (await portal.owner.query<{ code: string }>('SELECT code FROM app.openings WHERE document_id = $1', [ids.document])).rows[0]?.code ?? '';
    await reader.post(`/documents/${ids.document}/requests`, { purpose: 'A joint operation', reason: 'New Zealand takes part.', recipients: ['NZL'], until: '2027-03-31' });
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  /** Whoever is on the way in is somebody else each time: the way in is gone once. */
  async function visitor(who: Who): Promise<Official> {
    if (who !== 'halfway' && who !== 'fresh') return people[who];
    const email = `visitor${++visits}@aus.example.org`;
    const password = 'seven boats at the northern cape';
    await portal.app.get(Accounts).create({ email, name: 'Visitor', locale: 'en', password, delegations: [{ party: 'AUS', roles: ['reader'] }] });
    const someone = new Newcomer(portal);
    await someone.withPassword(email, password);
    if (who === 'halfway') {
      await someone.withGenerator();
      await someone.makePasskey();
      await someone.withPassword(email, password);
    }
    return new Official(portal.url, portal.settings, { id: '', name: '', party: '', token: someone.cookie.replace('sid=', '') });
  }

  async function show(screen: Screen, page: Page, locale: string): Promise<void> {
    const path = screen.path(ids);
    // The server writes these pages, in the language they are asked for.
    await page.goto(path.startsWith('/sign-in') && !path.startsWith('/sign-in-') ? `${path}?lang=${locale}` : path);
    await page.locator('h1').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.skeleton'));
    await page.waitForLoadState('networkidle');
    await screen.into?.(page);
  }

  it.each(looks)('has no finding of axe in $theme, $locale', async ({ theme, locale }) => {
    const findings: object[] = [];
    for (const as of visitors) {
      const { page, context } = await at(portal, browser, await visitor(as), { theme, locale, bypassCSP: true });
      for (const screen of screens.filter((one) => (one.as ?? 'officer') === as)) {
        await show(screen, page, locale);
        await picture(page, `${screen.name}-${theme}-${locale}`);
        await page.evaluate(axe);
        const { violations } = await page.evaluate<AxeResults, string[]>((tags) => (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ runOnly: tags }), rules);
        findings.push(...violations.map(({ id, nodes }) => ({ screen: screen.name, id, where: nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`) })));
      }
      await context.close();
    }
    expect(findings).toEqual([]);
  }, 600_000);

  it.each(['en', 'ar'] as const)('fits a phone of 320 pixels without scrolling sideways, in %s', async (locale) => {
    const wide: string[] = [];
    for (const as of visitors) {
      const { page, context } = await at(portal, browser, await visitor(as), { locale, width: 320 });
      for (const screen of screens.filter((one) => (one.as ?? 'officer') === as)) {
        await show(screen, page, locale);
        await picture(page, `${screen.name}-320-${locale}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) wide.push(`${screen.name}: ${over} px`);
      }
      await context.close();
    }
    expect(wide).toEqual([]);
  }, 600_000);

  it('of the client\'s routes is on the list', () => {
    const source = readFileSync(under('web/src/app/router.tsx'), 'utf8');
    const routes = [...source.matchAll(/path: '([^']+)'/g)].map(([, path = '']) => new RegExp(`^${path.replaceAll(/\/\{-\$\w+\}/g, '(/[^/?]+)?').replaceAll(/\$\w+/g, '[^/?]+')}(\\?.*)?$`));
    expect(routes.length).toBeGreaterThan(10);
    const shown = screens.map((screen) => screen.path({ document: 'a', draft: 'b', speaker: 'c', enrolment: 'd', serial: 'e', course: 'f', study: 'g', cohort: 'h', led: 'i', held: 'm0', sat: 'n0', sitting: 'j', attempt: 'k', closed: 'l', marking: 'm', essay: 'n', draftCourse: 'x', draftLesson: 'y', draftTest: 'w', bank: 'z', question: '0' }));
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

/** A course held by a centre, with seats for two parties and one nominee who was agreed to. */
async function held(portal: Portal, officer: Official, nominee: Official, ids: { cohort: string; led: string; held: string }): Promise<void> {
  const course = await plantCourse(portal, { originator: 'AUS', title: 'Interviewing, five days in Semarang', entry: 'nomination' });
  ids.led = course.id;
  ids.cohort = await plantCohort(portal, course, 'AUS', 'AUS', 20, { AUS: [2, 4], MYS: [1, 3] });
  await plantNominee(portal, nominee, course, ids.cohort);
  await plantNominee(portal, officer, course, ids.cohort);
  const [one, two] = [await plantNominee(portal, await portal.official('MYS'), course, ids.cohort), await plantNominee(portal, await portal.official('MYS'), course, ids.cohort)];
  await portal.owner.query(`UPDATE app.enrolments SET state = 'active' WHERE id = ANY ($1)`, [[one, two]]);
  const { rows } = await portal.owner.query<{ id: string }>(
    `INSERT INTO app.classes (cohort_id, title, place, starts_at, ends_at, zone) VALUES ($1, 'The chip and its keys, hands on', 'Room 2', now() - interval '3 hours', now() - interval '1 hour', 'Asia/Jakarta') RETURNING id`, [ids.cohort]);
  ids.held = rows[0]?.id ?? '';
  const announced = { topic: 'interviewing', audience: 'first_line', region: 'pacific', startsOn: '2027-03-01', endsOn: '2027-03-05' };
  await officer.post('/training-activities', { ...announced, title: 'Interviewing at the border', place: 'Semarang' });
  await officer.post('/training-activities', { ...announced, title: 'Interviewing once more', region: 'global' });
  await officer.post('/training-needs', { topic: 'biometrics', audience: 'trainers', region: 'pacific', priority: 'high', people: 12, note: 'Two islands have nobody who can teach it.' });
  await portal.owner.query(`INSERT INTO app.attendance (class_id, enrolment_id, n, minutes, reason, noted_by) VALUES ($1, $2, 1, 60, NULL, $3), ($1, $2, 2, 90, 'Came back after lunch', $3)`, [ids.held, one, officer.id]);
}

/** An examination that waits for the officer's marks, another that is being sat. */
async function judged(portal: Portal, assessor: Official, trainee: Official, ids: { marking: string; essay: string }): Promise<void> {
  const begin = async () => {
    const course = await plantQuestions(portal, 'AUS', { sections: judgedSections }, [...bank, ...judgedBank]);
    const cohort = await plantCohort(portal, course, 'AUS', 'AUS', 20, { AUS: [2, 4] });
    await plantStaff(portal, cohort, assessor, 'assessor');
    return plantEnrolment(portal, course, trainee, cohort);
  };
  ids.marking = await sitJudged(portal, trainee, await begin(), 'At 09:40 I received a passport of Utopia. The hologram did not change when tilted.');
  ids.essay = ((await trainee.post(`/enrolments/${await begin()}/attempts`, { lesson: 'exam' })).body as { id: string }).id;
}

/** A certificate in two scripts, and a course completed for which none was asked. */
async function certified(portal: Portal, holder: Official, ids: { enrolment: string; serial: string }): Promise<void> {
  const complete = async (title: string) => {
    const course = await plantCourse(portal, { originator: 'AUS', title });
    return plantCompletion(portal, holder, course, await plantExam(portal, course));
  };
  const answer = await holder.post(`/enrolments/${await complete('Travel Document Examination')}/certificate`, { name: holder.name.replaceAll(/\d/g, ''), localName: 'ကြည်မြင့်' });
  ids.serial = (answer.body as { printed: { serial: string } }).printed.serial;
  ids.enrolment = await complete('Interviewing at the border');
}

/** People of every standing for a focal point to look after: one invited, one suspended, two to be confirmed, one who lost the passkey. */
async function staff(portal: Portal, keeper: Official): Promise<void> {
  const { party } = keeper;
  const [, trainer, left] = [await portal.official(party, 'reader', 'document_officer'), await portal.official(party, 'trainer'), await portal.official(party, 'reader')];
  await keeper.post('/people', { name: 'علياء المنصوري', email: 'alia@aus.example.org', locale: 'ar', roles: ['reader', 'trainee'] });
  const delegation = async (one?: Official) => (await portal.owner.query<{ id: string }>('SELECT id FROM app.delegations WHERE user_id = $1', [one?.id])).rows[0]?.id;
  await keeper.put(`/people/${await delegation(left)}/suspension`, { reason: 'On leave until the summer.' });
  await keeper.post(`/people/${await delegation(trainer)}/resets`, { reason: 'The telephone was stolen on a mission; she called from the office line.' });
  await portal.owner.query('INSERT INTO app.people_reviews (party, due, opened_at) VALUES ($1, current_date + 12, now())', [party]);
}

/** A course under way with every kind of block, one that people are sent to, and somebody who asks to be. */
async function courses(portal: Portal, keeper: Official, trainee: Official): Promise<{ course: string; study: string; draftCourse: string; draftLesson: string; draftTest: string; bank: string; question: string }> {
  const begun = await plantCourse(portal, { originator: 'MYS', title: 'Reading the zone', lessons: { zone: everyBlock, print: '## Only\n\nWords.' } });
  const { id: study } = (await trainee.post(`/courses/${begun.id}/enrolments`, {})).body as { id: string };
  const { id: course } = await plantCourse(portal, { originator: 'MYS', title: 'فحص وثائق السفر', entry: 'nomination' });
  await confirmFocalPoint(portal, keeper.id, keeper.party, 'training');
  await (await portal.official(keeper.party)).post(`/courses/${course}/enrolments`, { motive: 'I begin at the airport in May.' });
  const draft = await plantCourse(portal, { originator: trainee.party, title: 'A course being written', state: 'draft', lessons: { zone: everyBlock, print: '## Only\n\nWords.', exam: 'The rules.' } });
  await portal.owner.query(`UPDATE app.lessons SET kind = 'quiz' WHERE id = $1`, [draft.lessons.exam]);
  const { id: bank } = (await trainee.put(`/courses/${draft.id}/bank`, {})).body as { id: string };
  const { id: question } = (await trainee.post(`/banks/${bank}/items`, { question: { code: 'M1-001', type: 'choice', tags: ['m1', 'exam'], critical: true, stem: 'Which of **these** dates cannot be?', options: [{ text: '30 February', right: true, because: 'No year has it.' }, { text: '1 March' }], translations: { ar: { stem: 'أيّ **تاريخ** لا يمكن أن يكون؟', options: [{ text: '30 فبراير', because: 'لا وجود له.' }, { text: '1 مارس' }] } } } })).body as { id: string };
  await trainee.post(`/banks/${bank}/items`, { question: { code: 'M1-002', type: 'short_text', tags: ['m1'], stem: 'ما هي الدولة المصدرة؟', accept: ['Utopia'] } });
  const sheet = await (await portal.official('MYS', 'document_officer')).released(marking('green'), { title: 'Exercise sheet: altered zones', kind: 'training_material' });
  await portal.settled();
  for (const [one, lesson] of [[begun.id, 'zone'], [draft.id, 'zone'], [course, undefined]]) await trainee.post(`/courses/${one}/materials`, { documentId: sheet.id, forWhom: 'trainees', lesson });
  return { course, study, draftCourse: draft.id, draftLesson: draft.lessons.zone ?? '', draftTest: draft.lessons.exam ?? '', bank, question };
}

const everyBlock = `Before the first step.

## Every block

A paragraph with **strong**, *stressed*, \`P<UTO\` and [another lesson](lesson:print).

### Within

1. first
2. second
   - inner

| Characters | Value |
| --- | --- |
| A to Z | 10 to 35 |

> [!WARNING]
> Refer, do not accuse.

> Said by somebody.

\`\`\`
P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L898902C36UTO7408122F1204159ZE184226B<<<<<10
\`\`\`
`;
