import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Attempt } from '../../../api/examinations';
import { useFormats } from '../../../i18n/useFormats';
import { PartyTag } from '../../../marking/PartyTag';
import { Button } from '../../../ui/actions/Button';
import { Meta } from '../../../ui/data/Meta';
import { PageHead } from '../../../ui/page/Page';
import { Note } from '../../../ui/state/Note';
import { Status } from '../../../ui/state/Status';
import { Marks } from '../exam/Marks';
import { Review, Sections } from '../exam/Outcome';
import { useOutcome } from '../exam/words';
import { AnnulDialog } from './AnnulDialog';
import { MarkSheet } from './MarkSheet';

/** Somebody else's attempt: for whoever teaches the cohort to read, for its assessors to mark and to annul. */
export function StaffAttempt({ attempt, onChanged }: { attempt: Attempt; onChanged: () => void }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const { look, said } = useOutcome()(attempt);
  const [annulling, setAnnulling] = useState(false);
  const { id, lesson, number, trainee, state, startedAt, closedAt, voidedReason, marks, sections, allows } = attempt;
  return (
    <div className="stack-wide">
      <PageHead title={<bdi dir="auto">{lesson.title}</bdi>}><bdi dir="auto">{trainee?.name ?? t`Somebody who left`}</bdi></PageHead>
      <div className="stack">
        <Meta lead={<Status look={look}>{said}</Status>}>{trainee && <PartyTag code={trainee.party} />}{t`Attempt ${number}`}{date(startedAt, 'moment')}{closedAt ? t`Closed on ${date(closedAt, 'moment')}` : ''}</Meta>
        {voidedReason && <Note title={t`Annulled, and the try given back:`}><bdi dir="auto">{voidedReason}</bdi></Note>}
        {state === 'in_progress' && <p><Trans>It is still going on. What was answered can be read once it is closed.</Trans></p>}
        {allows.includes('annul') && <div className="row"><Button look="danger" onClick={() => setAnnulling(true)}>{t`Annul the attempt`}</Button></div>}
      </div>
      {allows.includes('grade') ? <MarkSheet id={id} onMarked={onChanged} /> : <Marks marks={marks} />}
      <Sections sections={sections} />
      {state !== 'in_progress' && state !== 'expired' && <Review id={id} staff />}
      {annulling && <AnnulDialog id={id} onClose={() => setAnnulling(false)} onAnnulled={onChanged} />}
    </div>
  );
}
