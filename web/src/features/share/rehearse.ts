import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client';
import type { DocumentView, Rehearsal, RehearsalInput } from '../../api/model';
import { startingMarking } from './starting-marking';
import type { Times } from './search';

/** What is rehearsed, and later released exactly so. */
export function proposalOf(document: DocumentView, { expires, embargo, stages }: Times): RehearsalInput {
  return { marking: startingMarking(document), expiresAt: expires, embargoUntil: embargo, stages };
}

/** Who would see it, asked of the server; anew for each version of the draft and each proposal. Throws ProblemError 422 with every contradiction. */
export const rehearsalQuery = ({ id, rowVersion }: DocumentView, input: RehearsalInput) => queryOptions({
  queryKey: ['rehearsal', id, rowVersion, input],
  queryFn: ({ signal }) => call<Rehearsal>(`/documents/${id}/rehearsals`, { method: 'POST', body: input, signal }),
  retry: false,
  staleTime: 5 * 60_000,
});
