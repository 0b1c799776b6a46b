/** A day of a form as a moment: its start or its end in UTC, so that every capital means the same. */
export function toMoment(day: string, edge: 'start' | 'end'): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  return edge === 'start' ? `${day}T00:00:00Z` : `${day}T23:59:59Z`;
}

/** A moment as the day a form shows. */
export function toDay(moment: string | undefined): string {
  return moment?.slice(0, 10) ?? '';
}
