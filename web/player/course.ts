import type { Unit } from '../../src/learning/packages/import/outline.js';
import { mustGoBefore } from '../../src/learning/packages/run-time/delta.js';
import { Model } from '../../src/learning/packages/run-time/model.js';
import type { RunState } from '../../src/learning/packages/run-time/run-state.js';
import { scoApi } from '../../src/learning/packages/run-time/sco-api.js';
import { begin, conclude, definitionOf, outcomeOf, untouched, type UnitState } from '../../src/learning/packages/run-time/tracking.js';
import type { Commit, Line } from './line.js';
import type { Screen } from './screen.js';
import type { Sequencer } from '../../src/learning/packages/sequencing/sequencer.js';
import type { textsOf } from './texts.js';

/** What is on the stage, and what of it the portal was not told yet. */
interface Running {
  unit: Unit;
  model?: Model;
  state: UnitState;
  delta: Record<string, string>;
  opening: boolean;
  isOver: boolean;
}

const everySeconds = 10;

/** A course as it runs: one unit on the stage, what it says judged and written down, and where it leads next. */
export class Course {
  private running: Running | undefined;
  private wish: string | undefined;
  private isLeaving = false;
  /** Units, and the clusters they lie in. */
  private readonly activities: string[];
  private readonly states: Record<string, UnitState & { isComplete: boolean }>;

  constructor(
    private readonly run: RunState,
    private readonly files: string,
    private readonly line: Line,
    private readonly screen: Screen,
    private readonly texts: ReturnType<typeof textsOf>,
    private readonly sequencer: Sequencer | undefined,
    private readonly tellLeft: () => void,
  ) {
    this.states = { ...run.states };
    const all = ({ id, children = [] }: RunState['tree']): string[] => [id, ...children.flatMap(all)];
    this.activities = all(run.tree);
    setInterval(() => void this.flush(), everySeconds * 1000);
    addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') void this.flush(); });
    addEventListener('pagehide', ({ persisted }) => {
      this.isLeaving = true;
      if (!persisted) this.screen.farewell();
      this.line.sendAllNow(this.run.learner.id, this.taken(false));
    });
    addEventListener('pageshow', () => { this.isLeaving = false; });
  }

  /** Opens the unit the course goes on with, or lets the learner choose. */
  start(): void {
    const { unit, units } = this.run;
    const first = this.sequencer ? this.sequencer.start() : (unit ?? units.find(({ isVisible }) => isVisible)?.identifier ?? units[0]?.identifier);
    this.show(first);
  }

  choose(identifier: string): void {
    if (this.running && !this.running.isOver) this.leaveUnit(`{target=${identifier}}choice`, identifier);
    else this.show(this.sequencer ? this.sequencer.go('choice', identifier) : identifier);
  }

  step(way: 'continue' | 'previous'): void {
    const beside = this.beside(way);
    if (this.running && !this.running.isOver) this.leaveUnit(way, beside);
    else this.show(this.sequencer ? this.sequencer.go(way) : beside);
  }

  /** Suspends the course, or ends it where a unit wishes that it is not suspended (SN 5.6.2). */
  leave(): void {
    const wish = this.sequencer?.open.hidden.has('suspendAll') ? 'exitAll' : 'suspendAll';
    if (this.running && !this.running.isOver) this.leaveUnit(wish, undefined);
    else this.sequencer?.go(wish);
    this.screen.say(this.texts.left);
    this.refresh();
    void this.left();
  }

  /** What was said goes first, for a while; what does not get through waits on the device. */
  private async left(): Promise<void> {
    await this.flush();
    await this.line.settled(5_000);
    await this.line.end();
    this.tellLeft();
  }

  /** What was superseded or is over takes nothing more. */
  freeze(why: string): void {
    this.running = undefined;
    this.screen.say(why);
    this.screen.ways({ next: false, previous: false, leave: false });
  }

  private beside(way: 'continue' | 'previous'): string | undefined {
    const { units } = this.run;
    const at = units.findIndex(({ identifier }) => identifier === this.running?.unit.identifier);
    return units[way === 'continue' ? at + 1 : at - 1]?.identifier;
  }

  private show(identifier: string | undefined): void {
    const unit = this.run.units.find((one) => one.identifier === identifier);
    if (!unit) {
      this.running = undefined;
      this.screen.say(this.sequencer?.isFinished && (this.sequencer.isComplete || this.run.units.every((one) => this.states[one.identifier]?.isComplete)) ? this.texts.courseOver : this.run.units.length === 1 ? this.texts.finished : this.texts.choose);
      return this.refresh();
    }
    this.running = { unit, state: this.states[unit.identifier] ?? untouched, delta: {}, opening: false, isOver: false };
    const { running } = this;
    const api = scoApi(this.run.edition, {
      begun: () => (this.running === running && !this.line.isFrozen ? this.begin(running) : undefined),
      set: (element, value) => {
        if (mustGoBefore(running.delta, element, value)) void this.flush();
        running.delta[element] = value;
      },
      commit: () => void this.flush(),
      ended: () => this.ended(running),
    });
    Object.assign(globalThis, this.run.edition === 'scorm12' ? { API: api } : { API_1484_11: { ...api, version: '1.0' } }); // IEEE 1484.11.2 wants the version said
    this.screen.open(`${this.files}${unit.path.split('/').map(encodeURIComponent).join('/')}${unit.rest}`, unit.title);
    if (unit.kind === 'asset') this.begin(running);
    this.refresh();
  }

  private begin(running: Running): Model {
    const { edition, learner, strict } = this.run;
    const { unit } = running;
    const state = begin(edition, unit, learner, running.state);
    const values = new Map(Object.entries(state.values));
    const model: Model = new Model(definitionOf(edition, strict, unit, (request) => this.sequencer?.valid(request, (element) => model.said(element)) ?? 'unknown'), values);
    Object.assign(running, { state, model, opening: true, delta: {} });
    if (this.sequencer) {
      // What the sequencer knows is put in, not set by the unit: the portal is not told it back.
      const { objectives, stores } = this.sequencer.begin(values);
      for (const [element, value] of Object.entries(objectives)) model.put(element, value);
      for (const [at, { value }] of stores.entries()) if (value !== undefined) model.put(`adl.data.${at}.store`, value);
    }
    return model;
  }

  /** The unit said that it ends, or was taken away: it is written down, and the course goes on. */
  private ended(running: Running): void {
    if (running.isOver || !running.model) return;
    running.isOver = true;
    const { identifier } = running.unit;
    const { model, delta } = running;
    const wish = this.wish;
    // A course that is suspended as a whole suspends its unit, however that one ends (SN TB.2.3).
    if (this.sequencer?.suspends((element) => model.said(element), wish)) {
      model.put('cmi.exit', 'suspend');
      delta['cmi.exit'] = 'suspend';
    }
    const concluded = conclude(this.run.edition, running.unit, { ...running.state, values: running.model.state() });
    this.note(identifier, concluded, running.unit);
    const next = this.sequencer?.end((element) => model.said(element), wish);
    const commit: Commit = { unit: identifier, delta: running.delta, final: true, ...(running.opening ? { opening: true } : {}), ...(this.sequencer ? { ...this.sequencer.kept(), position: next ?? identifier } : {}) };
    Object.assign(running, { delta: {}, opening: false });
    if (this.isLeaving) this.line.sendAllNow(this.run.learner.id, commit);
    else void this.line.put(this.run.learner.id, commit);
    if (wish !== undefined || this.isLeaving) return; // whoever wished it shows what follows
    setTimeout(() => {
      if (this.running !== running) return;
      if (next) return this.show(next);
      if (this.sequencer) this.show(undefined);
      else this.screen.condition(this.texts.finished);
      this.refresh();
    });
  }

  /** Takes the unit off the stage by the learner's wish; one that does not end by itself is suspended. */
  private leaveUnit(wish: string, next: string | undefined): void {
    const { running } = this;
    if (!running) return;
    this.wish = wish;
    this.screen.close();
    if (!running.isOver && running.model) {
      if (running.unit.kind === 'sco' && wish !== 'exitAll') {
        const exit = this.run.edition === 'scorm12' ? 'cmi.core.exit' : 'cmi.exit';
        running.model.put(exit, 'suspend');
        running.delta[exit] = 'suspend';
      }
      this.ended(running);
    } else if (this.sequencer && !running.model) {
      this.sequencer.end(() => undefined, wish); // a SCO that never began a session
    }
    this.wish = undefined;
    if (wish === 'suspendAll' || wish === 'exitAll') return;
    this.show(this.sequencer ? this.sequencer.lastDelivered : next);
  }

  private note(identifier: string, state: UnitState, unit: Unit): void {
    this.states[identifier] = { ...state, isComplete: (this.states[identifier]?.isComplete ?? false) || outcomeOf(this.run.edition, unit, state).isComplete };
  }

  private taken(final: boolean): Commit | undefined {
    const { running } = this;
    if (!running?.model || running.isOver || (!running.opening && Object.keys(running.delta).length === 0)) return undefined;
    const commit: Commit = { unit: running.unit.identifier, delta: running.delta, ...(running.opening ? { opening: true, ...this.sequencer?.kept() } : {}), ...(final ? { final } : {}) };
    Object.assign(running, { delta: {}, opening: false });
    return commit;
  }

  private async flush(): Promise<void> {
    const commit = this.taken(false);
    if (commit) await this.line.put(this.run.learner.id, commit);
  }

  private refresh(): void {
    const ways = this.sequencer?.open;
    for (const identifier of this.activities) {
      this.screen.mark(identifier, { isDone: this.states[identifier]?.isComplete ?? false, isCurrent: this.running?.unit.identifier === identifier, isOpen: ways ? ways.choice(identifier) : true });
    }
    this.screen.ways({ next: ways ? ways.next : this.beside('continue') !== undefined, previous: ways ? ways.previous : this.beside('previous') !== undefined, leave: this.running !== undefined });
    if (ways) this.screen.hide(ways.hidden);
  }
}
