import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/client';
import { savedSearchesQuery } from '../../../api/documents';
import { Button } from '../../../ui/actions/Button';
import { Link } from '../../../ui/actions/Link';
import { Menu } from '../../../ui/actions/Menu';
import { Icon } from '../../../ui/icon/Icon';
import { useAddress } from '../address';
import { inForce } from '../filters';
import { librarySearch } from '../search';
import { SaveSearch } from './SaveSearch';

/** Searches kept under a name: an address each. The one in the address can join them. */
export function SavedSearches() {
  const { t } = useLingui();
  const [search] = useAddress();
  const [saving, setSaving] = useState(false);
  const { data = [] } = useQuery(savedSearchesQuery);
  return (
    <>
      {(search.q || inForce(search) > 0) && <Button onClick={() => setSaving(true)}>{t`Save this search`}</Button>}
      {data.length > 0 && (
        <Menu start className="saved" summaryClass="button" summary={<>{t`Saved searches`}<Icon name="down" small /></>}>
          <ul>{data.map((one) => <Saved key={one.id} {...one} />)}</ul>
        </Menu>
      )}
      {saving && <SaveSearch search={search} onClose={() => setSaving(false)} />}
    </>
  );
}

function Saved({ id, name, query }: { id: string; name: string; query: string }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const removal = useMutation({
    mutationFn: () => call(`/saved-searches/${id}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: savedSearchesQuery.queryKey }),
  });
  return (
    <li className="saved-row">
      <Link to="/documents" search={librarySearch(Object.fromEntries(new URLSearchParams(query)))}><bdi>{name}</bdi></Link>
      <button type="button" className="saved-remove" onClick={() => removal.mutate()}><span className="hidden-text">{t`Forget ${name}`}</span><Icon name="trash" small /></button>
    </li>
  );
}
