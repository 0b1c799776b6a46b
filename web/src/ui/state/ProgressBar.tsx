import './progress.css';

/** How far something has come, `value` of `max`. */
export function ProgressBar({ label, value, max = 100 }: { label: string; value: number; max?: number }) {
  const share = max > 0 ? Math.min(100, (value / max) * 100) : 0;
  return (
    <span className="progress" role="progressbar" aria-label={label} aria-valuenow={Math.round(value)} aria-valuemin={0} aria-valuemax={max}>
      <i style={{ inlineSize: `${share}%` }} />
    </span>
  );
}
