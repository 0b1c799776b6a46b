import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { Button } from '../../../../ui/actions/Button';
import { classes } from '../../../../ui/classes';
import { Fault } from '../../../../ui/fields/Field';
import { Icon } from '../../../../ui/icon/Icon';
import type { FormProps } from './form-props';

/** Steps to be put in order: by buttons, by the arrow keys on a step, or by dragging it. */
export function OrderingQuestion({ question: { steps }, answer, onChange, fault }: FormProps<'ordering'>) {
  const { t } = useLingui();
  const order = answer?.order ?? steps.map(({ id }) => id);
  const [said, say] = useState('');
  const [dragged, drag] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const textOf = (id: string) => steps.find((step) => step.id === id)?.text ?? '';
  const move = (id: string, to: number) => {
    if (to < 0 || to >= order.length || order.indexOf(id) === to) return;
    const others = order.filter((one) => one !== id);
    onChange({ order: [...others.slice(0, to), id, ...others.slice(to)] });
    const [text, place, all] = [textOf(id), to + 1, order.length];
    say(t`${text}: now ${place} of ${all}`);
  };
  const byKey = (event: KeyboardEvent, id: string, at: number) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(id, at + by);
  };
  const byPointer = ({ clientY }: PointerEvent, id: string) => {
    const boxes = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect());
    const over = boxes.findIndex(({ top, bottom }) => clientY >= top && clientY <= bottom);
    if (over >= 0) move(id, over);
  };
  return (
    <div className="stack-tight">
      <p className="hint" id="ordering-hint"><Trans>Move a step with its buttons, with the arrow keys while it has the focus, or by dragging it.</Trans></p>
      {fault && <Fault>{fault}</Fault>}
      <ol ref={list} className="steps-to-order">
        {order.map((id, at) => {
          const [text, place, all] = [textOf(id), at + 1, order.length];
          return (
            <li key={id} className={classes('step-to-order', dragged === id && 'step-dragged')}>
              <span className="numbers muted" aria-hidden="true">{place}</span>
              <button
                type="button" className="step-name" aria-describedby="ordering-hint" aria-label={t`${text}: ${place} of ${all}`} onKeyDown={(event) => byKey(event, id, at)}
                onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); drag(id); }} onPointerMove={(event) => { if (dragged === id) byPointer(event, id); }} onPointerUp={() => drag(null)} onPointerCancel={() => drag(null)}
              >
                <bdi dir="auto">{text}</bdi>
              </button>
              <button type="button" className="step-move" aria-label={t`Move up: ${text}`} aria-disabled={at === 0} onClick={() => move(id, at - 1)}><Icon name="up" small /></button>
              <button type="button" className="step-move" aria-label={t`Move down: ${text}`} aria-disabled={at === order.length - 1} onClick={() => move(id, at + 1)}><Icon name="down" small /></button>
            </li>
          );
        })}
      </ol>
      <p className="hidden-text" role="status">{said}</p>
      {!answer?.order && <p className="row"><span className="small muted"><Trans>Not answered yet: nothing was moved.</Trans></span><Button size="small" onClick={() => onChange({ order })}>{t`Keep this order`}</Button></p>}
    </div>
  );
}
