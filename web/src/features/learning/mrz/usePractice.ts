import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../api/problem';
import { drawTask, markTask, type DrawnTask, type MarkedTask, type ZoneKind, type ZoneTally } from '../../../api/zone-practice';

const place = 'zone-sitting';
/** How the sitting stands is kept with the tab. It is signed for its person: for anybody else a new one begins. */
const kept = (): string | undefined => sessionStorage.getItem(place) ?? undefined;

/** One task after the other: drawn and marked by the server, which alone knows what is right. */
export function usePractice() {
  const [task, setTask] = useState<DrawnTask | null>(null);
  const [marked, setMarked] = useState<MarkedTask | null>(null);
  const [tally, setTally] = useState<ZoneTally[]>([]);
  const [number, setNumber] = useState(0);

  const draw = useMutation({
    mutationFn: async (kind: ZoneKind) => {
      try {
        return await drawTask(kind, kept());
      } catch (error) {
        if (!(error instanceof ProblemError) || error.status !== 400) throw error;
        sessionStorage.removeItem(place);
        return drawTask(kind, undefined);
      }
    },
    onSuccess: (drawn) => { setNumber((before) => before + 1); setTask(drawn); setMarked(null); setTally(drawn.tally); },
  });
  const mark = useMutation({
    mutationFn: (values: Record<string, string>) => markTask(task?.token ?? '', values),
    onSuccess: (answer) => { sessionStorage.setItem(place, answer.sitting); setMarked(answer); setTally(answer.tally); },
  });
  const restart = (kind: ZoneKind) => { sessionStorage.removeItem(place); draw.mutate(kind); };
  return { task, marked, tally, number, draw, mark, restart };
}
