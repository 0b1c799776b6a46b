import type { Activity as Outlined } from '../import/outline.js';
import { Activity, type Known } from './activity.js';
import { Attempts } from './attempts.js';
import { Choice } from './choice.js';
import { Flow, type Flowed } from './flow.js';
import { kept, restored, type Kept } from './keeping.js';
import { navigation, type Request, type Sequencing, type Termination } from './navigation.js';
import { Rollup } from './rollup.js';
import { Rules } from './rules.js';
import { Tracking } from './tracking.js';

/** What a request came to: an activity to open, nothing, or the end of the session; or the code of SN why it was not taken. */
export type Outcome = { delivered: Activity } | { delivered?: undefined; isOver: boolean; refused?: string };

type Sequenced = { deliver: Activity } | { deliver?: undefined; isOver?: boolean; refused?: string };

/**
 * One learner's way through one activity tree: the overall sequencing process (SCORM 2004 4th edition, SN OP.1), whose parts keep the names the
 * standard's pseudo-code gives them. It knows nothing of run-time data; what content reports is noted in `tracking` by whoever holds it.
 */
export class Session {
  readonly root: Activity;
  readonly tracking = new Tracking(new Map<string, Known>());
  current: Activity | undefined;
  suspended: Activity | undefined;
  private readonly byId: ReadonlyMap<string, Activity>;
  private readonly rules = new Rules(this.tracking);
  private readonly flow = new Flow(this.rules);
  private readonly choice = new Choice(this.rules, this.flow);
  private readonly rollup = new Rollup(this.tracking, this.rules);
  private readonly attempts: Attempts;

  /** What activities share by `adl.data`, by the stores' identifiers. */
  readonly stores = new Map<string, string>();

  /**
   * @param before what an earlier session left
   * @param lasts whether global objectives and stores outlive an attempt on the whole (CAM 3.4.1.4: `objectivesGlobalToSystem`, `sharedDataGlobalToSystem`)
   * @param random for selection and randomisation, 0–1
   */
  constructor(tree: Outlined, before?: Kept, private readonly lasts = { objectives: true, stores: true }, random: () => number = Math.random) {
    this.root = new Activity(tree, undefined);
    this.byId = new Map(this.root.all().map((activity) => [activity.id, activity]));
    for (const [order, activity] of this.root.all().entries()) activity.order = order;
    this.attempts = new Attempts(this.tracking, this.rollup, random);
    if (before) restored(this, this.byId, before);
    else for (const activity of this.root.all()) for (const timing of ['once', 'onEachNewAttempt'] as const) this.attempts.arrange(activity, timing);
  }

  find(id: string): Activity | undefined {
    return this.byId.get(id);
  }

  kept(): Kept {
    return kept(this);
  }

  /** What content reported counts for the clusters above it, though the activity goes on. */
  rollUp(activity: Activity): void {
    this.rollup.overall(activity);
  }

  /** Stands again at an activity that had ended when the learner left, so that they can go on from it. */
  standAt(activity: Activity): void {
    for (const one of activity.path.slice(0, -1)) [one.isActive, one.isSuspended] = [true, false];
    this.current = activity;
    this.suspended = undefined;
  }

  /** OP.1, for one request. */
  request(request: Request): Outcome {
    const wanted = navigation(request, this.current, this.suspended, 'target' in request ? this.find(request.target) : undefined);
    if ('refused' in wanted) return { isOver: false, refused: wanted.refused };
    let { sequencing } = wanted;
    let target = wanted.target;
    if (wanted.termination) {
      const ended = this.terminate(wanted.termination);
      if ('refused' in ended) return { isOver: false, refused: ended.refused };
      if (ended.sequencing) [sequencing, target] = [ended.sequencing, undefined];
    }
    const found = sequencing === 'retry' ? this.tracking.currently(() => this.sequence(sequencing, target)) : this.sequence(sequencing, target);
    if (!found.deliver) {
      if (found.isOver) this.current = undefined; // the next session begins with nothing current; what was suspended waits
      return { isOver: found.isOver ?? false, refused: found.refused };
    }
    const barred = this.barred(found.deliver);
    if (barred) return { isOver: false, refused: barred };
    this.deliver(found.deliver);
    return { delivered: found.deliver };
  }

  /** Where requests would lead now, without anything of it happening (SN 5.6.4): the attempt under way is taken to end first. */
  foresee<Answer>(look: (view: { flows: (direction: 'continue' | 'previous') => boolean; chooses: (id: string) => boolean }) => Answer): Answer {
    const before = this.kept();
    const answers = new Map((['continue', 'previous'] as const).map((kind) => [kind, navigation({ kind }, this.current, this.suspended, undefined)]));
    const choosable = new Map([...this.byId.values()].map((activity) => [activity.id, !('refused' in navigation({ kind: 'choice', target: activity.id }, this.current, this.suspended, activity))]));
    if (this.current?.isActive) {
      this.attempts.end(this.current);
      this.exitRules();
    }
    const answer = look({
      flows: (kind) => {
        const wanted = answers.get(kind);
        if (!wanted || 'refused' in wanted) return false;
        const { deliver } = this.sequence(kind, undefined, true);
        return deliver !== undefined && this.barred(deliver) === undefined;
      },
      chooses: (id) => {
        const target = this.find(id);
        if (!target || !choosable.get(id)) return false;
        const { deliver } = this.sequence('choice', target, true);
        return deliver !== undefined && this.barred(deliver) === undefined;
      },
    });
    restored(this, this.byId, before);
    return answer;
  }

  /** TB.2.3 */
  private terminate(termination: Termination): { sequencing?: Sequencing } | { refused: string } {
    const { current } = this;
    if (!current) return { refused: 'TB.2.3-1' };
    if ((termination === 'exit' || termination === 'abandon') && !current.isActive) return { refused: 'TB.2.3-2' };
    switch (termination) {
      case 'exit': return this.exit(current);
      case 'exitAll': return this.exitAll();
      case 'suspendAll': return this.suspendAll(current);
      case 'abandon': current.isActive = false; return {};
      case 'abandonAll':
        for (const activity of current.path) activity.isActive = false;
        this.current = this.root;
        return { sequencing: 'exit' };
    }
  }

  private exit(current: Activity): { sequencing?: Sequencing } | { refused: string } {
    this.attempts.end(current);
    this.exitRules();
    for (let at = this.current ?? current; ;) {
      const action = at.isSuspended ? undefined : this.rules.check(at, at.definition.post); // TB.2.2
      if (action === 'exitAll') return this.exitAll();
      if (action === 'retryAll') return this.exitAll('retry');
      if (action !== 'exitParent') {
        const wanted = action === 'retry' || action === 'continue' || action === 'previous' ? action : undefined;
        if (!at.parent && wanted !== 'retry') return { sequencing: 'exit' };
        return wanted ? { sequencing: wanted } : {};
      }
      if (!at.parent) return { refused: 'TB.2.3-4' };
      at = at.parent;
      this.current = at;
      this.attempts.end(at);
    }
  }

  private exitAll(sequencing: 'retry' | 'exit' = 'exit'): { sequencing: Sequencing } {
    if (this.current?.isActive) this.attempts.end(this.current);
    this.attempts.endBetween(this.current, this.root);
    this.attempts.end(this.root);
    this.current = this.root;
    return { sequencing };
  }

  private suspendAll(current: Activity): { sequencing: Sequencing } | { refused: string } {
    if (current.isActive || current.isSuspended) {
      this.rollup.overall(current);
      this.suspended = current;
    } else if (current.parent) this.suspended = current.parent;
    else return { refused: 'TB.2.3-3' };
    for (const activity of this.suspended.path) [activity.isActive, activity.isSuspended] = [false, true];
    this.current = this.root;
    return { sequencing: 'exit' };
  }

  /** TB.2.1: the topmost activity with an exit rule that holds ends, and with it all below. */
  private exitRules(): void {
    const { current } = this;
    const ends = current?.path.slice(0, -1).find((activity) => this.rules.check(activity, activity.definition.exit, 'exit') !== undefined);
    if (!ends) return;
    this.attempts.endBetween(current, ends);
    this.attempts.end(ends);
    this.current = ends;
  }

  /** SB.2.12. @param dry to look only */
  private sequence(sequencing: Sequencing, target: Activity | undefined, dry = false): Sequenced {
    const { current } = this;
    switch (sequencing) {
      case 'start':
        if (current) return { refused: 'SB.2.5-1' };
        return this.root.isLeaf ? { deliver: this.root } : this.flowed(this.flow.from(this.root, 'forward', true), dry); // SB.2.5
      case 'resumeAll': return current ? { refused: 'SB.2.6-1' } : this.suspended ? { deliver: this.suspended } : { refused: 'SB.2.6-2' };
      case 'continue': case 'previous': { // SB.2.7, SB.2.8
        const code = sequencing === 'continue' ? 'SB.2.7' : 'SB.2.8';
        if (!current) return { refused: `${code}-1` };
        if (current.parent && !current.parent.definition.flow) return { refused: `${code}-2` };
        return this.flowed(this.flow.from(current, sequencing === 'continue' ? 'forward' : 'backward', false), dry);
      }
      case 'choice': {
        const found = this.choice.request(target, current);
        if ('deliver' in found) return found;
        if (found.endsAt && !dry) {
          this.attempts.endBetween(current, found.endsAt);
          if (found.endsAt.isActive) this.attempts.end(found.endsAt);
          this.current = target;
        }
        return { refused: found.refused };
      }
      case 'retry': { // SB.2.10
        if (!current) return { refused: 'SB.2.10-1' };
        if (current.isActive || current.isSuspended) return { refused: 'SB.2.10-2' };
        if (current.isLeaf) return { deliver: current };
        const found = this.flow.from(current, 'forward', true);
        return 'deliver' in found ? found : { refused: 'SB.2.10-3' };
      }
      case 'jump': return current && target ? { deliver: target } : { refused: 'SB.2.13-1' };
      case 'exit': // SB.2.11
        if (!current) return { refused: 'SB.2.11-1' };
        return current.isActive ? { refused: 'SB.2.11-2' } : { isOver: current === this.root };
    }
  }

  /** Whoever walks off the end of the tree ends what is under way, and the session (SB.2.1, 3.1). */
  private flowed(found: Flowed, dry: boolean): Sequenced {
    if ('deliver' in found) return found;
    if (found.endsSession && !dry) this.exitAll();
    return { refused: found.refused, ...(found.endsSession ? { isOver: true } : {}) };
  }

  /** DB.1.1 */
  private barred(activity: Activity): string | undefined {
    if (!activity.isLeaf) return 'DB.1.1-1';
    return activity.path.some((one) => this.rules.isBarred(one)) ? 'DB.1.1-3' : undefined;
  }

  /** DB.2 */
  private deliver(activity: Activity): void {
    if (this.suspended && this.suspended !== activity) this.attempts.clearSuspended(this.suspended, activity);
    this.attempts.endBetween(this.current, activity);
    if (this.root.attempts > 0 && !this.root.isActive && !this.root.isSuspended) {
      if (!this.lasts.objectives) this.tracking.globals.clear();
      if (!this.lasts.stores) this.stores.clear();
    }
    this.attempts.begin(activity);
    this.current = activity;
    this.suspended = undefined;
  }
}
