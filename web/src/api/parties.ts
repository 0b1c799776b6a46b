import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './client';
import type { Page, PartyView } from './model';
import { useSession } from './session';

/** What changes seldom is asked once a visit. */
export const settled = { staleTime: 30 * 60_000, gcTime: Infinity };

export const partiesQuery = queryOptions({
  queryKey: ['parties'],
  queryFn: async ({ signal }) => (await call<Page<PartyView>>('/parties', { query: { language: document.documentElement.lang }, signal })).items,
  ...settled,
});

/** Names of parties by code, for showing; a code nobody knows stands for itself. */
export function usePartyNames(): (code: string) => string | undefined {
  const { data } = useQuery({ ...partiesQuery, select: namesByCode });
  return (code) => data?.get(code);
}

/** The name of the party one acts for, in the language of the reader. */
export function useOwnName(): string {
  const { party } = useSession();
  return usePartyNames()(party.code) ?? party.name;
}

function namesByCode(parties: PartyView[]): Map<string, string> {
  return new Map(parties.map((party) => [party.code, party.name]));
}
