import type { Activity, Edition, Unit } from '../import/outline.js';
import type { Learner, UnitState } from './tracking.js';

/** What the player begins with. */
export interface RunState {
  launchId: string;
  edition: Edition;
  title: string;
  strict: boolean;
  learner: Learner;
  units: Unit[];
  tree: Activity;
  states: Record<string, UnitState & { isComplete: boolean }>;
  /** 2004: the activity tree as the sequencer kept it. */
  sequencing: string | null;
  /** Global objectives, as the sequencer kept them. */
  objectives: Record<string, unknown>;
  /** 2004: whether global objectives, and the stores activities share, outlive an attempt on the whole. */
  objectivesGlobal?: boolean;
  storesGlobal?: boolean;
  /** Where to go on. */
  unit: string | null;
  lastSeq: number;
  savedAt: string | null;
}
