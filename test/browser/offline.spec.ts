import type { Browser, BrowserContext, Page } from 'playwright-core';
import { CopySeal } from '../../src/learning/offline/copy-seal.js';
import { at, openBrowser, picture, type Look } from '../support/browser.js';
import { plantCourse, type PlantedCourse } from '../support/courses.js';
import { plantEnrolment, plantExam } from '../support/examination.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const film = '```video\ntitle: Tilting the page\n144p: 3f2c6a9e-0000-4000-8000-000000000144\nposter: specimen:td3-genuine/tilt\nsound: none\ntranscript:\nThe figure changes its colour.\n```\n';
const more = `\n## On the bench\n\n\`\`\`bench\nspecimen: td3-genuine\nlights: white, uv\n\`\`\`\n\n## At the end\n\nGo on.\n\n${film}`;

/** Changes what is kept in the browser, as somebody with its profile could. */
const meddle = (page: Page, name: 'copies' | 'pieces' | 'facts', change: string, argument: unknown = null) => page.evaluate(([store, text, given]) => new Promise<void>((resolve, reject) => {
  const opening = indexedDB.open('focalpoint-offline');
  opening.onsuccess = () => {
    const work = opening.result.transaction(store as string, 'readwrite');
    const cursor = work.objectStore(store as string).openCursor();
    cursor.onsuccess = () => {
      const found = cursor.result;
      if (!found) return;
      const changed: unknown = text === 'argument' ? { ...(found.value as object), ...(given as object) }
        : text === 'octet' ? { ...(found.value as object), octets: new Uint8Array(new Uint8Array((found.value as { octets: ArrayBuffer }).octets).map((octet, index) => (index === 20 ? octet ^ 1 : octet))).buffer }
        : { ...(found.value as object), manifest: (found.value as { manifest: string }).manifest.replace('"tlp":"green"', '"tlp":"clear"') };
      found.update(changed);
      found.continue();
    };
    work.addEventListener('complete', () => { opening.result.close(); resolve(); });
    work.addEventListener('error', () => reject(new Error('not changed')));
  };
}), [name, change, argument] as const);
const manifestIn = (page: Page) => page.evaluate(() => new Promise<string>((resolve) => {
  const opening = indexedDB.open('focalpoint-offline');
  opening.onsuccess = () => {
    const all = opening.result.transaction('copies').objectStore('copies').getAll();
    all.onsuccess = () => { opening.result.close(); resolve((all.result as { manifest: string }[])[0]?.manifest ?? ''); };
  };
}));

const countIn = (page: Page, name: 'copies' | 'pieces' | 'outbox') => page.evaluate((store) => new Promise<number>((resolve) => {
  const opening = indexedDB.open('focalpoint-offline');
  opening.onsuccess = () => {
    const all = opening.result.transaction(store).objectStore(store).count();
    all.onsuccess = () => { opening.result.close(); resolve(all.result); };
  };
}), name);

describe('a course on a device, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  beforeAll(async () => { portal = await Portal.start({ jobs: true }); browser = await openBrowser(); }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  async function studied(look: Look = {}): Promise<{ trainee: Official; course: PlantedCourse; id: string; page: Page; context: BrowserContext; complaints: string[] }> {
    const trainee = await portal.official('IDN');
    const course = await plantExam(portal, 'AUS');
    await portal.owner.query('UPDATE app.lesson_texts SET body = body || $2 WHERE lesson_id = $1', [course.lessons.zone, more]);
    await portal.owner.query('UPDATE app.courses SET offline = true WHERE id = $1', [course.id]);
    const id = await plantEnrolment(portal, course, trainee);
    return { trainee, course, id, ...(await at(portal, browser, trainee, look)) };
  }
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

  async function keep(page: Page, id: string): Promise<void> {
    await page.goto(`/learning/study/${id}`);
    await page.getByRole('button', { name: 'Save for offline' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: '1 The data page' }).waitFor();
    await dialog.getByText(/^On the device:/).waitFor();
    await picture(page, 'offline-dialog');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText(/^It is on this device until/).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: /^Offline until/ }).waitFor();
  }
  const rows = async (id: string) => (await portal.owner.query<{ kind: string; step: number | null; score: string | null; outcome: string }>('SELECT kind, step, score, outcome FROM app.offline_events WHERE enrolment_id = $1 ORDER BY seq', [id])).rows;

  it('A13: opens without a line, also anew, with bench and practice; what was done waits and is taken in once', async () => {
    const { course, id, page, context, complaints } = await studied();
    await keep(page, id);
    await page.getByText(/^Saved \d/).waitFor();
    expect(complaints).toEqual([]);
    // The program alone is in the cache: no answer of the API, and nothing of the course.
    const cached = await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat());
    expect(cached.length).toBeGreaterThan(20);
    expect(cached.filter((path) => !/^\/(assets\/[\w.-]+|learning\/mine|ahead\.js|icon\.svg)$/.test(path))).toEqual([]);
    // What the browser itself happens to remember is not what was kept.
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.clearBrowserCache');
    await devtools.detach();
    await context.setOffline(true);
    await page.goto(`/learning/study/${id}`);
    await heading(page, 'Look');
    await page.getByText('No connection.', { exact: false }).waitFor();
    const question = page.getByRole('region', { name: 'Practice' }).filter({ hasText: 'L898902C3' });
    await question.getByRole('textbox').fill('6');
    await question.getByRole('button', { name: 'Check the answer' }).click();
    await question.getByText('feedback-for-practice', { exact: false }).waitFor();
    const exercise = page.getByRole('region', { name: 'Practice' }).filter({ hasText: 'Which field was altered?' });
    await exercise.waitFor();
    expect(await page.getByRole('region', { name: 'Practice' }).count()).toBe(2);
    await picture(page, 'offline-practice');
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await heading(page, 'On the bench');
    const sheet = page.getByRole('region', { name: 'Examination bench' }).locator('img').first();
    await sheet.evaluate((img: HTMLImageElement) => img.decode());
    await page.getByRole('radio', { name: /^UV/ }).check();
    await sheet.evaluate((img: HTMLImageElement) => img.decode());
    expect(await sheet.getAttribute('src')).toContain('/uv.svg');
    await page.getByText(/^Saved on this device, \d changes waiting$/).waitFor();
    await picture(page, 'offline-bench');
    await page.reload();
    await heading(page, 'On the bench');
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await heading(page, 'At the end');
    await page.getByText('The video is not on this device.').waitFor();
    await page.getByText('Transcript', { exact: true }).click();
    await page.getByText('The figure changes its colour.').waitFor();
    await picture(page, 'offline-video');
    await page.getByRole('button', { name: /^Next: / }).click();
    await page.getByText('Examinations are never kept on a device.', { exact: false }).waitFor();
    await picture(page, 'offline-exam');
    expect(await rows(id)).toEqual([]);

    // Whatever page is opened first: the worker behind it sends what waits.
    await context.setOffline(false);
    await page.goto('/');
    await page.evaluate(async () => {
      const waiting = () => new Promise<number>((resolve) => {
        const opening = indexedDB.open('focalpoint-offline');
        opening.onsuccess = () => {
          const left = opening.result.transaction('outbox').objectStore('outbox').count();
          left.onsuccess = () => { opening.result.close(); resolve(left.result); };
        };
      });
      while ((await waiting()) > 0) await new Promise(requestAnimationFrame);
    });
    const taken = await rows(id);
    expect(taken.length).toBeGreaterThanOrEqual(6);
    expect(taken.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(taken.filter(({ kind }) => kind === 'answer')).toEqual([{ kind: 'answer', step: null, score: '1', outcome: 'accepted' }]);
    const { rows: [zone] } = await portal.owner.query<{ step: number; done: boolean }>('SELECT step, done_at IS NOT NULL AS done FROM app.lesson_progress WHERE enrolment_id = $1 AND lesson_id = $2', [id, course.lessons.zone]);
    expect(zone).toEqual({ step: 3, done: true });
    await page.goto('/learning/mine');
    await page.getByRole('heading', { name: 'On this device' }).waitFor();
    await page.getByText('Everything', { exact: false }).or(page.getByRole('link', { name: 'Documents for the first line' })).first().waitFor();
    expect(await rows(id)).toEqual(taken);
    await context.close();
  }, 180_000);

  it('is not begun where there is no room, and goes on with what is missing after it broke off', async () => {
    const { id, page, context } = await studied();
    await page.goto(`/learning/study/${id}`);
    await page.evaluate(() => { navigator.storage.estimate = async () => ({ quota: 5_000, usage: 4_000 }); });
    await page.getByRole('button', { name: 'Save for offline' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('There is not enough room on this device').waitFor();
    await dialog.getByText('1.0 KB are free', { exact: false }).or(dialog.getByText('1 KB are free', { exact: false })).waitFor();
    await picture(page, 'offline-no-room');
    await page.reload();
    await page.getByRole('button', { name: 'Not whole yet: go on saving' }).click();
    await dialog.getByText('Some of it is here.', { exact: false }).waitFor();
    const before = await manifestIn(page);
    await dialog.getByRole('button', { name: 'Go on', exact: true }).click();
    await dialog.getByText(/^It is on this device until/).waitFor();
    expect(await manifestIn(page)).toBe(before);
    await dialog.getByRole('button', { name: 'Remove from this device' }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Save for offline' }).waitFor();
    expect(await manifestIn(page)).toBe('');
    await context.close();
  }, 120_000);

  it('is refused once it was altered or has ended, with the reason', async () => {
    const { id, page, context } = await studied();
    await keep(page, id);
    const manifest = await manifestIn(page);
    const signed = (text: string) => ({ manifest: text, signature: portal.app.get(CopySeal).sign(text) });
    await context.setOffline(true);
    await meddle(page, 'copies', 'tlp');
    await page.goto(`/learning/study/${id}`);
    await heading(page, 'This copy is not opened');
    await picture(page, 'offline-altered');
    await meddle(page, 'copies', 'argument', signed(manifest));
    await page.reload();
    await heading(page, 'Look');
    await meddle(page, 'pieces', 'octet');
    await page.reload();
    await page.getByText('It was altered on this device.', { exact: false }).waitFor();
    expect(await page.getByText('L898902C3').count()).toBe(0);
    await meddle(page, 'copies', 'argument', signed(manifest.replace(/"issuedAt":"[^"]+"/, '"issuedAt":"2099-01-01T00:00:00.000Z"').replace(/"expiresAt":"[^"]+"/, '"expiresAt":"2099-01-31T00:00:00.000Z"')));
    await page.reload();
    await page.getByText('The clock of this device stands in the past.', { exact: false }).waitFor();
    await meddle(page, 'copies', 'argument', signed(manifest.replace(/"expiresAt":"[^"]+"/, '"expiresAt":"2026-01-01T00:00:00.000Z"')));
    await page.reload();
    await heading(page, 'This copy has ended');
    expect(await countIn(page, 'pieces')).toBe(0);
    await context.close();
  }, 120_000);

  it('goes on the next contact when the course was withheld, and at sign-out with everything else', async () => {
    const { course, id, page, context } = await studied({ width: 360, theme: 'dark', locale: 'ar' });
    await page.goto(`/learning/study/${id}`);
    await page.getByRole('button', { name: 'حفظ للاستعمال بلا اتصال' }).click();
    await page.getByRole('dialog').getByRole('checkbox').waitFor();
    await picture(page, 'offline-dialog-phone');
    await page.getByRole('dialog').getByRole('button', { name: 'حفظ', exact: true }).click();
    await page.getByRole('dialog').getByText('محفوظة على هذا الجهاز', { exact: false }).waitFor();
    await page.goto('/learning/mine');
    await page.getByRole('heading', { name: 'على هذا الجهاز' }).waitFor();
    await picture(page, 'offline-mine-phone');
    await context.setOffline(true);
    await page.goto('/');
    await page.getByRole('heading', { name: 'على هذا الجهاز' }).waitFor();
    await context.setOffline(false);
    await portal.owner.query(`UPDATE app.courses SET withheld_from = '{IDN}' WHERE id = $1`, [course.id]);
    await page.reload();
    await page.getByText('لم تعد هذه الدورة مفتوحة لك', { exact: false }).first().waitFor();
    expect(await manifestIn(page)).toBe('');
    await portal.owner.query(`UPDATE app.courses SET withheld_from = '{}' WHERE id = $1`, [course.id]);
    const left = () => page.evaluate(async () => {
      const counted = (await indexedDB.databases()).map(({ name = '' }) => new Promise<number>((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => {
          const names = [...opening.result.objectStoreNames];
          if (names.length === 0) return resolve(0);
          const work = opening.result.transaction(names);
          const counts = names.map((store) => work.objectStore(store).count());
          work.addEventListener('complete', () => { opening.result.close(); resolve(counts.reduce((sum, { result }) => sum + result, 0)); });
        };
      }));
      return { workers: (await navigator.serviceWorker.getRegistrations()).length, records: (await Promise.all(counted)).reduce((sum, count) => sum + count, 0), caches: (await caches.keys()).length };
    });
    expect(await left()).toMatchObject({ workers: 1, caches: 1 });
    expect((await left()).records).toBeGreaterThan(0);
    // What waits is not lost by signing out.
    await page.evaluate(([enrolment, event]) => new Promise<void>((resolve) => {
      const opening = indexedDB.open('focalpoint-offline');
      opening.onsuccess = () => {
        const work = opening.result.transaction('outbox', 'readwrite');
        work.objectStore('outbox').put({ id: event, enrolment, seq: 9, clientTime: new Date().toISOString(), kind: 'place', lesson: 'zone', step: 2 });
        work.addEventListener('complete', () => { opening.result.close(); resolve(); });
      };
    }), [id, '01994b1e-7c00-7000-8000-000000000001'] as const);
    await page.locator('.me summary, .me > button').first().click();
    await page.getByRole('button', { name: 'تسجيل الخروج' }).click();
    await page.waitForURL(/sign-in/);
    await page.goto('/sign-in');
    expect(await left()).toEqual({ workers: 0, records: 0, caches: 0 });
    expect(await rows(id)).toMatchObject([{ kind: 'place', step: 2, outcome: 'accepted' }]);
    await context.close();
  }, 120_000);

  /** A course that is kept, and an answer given without a line. */
  async function answeredAway(look: Look = {}) {
    const all = await studied(look);
    const { id, page, context } = all;
    await keep(page, id);
    await page.getByText(/^Saved \d/).waitFor();
    await context.setOffline(true);
    await page.goto(`/learning/study/${id}`);
    await heading(page, 'Look');
    const question = page.getByRole('region', { name: 'Practice' }).filter({ hasText: 'L898902C3' });
    await question.getByRole('textbox').fill('6');
    await question.getByRole('button', { name: 'Check the answer' }).click();
    await question.getByText('feedback-for-practice', { exact: false }).waitFor();
    await page.getByText(/^Saved on this device, \d changes? waiting$/).waitFor();
    return all;
  }
  const out = async (page: Page) => {
    await page.locator('.me summary').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
  };

  it('is asked for before it is lost by signing out without a line; the session ends at the first contact', async () => {
    const { trainee, id, page, context } = await answeredAway();
    await out(page);
    const dialog = page.getByRole('dialog', { name: 'Sign out and lose what waits?' });
    await dialog.getByText('1 answer', { exact: true }).waitFor();
    await dialog.getByText('There is no line.', { exact: false }).waitFor();
    await picture(page, 'offline-sign-out');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Stay signed in');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await countIn(page, 'outbox')).toBeGreaterThan(0);
    await heading(page, 'Look');

    await out(page);
    await dialog.getByRole('button', { name: 'Sign out and lose them' }).click();
    await heading(page, 'No connection');
    expect([await countIn(page, 'copies'), await countIn(page, 'pieces'), await countIn(page, 'outbox')]).toEqual([0, 0, 0]);
    await page.goto(`/learning/study/${id}`);
    await heading(page, 'No connection');
    expect((await trainee.get('/enrolments?box=mine')).status).toBe(200); // the server has not heard of it
    await context.setOffline(false);
    await page.goto('/learning/mine');
    await page.waitForURL(/\/sign-in/);
    expect((await trainee.get('/enrolments?box=mine')).status).toBe(401);
    expect(await rows(id)).toEqual([]);
    await context.close();
  }, 120_000);

  it('is sent before signing out when the line is there, and asked for when it is not taken', async () => {
    const { id, page, context } = await answeredAway({ width: 360, theme: 'dark' });
    await context.route('**/offline-events', (route) => route.fulfill({ status: 503, body: '{}' }));
    await context.setOffline(false);
    await out(page);
    const dialog = page.getByRole('dialog', { name: 'Sign out and lose what waits?' });
    await dialog.getByText('The portal does not take them', { exact: false }).waitFor();
    await picture(page, 'offline-sign-out-phone');
    await dialog.getByRole('button', { name: 'Stay signed in' }).click();
    expect(await rows(id)).toEqual([]);
    await context.unroute('**/offline-events');
    await out(page);
    await page.waitForURL(/\/sign-in/);
    expect((await rows(id)).filter(({ kind }) => kind === 'answer')).toEqual([{ kind: 'answer', step: null, score: '1', outcome: 'accepted' }]);
    await context.close();
  }, 120_000);

  it('waits when the session ends, and goes unsent when somebody else signs in, who is told', async () => {
    const { trainee, id, page, context } = await answeredAway();
    // Nothing the page had tried without a line may try again by itself: what is sent must say it.
    await context.route(/\/(materials|inspection)$/, (route) => route.abort());
    await portal.owner.query('DELETE FROM app.sessions WHERE user_id = $1', [trainee.id]);
    await context.setOffline(false);
    const ended = page.getByRole('dialog', { name: 'You are signed out' });
    await ended.getByText(/waits? on this device/).waitFor();
    await picture(page, 'offline-session-ended');
    const other = await portal.official('IDN');
    await context.addCookies([{ name: 'sid', value: other.token, url: portal.url, httpOnly: true, sameSite: 'Lax' }]);
    await page.goto('/learning/mine');
    await page.getByText('What somebody else had kept on this device was removed when you signed in').waitFor();
    await page.getByText(/had not been sent, and (is|are) lost/).waitFor();
    await picture(page, 'offline-another');
    expect([await countIn(page, 'copies'), await countIn(page, 'pieces'), await countIn(page, 'outbox')]).toEqual([0, 0, 0]);
    expect(await rows(id)).toEqual([]);
    expect(await page.getByText(trainee.name).count()).toBe(0);
    await context.close();
  }, 120_000);

  it('says beforehand what it does not hold, and again where it is missing', async () => {
    const officer = await portal.official('AUS', 'document_officer');
    const author = await portal.official('AUS', 'course_author');
    const trainee = await portal.official('IDN');
    const course = await plantCourse(portal, { originator: 'AUS', title: 'With more', lessons: { zone: '## Look\n\nWords.', imported: '## Elsewhere\n\nMade by others.' } });
    await portal.owner.query('UPDATE app.courses SET offline = true WHERE id = $1', [course.id]);
    await portal.owner.query(`UPDATE app.lessons SET kind = 'package' WHERE id = $1`, [course.lessons.imported]);
    const sheet = await officer.released(marking('green'), { title: 'Exercise sheet', kind: 'training_material' });
    await portal.settled();
    expect((await author.post(`/courses/${course.id}/materials`, { documentId: sheet.id, forWhom: 'trainees', lesson: 'zone' })).status).toBe(201);
    const id = await plantEnrolment(portal, course, trainee);
    const { page, context } = await at(portal, browser, trainee);
    await page.goto(`/learning/study/${id}`);
    await page.getByRole('button', { name: 'Save for offline' }).click();
    const left = page.getByRole('dialog').getByRole('region', { name: 'Not in the copy' });
    await left.getByText('On the imported').waitFor();
    await left.getByRole('link', { name: 'Exercise sheet' }).waitFor();
    await left.getByText('1 document that goes with the course stays in the portal', { exact: false }).waitFor();
    await picture(page, 'offline-left-out');
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/^It is on this device until/).waitFor();
    await context.setOffline(true);
    await page.goto(`/learning/study/${id}?lesson=zone`);
    await page.getByText('Documents that go with a lesson are not kept on a device.', { exact: false }).waitFor();
    await page.goto(`/learning/study/${id}?lesson=imported`);
    await page.getByText('Imported lessons are not kept on a device.', { exact: false }).waitFor();
    await picture(page, 'offline-imported');
    await context.close();
  }, 120_000);
});
