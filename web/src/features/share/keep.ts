import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { call } from '../../api/client';
import { documentQuery } from '../../api/documents';
import type { DescriptionInput, DocumentView } from '../../api/model';
import { same } from '../../description/description';

/**
 * Keeps what was typed into a draft when its step is left in any way, or its page hidden, closed or loaded anew. Only for drafts: what is
 * written on a released document is seen by its readers, so it waits for its button. Answers with a way to say what a button has saved.
 */
export function useKeepOnLeaving({ id, state }: DocumentView, changes: DescriptionInput): (saved: DescriptionInput) => void {
  const queries = useQueryClient();
  const typed = useRef(changes);
  const kept = useRef<DescriptionInput>({});
  useEffect(() => { typed.current = changes; });
  useEffect(() => {
    if (state !== 'draft') return;
    const { queryKey } = documentQuery(id);
    const keep = () => {
      const body = worthKeeping(typed.current);
      const version = queries.getQueryData(queryKey)?.rowVersion;
      if (Object.keys(body).length === 0 || same(body, kept.current)) return;
      kept.current = body;
      call<DocumentView>(`/documents/${id}`, { method: 'PATCH', body, ifMatch: version, keepalive: true })
        .then((now) => queries.setQueryData(queryKey, now), () => { kept.current = {}; });
    };
    const hidden = () => { if (document.visibilityState === 'hidden') keep(); };
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('pagehide', keep);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [id, state, queries]);
  return useCallback((saved) => { kept.current = worthKeeping(saved); }, []);
}

/** A draft cannot be without a title; the one it has stays until there is another. */
function worthKeeping({ title, ...others }: DescriptionInput): DescriptionInput {
  return title?.trim() ? { ...others, title } : others;
}
