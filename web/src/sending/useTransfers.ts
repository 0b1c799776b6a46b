import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useSession } from '../api/session';
import type { Sent, Target } from './target';
import { Transfers, type Transfer } from './transfers';

const known = new Map<string, Transfers>();

/** The transfers to a target. They outlive the screen that began them, and belong to one delegation. */
export function transfersTo<View extends Sent>(target: Target<View>, delegation: string, queries: QueryClient): Transfers {
  const key = `${delegation}/${target.key}`;
  const found = known.get(key) ?? (new Transfers(target, delegation, queries) as unknown as Transfers);
  known.set(key, found);
  return found;
}

/** The same on a screen, with their rows as they are now. */
export function useTransfers<View extends Sent>(target: Target<View>): { transfers: Transfers; rows: readonly Transfer[] } {
  const { delegationId } = useSession();
  const transfers = transfersTo(target, delegationId, useQueryClient());
  const rows = useSyncExternalStore(transfers.subscribe, transfers.snapshot);
  useEffect(() => { void transfers.restore(); }, [transfers]);
  return { transfers, rows };
}
