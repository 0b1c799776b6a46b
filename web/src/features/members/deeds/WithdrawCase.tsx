import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Accession } from '../../../api/membership';
import { TextArea } from '../../../ui/fields/TextArea';
import { DeedDialog } from './DeedDialog';
import { useDeed } from './useDeed';

export function WithdrawCase({ accession, onClose }: { accession: Accession; onClose: () => void }) {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const { submit, fault, ...state } = useDeed(`/accessions/${accession.id}/withdrawal`, 'PUT', onClose);
  return (
    <DeedDialog {...state} title={t`Withdraw the case`} danger onClose={onClose} onSubmit={(event) => submit(event, { reason: reason.trim() }, [['reason', reason.trim().length > 2, t`Say why it is withdrawn.`]])}>
      <p className="small muted"><Trans>The file is kept. A new case can be opened at any time.</Trans></p>
      <TextArea label={t`Reason`} rows={3} maxLength={1000} error={fault('reason')} value={reason} onChange={({ target }) => setReason(target.value)} />
    </DeedDialog>
  );
}
