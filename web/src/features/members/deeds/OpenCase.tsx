import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { partiesQuery } from '../../../api/parties';
import { useLabel } from '../../../i18n/vocabulary';
import { bodies } from '../../../marking/vocabulary';
import { Select } from '../../../ui/fields/Select';
import { useMemberWords } from '../words';
import { DeedDialog } from './DeedDialog';
import { useDeed } from './useDeed';

/** Opens a case of accession: of this party, or of one to be chosen. */
export function OpenCase({ code = '', onClose }: { code?: string; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const { memberships } = useMemberWords();
  const { data: parties = [] } = useQuery(partiesQuery);
  const [party, setParty] = useState(code);
  const [body, setBody] = useState('FORUM');
  const [membership, setMembership] = useState('member');
  const { submit, fault, ...state } = useDeed('/accessions', 'POST', onClose);
  const candidates = parties.filter(({ kind }) => kind !== 'secretariat').map((one) => ({ value: one.code, label: `${one.name} (${one.code})` }));
  return (
    <DeedDialog {...state} title={t`Open an accession case`} deed={t`Open the case`} onClose={onClose} onSubmit={(event) => submit(event, { party, body, membership }, [['party', party !== '', t`Choose a party.`]])}>
      <p className="small muted"><Trans>A state or territory is invited and accepts; an organisation applies and is supported. Then it is endorsed. The Steering Group and the secretariat see the file, and nobody else.</Trans></p>
      <Select label={t`Party`} none={t`Choose a party`} error={fault('party')} value={party} choices={candidates} onChange={({ target }) => setParty(target.value)} />
      <div className="side-by-side">
        <Select label={t`Body`} error={fault('body')} value={body} choices={['FORUM', 'AHG'].map((value) => ({ value, label: label(bodies, value) }))} onChange={({ target }) => setBody(target.value)} />
        <Select label={t`Is to be`} error={fault('membership')} value={membership} choices={(['member', 'observer'] as const).map((value) => ({ value, label: memberships[value] }))} onChange={({ target }) => setMembership(target.value)} />
      </div>
    </DeedDialog>
  );
}
