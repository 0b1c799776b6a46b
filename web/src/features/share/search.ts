import type { Marking, Stage } from '../../api/model';

/** Where somebody is in sharing a document. Times and stages travel in the address, so that a reload loses nothing. */
export interface ShareSearch {
  step?: Step;
  /** ISO moments, UTC. */
  expires?: string;
  embargo?: string;
  stages?: Stage[];
}
export type Times = Pick<ShareSearch, 'expires' | 'embargo' | 'stages'>;
export const steps = ['files', 'description', 'marking', 'check'] as const;
export type Step = (typeof steps)[number];

const moment = (value: unknown): string | undefined => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined);

export function shareSearch(raw: Record<string, unknown>): ShareSearch {
  const search: ShareSearch = {};
  if (steps.includes(raw.step as Step)) search.step = raw.step as Step;
  if (moment(raw.expires)) search.expires = moment(raw.expires);
  if (moment(raw.embargo)) search.embargo = moment(raw.embargo);
  if (Array.isArray(raw.stages)) search.stages = raw.stages.filter(isStage).slice(0, 5);
  return search;
}

function isStage(value: unknown): value is Stage {
  const stage = value as Partial<Stage> | null;
  const marking = stage?.marking as Partial<Marking> | undefined;
  return Boolean(moment(stage?.at) && marking && typeof marking.tlp === 'string' && Array.isArray(marking.releasableTo));
}
