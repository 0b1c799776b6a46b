import { areas, type Area, type DirectorySearch, type FocalPointState } from '../../api/focal-points';

/** The address as it came. */
type Raw<Search> = Partial<Record<keyof Search, unknown>>;

/** What is looked for, in the address. */
export function directorySearch(raw: Raw<DirectorySearch>): DirectorySearch {
  const search: DirectorySearch = {};
  if (typeof raw.q === 'string' && raw.q.trim()) search.q = raw.q.slice(0, 100);
  if (areas.includes(raw.area as Area)) search.area = raw.area as Area;
  if (typeof raw.language === 'string' && /^[a-z]{2,3}(-[A-Za-z]{2,4})*$/.test(raw.language)) search.language = raw.language;
  return search;
}

const states: readonly string[] = ['nominated', 'checked', 'approved', 'confirmed', 'refused', 'withdrawn', 'lapsed', 'ended'] satisfies FocalPointState[];

/** Which nominations are in sight: those that wait, when nothing is said; `all`, or one state. */
export interface NominationsSearch { state?: 'all' | FocalPointState }
export function nominationsSearch(raw: Raw<NominationsSearch>): NominationsSearch {
  return raw.state === 'all' || states.includes(raw.state as string) ? { state: raw.state as NominationsSearch['state'] } : {};
}

/** For whom somebody is nominated; for officers of the secretariat. */
export interface NominateSearch { party?: string }
export function nominateSearch(raw: Raw<NominateSearch>): NominateSearch {
  return typeof raw.party === 'string' && /^[A-Z][A-Z0-9-]{0,19}$/.test(raw.party) ? { party: raw.party } : {};
}
