import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { AudienceView, Explanation, OfficialView, Page, PartyView, Person, Vocabulary } from './model';
import { settled } from './parties';

/** The parties with their standing on a day; '' is today. */
export const partiesAsOf = (day: string) => queryOptions({
  queryKey: ['parties', 'as-of', day],
  queryFn: async ({ signal }) => (await call<Page<PartyView>>('/parties', { query: { asOf: day, language: document.documentElement.lang }, signal })).items,
});

export const audiencesQuery = queryOptions({
  queryKey: ['audiences'],
  queryFn: async ({ signal }) => (await call<Page<AudienceView>>('/audiences', { signal })).items,
});

export const officialsQuery = (code: string) => queryOptions({
  queryKey: ['officials', code],
  queryFn: async ({ signal }) => (await call<Page<OfficialView>>(`/parties/${encodeURIComponent(code)}/officials`, { signal })).items,
  enabled: code !== '',
});

/** Whom TLP:RED can name in a party; for those who release. */
export const addresseesQuery = (code: string) => queryOptions({
  queryKey: ['addressees', code],
  queryFn: async ({ signal }) => (await call<Page<Person>>(`/parties/${encodeURIComponent(code)}/addressees`, { signal })).items,
  enabled: code !== '',
});

/** Why (not): the policy's own sentence. `party` is answered to the originator only. */
export const explanationQuery = (id: string, verb: string, party?: string) => queryOptions({
  queryKey: ['explanation', id, verb, party ?? null],
  queryFn: ({ signal }) => call<Explanation>('/access/explanation', { query: { subject: 'document', id, verb, party }, signal }),
});

/** The codes the server knows; their names are texts of the client. */
export const vocabularyQuery = queryOptions({
  queryKey: ['vocabulary'],
  queryFn: ({ signal }) => call<Vocabulary>('/vocabulary', { signal }),
  ...settled,
});
