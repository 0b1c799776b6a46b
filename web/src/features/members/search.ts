import type { Body, PartyKind } from '../../api/model';

/** Which parties are in sight, in the address: so that a view of another day can be sent and gone back to. */
export interface MembersSearch {
  kind?: PartyKind;
  body?: Body;
  /** ISO date; without one it is today. */
  asOf?: string;
  show?: 'audiences' | 'standing';
}

const kinds: readonly string[] = ['state', 'territory', 'organisation', 'secretariat'] satisfies PartyKind[];
const bodies: readonly string[] = ['FORUM', 'AHG', 'STEERING_GROUP', 'CO_CHAIRS'] satisfies Body[];
const views: readonly string[] = ['audiences', 'standing'] satisfies MembersSearch['show'][];

export function membersSearch(raw: Partial<Record<keyof MembersSearch, unknown>>): MembersSearch {
  const search: MembersSearch = {};
  if (kinds.includes(raw.kind as string)) search.kind = raw.kind as PartyKind;
  if (bodies.includes(raw.body as string)) search.body = raw.body as Body;
  if (typeof raw.asOf === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw.asOf)) search.asOf = raw.asOf;
  if (views.includes(raw.show as string)) search.show = raw.show as MembersSearch['show'];
  return search;
}
