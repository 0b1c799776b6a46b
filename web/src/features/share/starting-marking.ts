import type { DocumentView, Marking } from '../../api/model';
import { nothingMarked } from '../../marking/accepted';

/** The marking a release would start from: what was proposed last, what stands now, or nobody. */
export function startingMarking(document: DocumentView): Marking {
  return document.proposedMarking ?? (document.state === 'released' ? document.marking : nothingMarked);
}
