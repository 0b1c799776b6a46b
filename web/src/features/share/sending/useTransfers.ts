import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useSession } from '../../../api/session';
import { Transfers, type Transfer } from './transfers';

const known = new Map<string, Transfers>();

/** The transfers to a document. They outlive the screen that began them, and belong to one delegation. */
export function transfersTo(document: string, delegation: string, queries: QueryClient): Transfers {
  const key = `${delegation}/${document}`;
  const found = known.get(key) ?? new Transfers(document, delegation, queries);
  known.set(key, found);
  return found;
}

/** The same on a screen, with their rows as they are now. */
export function useTransfers(document: string): { transfers: Transfers; rows: readonly Transfer[] } {
  const { delegationId } = useSession();
  const transfers = transfersTo(document, delegationId, useQueryClient());
  const rows = useSyncExternalStore(transfers.subscribe, transfers.snapshot);
  useEffect(() => { void transfers.restore(); }, [transfers]);
  return { transfers, rows };
}
