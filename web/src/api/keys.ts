import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

export interface PartyKey { id: string; madeAt: string; state: 'active' | 'rotated' | 'retired' | 'destroyed' }
export interface Rotation { begunAt: string; done: number; total: number; endedAt: string | null }
export type KeyWish = 'destroy' | 'reopen';
export interface KeyRequest {
  id: string;
  wish: KeyWish;
  reason: string;
  state: 'asked' | 'confirmed' | 'under-way';
  askedBy: string;
  askedAt: string;
  confirmedBy: string | null;
  /** The party has nobody else, so an administrator of the secretariat confirms. */
  bySecretariat: boolean;
  dueAt: string | null;
  allows: string[];
}
export interface PartyKeys {
  party: string;
  name: string;
  keys: PartyKey[];
  /** Told to the party alone. */
  files: number | null;
  rotation: Rotation | null;
  request: KeyRequest | null;
  waitingHours: number;
  allows: string[];
}

const soon = (moment: string | null | undefined) => (moment ? Math.abs(Date.parse(moment) - Date.now()) < 60_000 : false);

/** Something is about to change by itself: a rotation, the end of the old key soon after it, what was confirmed. */
const runs = ({ keys, rotation, request }: PartyKeys) =>
  (rotation !== null && rotation.endedAt === null) || (soon(rotation?.endedAt) && keys.some(({ state }) => state === 'rotated'))
  || request?.state === 'under-way' || (request?.state === 'confirmed' && (soon(request.dueAt) || Date.parse(request.dueAt ?? '') < Date.now()));

/** Asked again while something is under way. */
export const keysQuery = queryOptions({
  queryKey: ['party-keys'],
  queryFn: ({ signal }) => call<{ items: PartyKeys[] }>('/party-keys', { signal }),
  refetchInterval: ({ state }) => (state.data?.items.some(runs) ? 3_000 : false),
});
