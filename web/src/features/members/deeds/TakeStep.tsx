import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Accession, Step } from '../../../api/membership';
import { TextArea } from '../../../ui/fields/TextArea';
import { TextField } from '../../../ui/fields/TextField';
import { Note } from '../../../ui/state/Note';
import { today } from '../days';
import { useMemberWords } from '../words';
import { BasisFields, noBasis, sentBasis } from './BasisFields';
import { DeedDialog } from './DeedDialog';
import { useDeed } from './useDeed';

/** Enters what happened in a case; the last step also says from which day on the membership holds. */
export function TakeStep({ accession, step, onClose }: { accession: Accession; step: Step; onClose: () => void }) {
  const { t } = useLingui();
  const { steps } = useMemberWords();
  const [day, setDay] = useState(today());
  const [since, setSince] = useState('');
  const [reason, setReason] = useState('');
  const [basis, setBasis] = useState(noBasis);
  const { submit, fault, ...state } = useDeed(`/accessions/${accession.id}/steps`, 'POST', onClose);
  const last = step === 'endorsed';
  const late = last && since !== '' && since < today();
  return (
    <DeedDialog {...state} title={`${accession.partyName}: ${steps[step]}`} deed={last ? t`Enter it and set the membership` : t`Enter the step`} onClose={onClose} onSubmit={(event) => submit(event, {
      ...sentBasis(basis), step, day, since: last ? since : undefined, reason: (late && reason.trim()) || undefined,
    }, [
      ['day', day !== '', t`Give the day.`], ['since', !last || since !== '', t`Give the first day of the membership.`], ['reason', !late || reason.trim().length > 9, t`Say why, in a sentence.`],
      ['basis', basis.basis.trim().length > 2, t`Say what it rests on.`],
    ])}>
      <TextField label={t`Day on which it happened`} short type="date" max={today()} error={fault('day')} value={day} onChange={({ target }) => setDay(target.value)} />
      {last && <TextField label={t`First day of the membership`} hint={t`It begins by itself at midnight UTC.`} short type="date" error={fault('since')} value={since} onChange={({ target }) => setSince(target.value)} />}
      {late && (
        <>
          <Note look="warning" title={t`This changes days that are over.`}><Trans>The history will say so, with your reason.</Trans></Note>
          <TextArea label={t`Reason for the correction`} rows={2} maxLength={1000} error={fault('reason')} value={reason} onChange={({ target }) => setReason(target.value)} />
        </>
      )}
      <BasisFields hint={last ? t`Who decided what, and where. Everybody can read it.` : t`Who decided what, and where. For the Steering Group and the secretariat.`} value={basis} onChange={setBasis} fault={fault} />
    </DeedDialog>
  );
}
