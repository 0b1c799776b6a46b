import { Trans, useLingui } from '@lingui/react/macro';
import type { Note } from '../../../api/cohorts';
import { useFormats } from '../../../i18n/useFormats';

/** Who noted it and when, and what stood there before. */
export function Corrections({ notes: [last, ...before] }: { notes: Note[] }) {
  const { t } = useLingui();
  const { date, number } = useFormats();
  if (!last) return <span className="muted">–</span>;
  const line = ({ notedBy, notedAt, minutes, reason }: Note, told: boolean) => (
    <>{told && <>{t`${number(minutes)} min`} · </>}<bdi dir="auto">{notedBy ?? t`Somebody who left`}</bdi>, {date(notedAt, 'moment')}{reason && <> · <bdi dir="auto">{reason}</bdi></>}</>
  );
  if (before.length === 0) return <span className="small">{line(last, false)}</span>;
  return (
    <div className="small">
      {line(last, false)}
      <details className="screen-only"><summary><Trans>Put right, {number(before.length)} earlier</Trans></summary><ul>{before.map((note) => <li key={note.notedAt}>{line(note, true)}</li>)}</ul></details>
    </div>
  );
}
