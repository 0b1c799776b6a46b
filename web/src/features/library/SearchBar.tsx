import { useLingui } from '@lingui/react/macro';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Button } from '../../ui/actions/Button';
import { later } from '../../ui/later';
import { useAddress } from './address';
import { around } from './around';

const SavedSearches = later(async () => (await around()).SavedSearches);

/** Words to look for, and searches kept under a name. */
export function SearchBar() {
  const { t } = useLingui();
  const [search, go] = useAddress();
  const field = useRef<HTMLInputElement>(null);
  const find = useLocation({ select: ({ state }) => state.find });
  useEffect(() => { if (find) field.current?.focus(); }, [find]);
  // The address may change under the field: by Back, by a saved search.
  useEffect(() => { if (field.current) field.current.value = search.q ?? ''; }, [search.q]);
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    const q = field.current?.value.trim();
    go({ ...search, q: q || undefined, sort: search.sort === 'relevance' && !q ? undefined : search.sort });
  };
  return (
    <search className="search">
      <form onSubmit={submit}>
        <label htmlFor="library-search" className="hidden-text">{t`Search in titles, summaries and texts`}</label>
        <input ref={field} id="library-search" type="search" name="q" dir="auto" className="input" defaultValue={search.q} maxLength={200} aria-keyshortcuts="/" />
        <Button type="submit" look="main" icon="search">{t`Search`}</Button>
      </form>
      <SavedSearches />
    </search>
  );
}
