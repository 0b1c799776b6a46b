import { useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { zoneKinds } from '../../../api/zone-practice';
import { Link } from '../../../ui/actions/Link';
import { Note } from '../../../ui/state/Note';
import type { LiveProps } from '../blocks/live-props';
import { Trainer } from './Trainer';
import { usePractice } from './usePractice';
import { useKindWords } from './words';
import './zone.css';

/** Exercises of one kind within a lesson. */
export function ZoneBlock({ block: { kind: wanted } }: LiveProps<'mrz'>) {
  const { t } = useLingui();
  const words = useKindWords();
  const practice = usePractice();
  const kind = zoneKinds.find((one) => one === wanted);
  const { mutate } = practice.draw;
  useEffect(() => { if (kind) mutate(kind); }, [kind, mutate]);
  if (!kind) return <Note look="warning">{t`There is no exercise of the kind “${wanted}”.`}</Note>;
  const done = practice.tally.find((one) => one.kind === kind);
  return (
    <section className="zone-block stack" aria-label={words[kind].name}>
      <div className="spread">
        <strong>{words[kind].name}</strong>
        {done && <span className="small muted numbers">{t`${done.right} of ${done.done} right; five count`}</span>}
      </div>
      <Trainer kind={kind} practice={practice} />
      <p className="small"><Link to="/learning/mrz">{t`All five kinds, and how you stand`}</Link></p>
    </section>
  );
}
