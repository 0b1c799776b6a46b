import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { NewParty } from '../../../api/membership';
import { Select } from '../../../ui/fields/Select';
import { TextField } from '../../../ui/fields/TextField';
import { useMemberWords } from '../words';
import { DeedDialog } from './DeedDialog';
import { useDeed } from './useDeed';

/** Enters somebody the register does not know yet. */
export function EnterParty({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { kinds } = useMemberWords();
  const [draft, setDraft] = useState({ kind: 'state' as NewParty['kind'], code: '', alpha2: '', name: '', sortName: '' });
  const { submit, fault, ...state } = useDeed('/parties', 'POST', onClose);
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const { kind, code, alpha2, name, sortName } = draft;
  const organisation = kind === 'organisation';
  const choices = (['state', 'territory', 'organisation'] as const).map((value) => ({ value, label: kinds[value] }));
  return (
    <DeedDialog {...state} title={t`Enter a party`} onClose={onClose} onSubmit={(event) => submit(event, { kind, code, alpha2: organisation ? undefined : alpha2, name, sortName: sortName || undefined }, [
      ['code', code !== '', t`Give a code.`], ['alpha2', organisation || alpha2 !== '', t`Give the two letters.`], ['name', name.trim() !== '', t`Give a name.`],
    ])}>
      <p className="small muted"><Trans>At first it is known and nothing else. Membership follows by a decision or an accession.</Trans></p>
      <Select label={t`Kind`} value={kind} choices={choices} onChange={({ target }) => set({ kind: target.value as NewParty['kind'] })} />
      <div className="side-by-side">
        <TextField label={t`Code`} hint={organisation ? t`A short form, like UNHCR. It never changes.` : t`Three letters of ISO 3166, like NZL.`} maxLength={20} dir="ltr" spellCheck={false} error={fault('code')} value={code} onChange={({ target }) => set({ code: target.value.toUpperCase() })} />
        {!organisation && <TextField label={t`Two-letter code`} hint={t`Two letters of ISO 3166, like NZ.`} maxLength={2} dir="ltr" spellCheck={false} error={fault('alpha2')} value={alpha2} onChange={({ target }) => set({ alpha2: target.value.toUpperCase() })} />}
      </div>
      <TextField label={t`English name`} hint={t`As it asks to be called. Later its focal point chooses.`} maxLength={200} error={fault('name')} value={name} onChange={({ target }) => set({ name: target.value })} />
      <TextField label={t`Sorted by`} optional maxLength={200} error={fault('sortName')} value={sortName} onChange={({ target }) => set({ sortName: target.value })} />
    </DeedDialog>
  );
}
