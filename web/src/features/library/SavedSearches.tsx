import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/client';
import { savedSearchesQuery } from '../../api/documents';
import { Link } from '../../ui/actions/Link';
import { Menu } from '../../ui/actions/Menu';
import { Icon } from '../../ui/icon/Icon';
import { librarySearch } from './search';

/** Searches kept under a name: an address each. Without any, nothing is shown. */
export function SavedSearches() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data = [] } = useQuery(savedSearchesQuery);
  const removal = useMutation({
    mutationFn: (id: string) => call(`/saved-searches/${id}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: savedSearchesQuery.queryKey }),
  });
  if (data.length === 0) return null;
  return (
    <Menu start className="saved" summaryClass="button" summary={<>{t`Saved searches`}<Icon name="down" small /></>}>
      <ul>
        {data.map(({ id, name, query }) => (
          <li key={id} className="saved-row">
            <Link to="/documents" search={librarySearch(Object.fromEntries(new URLSearchParams(query)))}><bdi>{name}</bdi></Link>
            <button type="button" className="saved-remove" onClick={() => removal.mutate(id)}><span className="hidden-text">{t`Forget ${name}`}</span><Icon name="trash" small /></button>
          </li>
        ))}
      </ul>
    </Menu>
  );
}
