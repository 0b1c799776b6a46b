import { Course } from './course.js';
import type { Entry } from './journal.js';
import { Line, type Commit, type Launch } from './line.js';
import './player.css';
import { Screen } from './screen.js';
import { textsOf } from './texts.js';

/** The launch this page was opened for: `#id/path/token/locale`. */
const [id = '', path = '', token = '', locale = 'en'] = location.hash.slice(1).split('/');
const launch: Launch = { id, path, token, locale };
const texts = textsOf(locale);
document.documentElement.lang = locale;
document.documentElement.dir = locale === 'ar' ? 'rtl' : 'ltr';

/**
 * Packages look for their run-time from window to window upwards, and those made for both editions for the other one first. The page above is another
 * origin's, where so much as a look ends their script: so the way up ends here.
 */
const portal = window.parent;
Object.defineProperty(window, 'parent', { value: window });

let course: Course | undefined;
const screen = new Screen(texts, { choose: (unit) => course?.choose(unit), step: (way) => course?.step(way), leave: () => course?.leave() });
const line = new Line(launch, (condition, waiting) => {
  if (condition === 'superseded' || condition === 'over' || condition === 'withdrawn') {
    if (condition === 'withdrawn') screen.close();
    course?.freeze(texts[condition]);
    if (condition === 'superseded') portal.postMessage({ focalpoint: 'package-superseded' }, '*');
  }
  if (condition === 'saved') portal.postMessage({ focalpoint: 'package-progress' }, '*');
  screen.condition(condition === 'saving' ? texts.saving : condition === 'waiting' ? texts.waiting(waiting) : condition === 'saved' || condition === 'refused' ? texts[condition] : '');
});

/** Whether to use what an earlier launch left on this device. */
const asked = (entries: readonly Entry[]): Promise<boolean> => new Promise((resolve) => {
  screen.say(texts.found(entries.length), { text: texts.use, chosen: () => resolve(true) }, { text: texts.discard, chosen: () => resolve(false) });
});

async function recovered(run: string): Promise<void> {
  const entries = await line.unsent(run);
  if (entries.length === 0) return;
  const isUsed = await asked(entries);
  for (const entry of entries) {
    if (isUsed) await line.put(run, JSON.parse(entry.body) as Commit);
    await line.journal.drop(entry);
  }
  await line.settled(10_000);
}

async function open(): Promise<void> {
  screen.say(texts.loading);
  try {
    const before = await line.state();
    await recovered(before.learner.id);
    const state = await line.state();
    screen.course(state);
    const sequencer = state.edition === 'scorm2004' ? new (await import('../../src/learning/packages/sequencing/sequencer.js')).Sequencer(state) : undefined;
    course = new Course(state, `/l/${launch.id}/${launch.path}/`, line, screen, texts, sequencer, () => portal.postMessage({ focalpoint: 'package-left' }, '*'));
    course.start();
    screen.condition(state.savedAt === null ? '' : texts.asOf(new Date(state.savedAt).toLocaleString(locale)));
  } catch {
    screen.say(texts.broken, { text: texts.again, chosen: () => void open() });
  }
}

void open();
