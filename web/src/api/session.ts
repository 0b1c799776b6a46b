import { queryOptions, useQuery } from '@tanstack/react-query';
import { call, keepCsrf } from './client';
import type { Session, SignedIn } from './model';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => {
    const session = await call<Session>('/session', { signal });
    if (session.signedIn) keepCsrf(session.csrf, session.delegationId);
    return session;
  },
});

/** Who is signed in. Only for screens behind the router's guard, which has asked before it lets them render. */
export function useSession(): SignedIn {
  const { data } = useQuery(sessionQuery);
  if (!data?.signedIn) throw new Error('useSession is for screens behind the sign-in.');
  return data;
}

/** Whether any rule could ever grant this (`create:document`); the answer for one record is in its own `allows`. */
export function useMayEver(what: string): boolean {
  return useSession().allows.includes(what);
}
