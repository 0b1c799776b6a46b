import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addresseesQuery } from '../api/directory';
import { useSession } from '../api/session';
import { hasStatus } from '../api/problem';
import { Select } from '../ui/fields/Select';
import { Note } from '../ui/state/Note';
import { useCircles, usePeople } from './choices';
import { Picker } from './Picker';

/** The persons a TLP:RED record names, found through their party. */
export function RecipientsField({ chosen, error, onChange }: { chosen: string[]; error?: string; onChange: (chosen: string[]) => void }) {
  const { t } = useLingui();
  const { party } = useSession();
  const { parties } = useCircles();
  const [looked, setLooked] = useState<string[]>([party.code]);
  const last = looked.at(-1) ?? party.code;
  const people = usePeople(looked);
  const { error: refusal } = useQuery({ ...addresseesQuery(last), retry: false });
  return (
    <div className="stack">
      <Picker id="marking-recipients" label={t`Recipients`} hint={t`These persons and nobody else, not even their colleagues.`} error={error} choices={people} chosen={chosen} onChange={onChange} />
      <Select
        label={t`Add the officials of`} value={last} short choices={parties.map(({ value, name }) => ({ value, label: name }))}
        onChange={({ target }) => setLooked((codes) => [...codes.filter((code) => code !== target.value), target.value])}
      />
      {hasStatus(refusal, 403) && <Note look="warning">{t`Naming persons is for document officers and focal points. Leave the marking to them, or name the party under AMBER+STRICT.`}</Note>}
    </div>
  );
}
