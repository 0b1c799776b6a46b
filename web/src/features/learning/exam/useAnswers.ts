import { useEffect, useState, useSyncExternalStore } from 'react';
import { call } from '../../../api/client';
import type { Answer, Attempt } from '../../../api/examinations';
import { asProblem } from '../../../api/problem';
import { AnswerSheet, type Sent } from './answer-sheet';

/** Sends one answer, outliving the page if need be. */
async function send(attempt: string, n: number, seq: number, answer: Answer | null): Promise<Sent> {
  try {
    await call(`/attempts/${attempt}/answers/${n}`, { method: 'PUT', body: { seq, answer }, keepalive: true });
    return { outcome: 'saved' };
  } catch (error) {
    const { status, type, lastSeq, errors, detail, title } = asProblem(error) as ReturnType<typeof asProblem> & { lastSeq?: number };
    if (type === '/problems/seq-conflict') return { outcome: 'overtaken', lastSeq: lastSeq ?? seq };
    if (type === '/problems/attempt-closed' || status === 404) return { outcome: 'closed' };
    if (status === 422 || status === 400) return { outcome: 'refused', fault: errors?.[0]?.message ?? detail ?? title };
    return { outcome: 'again' };
  }
}

/** The answers of a running attempt, saved at each change for as long as the screen is there. */
export function useAnswers({ id, questions }: Attempt, onClosed: () => void): AnswerSheet {
  const [sheet] = useState(() => new AnswerSheet(questions, (n, seq, answer) => send(id, n, seq, answer), onClosed));
  useSyncExternalStore(sheet.subscribe, () => sheet.version);
  useEffect(() => {
    const flush = () => sheet.flush();
    const leave = (event: BeforeUnloadEvent) => {
      flush();
      if (sheet.waiting > 0) event.preventDefault();
    };
    addEventListener('online', flush);
    addEventListener('pagehide', flush);
    addEventListener('beforeunload', leave);
    return () => {
      flush();
      removeEventListener('online', flush);
      removeEventListener('pagehide', flush);
      removeEventListener('beforeunload', leave);
    };
  }, [sheet]);
  return sheet;
}
