import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { under } from '../../deploy/launcher/paths.js';
import { at, openBrowser, picture, type Look } from '../support/browser.js';
import { plantCourse, type PlantedCourse } from '../support/courses.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const specimen = (name: string) => readFileSync(under('test', 'support', 'specimens', name));

/** A film with everything that one can have. */
const lesson = (film: string, sound: string) => `Look at the figure while the page moves.

\`\`\`video
title: Tilting the data page
144p: ${film}
audio: ${sound}
poster: specimen:td3-genuine/tilt
captions: en
WEBVTT

00:00.000 --> 00:03.000
<v Officer>Hold the page <i>flat</i>.

captions: ar
WEBVTT

00:00.000 --> 00:03.000
أمسك الصفحة مسطّحة.

transcript:
**Officer:** Hold the page flat, then tilt it. The figure changes its colour.
\`\`\`
`;

describe('a video in a lesson, in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let officer: Official;
  let course: PlantedCourse;
  let film: string;
  const complaints: string[] = [];
  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    browser = await openBrowser();
    officer = await portal.official('AUS', 'document_officer', 'course_author');
    const kept = async (name: string) => {
      const { id } = await officer.draft({ title: `Tilting the data page: ${name}`, kind: 'training_material' });
      await officer.upload(id, specimen(name), name);
      await portal.settled();
      await officer.release(id, marking('amber', ['IDN', 'NZL']));
      return id;
    };
    film = await kept('film.webm');
    const sound = await kept('sound.weba');
    course = await plantCourse(portal, { originator: 'AUS', title: 'Reading a passport', tlp: 'amber', releasableTo: ['IDN', 'NZL'], lessons: { tilt: lesson(film, sound) } });
    for (const documentId of [film, sound]) await officer.post(`/courses/${course.id}/materials`, { documentId, forWhom: 'trainees', lesson: 'tilt' });
  }, 120_000);
  afterAll(async () => { await browser.close(); await portal.stop(); });

  async function studying(work: (page: Page, asked: string[]) => Promise<void>, look: Look = {}): Promise<void> {
    const trainee = await portal.official('IDN');
    const { id } = (await trainee.post(`/courses/${course.id}/enrolments`, {})).body as { id: string };
    const { page, context, complaints: heard } = await at(portal, browser, trainee, look);
    const asked: string[] = [];
    page.on('request', (request) => { if (/playback|\/file$/.test(request.url())) asked.push(request.url()); });
    await page.goto(`/learning/study/${id}?lesson=tilt`);
    await page.getByRole('heading', { level: 3, name: /Tilting the data page|فيديو/ }).waitFor();
    await work(page, asked);
    complaints.push(...heard);
    await context.close();
  }
  const played = (page: Page) => page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);
  const captions = (page: Page) => page.evaluate(() => [...(document.querySelector('video')?.textTracks ?? [])].map(({ mode, language, label, activeCues }) => ({ mode, language, label, cues: [...(activeCues ?? [])].map((cue) => (cue as VTTCue).text) })));

  it('is fetched when it is asked for and not before, plays with its captions, and goes on in another size where it was', async () => {
    await studying(async (page, asked) => {
      await page.getByRole('combobox', { name: 'Size' }).waitFor();
      expect(await page.getByRole('combobox', { name: 'Size' }).locator('option').allTextContents()).toEqual(['144p · 14 KB', 'Sound only · 2 KB']);
      await page.waitForLoadState('networkidle');
      expect([asked, await page.locator('video').count()]).toEqual([[], 0]);
      await picture(page, 'video-before');
      await page.getByRole('button', { name: 'Play the video' }).focus();
      await page.keyboard.press('Enter');
      await page.locator('video').waitFor();
      await played(page);
      expect(asked.every((url) => url.includes(`/documents/${film}/versions/1/playback`))).toBe(true);
      expect(await captions(page)).toEqual([{ mode: 'showing', language: 'en', label: 'English', cues: ['<v Officer>Hold the page <i>flat</i>.'] }, { mode: 'disabled', language: 'ar', label: 'Arabic', cues: [] }]);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('VIDEO');
      await picture(page, 'video-playing');
      const before = await page.evaluate(() => document.querySelector('video')?.currentTime ?? 0);
      await page.getByRole('combobox', { name: 'Size' }).selectOption('audio');
      await page.waitForFunction((from) => { const video = document.querySelector('video'); return (video?.duration ?? 0) < 2.5 && (video?.currentTime ?? 0) >= from; }, before);
      expect((await captions(page)).map(({ mode }) => mode)).toEqual(['showing', 'disabled']);
    });
  }, 120_000);

  it('has its transcript by keyboard alone, and in its place where only text is wanted', async () => {
    await studying(async (page, asked) => {
      const words = page.getByText('The figure changes its colour.', { exact: false });
      await words.waitFor({ state: 'attached' });
      expect(await words.isVisible()).toBe(false);
      await page.getByText('Transcript', { exact: true }).focus();
      await page.keyboard.press('Enter');
      await words.waitFor();
      await page.getByRole('checkbox', { name: /text only/i }).or(page.getByRole('switch', { name: /text only/i })).or(page.getByRole('button', { name: /text only/i })).first().click();
      await page.getByText('Only text is shown', { exact: false }).waitFor();
      await words.waitFor();
      expect([await page.getByRole('button', { name: 'Play the video' }).count(), asked]).toEqual([0, []]);
      await picture(page, 'video-text-only');
    }, { width: 360 });
  }, 120_000);

  it('is drawn from right to left on a phone in the dark', async () => {
    await studying(async (page) => {
      await page.getByRole('button', { name: 'تشغيل الفيديو' }).click();
      await played(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      await picture(page, 'video-arabic');
    }, { width: 360, locale: 'ar', theme: 'dark' });
  }, 120_000);

  it('is put into a text from a form that keeps what was typed, tells what is wrong, and shows it as readers see it', async () => {
    const draft = await plantCourse(portal, { originator: 'AUS', state: 'draft', tlp: 'amber', releasableTo: ['IDN', 'NZL'], lessons: { tilt: 'Above.\n\nBelow.\n' } });
    await officer.post(`/courses/${draft.id}/materials`, { documentId: film, forWhom: 'trainees' });
    const { page, context, complaints: heard } = await at(portal, browser, officer);
    await page.goto(`/learning/courses/${draft.id}/edit/${draft.lessons.tilt}?language=en`);
    const text = page.getByRole('textbox', { name: 'Text in Markdown' });
    await text.click();
    await page.keyboard.press('Control+Home');
    await page.getByRole('button', { name: 'Add a video' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a video' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Tilting');
    await dialog.getByRole('combobox', { name: '240p' }).selectOption({ label: 'Tilting the data page: film.webm · 14 KB' });
    expect(await dialog.getByRole('combobox', { name: 'Sound only' }).locator('option').count()).toBe(1);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Add a video' }).click();
    expect(await dialog.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Tilting');
    await dialog.locator('input[type=file]').setInputFiles({ name: 'tilt.vtt', mimeType: 'text/vtt', buffer: Buffer.from('WEBVTT\n\n00:00.000 --> 00:00.000\n<v Officer>Hold it flat.\n') });
    await dialog.getByRole('button', { name: 'Put it into the text' }).click();
    await dialog.getByRole('link', { name: 'A cue ends after it begins.' }).click();
    const captionsField = dialog.getByRole('textbox', { name: 'Captions in English' });
    expect(await captionsField.evaluate((field) => field === document.activeElement)).toBe(true);
    await picture(page, 'video-form-faulty');
    await captionsField.fill((await captionsField.inputValue()).replace('--> 00:00.000', '--> 00:02.000'));
    await dialog.getByRole('button', { name: 'Begin with the words of the captions' }).click();
    expect(await dialog.getByRole('textbox', { name: 'Transcript' }).inputValue()).toBe('**Officer:** Hold it flat.');
    await picture(page, 'video-form');
    await dialog.getByRole('button', { name: 'Put it into the text' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await text.inputValue()).toMatch(/^Above\.\n\n```video\ntitle: Tilting\n240p: [0-9a-f-]{36}\ncaptions: en\nWEBVTT\n[\s\S]*transcript:\n\*\*Officer:\*\* Hold it flat\.\n```\n\nBelow\.\n$/);
    await page.getByRole('button', { name: 'Play the video' }).click();
    await played(page);
    await picture(page, 'video-form-done');
    await page.getByRole('button', { name: 'Keep the text' }).click();
    await page.getByText('Kept.').waitFor();
    complaints.push(...heard);
    await context.close();
  }, 120_000);

  it('leaves its transcript where it was withdrawn, and says so', async () => {
    const { rowVersion } = await officer.open(film);
    await officer.put(`/documents/${film}/recall`, { reason: 'It shows a face.' }, rowVersion);
    await studying(async (page) => {
      await page.getByRole('button', { name: 'Play the sound' }).waitFor();
      expect(await page.getByText('144p').count()).toBe(0);
      await picture(page, 'video-withdrawn');
    });
  }, 120_000);

  it('complains of nothing in the console', () => expect(complaints).toEqual([]));
});
