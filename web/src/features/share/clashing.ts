import type { DescriptionInput, DocumentView } from '../../api/model';
import { same } from '../../description/description';

/** The parts both sides changed since `seen`, to different things. */
export function clashing(changes: DescriptionInput, seen: DocumentView, newer: DocumentView): string[] {
  return (Object.keys(changes) as (keyof DescriptionInput & keyof DocumentView)[]).filter((part) => !same(newer[part], seen[part]) && !same(newer[part], changes[part]));
}
