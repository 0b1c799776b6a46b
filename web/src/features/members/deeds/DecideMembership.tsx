import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { MembershipWord } from '../../../api/membership';
import type { Body } from '../../../api/model';
import { useLabel } from '../../../i18n/vocabulary';
import { bodies } from '../../../marking/vocabulary';
import { Select } from '../../../ui/fields/Select';
import { TextArea } from '../../../ui/fields/TextArea';
import { TextField } from '../../../ui/fields/TextField';
import { Note } from '../../../ui/state/Note';
import { today } from '../days';
import { useMemberWords } from '../words';
import { BasisFields, noBasis, sentBasis } from './BasisFields';
import { DeedDialog } from './DeedDialog';
import { useDeed } from './useDeed';

/** Records a decision on a party's membership of a body; days that are over take a reason. */
export function DecideMembership({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const { memberships } = useMemberWords();
  const [draft, setDraft] = useState({ body: 'FORUM' as Body, membership: 'member' as MembershipWord, from: today(), to: '', reason: '' });
  const [basis, setBasis] = useState(noBasis);
  const { submit, fault, ...state } = useDeed(`/parties/${code}/memberships`, 'POST', onClose);
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const late = draft.from !== '' && draft.from < today();
  return (
    <DeedDialog {...state} title={t`Record a decision on membership`} deed={t`Record the decision`} onClose={onClose} onSubmit={(event) => submit(event, {
      ...sentBasis(basis), body: draft.body, membership: draft.membership, from: draft.from, to: draft.to || undefined, reason: (late && draft.reason.trim()) || undefined,
    }, [['from', draft.from !== '', t`Give the first day.`], ['basis', basis.basis.trim().length > 2, t`Say what it rests on.`], ['reason', !late || draft.reason.trim().length > 9, t`Say why, in a sentence.`]])}>
      <p className="small muted"><Trans>It acts by itself on its first day, at midnight UTC. What stood before is cut there and stays in the history.</Trans></p>
      <div className="side-by-side">
        <Select label={t`Body`} value={draft.body} choices={Object.keys(bodies).map((value) => ({ value, label: label(bodies, value) }))} onChange={({ target }) => set({ body: target.value as Body })} />
        <Select label={t`Is to be`} value={draft.membership} choices={Object.entries(memberships).map(([value, name]) => ({ value, label: name }))} onChange={({ target }) => set({ membership: target.value as MembershipWord })} />
      </div>
      <div className="side-by-side">
        <TextField label={t`From`} type="date" required error={fault('from')} value={draft.from} onChange={({ target }) => set({ from: target.value })} />
        <TextField label={t`Until before`} optional type="date" error={fault('to')} value={draft.to} onChange={({ target }) => set({ to: target.value })} />
      </div>
      {late && (
        <>
          <Note look="warning" title={t`This changes days that are over.`}><Trans>The history will say so, with your reason.</Trans></Note>
          <TextArea label={t`Reason for the correction`} rows={2} maxLength={1000} error={fault('reason')} value={draft.reason} onChange={({ target }) => set({ reason: target.value })} />
        </>
      )}
      <BasisFields hint={t`Who decided what, and where. Everybody can read it.`} value={basis} onChange={setBasis} fault={fault} />
    </DeedDialog>
  );
}
