import { courseLengths, courseLevels, type CourseLength, type CourseLevel, type CourseSearch } from '../../../api/learning';

/** What is looked for, in the address. */
export function courseSearch(raw: Partial<Record<keyof CourseSearch, unknown>>): CourseSearch {
  const search: CourseSearch = {};
  if (typeof raw.q === 'string' && raw.q.trim().length > 1) search.q = raw.q.trim().slice(0, 100);
  if (typeof raw.language === 'string' && /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(raw.language)) search.language = raw.language;
  if (courseLevels.includes(raw.level as CourseLevel)) search.level = raw.level as CourseLevel;
  if (courseLengths.includes(raw.length as CourseLength)) search.length = raw.length as CourseLength;
  if (raw.box === 'ours') search.box = 'ours';
  return search;
}
