import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/client';
import { documentQuery } from '../../api/documents';
import type { DescriptionInput, DocumentView } from '../../api/model';
import { hasStatus } from '../../api/problem';

/** Saves parts of the draft on the version in sight. After 412 the newer version is fetched, so that the next try builds on it. */
export function useSave({ id, rowVersion }: DocumentView) {
  const queries = useQueryClient();
  return useMutation({
    // One after the other, each on the version the one before it left.
    scope: { id: `save/${id}` },
    mutationFn: async (changes: DescriptionInput) => {
      if (Object.keys(changes).length === 0) return null;
      const seen = queries.getQueryData(documentQuery(id).queryKey)?.rowVersion ?? rowVersion;
      return call<DocumentView>(`/documents/${id}`, { method: 'PATCH', body: changes, ifMatch: seen });
    },
    onSuccess: (document) => {
      if (document) queries.setQueryData(documentQuery(id).queryKey, document);
      void queries.invalidateQueries({ queryKey: ['documents', 'pages'] });
    },
    onError: (error) => (hasStatus(error, 412) ? queries.fetchQuery({ ...documentQuery(id), staleTime: 0 }) : undefined),
  });
}
