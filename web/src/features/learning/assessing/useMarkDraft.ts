import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { call } from '../../../api/client';
import { type MarkDraft, markingQuery, type MarkingSheet, type ToMark, type TypedMarks } from '../../../api/examinations';
import { asProblem } from '../../../api/problem';
import { heldAt, holdAt } from '../held';
import { DraftKeeper, type Sent } from './mark-draft';
import { asGiven, asTyped, type Given, typedIn } from './points';

/** Typed and not with the server yet, as this tab holds it. */
interface Held { given: Given; after: number }

/** Sends a draft, outliving the page if need be. One whose answer was lost on the way is there already, and is not somebody else's. */
async function send(id: string, questions: readonly ToMark[], typed: TypedMarks[], after: number): Promise<Sent> {
  const same = (other: readonly TypedMarks[]) => JSON.stringify(typedIn(questions, other)) === JSON.stringify(typedIn(questions, typed));
  try {
    return { outcome: 'saved', draft: await call<MarkDraft>(`/attempts/${id}/grades/draft`, { method: 'PUT', body: { questions: typed, after }, keepalive: true }) };
  } catch (error) {
    const { status, type } = asProblem(error);
    if (type !== '/problems/draft-elsewhere') return { outcome: status === 409 || status === 403 || status === 404 ? 'over' : 'again' };
    const { draft } = await call<MarkingSheet>(`/attempts/${id}/marking`).catch(() => ({ draft: null }));
    return draft && same(draft.questions) ? { outcome: 'saved', draft } : { outcome: 'elsewhere' };
  }
}

/** The marks of a sheet as they are typed: kept with the server as a draft, and in this tab until they are there. */
export function useMarkDraft({ id, questions, draft }: MarkingSheet) {
  const queries = useQueryClient();
  const place = `marks/${id}`;
  const [held] = useState(() => heldAt<Held>(place));
  const [given, setGiven] = useState<Given>(() => held?.given ?? (draft ? typedIn(questions, draft.questions) : asGiven(questions)));
  const [keeper] = useState(() => {
    const own = new DraftKeeper(held ? { number: held.after, savedAt: draft?.savedAt ?? '' } : draft, async (typed, after) => {
      const sent = await send(id, questions, typed, after);
      if (sent.outcome === 'saved') {
        holdAt(place, null);
        queries.setQueryData<MarkingSheet>(markingQuery(id).queryKey, (sheet) => sheet && { ...sheet, draft: sent.draft });
      }
      return sent;
    });
    if (held) own.change(asTyped(questions, held.given));
    return own;
  });
  useSyncExternalStore(keeper.subscribe, () => keeper.version);
  const { isWaiting, after } = keeper;
  useEffect(() => { holdAt(place, isWaiting ? { given, after } satisfies Held : null); }, [place, isWaiting, after, given]);
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      keeper.flush();
      if (keeper.isWaiting) event.preventDefault();
    };
    addEventListener('online', keeper.flush);
    addEventListener('pagehide', keeper.flush);
    addEventListener('beforeunload', leave);
    return () => {
      keeper.flush();
      removeEventListener('online', keeper.flush);
      removeEventListener('pagehide', keeper.flush);
      removeEventListener('beforeunload', leave);
    };
  }, [keeper]);

  const change = (next: Given) => {
    setGiven(next);
    keeper.change(asTyped(questions, next));
  };
  /** Nothing of it is kept any more, here or there. */
  const forget = async () => {
    await keeper.stop();
    holdAt(place, null);
  };
  return { given, keeper, change, forget };
}
