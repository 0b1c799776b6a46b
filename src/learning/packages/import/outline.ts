/** The two editions of SCORM that are run. */
export type Edition = 'scorm12' | 'scorm2004';

/** What can be launched: an item of the organisation together with its resource. */
export interface Unit {
  identifier: string;
  title: string;
  /** A SCO talks to the run-time; an asset is shown. */
  kind: 'sco' | 'asset';
  path: string;
  rest: string;
  isVisible: boolean;
  /** 1.2: `adlcp:masteryscore`, 0–100. */
  masteryScore?: number;
  maxTimeAllowed?: string;
  timeLimitAction?: string;
  dataFromLms?: string;
  /** 1.2: noted for the author; nothing is held back by it. */
  prerequisites?: string;
  /** 2004: of the primary objective, where it is satisfied by measure; −1…1. */
  scaledPassingScore?: number;
  completionThreshold?: number;
  /** 2004: ids `cmi.objectives` begins with (RTE 4.2.17.1). */
  objectives: string[];
  /** 2004: stores shared with other activities, by their ids (ADL data, `adl.data`). */
  stores?: string[];
  /** Of those, the ones it may not read, and the ones it may not write (CAM 3.4.1.17). */
  storesUnread?: string[];
  storesUnwritten?: string[];
  /** 2004: `completionSetByContent`; without it, a SCO that ends without a word of its completion has completed (SN UP.4). */
  setsCompletion?: boolean;
}

/** What the sequencer is told of one activity, in the words of its configuration; the activities below it too. */
export interface Activity {
  id: string;
  title: string;
  isVisible?: boolean;
  children?: Activity[];
  [setting: string]: unknown;
}

/** A package as its manifest describes it. */
export interface Outline {
  edition: Edition;
  version: string;
  identifier: string;
  title: string;
  units: Unit[];
  tree: Activity;
  /** Whether objectives outlive the attempt (SN 3.10.3, `objectivesGlobalToSystem`). */
  objectivesGlobal: boolean;
  /** The same of stores that activities share (CAM 3.4.1.4, `sharedDataGlobalToSystem`). */
  storesGlobal?: boolean;
  warnings: string[];
}
