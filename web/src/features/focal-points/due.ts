import type { FocalPoint } from '../../api/focal-points';

/** Whole days until it is to be confirmed again; negative when that is overdue, null when it is not to be. */
export function daysLeft({ state, dueOn }: Pick<FocalPoint, 'state' | 'dueOn'>, now = new Date()): number | null {
  if (state !== 'confirmed' || !dueOn) return null;
  return Math.round((Date.parse(dueOn) - Date.parse(now.toISOString().slice(0, 10))) / 86_400_000);
}
