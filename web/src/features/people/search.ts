import type { PersonState } from '../../api/people';

/** Which people are in sight, in the address. */
export interface PeopleSearch {
  state?: PersonState;
  role?: string;
  unused?: '90';
  q?: string;
}

const states: readonly string[] = ['active', 'invited', 'pending', 'suspended', 'ended'] satisfies PersonState[];

export function peopleSearch(raw: Partial<Record<keyof PeopleSearch, unknown>>): PeopleSearch {
  const search: PeopleSearch = {};
  if (states.includes(raw.state as string)) search.state = raw.state as PersonState;
  if (typeof raw.role === 'string' && /^[a-z_]{3,40}$/.test(raw.role)) search.role = raw.role;
  if (raw.unused === '90') search.unused = raw.unused;
  if (typeof raw.q === 'string' && raw.q.trim()) search.q = raw.q.slice(0, 100);
  return search;
}
