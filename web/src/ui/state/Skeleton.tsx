import { useLingui } from '@lingui/react/macro';
import './state.css';

const widths = ['62%', '88%', '40%'];

/** Grey lines where records will stand, `rows` times. */
export function Skeleton({ rows = 4 }: { rows?: number }) {
  const { t } = useLingui();
  return (
    <div role="status">
      <span className="hidden-text">{t`Loading`}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div className="skeleton" key={row} aria-hidden="true">{widths.map((width) => <i key={width} style={{ inlineSize: width }} />)}</div>
      ))}
    </div>
  );
}
