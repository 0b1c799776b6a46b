import type { Fault } from '../../api/model';
import type { SummaryError } from '../../ui/fields/ErrorSummary';

/** Which step holds the field a fault of a rehearsal speaks of. */
export const isOfDescription = ({ path }: Fault): boolean => path.startsWith('details');

/** The faults for a summary on the marking step, each with the id of its field there: `marking-tlp`, `stage-0-releasableTo`, `embargoUntil`. */
export function toMarking(faults: Fault[]): SummaryError[] {
  return faults.map((fault) => ({ id: isOfDescription(fault) ? undefined : idOf(fault.path), message: fault.message }));
}

function idOf(path: string): string {
  const [head = '', number, ...rest] = path.replace(/^proposedMarking/, 'marking').split(/[.[\]]+/);
  if (head === 'marking') return `marking-${number || 'tlp'}`;
  return head === 'stages' && number ? `stage-${number}-${rest.at(rest[0] === 'marking' ? 1 : 0) ?? 'at'}` : head;
}

/** Faults of one stage with paths of their own. */
export function ofStage(faults: Fault[], index: number): Fault[] {
  const within = `stages.${index}.`;
  return faults.filter(({ path }) => path.startsWith(within)).map(({ path, message }) => ({ path: path.slice(within.length).replace('marking.', ''), message }));
}
