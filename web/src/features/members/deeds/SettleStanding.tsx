import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { StandingChange } from '../../../api/membership';
import { TextArea } from '../../../ui/fields/TextArea';
import { DeedDialog } from './DeedDialog';
import { useDeed } from './useDeed';

/** The second officer approves a change of standing, or refuses it with a reason. */
export function SettleStanding({ change, decision, onClose }: { change: StandingChange; decision: 'approve' | 'refuse'; onClose: () => void }) {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const { submit, fault, ...state } = useDeed(`/standing-changes/${change.id}/decision`, 'PUT', onClose);
  const refuses = decision === 'refuse';
  return (
    <DeedDialog
      {...state} title={refuses ? t`Refuse the change` : t`Approve the change`} danger={!refuses && change.standing !== 'active'} onClose={onClose}
      onSubmit={(event) => submit(event, { decision, reason: reason.trim() || undefined }, [['reason', !refuses || reason.trim().length > 2, t`Say why it is refused.`]])}
    >
      {!refuses && <p><Trans>You are the second officer. It acts at once on every open session of {change.partyName}, or on its day when that is yet to come.</Trans></p>}
      <TextArea label={t`Reason`} optional={!refuses} rows={2} maxLength={1000} error={fault('reason')} value={reason} onChange={({ target }) => setReason(target.value)} />
    </DeedDialog>
  );
}
