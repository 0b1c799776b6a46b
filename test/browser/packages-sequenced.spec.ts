import type { Browser, Frame, Page } from 'playwright-core';
import type { Kept } from '../../src/learning/packages/sequencing/keeping.js';
import { at, openBrowser, picture } from '../support/browser.js';
import { packed, package12, portalWithPackages, ready } from '../support/course-packages.js';
import { press } from '../support/keyboard.js';
import type { Official } from '../support/official.js';
import type { Portal } from '../support/portal.js';
import { cluster, flowing, leaf, manifestOf, words, type Planned } from '../support/sequenced.js';
import { until } from '../support/until.js';

const { control, rule, rules, is, map, objectives, rollups, content, considerations } = words;

/** A unit that names itself and does as it is told; it says that it ends when it is taken away, unless it did so before. */
const unitPage = (id: string) => `<!doctype html><meta charset="utf-8"><title>${id}</title><h1>${id}</h1><p id="said"></p><script>
  let w = window, turns = 0; while (!w.API_1484_11 && w.parent && w.parent !== w && turns++ < 500) w = w.parent;
  const api = w.API_1484_11;
  api.Initialize('');
  const said = (text) => { document.getElementById('said').textContent = text; };
  said(['${id}', api.GetValue('cmi.entry'), api.GetValue('cmi.location')].join('|'));
  let ended = false;
  const set = (values) => Object.entries(values).map(([element, value]) => api.SetValue(element, value)).join();
  const objective = (id) => { for (let at = 0; at < Number(api.GetValue('cmi.objectives._count')); at++) if (api.GetValue('cmi.objectives.' + at + '.id') === id) return 'cmi.objectives.' + at; };
  const end = (request) => { if (request) api.SetValue('adl.nav.request', request); ended = true; return api.Terminate(''); };
  addEventListener('pagehide', () => { if (!ended) { api.Commit(''); api.Terminate(''); } });
</script>`;
const leaves = (one: Planned): string[] => one.below?.flatMap(leaves) ?? [one.id];
const courseOf = (root: Planned, attributes = '') => packed(manifestOf(root, attributes), leaves(root).map((id) => ({ id, page: unitPage(id) })));
const passed = `set({ 'cmi.success_status': 'passed', 'cmi.completion_status': 'completed', 'cmi.score.scaled': '1' })`;
const failed = `set({ 'cmi.success_status': 'failed', 'cmi.completion_status': 'completed', 'cmi.score.scaled': '0' })`;

describe('A14: a sequenced course in the browser', () => {
  let portal: Portal;
  let browser: Browser;
  let author: Official;
  let trainee: Official;
  beforeAll(async () => {
    portal = await portalWithPackages();
    browser = await openBrowser();
    [author, trainee] = [await portal.official('AUS', 'course_author'), await portal.official('IDN')];
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  const player = (page: Page): Frame => page.frames().find((one) => one.url().includes('/player#')) ?? (() => { throw new Error('no player'); })();
  const named = (page: Page, name: string | RegExp) => player(page).getByRole('button', { name, exact: typeof name === 'string' });
  /** The frame of a unit, once it is there and has begun. */
  async function unit(page: Page, id: string, entry = ''): Promise<Frame> {
    await page.frameLocator('iframe').frameLocator('iframe').getByText(`${id}|${entry}`).waitFor();
    return page.frames().find((one) => one.url().includes(`/${id}.html`)) ?? (() => { throw new Error(`no frame of ${id}`); })();
  }
  async function opened(enrolmentId: string, look: Parameters<typeof at>[3] = {}) {
    const here = await at(portal, browser, trainee, look);
    await here.page.goto(`/learning/study/${enrolmentId}`);
    await here.page.getByRole('button', { name: /the course$|^Take over|^فتح الدورة$|^متابعة/ }).click();
    await here.page.frameLocator('iframe').locator('header').waitFor();
    return here;
  }
  const begun = async (root: Planned, look: Parameters<typeof at>[3] = {}, attributes = '') => {
    const { enrolmentId } = await ready(portal, courseOf(root, attributes), { author, trainee });
    return { enrolmentId, ...(await opened(enrolmentId, look)) };
  };
  /** What of the contents can be chosen now. */
  const choices = (page: Page) => player(page).locator('nav button:enabled').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.title?.replace('Activity ', '')));
  const kept = async (enrolmentId: string) => JSON.parse((await portal.owner.query<{ sequencing: string }>('SELECT sequencing FROM app.package_runs WHERE enrolment_id = $1', [enrolmentId])).rows[0]?.sequencing ?? '{}') as Kept;
  const saved = (page: Page) => player(page).getByText('Saved', { exact: true }).waitFor();

  it('forced sequential: what lies ahead can neither be chosen nor gone to before each was passed; by keyboard alone', async () => {
    const notYet = (before: string) => rules(`<imsss:preConditionRule><imsss:ruleConditions conditionCombination="any"><imsss:ruleCondition ${is('satisfied', `referencedObjective="${before}" operator="not"`)}/><imsss:ruleCondition ${is('objectiveStatusKnown', `referencedObjective="${before}" operator="not"`)}/></imsss:ruleConditions><imsss:ruleAction action="disabled"/></imsss:preConditionRule>`);
    const held = (id: string, before?: string) => leaf(id, (before ? notYet(before) : '') + objectives({ id: 'own', maps: map(id, 'writeSatisfiedStatus="true"') }, ...(before ? [{ id: before, maps: map(before, '') }] : [])) + content);
    const { page, context } = await begun(cluster('root', flowing, held('a'), held('b', 'a'), held('c', 'b')));
    const first = await unit(page, 'a');
    expect(await choices(page)).toEqual(['a']);
    expect(await named(page, 'Next').isDisabled()).toBe(true);
    expect(await first.evaluate(`[api.GetValue('adl.nav.request_valid.continue'), ${passed}, api.GetValue('adl.nav.request_valid.continue'), end()].join('|')`)).toBe('false|true,true,true|true|true');
    await press(page, named(page, 'Next'));
    await unit(page, 'b');
    expect(await choices(page)).toEqual(['a', 'b']);
    await press(page, named(page, 'Contents'));
    await press(page, named(page, 'Activity a (done)'));
    await unit(page, 'a');
    await picture(page, 'sequenced-forced');
    await context.close();
  });

  it('a post-test decides the whole by its weight, whatever the lessons scored', async () => {
    const lesson = (id: string) => leaf(id, rollups('rollupObjectiveSatisfied="false" objectiveMeasureWeight="0"') + content);
    const { page, context, enrolmentId } = await begun(cluster('root', control('choice="false" flow="true"') + objectives({ id: 'whole', minimum: 0.8 }), lesson('a'), leaf('test', content)));
    await (await unit(page, 'a')).evaluate(`${failed}; end('continue')`);
    await (await unit(page, 'test')).evaluate(`${passed}; end('exitAll')`);
    await player(page).getByText('The course is finished.').waitFor();
    await saved(page);
    expect((await kept(enrolmentId)).activities.root?.o?.[0]).toMatchObject({ NormalizedMeasure: 1 });
    await page.getByText('2 of 2 units done').waitFor();
    await context.close();
  });

  it('remediation: a failed test leads back to the lessons it found missing, and only to those, until it is passed', async () => {
    const lesson = (id: string) => leaf(id, rules(rule('pre', 'skip', is('satisfied'))) + objectives({ id: 'own', maps: map(`remediation-${id}`, 'readSatisfiedStatus="true"') }) + content);
    const test = leaf('test', rules(rule('post', 'exitAll', is('satisfied')), rule('post', 'retryAll', is('always'))) + objectives({ id: 'own' }, ...['a', 'b'].map((id) => ({ id, maps: map(`remediation-${id}`, 'readSatisfiedStatus="false" writeSatisfiedStatus="true"') }))) + content);
    const { page, context } = await begun(cluster('root', control('choice="false" flow="true"'), lesson('a'), lesson('b'), test));
    await (await unit(page, 'a')).evaluate(`end('continue')`);
    await (await unit(page, 'b')).evaluate(`end('continue')`);
    await (await unit(page, 'test')).evaluate(`api.SetValue(objective('a') + '.success_status', 'passed'); api.SetValue(objective('b') + '.success_status', 'failed'); ${failed}; end('continue')`);
    await (await unit(page, 'b', 'ab-initio')).evaluate(`end('continue')`);
    await (await unit(page, 'test')).evaluate(`api.SetValue(objective('b') + '.success_status', 'passed'); ${passed}; end('continue')`);
    await player(page).getByText(/^(The course is finished\.|Choose where to go on\.)$/).waitFor();
    await context.close();
  });

  it('a draw of units is the same after it was suspended and resumed on another device', async () => {
    const drawn = cluster('k', control('choice="true" flow="true"') + '<imsss:randomizationControls selectionTiming="once" selectCount="2" randomizationTiming="once" reorderChildren="true"/>', ...['a', 'b', 'c', 'd'].map((id) => leaf(id)));
    const { page, context, enrolmentId } = await begun(cluster('root', flowing, drawn, leaf('z')));
    await page.frameLocator('iframe').frameLocator('iframe').locator('h1').waitFor();
    const first = await choices(page);
    expect(first).toHaveLength(4); // the cluster, two of its units, and the last one
    const [here = ''] = first.filter((id) => id !== 'k' && id !== 'z');
    const now = await page.frameLocator('iframe').frameLocator('iframe').locator('h1').textContent();
    expect(first).toContain(now);
    await page.frames().find((one) => one.url().includes(`/${now}.html`))?.evaluate(`api.SetValue('cmi.location', 'p5')`);
    await named(page, 'Save and leave').click();
    await page.getByText('0 of 5 units done').waitFor();
    await context.close();
    const there = await opened(enrolmentId);
    await unit(there.page, String(now), 'resume|p5');
    expect(await choices(there.page)).toEqual(first);
    expect(here).not.toBe('');
    await there.context.close();
  });

  it('buttons a unit wishes hidden are hidden, and it can be left all the same, without being suspended', async () => {
    const hidden = (...all: string[]) => `<adlnav:presentation><adlnav:navigationInterface>${all.map((one) => `<adlnav:hideLMSUI>${one}</adlnav:hideLMSUI>`).join('')}</adlnav:navigationInterface></adlnav:presentation>`;
    const { page, context, enrolmentId } = await begun(cluster('root', control('choice="false" flow="true"'), leaf('a', content, hidden('continue', 'previous', 'suspendAll')), leaf('b', content, hidden('previous'))), { width: 360 });
    const first = await unit(page, 'a');
    expect(await player(page).getByRole('button').allTextContents()).toEqual(['Contents', 'End and leave']);
    await picture(page, 'sequenced-hidden');
    await first.evaluate(`end('continue')`);
    await unit(page, 'b');
    expect(await player(page).getByRole('button').allTextContents()).toEqual(['Contents', 'Next', 'Save and leave']);
    await (await unit(page, 'b')).evaluate(`end('previous')`);
    await unit(page, 'a');
    await named(page, 'End and leave').click();
    await page.getByRole('button', { name: 'Go on with the course' }).waitFor();
    expect((await kept(enrolmentId)).suspended).toBeUndefined();
    await context.close();
  });

  it('a jump goes where no choice is allowed', async () => {
    const { page, context } = await begun(cluster('root', control('choice="false" flow="true"'), leaf('a'), leaf('b'), leaf('c')));
    const first = await unit(page, 'a');
    expect(await first.evaluate(`['choice', 'jump'].map((kind) => api.GetValue('adl.nav.request_valid.' + kind + '.{target=c}')).join()`)).toBe('false,true');
    await first.evaluate(`end('{target=c}jump')`);
    await unit(page, 'c');
    expect(await choices(page)).toEqual([]);
    await context.close();
  });

  it('a constrained choice and a limit of attempts bar what is far, and what was used up; clusters can be chosen', async () => {
    const { page, context } = await begun(cluster('root', flowing, cluster('k', flowing + considerations('constrainChoice="true"'), leaf('a', '<imsss:limitConditions attemptLimit="1"/>'), leaf('b')), cluster('l', flowing, leaf('c'), leaf('d')), cluster('m', flowing, leaf('e'))));
    await unit(page, 'a');
    expect(await choices(page)).toEqual(['b', 'l', 'c', 'd']); // the cluster itself leads to what was used up
    await named(page, 'Next').click();
    await unit(page, 'b');
    expect(await choices(page)).not.toContain('a');
    expect(await named(page, 'Previous').isDisabled()).toBe(true);
    await named(page, 'Contents').click();
    await named(page, 'Activity l').click();
    await unit(page, 'c');
    expect(await choices(page)).toEqual(expect.arrayContaining(['m', 'e']));
    await context.close();
  });

  it.each([['en', 'light'], ['ar', 'dark']] as const)('fits a phone (%s): contents open and close by keyboard, and make room for what was chosen', async (locale, theme) => {
    const { page, context } = await begun(cluster('root', flowing, cluster('k', flowing, leaf('a'), leaf('b')), leaf('c')), { width: 360, locale, theme });
    await unit(page, 'a');
    const contents = player(page).locator('header button').first();
    expect(await contents.getAttribute('aria-expanded')).toBe('false');
    await press(page, contents);
    expect(await player(page).evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await picture(page, `sequenced-contents-${locale}`);
    await press(page, player(page).locator('nav button').last());
    await unit(page, 'c');
    expect(await contents.getAttribute('aria-expanded')).toBe('false');
    expect(await player(page).evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await context.close();
  });

  it('what a unit says as its page goes away is stored once, and counts', async () => {
    const { page, context, enrolmentId } = await begun(cluster('root', flowing, leaf('a', content), leaf('b', content)));
    await (await unit(page, 'a')).evaluate(`${passed}; api.SetValue('cmi.session_time', 'PT40S')`);
    await page.goto('about:blank');
    const seconds = async () => (await portal.owner.query<{ seconds: string; is_open: boolean; is_complete: boolean }>('SELECT seconds::int, is_open, is_complete FROM app.sco_states WHERE enrolment_id = $1', [enrolmentId])).rows;
    await until('it is closed', async () => (await seconds())[0]?.is_open === false);
    expect(await seconds()).toEqual([{ seconds: 40, is_open: false, is_complete: true }]);
    await context.close();
  });

  it('a package for both editions finds the one it is run as, and may ask where to go on', async () => {
    const both = `<!doctype html><meta charset="utf-8"><p id="said"></p><script>
      const find = (name) => { let w = window, turns = 0; while (!w[name] && w.parent && w.parent !== w && turns++ < 20) w = w.parent; return w[name] || (window.top.opener ? 'opener' : null); };
      const newer = find('API_1484_11'); const api = newer || find('API');
      api.LMSInitialize('');
      const mark = api.LMSGetValue('cmi.core.lesson_location');
      document.getElementById('said').textContent = [newer === null, mark !== '' && confirm('Go on where you left off?') ? mark : 'the beginning'].join('|');
      api.LMSSetValue('cmi.core.lesson_location', 'p4'); api.LMSSetValue('cmi.core.lesson_status', 'incomplete'); api.LMSCommit('');
    </script>`;
    const { enrolmentId } = await ready(portal, package12([{ id: 'a', page: both }]), { author, trainee });
    const { page, context } = await opened(enrolmentId);
    page.removeAllListeners('dialog');
    page.on('dialog', (dialog) => void dialog.accept());
    const inner = page.frameLocator('iframe').frameLocator('iframe');
    await inner.getByText('true|the beginning').waitFor();
    await saved(page);
    await named(page, 'Save and leave').click();
    await page.getByRole('button', { name: 'Go on with the course' }).click();
    await inner.getByText('true|p4').waitFor();
    await context.close();
  });

  it('the object a unit speaks to says its version', async () => {
    const { page, context } = await begun(cluster('root', flowing, leaf('a')));
    expect(await (await unit(page, 'a')).evaluate(`api.version`)).toBe('1.0');
    await context.close();
  });

  it('a course of one unit that had ended is opened again', async () => {
    const { page, context, enrolmentId } = await begun(cluster('root', '', leaf('a', content)));
    await (await unit(page, 'a', 'ab-initio')).evaluate(`api.SetValue('cmi.exit', 'normal'); end()`);
    await player(page).getByText('This part is finished.').waitFor();
    await saved(page);
    await context.close();
    const there = await opened(enrolmentId);
    await unit(there.page, 'a', 'ab-initio');
    await there.context.close();
  });

  it('what a unit says at once beyond one request reaches the portal whole', async () => {
    const { page, context, enrolmentId } = await begun(cluster('root', flowing, leaf('a', undefined, '<adlcp:data><adlcp:map targetID="s"/></adlcp:data>'), leaf('b')));
    await (await unit(page, 'a')).evaluate(`const long = '漢'.repeat(64_000); api.SetValue('cmi.suspend_data', long); api.SetValue('adl.data.0.store', long); api.SetValue('cmi.comments_from_learner.0.comment', long.slice(0, 16_000)); api.SetValue('cmi.exit', 'suspend'); end('suspendAll')`);
    await saved(page);
    const { rows } = await portal.owner.query<{ data: number; store: number; comment: number; is_open: boolean }>(`SELECT length(cmi->>'cmi.suspend_data') AS data, length(cmi->>'adl.data.0.store') AS store, length(cmi->>'cmi.comments_from_learner.0.comment') AS comment, is_open FROM app.sco_states WHERE enrolment_id = $1`, [enrolmentId]);
    expect(rows).toEqual([{ data: 64_000, store: 64_000, comment: 16_000, is_open: false }]);
    await context.close();
  });

  describe('in a browser that is giving up "unload"', () => {
    let newer: Browser;
    beforeAll(async () => { newer = await openBrowser('--enable-features=DeprecateUnload'); });
    afterAll(() => newer.close());
    const status = async (enrolmentId: string) => (await portal.owner.query<{ status: string }>(`SELECT cmi->>'cmi.core.lesson_status' AS status FROM app.sco_states WHERE enrolment_id = $1 AND unit = 'a' AND NOT is_open`, [enrolmentId])).rows[0]?.status;
    const saying = (when: string) => `<!doctype html><meta charset="utf-8"><script>
      let w = window; while (!w.API && w.parent !== w) w = w.parent;
      const api = w.API; api.LMSInitialize('');
      const finish = () => { api.LMSSetValue('cmi.core.lesson_status', 'passed'); api.LMSFinish(''); };
    </script><body on${when}="finish()"><h1>it runs</h1></body>`;
    const framed = (when: string) => `<!doctype html><meta charset="utf-8"><iframe srcdoc="${saying(when).replaceAll('"', '&quot;')}"></iframe>`;

    it.each<[string, string, 'next' | 'elsewhere']>([
      ['beforeunload, as the learner goes on', saying('beforeunload'), 'next'], ['unload, as the learner goes on', saying('unload'), 'next'], ['beforeunload in a frame of its own, as the learner goes on', framed('beforeunload'), 'next'], ['unload, as the page is left', saying('unload'), 'elsewhere'],
    ])('a unit is heard that says how it ends only by %s', async (_when, said, way) => {
      const { enrolmentId } = await ready(portal, package12([{ id: 'a', page: said }, { id: 'b' }]), { author, trainee });
      const { page, context } = await at(portal, newer, trainee);
      await page.goto(`/learning/study/${enrolmentId}`);
      await page.getByRole('button', { name: 'Open the course' }).click();
      const stage = page.frameLocator('iframe').frameLocator('iframe');
      await (said.includes('srcdoc') ? stage.frameLocator('iframe') : stage).getByText('it runs').waitFor();
      if (way === 'next') await named(page, 'Next').click();
      else await page.goto('about:blank');
      for (let turn = 0; turn < 100 && (await status(enrolmentId)) === undefined; turn++) await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await status(enrolmentId)).toBe('passed');
      await context.close();
    });
  });
});
