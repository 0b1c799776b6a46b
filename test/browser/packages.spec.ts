import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Frame, Page } from 'playwright-core';
import { at, openBrowser, picture, slowly } from '../support/browser.js';
import { draftCourse, Launched, manifest12, package12, package2004, packed, portalWithPackages, ready, type UnitOfTest } from '../support/course-packages.js';
import type { Official } from '../support/official.js';
import type { Portal } from '../support/portal.js';
import { until } from '../support/until.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A unit of 1.2 that says what it was given, and what each of its buttons was answered. */
const page12 = `<!doctype html><meta charset="utf-8"><title>unit</title><p id="said"></p><script>
  let w = window; while (!w.API && w.parent !== w) w = w.parent;
  const api = w.API;
  const say = (text) => { document.getElementById('said').textContent = text; };
  const begun = api ? api.LMSInitialize('') : 'no API';
  say([begun, api.LMSGetValue('cmi.core.entry'), api.LMSGetValue('cmi.core.lesson_location'), api.LMSGetValue('cmi.core.student_name')].join('|'));
  const set = (element, value) => say([api.LMSSetValue(element, value), api.LMSGetLastError()].join('|'));
  addEventListener('pagehide', () => { api.LMSSetValue('cmi.core.exit', 'suspend'); api.LMSFinish(''); });
</script>`;
const page2004 = (name: string) => `<!doctype html><meta charset="utf-8"><title>${name}</title><p id="said"></p><script>
  let w = window; while (!w.API_1484_11 && w.parent !== w) w = w.parent;
  const api = w.API_1484_11;
  api.Initialize('');
  document.getElementById('said').textContent = ['${name}', api.GetValue('cmi.entry'), api.GetValue('cmi.location'), api.GetLastError()].join('|');
  let ended = false;
  const end = (request) => { ended = true; if (request) api.SetValue('adl.nav.request', request); api.Terminate(''); };
  addEventListener('pagehide', () => { if (!ended) { api.SetValue('cmi.exit', 'suspend'); api.Terminate(''); } });
</script>`;
/** Tries all it should not be able to do, and writes down what came of it. */
const hostile = (portal: string, elsewhere: string) => `<!doctype html><meta charset="utf-8"><title>hostile</title><p id="said">trying</p><script>
  let w = window; while (!w.API && w.parent !== w) w = w.parent;
  w.API.LMSInitialize('');
  const tried = async (work) => { try { return String(await work()); } catch (error) { return 'stopped'; } };
  (async () => {
    const found = {
      cookie: document.cookie || 'none',
      portalPage: await tried(() => top.document.title),
      portalStorage: await tried(() => top.localStorage.length),
      api: await tried(async () => (await fetch('${portal}/api/v1/session', { credentials: 'include' })).status),
      outside: await tried(async () => (await fetch('http://192.0.2.1/')).status),
      picture: await tried(() => new Promise((resolve, reject) => { const image = new Image(); image.onload = resolve; image.onerror = reject; image.src = '${portal}/favicon.svg'; })),
      worker: await tried(() => navigator.serviceWorker.register('worker.js')),
      storage: await tried(() => localStorage.getItem('of another package') ?? 'none'),
      popup: await tried(() => window.open('${portal}/') === null ? 'stopped' : 'opened'),
      token: await tried(async () => (await fetch('/rt/launches/${elsewhere}/state', { headers: { Authorization: 'Bearer ' + parent.location.hash.split('/')[2] } })).status),
      form: await tried(() => { const form = document.createElement('form'); form.method = 'post'; form.action = '${portal}/api/v1/session'; form.target = 'sink'; const sink = document.createElement('iframe'); sink.name = 'sink'; document.body.append(sink, form); form.submit(); return 'sent'; }),
    };
    try { top.location = 'about:blank'; } catch (error) { found.top = 'stopped'; }
    document.getElementById('said').textContent = JSON.stringify(found);
    w.API.LMSSetValue('cmi.core.lesson_location', 'still here');
    w.API.LMSCommit('');
  })();
</script>`;

describe('an imported course in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let author: Official;
  let trainee: Official;
  beforeAll(async () => {
    portal = await portalWithPackages();
    browser = await openBrowser();
    author = await portal.official('AUS', 'course_author');
    trainee = await portal.official('IDN');
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  const enrolled = async (bytes: Buffer) => (await ready(portal, bytes, { author, trainee })).enrolmentId;
  /** Opens the course as its trainee does: from the lesson. */
  async function opened(page: Page, enrolmentId: string, name: RegExp = /^(Open|Go on with) the course$/): Promise<void> {
    await page.goto(`/learning/study/${enrolmentId}`);
    await page.getByRole('button', { name }).click();
    await page.frameLocator('iframe').locator('header').waitFor({ timeout: 40_000 });
  }
  /** The frame a unit runs in, once it has said something. */
  async function unit(page: Page, wanted: RegExp): Promise<Frame & { first: string }> {
    for (let turn = 0; turn < 300; turn++) {
      for (const frame of page.frames()) {
        if (!frame.url().includes('/l/')) continue;
        const said = await frame.locator('#said').textContent({ timeout: 500 }).catch(() => null);
        if (said && wanted.test(said)) return Object.assign(frame, { first: said });
      }
      await page.waitForTimeout(100);
    }
    throw new Error(`no unit says ${String(wanted)}: ${(await Promise.all(page.frames().map(async (frame) => `${frame.url()} ${await frame.locator('body').innerText({ timeout: 500 }).catch(() => '')}`))).join('\n')}`);
  }
  const player = (page: Page): Frame => {
    const frame = page.frames().find((one) => one.url().includes('/player#'));
    if (!frame) throw new Error('no player');
    return frame;
  };
  const said = (frame: Frame) => frame.locator('#said').textContent();
  const two = (make: (id: string) => string): UnitOfTest[] => [{ id: 'a', page: make('a') }, { id: 'b', page: make('b') }];

  it('A1: finds its run-time, is left half-way, and goes on where it was', async () => {
    const enrolmentId = await enrolled(package12(two(() => page12)));
    const { page, context, complaints } = await at(portal, browser, trainee);
    await opened(page, enrolmentId);
    const first = await unit(page, /^true\|ab-initio\|\|Trainee [0-9A-F]{4}$/);
    await first.evaluate(`set('cmi.core.lesson_location', 'p3')`);
    expect(await said(first)).toBe('true|0');
    await picture(page, 'package-12');
    await player(page).getByRole('button', { name: 'Save and leave' }).click();
    await page.getByText('0 of 2 units done').waitFor();
    await page.getByText('Begun', { exact: true }).waitFor();
    await opened(page, enrolmentId);
    await unit(page, /^true\|resume\|p3\|/);
    await player(page).getByText(/You go on from/).waitFor();
    await player(page).getByRole('button', { name: 'Next' }).click();
    await unit(page, /^true\|ab-initio\|\|/);
    expect(complaints.filter((one) => !/localStorage/.test(one))).toEqual([]); // what the tests themselves put into each frame
    await context.close();
  });

  it('A12: reaches nothing of the portal and nobody outside, and is still usable; what was stopped is recorded', async () => {
    // A host for each package, as the portal is run: what one keeps in the browser another never sees.
    const apart = await portalWithPackages('*.localhost');
    const [author, trainee, victim] = [await apart.official('AUS', 'course_author'), await apart.official('IDN'), await apart.official('JPN')];
    const { page, context } = await at(apart, browser, trainee);
    const harmless = `<!doctype html><meta charset="utf-8"><p id="said"></p><script>let kept = 'nothing'; try { localStorage.setItem('of another package', 'secret'); kept = 'something'; } catch { kept = 'denied'; } document.getElementById('said').textContent = kept;</script>`;
    await opened(page, (await ready(apart, package12([{ id: 'a', page: harmless }]), { author, trainee })).enrolmentId);
    await unit(page, /^(something|denied)$/); // a browser may keep nothing at all for another site's frame
    const other = await Launched.of(victim, (await ready(apart, package12([{ id: 'a' }]), { author, trainee: victim })).enrolmentId);
    await opened(page, (await ready(apart, package12([{ id: 'a', page: hostile(apart.url, other.id) }], [{ name: 'worker.js', content: '' }]), { author, trainee })).enrolmentId);
    const frame = await unit(page, /^\{/);
    expect(JSON.parse(frame.first)).toMatchObject({
      cookie: 'none', portalPage: 'stopped', portalStorage: 'stopped', api: 'stopped', outside: 'stopped', picture: 'stopped', worker: 'stopped', storage: expect.stringMatching(/^(none|stopped)$/), popup: 'stopped', token: '404', top: 'stopped',
    });
    expect(page.context().pages()).toHaveLength(1);
    expect(page.url()).toContain('/learning/study/');
    await player(page).getByText('Saved', { exact: true }).waitFor();
    const told = (await apart.owner.query<{ reason: string }>(`SELECT DISTINCT reason FROM app.events WHERE name = 'package.blocked' ORDER BY 1`)).rows.map(({ reason }) => reason);
    expect(told).toEqual(expect.arrayContaining(['connect-src', 'form-action', 'img-src', 'token-on-another-launch']));
    await context.close();
    await apart.stop();
  });

  it('A5: works on while the line is cut, says what waits on the device, and stores it once', async () => {
    const enrolmentId = await enrolled(package12([{ id: 'a', page: page12 }]));
    const { page, context } = await at(portal, browser, trainee);
    await opened(page, enrolmentId);
    const frame = await unit(page, /^true\|ab-initio/);
    await page.route('**/commits/**', (route) => route.abort());
    await frame.evaluate(`set('cmi.core.lesson_location', 'cut'); api.LMSCommit('')`);
    await player(page).getByText('Saved on this device, 1 change waiting').waitFor();
    await frame.evaluate(`set('cmi.core.score.raw', '55')`);
    expect(await said(frame)).toBe('true|0');
    await page.unroute('**/commits/**');
    await player(page).getByText('Saved', { exact: true }).waitFor({ timeout: 20_000 });
    expect((await portal.owner.query('SELECT seq, state FROM app.commits c JOIN app.launches l ON l.id = c.launch_id WHERE l.enrolment_id = $1', [enrolmentId])).rows).toEqual([{ seq: 1, state: 'applied' }]);
    await context.close();
  });

  it('A5: offers what a page had not sent when it went away', async () => {
    // A window without a history keeps nothing for other sites' frames; in production the two origins are of one site.
    const near = await portalWithPackages('127.0.0.1');
    const trainee = await near.official('IDN');
    const { enrolmentId } = await ready(near, package12([{ id: 'a', page: page12 }]), { author: await near.official('AUS', 'course_author'), trainee });
    const { page, context } = await at(near, browser, trainee);
    await opened(page, enrolmentId);
    const frame = await unit(page, /^true\|ab-initio/);
    await player(page).evaluate(`window.fetch = () => Promise.reject(new TypeError('the line is cut'))`);
    await frame.evaluate(`set('cmi.core.lesson_location', 'from the journal'); api.LMSCommit('')`);
    await player(page).getByText(/1 change waiting/).waitFor();
    await page.goto('about:blank');
    await opened(page, enrolmentId, /the course$|^Take over/);
    await player(page).getByRole('button', { name: 'Use it' }).click();
    await unit(page, /^true\|resume\|from the journal\|/);
    await context.close();
    await near.stop();
  });

  it('A6: opened elsewhere, the first one says so and takes nothing more', async () => {
    const enrolmentId = await enrolled(package12([{ id: 'a', page: page12 }]));
    const { page, context } = await at(portal, browser, trainee);
    await opened(page, enrolmentId);
    const frame = await unit(page, /^true\|ab-initio/);
    const other = await at(portal, browser, trainee);
    await opened(other.page, enrolmentId, /^Take over and open here$/);
    await unit(other.page, /^true\|/);
    await frame.evaluate(`set('cmi.core.lesson_location', 'late'); api.LMSCommit('')`);
    await player(page).getByText('This course was opened elsewhere').waitFor();
    await context.close();
    await other.context.close();
  });

  it('A14: follows its sequencing through the server: on to the next unit, suspended as a whole, resumed elsewhere', async () => {
    const enrolmentId = await enrolled(package2004(two(page2004), '<imsss:sequencing><imsss:controlMode choice="false" flow="true"/></imsss:sequencing>'));
    const { page, context, complaints } = await at(portal, browser, trainee);
    await opened(page, enrolmentId);
    const first = await unit(page, /^a\|ab-initio\|\|403$/);
    await first.evaluate(`api.SetValue('cmi.completion_status', 'completed'); end('continue')`);
    const second = await unit(page, /^b\|ab-initio\|/);
    expect(await player(page).getByRole('button', { name: 'Previous' }).isEnabled()).toBe(true);
    await second.evaluate(`api.SetValue('cmi.location', 'p7')`);
    await picture(page, 'package-2004');
    await player(page).getByRole('button', { name: 'Save and leave' }).click();
    await page.getByText('1 of 2 units done').waitFor();
    const other = await at(portal, browser, trainee);
    await opened(other.page, enrolmentId);
    await unit(other.page, /^b\|resume\|p7\|0$/);
    expect(complaints.filter((one) => !/localStorage/.test(one))).toEqual([]); // what the tests themselves put into each frame
    await context.close();
    await other.context.close();
  });

  it('A14: without any sequencing of its own lets the learner choose, and does not go on by itself', async () => {
    const enrolmentId = await enrolled(package2004(two(page2004), ''));
    const { page, context } = await at(portal, browser, trainee);
    await opened(page, enrolmentId);
    const first = await unit(page, /^a\|ab-initio\|/);
    await first.evaluate(`api.SetValue('cmi.completion_status', 'completed'); end()`);
    await player(page).getByText('Choose where to go on.').waitFor();
    const contents = player(page).getByRole('button', { name: 'Contents' });
    if ((await contents.getAttribute('aria-expanded')) === 'false') await contents.click();
    await player(page).getByRole('button', { name: 'Unit b' }).click();
    await unit(page, /^b\|ab-initio\|/);
    expect(await player(page).getByRole('button', { name: 'Unit a (done)' }).isEnabled()).toBe(true);
    await context.close();
  });

  it('is brought in by its author, who reads what was found in it and makes it a lesson; what is hostile is text', async () => {
    const { courseId } = await draftCourse(portal, 'AUS');
    const { page, context, complaints } = await at(portal, browser, author);
    await page.goto(`/learning/courses/${courseId}`);
    await page.getByRole('link', { name: 'Imported courses' }).click();
    await page.getByText('Nothing was imported yet').waitFor();
    const choose = (buffer: Buffer) => page.locator('input[type=file]').setInputFiles({ name: 'course.zip', mimeType: 'application/zip', buffer });
    await choose(Buffer.from('a text'));
    await page.getByText('The package was not taken.').waitFor();
    await choose(packed(manifest12([{ id: 'a' }]).replace('A course', '&lt;script&gt;alert(1)&lt;/script&gt;'), [{ id: 'a' }]));
    await page.getByRole('heading', { name: '<script>alert(1)</script>' }).waitFor();
    await page.getByRole('button', { name: 'Add as a lesson' }).click();
    await page.getByText(/Runs as the lesson: <script>/).waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('Nothing you do in it is kept or counts for anybody.').waitFor();
    await page.frameLocator('iframe').frameLocator('iframe').getByText('Unit a').waitFor({ timeout: 40_000 });
    await picture(page, 'package-preview');
    await page.getByRole('button', { name: 'End the preview' }).click();
    await page.locator('iframe').waitFor({ state: 'detached' });
    await picture(page, 'packages');
    expect(complaints.filter((one) => !/localStorage/.test(one))).toEqual([]); // what the tests themselves put into each frame
    await context.close();
  });

  describe('sent over a bad line', () => {
    let folder: string;
    let content: Buffer;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'focalpoint-chosen-'));
      content = package12([{ id: 'a' }], [{ name: 'film.mp4', content: randomBytes(3_000_000), stored: true }]);
      mkdirSync(join(folder, 'other'));
      writeFileSync(join(folder, 'course.zip'), content);
      writeFileSync(join(folder, 'other', 'course.zip'), package12([{ id: 'a' }], [{ name: 'film.mp4', content: randomBytes(3_000_000), stored: true }]));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    const row = (page: Page) => page.getByRole('listitem').filter({ hasText: 'course.zip' });
    const received = async (course: string) => Number((await portal.owner.query<{ received: string }>('SELECT received FROM app.uploads WHERE course_id = $1', [course])).rows[0]?.received);
    const kept = async (course: string) => (await portal.owner.query<{ sha256: string }>('SELECT sha256, state, strict FROM app.packages WHERE course_id = $1', [course])).rows;
    async function gone(course: string): Promise<void> {
      await until('the upload is gone', async () => Number.isNaN(await received(course)));
      expect((await portal.owner.query('SELECT FROM app.upload_segments s WHERE NOT EXISTS (SELECT FROM app.uploads u WHERE u.id = s.upload_id)')).rowCount).toBe(0);
    }
    const partly = (page: Page) => page.waitForFunction(() => Number(document.querySelector('.upload [role=progressbar]')?.getAttribute('aria-valuenow')) > 300_000);

    it('goes on by itself when the line is back, is paused, and goes on after the page was left with the same file and no other', async () => {
      const { courseId } = await draftCourse(portal, 'AUS');
      const { page, context } = await at(portal, browser, author);
      await page.goto(`/learning/courses/${courseId}/packages`);
      const line = await slowly(page);
      await page.getByLabel('Hold it to the letter of SCORM 1.2').check();
      await page.locator('input[type=file]').first().setInputFiles(join(folder, 'course.zip'));
      await partly(page);
      await row(page).getByText(/a second/).waitFor();
      await row(page).getByText(/left$/).waitFor();
      await picture(page, 'package-sent-1-on-its-way');
      await line.cut();
      await row(page).getByText('Connection lost').waitFor();
      await line.mended();
      await row(page).getByText('On its way').waitFor();
      await row(page).getByRole('button', { name: 'Pause' }).click();
      await row(page).getByText('Paused').waitFor();
      await row(page).getByRole('button', { name: 'Go on' }).click();
      await row(page).getByText('On its way').waitFor();
      page.removeAllListeners('dialog');
      page.once('dialog', (dialog) => void dialog.accept()); // it asks before it lets the page go
      await page.reload();
      await line.fast();
      await row(page).getByText(/Choose course.zip again to go on at \d+ %/).waitFor();
      await picture(page, 'package-sent-2-choose-again');
      const before = await received(courseId);
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(content.length);
      await row(page).locator('input[type=file]').setInputFiles(join(folder, 'other', 'course.zip'));
      await row(page).getByText('This is another file than the one that was begun.').waitFor();
      let first = Number.NaN;
      page.on('request', (asked) => { if (asked.method() === 'PATCH' && Number.isNaN(first)) first = Number(asked.headers()['upload-offset']); });
      await row(page).locator('input[type=file]').setInputFiles(join(folder, 'course.zip'));
      await page.getByText('The package was taken.').waitFor();
      await page.getByRole('heading', { name: 'A course' }).waitFor();
      expect(await row(page).count()).toBe(0);
      expect(first).toBeGreaterThanOrEqual(before); // not from the beginning
      expect(await kept(courseId)).toEqual([{ sha256: createHash('sha256').update(content).digest('hex'), state: 'ready', strict: true }]);
      await picture(page, 'package-sent-3-taken');
      await context.close();
    });

    it('goes on when the server was gone for a while, and leaves nothing when it is given up', async () => {
      const { courseId } = await draftCourse(portal, 'AUS');
      const { page, context } = await at(portal, browser, author);
      let away = false;
      await page.route('**/api/v1/package-uploads**', (route) => (away ? route.abort('connectionrefused') : route.fallback()));
      await page.goto(`/learning/courses/${courseId}/packages`);
      await slowly(page, 200_000);
      await page.locator('input[type=file]').first().setInputFiles(join(folder, 'course.zip'));
      await partly(page);
      away = true;
      await row(page).getByText(/trying again in \d+ s/).waitFor();
      away = false;
      await row(page).getByRole('button', { name: 'Now' }).click();
      await row(page).getByText('On its way').waitFor();
      await row(page).getByRole('button', { name: 'Cancel' }).click();
      await row(page).waitFor({ state: 'detached' });
      await gone(courseId);
      await context.close();
    });

    it.each([{ theme: 'dark', locale: 'ar', width: 360 }, { theme: 'light', locale: 'en', width: 360 }] as const)('reads well in $theme, $locale, $width px', async (look) => {
      const { courseId } = await draftCourse(portal, 'AUS');
      const { page, context } = await at(portal, browser, author, { ...look, bypassCSP: true });
      await page.goto(`/learning/courses/${courseId}/packages`);
      await slowly(page, 50_000);
      await page.locator('input[type=file]').first().setInputFiles([join(folder, 'course.zip')]);
      await partly(page);
      await picture(page, `package-sent-${look.theme}-${look.locale}-${look.width}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      await page.evaluate(axe);
      const { violations } = await page.evaluate<AxeResults>(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
      expect(violations.map((one) => `${one.id}: ${one.nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      page.removeAllListeners('dialog');
      page.on('dialog', (dialog) => void dialog.accept());
      await context.close();
    });
  });

  it('fits a phone, in Arabic and in the dark: what an author sees, and what a trainee does', async () => {
    const { enrolmentId, courseId } = await ready(portal, package12([{ id: 'a', page: page12 }, { id: 'b', page: page12 }]), { author, trainee });
    const writing = await at(portal, browser, author, { locale: 'ar', width: 360, theme: 'dark' });
    await writing.page.goto(`/learning/courses/${courseId}/packages`);
    await writing.page.getByText('تعمل درسًا بعنوان').waitFor();
    expect(await writing.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await picture(writing.page, 'packages-ar');
    await writing.context.close();
    const learning = await at(portal, browser, trainee, { locale: 'ar', width: 360, theme: 'dark' });
    await opened(learning.page, enrolmentId, /^فتح الدورة$/);
    await unit(learning.page, /^true\|ab-initio/);
    await player(learning.page).getByRole('button', { name: 'حفظ ومغادرة' }).waitFor();
    expect(await learning.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await player(learning.page).evaluate(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true);
    await picture(learning.page, 'package-ar');
    await learning.context.close();
  });
});
