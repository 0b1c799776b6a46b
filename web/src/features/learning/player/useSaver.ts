import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { savePlace, type Lesson, type Saved, type Study } from '../../../api/learning';
import { asProblem } from '../../../api/problem';

export interface Place { lesson: string; step: number; language?: string; done?: boolean }
export type SaveState = { kind: 'none' } | { kind: 'saving' } | { kind: 'saved'; at: string } | { kind: 'waiting' } | { kind: 'here' } | { kind: 'refused'; status: number };

const again = 5_000;
const first = (waiting: ReadonlyMap<string, Place>) => waiting.entries().next().value;

/**
 * Keeps the place on the server as it changes. Where the line is down the latest place of each lesson waits here and is sent when it is back; nobody
 * is stopped from reading on.
 */
export function useSaver(enrolment: string): { state: SaveState; save: (place: Place) => void } {
  const queries = useQueryClient();
  const [state, setState] = useState<SaveState>({ kind: 'none' });
  const waiting = useRef(new Map<string, Place>());
  const sending = useRef(false);

  const flush = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    for (let next = first(waiting.current); next; next = first(waiting.current)) {
      const [lesson, place] = next;
      const { lesson: code, ...body } = place;
      try {
        const saved = await savePlace(enrolment, code, body);
        // While it was sent one may have gone on: then that is sent too.
        if (waiting.current.get(lesson) === place) waiting.current.delete(lesson);
        keep(queries, enrolment, place, saved);
        setState(waiting.current.size > 0 ? { kind: 'saving' } : saved.waiting ? { kind: 'here' } : { kind: 'saved', at: saved.savedAt });
      } catch (error) {
        const { status } = asProblem(error);
        // What the server refuses will be refused again; what did not reach it, or found it busy, waits.
        if (status >= 400 && status < 500 && status !== 401 && status !== 429) {
          waiting.current.delete(lesson);
          setState({ kind: 'refused', status });
          continue;
        }
        setState({ kind: 'waiting' });
        break;
      }
    }
    sending.current = false;
  }, [enrolment, queries]);

  useEffect(() => {
    const resend = () => { if (waiting.current.size > 0) void flush(); };
    const clock = setInterval(resend, again);
    window.addEventListener('online', resend);
    return () => {
      clearInterval(clock);
      window.removeEventListener('online', resend);
      resend();
    };
  }, [flush]);

  const save = useCallback((place: Place) => {
    const before = waiting.current.get(place.lesson);
    waiting.current.set(place.lesson, { ...place, done: place.done || before?.done || undefined });
    setState({ kind: 'saving' });
    void flush();
  }, [flush]);
  return { state, save };
}

/** What was saved is what the lists show, without asking again. */
function keep(queries: ReturnType<typeof useQueryClient>, enrolment: string, { lesson, step }: Place, { progress, isCompleted, done, waiting }: Saved): void {
  const queryKey = ['enrolments', 'study', enrolment];
  queries.setQueryData<Study>(queryKey, (study) => study && {
    ...study, progress, state: isCompleted ? 'completed' : study.state,
    outline: study.outline.map((part) => ({ ...part, lessons: part.lessons.map((one) => (one.code === lesson ? { ...one, step, done } : one)) })),
  });
  // What was asked for before this was saved may tell of before, and come later: it is asked for again.
  if (queries.isFetching({ queryKey }) > 0) void queries.invalidateQueries({ queryKey });
  queries.setQueriesData<Lesson>({ queryKey: ['enrolments', 'lesson', enrolment, lesson] }, (kept) => kept && { ...kept, step, done });
  void queries.invalidateQueries({ queryKey: ['enrolments', 'mine'], refetchType: 'none' });
  if (waiting) void queries.invalidateQueries({ queryKey: ['offline', 'kept'] });
}
