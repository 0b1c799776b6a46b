import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Icon } from '../../../ui/icon/Icon';

/** Minutes at which the time left is read out. */
const told = [10, 5, 1];

/**
 * The time left by the server's clock: what it said when the attempt was fetched, and what has passed since by a clock nobody can set. The time
 * on the wall of this device does not matter.
 */
export function Clock({ deadlineAt, now, onOver }: { deadlineAt: string; now: string; onOver: () => void }) {
  const { t } = useLingui();
  const left = useLeft(deadlineAt, now, onOver);
  const [minutes, seconds] = [Math.floor(left / 60), left % 60];
  const nearest = told.find((one) => minutes < one && minutes >= one - 1 && seconds > 50);
  const shown = `${minutes}:${String(seconds).padStart(2, '0')}`;
  return (
    <p className="clock numbers">
      <Icon name="clock" small /><span className="hidden-text">{t`Time left`} </span><bdi>{shown}</bdi>
      <span className="hidden-text" role="status">{nearest ? t`Less than ${nearest} minutes left` : ''}</span>
    </p>
  );
}

/** Whole seconds, never below none. */
const secondsOf = (milliseconds: number) => Math.max(0, Math.ceil(milliseconds / 1000));

function useLeft(deadlineAt: string, now: string, onOver: () => void): number {
  const given = Date.parse(deadlineAt) - Date.parse(now);
  const [left, setLeft] = useState(() => secondsOf(given));
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setLeft(secondsOf(given - (performance.now() - began))), 1000);
    return () => clearInterval(timer);
  }, [given]);
  useEffect(() => {
    if (left > 0) return;
    // The server hands in half a minute after the end; then there is a result to see.
    const timer = setTimeout(onOver, 31_000);
    return () => clearTimeout(timer);
  }, [left, onOver]);
  return left;
}
