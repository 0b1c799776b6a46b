import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import type { ZoneKind } from '../../../api/zone-practice';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Task } from './Task';
import type { usePractice } from './usePractice';
import { Why } from './Why';
import { useKindWords } from './words';

/** One task at a time; after the answer what was right, and why. */
export function Trainer({ kind, practice: { task, marked, number, draw, mark } }: { kind: ZoneKind; practice: ReturnType<typeof usePractice> }) {
  const { t } = useLingui();
  const kinds = useKindWords();
  const result = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => { if (marked) result.current?.focus(); }, [marked]);
  useEffect(() => { if (number > 1) top.current?.focus(); }, [number]);
  const failed = draw.error ?? mark.error;
  return (
    <div className="zone-trainer stack" ref={top} tabIndex={-1} role="group" aria-label={t`Exercise: ${kinds[kind].name}`}>
      {failed && <Failure problem={asProblem(failed)} onRetry={() => draw.mutate(kind)} />}
      {!task && !failed && <Skeleton rows={3} />}
      {task && <Task key={task.token} task={task.shown} marked={marked} busy={mark.isPending} onAnswer={(values) => mark.mutate(values)} />}
      {marked && (
        <div className="stack" ref={result} tabIndex={-1} role="group" aria-label={t`Result`}>
          <Note look={marked.right ? 'good' : 'warning'} title={marked.right ? t`Right.` : t`Not right.`}>
            {!marked.right && marked.values.length === 1 && <span>{t`You said: ${marked.values[0]?.given ?? ''}`}</span>}
          </Note>
          <Why marked={marked} />
          <Button look="main" busy={draw.isPending} onClick={() => draw.mutate(kind)}>{t`Next exercise`}</Button>
        </div>
      )}
    </div>
  );
}
