import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../../api/client';
import { documentQuery } from '../../api/documents';
import type { DescriptionInput, DocumentView } from '../../api/model';
import { hasStatus } from '../../api/problem';
import { same } from '../../description/description';
import { useSave } from './save';

const pause = 3000;

/**
 * Keeps what is typed into a draft: in each pause, and when its step is left or its page hidden, closed or loaded anew. Only for drafts:
 * what is written on a released document is seen by its readers, so it waits for its button.
 */
export function useKeep(view: DocumentView, changes: DescriptionInput, onKept: (kept: DescriptionInput) => void) {
  const queries = useQueryClient();
  const { mutate, error, isSuccess, reset } = useSave(view);
  const body = view.state === 'draft' ? worthKeeping(changes) : {};
  const written = JSON.stringify(body);
  const typed = useRef({ body, onKept });
  const sent = useRef<DescriptionInput>({});
  const { id } = view;
  useEffect(() => { typed.current = { body, onKept }; });

  useEffect(() => {
    if (written === '{}') return;
    const timer = setTimeout(() => {
      const { body: now, onKept: kept } = typed.current;
      sent.current = now;
      mutate(now, { onSuccess: () => kept(now), onError: () => { sent.current = {}; } });
    }, pause);
    return () => clearTimeout(timer);
  }, [written, mutate]);

  useEffect(() => {
    const { queryKey } = documentQuery(id);
    const keep = () => {
      const { body: now } = typed.current;
      if (same(now, {}) || same(now, sent.current)) return;
      sent.current = now;
      call<DocumentView>(`/documents/${id}`, { method: 'PATCH', body: now, ifMatch: queries.getQueryData(queryKey)?.rowVersion, keepalive: true })
        .then((saved) => queries.setQueryData(queryKey, saved), () => { sent.current = {}; });
    };
    const hidden = () => { if (document.visibilityState === 'hidden') keep(); };
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('pagehide', keep);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [id, queries]);

  return {
    hasConflict: hasStatus(error, 412),
    isKept: isSuccess && written === '{}',
    /** To be called when a button has saved them. */
    saved(by: DescriptionInput) {
      sent.current = worthKeeping(by);
      reset();
    },
  };
}

/** A draft cannot be without a title; the one it has stays until there is another. */
function worthKeeping({ title, ...others }: DescriptionInput): DescriptionInput {
  return title?.trim() ? { ...others, title } : others;
}
