import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/client';
import { documentQuery } from '../../api/documents';
import type { DescriptionInput, DocumentView } from '../../api/model';
import { hasStatus } from '../../api/problem';
import { clashing } from './clashing';

/**
 * Saves parts of the draft on the version in sight. When somebody was faster (oneself, by leaving and coming back, among others) and changed other
 * parts, or to the same words, it is saved on theirs; only where both changed the same part differently it stays a 412, to be seen.
 */
export function useSave({ id, rowVersion }: DocumentView) {
  const queries = useQueryClient();
  const { queryKey } = documentQuery(id);
  const patch = (body: DescriptionInput, ifMatch: number) => call<DocumentView>(`/documents/${id}`, { method: 'PATCH', body, ifMatch });
  return useMutation({
    // One after the other, each on the version the one before it left.
    scope: { id: `save/${id}` },
    mutationFn: async (changes: DescriptionInput) => {
      if (Object.keys(changes).length === 0) return null;
      const seen = queries.getQueryData(queryKey);
      try {
        return await patch(changes, seen?.rowVersion ?? rowVersion);
      } catch (error) {
        if (!hasStatus(error, 412)) throw error;
        const newer = await queries.fetchQuery({ ...documentQuery(id), staleTime: 0 });
        if (!seen || clashing(changes, seen, newer).length > 0) throw error;
        return patch(changes, newer.rowVersion);
      }
    },
    onSuccess: (document) => {
      if (document) queries.setQueryData(queryKey, document);
      void queries.invalidateQueries({ queryKey: ['documents', 'pages'] });
    },
  });
}
