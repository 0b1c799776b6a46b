import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { documentQuery } from '../../api/documents';
import type { ProblemDocument, VersionView } from '../../api/model';
import { asProblem } from '../../api/problem';
import { sendFile } from '../../api/send-file';
import { hindrance, type Hindrance } from './taken';

export interface Upload {
  key: number;
  file: File;
  /** BCP 47. */
  language: string;
  state: 'waiting' | 'sending' | 'failed';
  /** Octets so far. */
  sent: number;
  /** Of this upload so far, kbit/s. */
  rate?: number;
  /** Why it did not set out; such a file is not tried again. */
  hindrance: Hindrance | null;
  /** Why it did not arrive. */
  problem: ProblemDocument | null;
}

// Files chosen before there is a draft to hold them wait here for the screen of the draft.
const chosen = new Map<string, File[]>();
export function keepFor(id: string, files: File[]): void { chosen.set(id, files); }

let last = 0;

function queued(file: File, language: string): Upload {
  const held = hindrance(file);
  return { key: ++last, file, language, sent: 0, state: held ? 'failed' : 'waiting', hindrance: held, problem: null };
}

/** The files on their way to a draft: one after the other, each to be cancelled or tried again. What has arrived stands with the document. */
export function useUploads(id: string, language: string) {
  const queries = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>(() => (chosen.get(id) ?? []).map((file) => queued(file, language)));
  const running = useRef<{ key: number; abort: AbortController } | null>(null);
  const change = useCallback((key: number, part: Partial<Upload>) => setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one))), []);
  const drop = useCallback((key: number) => setUploads((all) => all.filter((one) => one.key !== key)), []);
  const add = (files: File[]) => setUploads((all) => [...all, ...files.map((file) => queued(file, language))]);

  useEffect(() => { chosen.delete(id); }, [id]);

  useEffect(() => {
    const next = uploads.find(({ state }) => state === 'waiting');
    if (!next || running.current) return;
    const abort = new AbortController();
    running.current = { key: next.key, abort };
    const since = performance.now();
    const onProgress = (sent: number) => change(next.key, { state: 'sending', sent, rate: (sent * 8) / Math.max(1, performance.now() - since) });
    void sendFile<VersionView>({ method: 'POST', path: `/documents/${id}/versions`, query: { fileName: next.file.name, language: next.language }, file: next.file, signal: abort.signal, onProgress })
      .then(() => queries.invalidateQueries({ queryKey: documentQuery(id).queryKey }).then(() => drop(next.key)))
      .catch((error: unknown) => (abort.signal.aborted ? drop(next.key) : change(next.key, { state: 'failed', problem: asProblem(error) })))
      .finally(() => {
        running.current = null;
        setUploads((all) => [...all]);
      });
  }, [uploads, id, queries, change, drop]);

  return {
    uploads,
    add,
    retry: (key: number) => change(key, { state: 'waiting', sent: 0, problem: null }),
    retryAll: () => setUploads((all) => all.map((one) => (canRetry(one) ? { ...one, state: 'waiting', sent: 0, problem: null } : one))),
    cancel: (key: number) => (running.current?.key === key ? running.current.abort.abort() : drop(key)),
  };
}

export const canRetry = ({ state, hindrance: held }: Upload): boolean => state === 'failed' && !held;
