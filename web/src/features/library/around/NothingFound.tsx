import { useLingui } from '@lingui/react/macro';
import { Button } from '../../../ui/actions/Button';
import { EmptyState } from '../../../ui/state/EmptyState';
import { useAddress } from '../address';
import { AskBySymbol } from './AskBySymbol';
import { cleared, inForce } from '../filters';

/** An empty list: too narrow, or nothing yet. It never hints at what others may see. */
export function NothingFound() {
  const { t } = useLingui();
  const [search, go] = useAddress();
  const ask = <AskBySymbol reference={search.q} />;
  if (inForce(search) > 0) {
    return <EmptyState title={t`No document fits all filters`} actions={<><Button look="main" onClick={() => go(cleared(search))}>{t`Clear the filters`}</Button>{ask}</>}>{t`Take a filter away, or use fewer words.`}</EmptyState>;
  }
  if (search.q) {
    return <EmptyState title={t`Nothing found`} actions={<><Button onClick={() => go({})}>{t`Show all documents`}</Button>{ask}</>}>{t`Check the spelling, or use fewer words. Titles, summaries and the texts of files are searched.`}</EmptyState>;
  }
  return <EmptyState title={t`Nothing here for you yet`} actions={ask}>{t`Documents appear as soon as they are released to you.`}</EmptyState>;
}
