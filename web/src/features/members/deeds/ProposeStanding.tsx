import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Standing } from '../../../api/membership';
import type { PartyView } from '../../../api/model';
import { RadioGroup } from '../../../ui/fields/RadioGroup';
import { TextArea } from '../../../ui/fields/TextArea';
import { TextField } from '../../../ui/fields/TextField';
import { today } from '../days';
import { BasisFields, noBasis, sentBasis } from './BasisFields';
import { DeedDialog } from './DeedDialog';
import { useDeed } from './useDeed';

/** Proposes to suspend a party, to take it in again, or to withdraw it; another officer decides. */
export function ProposeStanding({ party: { code, name, standing: now }, onClose }: { party: PartyView; onClose: () => void }) {
  const { t } = useLingui();
  const [standing, setStanding] = useState<Standing | ''>('');
  const [reason, setReason] = useState('');
  const [since, setSince] = useState(today());
  const [basis, setBasis] = useState(noBasis);
  const { submit, fault, ...state } = useDeed(`/parties/${code}/standing-changes`, 'POST', onClose);
  const choices: { value: Standing; label: string; hint: string }[] = [
    { value: 'active', label: t`Takes part again`, hint: t`Its officials have back what they had.` },
    { value: 'suspended', label: t`Suspended`, hint: t`Its officials see what is public and nothing else, from their next request on.` },
    { value: 'former', label: t`Has left`, hint: t`Nobody of it can sign in, and it leaves every body. Its documents stay as they are marked.` },
  ];
  return (
    <DeedDialog {...state} title={t`Change the standing of ${name}`} deed={t`Propose it`} onClose={onClose} onSubmit={(event) => submit(event, { ...sentBasis(basis), standing, reason: reason.trim(), since }, [
      ['standing', standing !== '', t`Choose one.`], ['reason', reason.trim().length > 9, t`Say why, in a sentence.`], ['basis', basis.basis.trim().length > 2, t`Say what it rests on.`],
    ])}>
      <p className="small muted"><Trans>Nothing changes until another officer of the secretariat has decided.</Trans></p>
      <RadioGroup label={t`From then on it is`} error={fault('standing')} value={standing} choices={choices.filter(({ value }) => value !== now)} onChange={setStanding} />
      <TextField label={t`From`} short type="date" min={today()} error={fault('since')} value={since} onChange={({ target }) => setSince(target.value)} />
      <TextArea label={t`Reason`} hint={t`For the secretariat, and for the party once it is decided.`} rows={2} maxLength={1000} error={fault('reason')} value={reason} onChange={({ target }) => setReason(target.value)} />
      <BasisFields hint={t`Who decided what, and where. For the secretariat, and for the party once it is decided.`} value={basis} onChange={setBasis} fault={fault} />
    </DeedDialog>
  );
}
