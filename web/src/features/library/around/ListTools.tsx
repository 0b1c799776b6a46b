import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { DocumentSort } from '../../../api/documents';
import { prefer, usePreferences } from '../../../preferences/preferences';
import { Button } from '../../../ui/actions/Button';
import { Segments } from '../../../ui/actions/Segments';
import { Select } from '../../../ui/fields/Select';
import { later } from '../../../ui/later';
import { useAddress } from '../address';
import { ExportMenu } from './ExportMenu';
import { useWalk } from './keys';

const TakeBundle = later(async () => (await import('./TakeBundle')).TakeBundle);

/** Order, look and export of the list. */
export function ListTools() {
  const { t } = useLingui();
  const [search, go] = useAddress();
  const { documentView } = usePreferences();
  const [taking, setTaking] = useState(false);
  useWalk();
  const sorts: { value: DocumentSort; label: string }[] = [
    ...(search.q ? [{ value: 'relevance' as const, label: t`Best match` }] : []),
    { value: 'newest', label: t`Newest` }, { value: 'oldest', label: t`Oldest` }, { value: 'title', label: t`Title` },
  ];
  return (
    <div className="row list-tools">
      <Select
        label={t`Sort by`} small short value={search.sort ?? (search.q ? 'relevance' : 'newest')} choices={sorts}
        onChange={({ target }) => go({ ...search, sort: sorts.find(({ value }) => value === target.value)?.value })}
      />
      <Segments
        label={t`Show as`} value={documentView} onChange={(view) => prefer({ documentView: view })}
        choices={[{ value: 'list', label: t`List`, icon: 'list' }, { value: 'table', label: t`Table`, icon: 'table' }]}
      />
      <ExportMenu />
      <Button size="small" icon="archive" onClick={() => setTaking(true)}>{t`Take several along`}</Button>
      {taking && <TakeBundle onClose={() => setTaking(false)} />}
    </div>
  );
}
