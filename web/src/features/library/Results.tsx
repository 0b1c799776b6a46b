import { useLingui } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { facetsQuery } from '../../api/documents';
import { usePreferences } from '../../preferences/preferences';
import { later } from '../../ui/later';
import { useAddress } from './address';
import { around } from './around';
import { filtersOf } from './filters';
import { ResultPages } from './ResultPages';
import { listed } from './search';
import { useTotal } from './total';

const FilterChips = later(async () => (await around()).FilterChips);
const ListTools = later(async () => (await around()).ListTools);

/** The documents found, with how many they are and how they are listed. */
export function Results() {
  const { t } = useLingui();
  const { lowData } = usePreferences();
  const [search] = useAddress();
  const { data: facets } = useQuery({ ...facetsQuery(filtersOf(search)), placeholderData: keepPreviousData });
  const total = useTotal(facets?.total);
  const query = listed(search, lowData);
  return (
    <section aria-labelledby="found">
      <div className="tools-line">
        <div className="row"><h2 id="found"><span role="status">{total ?? t`Documents`}</span></h2><FilterChips /></div>
        <ListTools />
      </div>
      <ResultPages key={JSON.stringify(query)} query={query} />
    </section>
  );
}
