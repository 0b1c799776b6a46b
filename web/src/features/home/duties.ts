import { useQuery } from '@tanstack/react-query';
import { documentsQuery, requestsQuery } from '../../api/documents';
import type { DocumentRow, ProblemDocument, ReleaseRequest } from '../../api/model';
import { asProblem, hasStatus } from '../../api/problem';
import { useSession } from '../../api/session';

export interface Duties {
  received: ReleaseRequest[];
  returned: ReleaseRequest[];
  drafts: DocumentRow[];
  pending: boolean;
  problem: ProblemDocument | null;
  retry: () => void;
}

/** Gathers what waits. A list that is not the reader's to see (403) holds no duty, which is no failure. */
export function useDuties(): Duties {
  const { party } = useSession();
  const received = useQuery(requestsQuery('received', 'open'));
  const made = useQuery(requestsQuery('made', 'asked'));
  const drafts = useQuery(documentsQuery({ state: 'draft', originator: party.code, sort: 'newest', limit: 5 }));
  const all = [received, made, drafts];
  const failed = all.filter(({ error }) => error && !hasStatus(error, 403));
  return {
    received: (received.data?.items ?? []).filter(({ allows }) => allows.length > 0),
    returned: made.data?.items ?? [],
    // What waits for the release comes before what is still being written.
    drafts: (drafts.data?.items ?? []).filter(({ embargoUntil }) => !embargoUntil).sort((a, b) => Number(b.awaitingRelease) - Number(a.awaitingRelease)),
    pending: all.some(({ isPending }) => isPending),
    problem: failed[0] ? asProblem(failed[0].error) : null,
    retry: () => { for (const query of failed) void query.refetch(); },
  };
}
