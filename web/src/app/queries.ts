import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { asProblem, hasStatus } from '../api/problem';
import { signedOut } from '../api/signed-out';

/** Answers that may be better a moment later; all others are the answer. */
const passing = new Set([0, 502, 503, 504]);
const onError = (error: Error) => { if (hasStatus(error, 401)) signedOut.set(true); };

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      // Reading is recorded: nothing is asked again because a window came to the front.
      refetchOnWindowFocus: false,
      refetchOnReconnect: true,
      staleTime: 30_000,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && passing.has(asProblem(error).status),
    },
    mutations: { networkMode: 'always' },
  },
});
