import { Scorm2004API } from 'scorm-again/min';
import type { RunState } from '../../src/learning/packages/run-time/run-state.js';

/** What may be done now, by the buttons of the player. */
export interface Ways {
  next: boolean;
  previous: boolean;
  choice: (unit: string) => boolean;
  hidden: ReadonlySet<string>;
}

type Api = InstanceType<typeof Scorm2004API>;
type Settings = NonNullable<ConstructorParameters<typeof Scorm2004API>[0]>;
type Tree = NonNullable<NonNullable<Settings['sequencing']>['activityTree']>;

/**
 * Sequencing and navigation of SCORM 2004 4th edition, by scorm-again, which stands nowhere but in this file: another sequencer can take its place.
 * The data model is our own; what a unit sets is told on to it, and what it decides is asked of it.
 */
export class Sequencer {
  private readonly api: Api;
  private ways: Ways = { next: false, previous: false, choice: () => false, hidden: new Set() };
  private delivered: string | undefined;
  private isOver = false;

  constructor(private readonly state: RunState) {
    this.api = new Scorm2004API({
      lmsCommitUrl: false, autocommit: false, logLevel: 5,
      sequencing: {
        activityTree: state.tree as unknown as Tree, autoRollupOnCMIChange: false,
        eventListeners: {
          onActivityDelivery: ({ id }) => { this.delivered = id; },
          onSequencingSessionEnd: () => { this.isOver = true; },
          onNavigationValidityUpdate: (valid) => {
            this.ways = { next: valid.continue, previous: valid.previous, choice: (unit) => valid.choice[unit] === 'true', hidden: new Set(valid.hideLmsUi) };
          },
        },
      },
    } satisfies Settings);
    const objectives = state.objectives as Parameters<Api['restoreGlobalObjectiveSnapshot']>[0];
    if (state.sequencing) this.api.deserializeSequencingState(state.sequencing);
    else if (Object.keys(objectives).length > 0) this.api.restoreGlobalObjectiveSnapshot(objectives);
  }

  get open(): Ways {
    return this.ways;
  }

  get isFinished(): boolean {
    return this.isOver;
  }

  /** The unit the last request led to. */
  get lastDelivered(): string | undefined {
    return this.delivered;
  }

  /** Goes on where a suspended session stopped, or starts. @returns the unit to open; undefined where the learner has to choose */
  start(): string | undefined {
    const { sequencing, unit, units } = this.state;
    const resumed = sequencing ? this.go('resumeAll') : undefined;
    if (resumed) return resumed;
    // A session that broke off has an activity under way, which no request leads to again.
    const current = (this.api.getSequencingState() as { currentActivity: { id: string } | null }).currentActivity?.id;
    if (current !== undefined && units.some(({ identifier }) => identifier === current)) return current;
    const again = unit === null ? undefined : this.go('choice', unit);
    const [first] = units.filter(({ isVisible }) => isVisible);
    return again ?? this.go('start') ?? (unit === null && first ? this.go('choice', first.identifier) : undefined);
  }

  /** A request of the learner's while no unit runs. */
  go(request: string, target?: string): string | undefined {
    this.delivered = undefined;
    this.isOver = false;
    this.api.processNavigationRequest(request, target);
    return this.delivered;
  }

  /** A unit begins: its objectives, as the global ones they read make them. */
  begin(): Record<string, string> {
    this.api.reset();
    this.api.lmsInitialize('');
    const found: Record<string, string> = {};
    const count = Number(this.api.lmsGetValue('cmi.objectives._count'));
    for (let at = 0; at < count; at++) {
      for (const name of ['id', 'success_status', 'completion_status', 'progress_measure', 'score.scaled', 'score.raw', 'score.min', 'score.max']) {
        const value = this.api.lmsGetValue(`cmi.objectives.${at}.${name}`);
        if (value !== '' && value !== 'unknown') found[`cmi.objectives.${at}.${name}`] = value;
      }
    }
    const stores = Number(this.api.lmsGetValue('adl.data._count'));
    for (let at = 0; at < stores; at++) {
      const value = this.api.lmsGetValue(`adl.data.${at}.store`);
      if (value !== '') found[`adl.data.${at}.store`] = value;
    }
    return found;
  }

  /** Tells on what a unit had when it began, and what it sets. */
  set(element: string, value: string): void {
    this.api.lmsSetValue(element, value);
  }

  /** The unit ends. @param wish of the learner, by the player's buttons; it goes before the unit's own. @returns the unit that follows */
  end(wish?: string): string | undefined {
    if (wish) this.api.lmsSetValue('adl.nav.request', wish);
    this.delivered = undefined;
    this.isOver = false;
    this.api.lmsFinish('');
    return this.delivered;
  }

  valid(request: string): string {
    const [, target, kind] = /^\{target=(.*)\}(choice|jump)$/.exec(request) ?? [];
    if (target !== undefined) return String(kind === 'jump' ? this.state.units.some(({ identifier }) => identifier === target) : this.ways.choice(target));
    return String(request === 'continue' ? this.ways.next : request === 'previous' ? this.ways.previous : 'unknown');
  }

  /** The whole tree with its tracking, and the global objectives, for the portal to keep. */
  kept(): { sequencing: string; objectives: Record<string, unknown> } {
    const sequencing = this.api.serializeSequencingState();
    const { globalObjectiveMap = {} } = JSON.parse(sequencing) as { globalObjectiveMap?: Record<string, unknown> };
    return { sequencing, objectives: globalObjectiveMap };
  }
}
