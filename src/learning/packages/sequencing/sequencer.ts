import type { RunState } from '../run-time/run-state.js';
import { noted, objectivesAtFirst } from './content.js';
import type { Known } from './activity.js';
import { shared } from './definition.js';
import { readKept } from './keeping.js';
import type { Request } from './navigation.js';
import { Session } from './session.js';

/** What may be done now, by the buttons of the player. */
export interface Ways {
  next: boolean;
  previous: boolean;
  choice: (unit: string) => boolean;
  hidden: ReadonlySet<string>;
}

/** Values of the unit on the stage. */
type Peek = (element: string) => string | undefined;

const nowhere: Ways = { next: false, previous: false, choice: () => false, hidden: new Set() };

/** Sequencing and navigation of SCORM 2004 for the player: what a unit reports is told to its session, and what follows is asked of it. */
export class Sequencer {
  private readonly session: Session;
  private ways: Ways = nowhere;
  private isOver = false;
  private delivered: string | undefined;

  constructor(private readonly state: RunState, random?: () => number) {
    const before = readKept(state.sequencing);
    const { objectivesGlobal: objectives = true, storesGlobal: stores = true } = state;
    this.session = new Session(state.tree, before, { objectives, stores }, random);
    const named = new Set(this.session.root.all().flatMap((activity) => activity.objectives.flatMap(({ definition }) => definition.maps.map(({ target }) => target))));
    if (objectives) for (const [id, known] of Object.entries(state.objectives)) if (named.has(id)) this.session.tracking.globals.set(id, knownOf(known));
  }

  get open(): Ways {
    return this.ways;
  }

  get isFinished(): boolean {
    return this.isOver;
  }

  /** Whether the course as a whole is complete, by its own rules. */
  get isComplete(): boolean {
    return this.session.tracking.isCompleted(this.session.root) === true;
  }

  /** The unit the last request led to. */
  get lastDelivered(): string | undefined {
    return this.delivered;
  }

  /** Goes on where a suspended session stopped, or starts. @returns the unit to open; undefined where the learner has to choose */
  start(): string | undefined {
    const found = this.begun();
    if (found !== undefined) return found;
    const [only, ...others] = this.state.units;
    const again = only && others.length === 0 ? this.go('choice', only.identifier) : undefined; // there is nothing else to open the course for, though its unit had ended
    const { next, previous, choice } = this.ways;
    if (again !== undefined || (others.length > 0 && (next || previous || this.session.root.all().slice(1).some(({ id }) => choice(id))))) return again;
    this.go('exitAll'); // nothing leads on from where the learner stood
    return this.go('start');
  }

  private begun(): string | undefined {
    const { session } = this;
    const { current, suspended } = session;
    if (current) return this.takenUp(current.id);
    if (suspended && !suspended.isLeaf) {
      const last = this.state.unit === null ? undefined : session.find(this.state.unit);
      if (last?.isWithin(suspended)) {
        session.standAt(last);
        return this.looked();
      }
    }
    const [first] = this.state.units.filter(({ isVisible }) => isVisible);
    return (suspended ? this.go('resumeAll') : undefined) ?? this.go('start') ?? (first ? this.go('choice', first.identifier) : undefined);
  }

  /** A session that broke off: what ran is taken up again, unless its unit had said that it ends. */
  private takenUp(id: string): string | undefined {
    const { session } = this;
    const { isOpen = false, values = {} } = this.state.states[id] ?? {};
    if (session.current?.isLeaf && (session.current.isSuspended || (session.current.isActive && (isOpen || values['cmi.exit'] === 'suspend' || !this.state.states[id])))) {
      session.request({ kind: 'suspendAll' });
      return this.go('resumeAll');
    }
    return session.current?.isActive ? this.go('exit') : this.looked();
  }

  /** A request of the learner's, or of the unit's that has ended. @returns the unit to open */
  go(request: string, target?: string): string | undefined {
    const outcome = this.session.request(target === undefined ? ({ kind: request } as Request) : { kind: request === 'jump' ? 'jump' : 'choice', target });
    this.delivered = outcome.delivered?.id;
    this.isOver = !outcome.delivered && outcome.isOver;
    this.looked();
    return this.delivered;
  }

  /**
   * What a unit that begins is told: its objectives, as the global ones they read make them, and the stores it shares.
   * @param before its values that are there already
   */
  begin(before: ReadonlyMap<string, string>): { objectives: Record<string, string>; stores: { value?: string; reads: boolean; writes: boolean }[] } {
    const { current, tracking, stores } = this.session;
    if (!current) return { objectives: {}, stores: [] };
    return { objectives: objectivesAtFirst(tracking, current, before), stores: current.definition.stores.map(({ id, reads, writes }) => ({ value: stores.get(id), reads, writes })) };
  }

  /** The unit reports: its tracking is what it says now, and everything above follows. */
  note(peek: Peek): void {
    const { current, tracking, stores } = this.session;
    if (!current) return;
    noted(tracking, current, peek);
    for (const [at, { id, writes }] of current.definition.stores.entries()) {
      const value = peek(`adl.data.${at}.store`);
      if (writes && value !== undefined) stores.set(id, value);
    }
    this.session.rollUp(current);
  }

  /**
   * The unit ends. What it leaves unsaid is decided when the learner goes on. @param wish of the learner, by the player's buttons; it goes before
   * the unit's own. @returns the unit that follows
   */
  end(peek: Peek, wish?: string): string | undefined {
    const { current } = this.session;
    this.delivered = undefined;
    if (!current) return undefined;
    const asked = requestOf(peek, wish);
    if (!asked.startsWith('abandon')) this.note(peek);
    current.isSuspended = peek('cmi.exit') === 'suspend';
    if (asked === '_none_' || asked === '') return this.looked();
    const [, target, kind] = /^\{target=(.*)\}(choice|jump)$/.exec(asked) ?? [];
    return target === undefined ? this.go(asked) : this.go(kind ?? 'choice', target);
  }

  /** Whether the whole course is suspended with the unit that ends. */
  suspends(peek: Peek, wish?: string): boolean {
    return requestOf(peek, wish) === 'suspendAll';
  }

  /** `adl.nav.request_valid` (SN 5.6.4), with what the unit has said so far. */
  valid(request: string, peek: Peek): string {
    this.note(peek);
    this.looked();
    const [, target, kind] = /^\{target=(.*)\}(choice|jump)$/.exec(request) ?? [];
    if (target === undefined) return String(request === 'continue' ? this.ways.next : request === 'previous' ? this.ways.previous : this.session.current?.isActive === true);
    const activity = this.session.find(target);
    if (kind === 'jump') return String(activity !== undefined && (activity.parent?.available.includes(activity) ?? true));
    return String(this.ways.choice(target));
  }

  /** The whole tree with its tracking, and the global objectives, for the portal to keep. */
  kept(): { sequencing: string; objectives: Record<string, unknown> } {
    const kept = this.session.kept();
    return { sequencing: JSON.stringify(kept), objectives: this.state.objectivesGlobal === false ? {} : kept.globals };
  }

  private looked(): undefined {
    const { session } = this;
    this.ways = session.foresee(({ flows, chooses }) => {
      const open = new Set(session.root.all().map(({ id }) => id).filter((id) => chooses(id)));
      return { next: flows('continue'), previous: flows('previous'), choice: (unit: string) => open.has(unit), hidden: new Set(session.current?.definition.hidden ?? []) };
    });
    return undefined;
  }
}

/** What is asked for as a unit ends: by the learner, by how it ends (RTE 4.2.8), by itself. */
function requestOf(peek: Peek, wish?: string): string {
  const exit = peek('cmi.exit');
  return wish ?? (exit === 'time-out' || exit === 'logout' ? 'exitAll' : peek('adl.nav.request')) ?? '_none_';
}

/** What the portal kept of a global objective, as far as it is one of ours. */
function knownOf(found: unknown): Known {
  if (typeof found !== 'object' || found === null) return {};
  return Object.fromEntries(shared.map((name) => [name, (found as Record<string, unknown>)[name]]).filter(([, value]) => typeof value === 'boolean' || typeof value === 'number')) as Known;
}
