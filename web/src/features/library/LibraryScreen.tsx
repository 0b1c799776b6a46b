import { useLingui } from '@lingui/react/macro';
import { useMayEver } from '../../api/session';
import { ButtonLink } from '../../ui/actions/Link';
import { Page, PageHead } from '../../ui/page/Page';
import { Skeleton } from '../../ui/state/Skeleton';
import { later } from '../../ui/later';
import { narrow, useMedia } from '../../ui/useMedia';
import { around } from './around';
import { Results } from './Results';
import { SearchBar } from './SearchBar';
import './library.css';

const AskBySymbol = later(async () => (await around()).AskBySymbol);
const FilterSheet = later(async () => (await around()).FilterSheet, <div className="filters-place" />);
const Facets = later(async () => (await around()).Facets, <Skeleton rows={3} />);

/** Everything released to the reader, and the own party's: searched, narrowed, kept. */
export function LibraryScreen() {
  const { t } = useLingui();
  const phone = useMedia(narrow);
  const contributes = useMayEver('create:document');
  return (
    <Page title={t`Library`}>
      <PageHead
        title={t`Library`}
        action={contributes && <ButtonLink to="/share" icon="plus">{t`Share a document`}</ButtonLink>}
      >{t`Only documents you may see are listed or counted.`} <AskBySymbol quiet /></PageHead>
      <SearchBar />
      <div className="library">
        {phone ? <FilterSheet /> : <aside aria-label={t`Filters`}><Facets /></aside>}
        <Results />
      </div>
    </Page>
  );
}
