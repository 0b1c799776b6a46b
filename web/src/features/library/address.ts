import { getRouteApi } from '@tanstack/react-router';
import type { LibrarySearch } from './search';

const route = getRouteApi('/documents');

/** The search in the address, and the way to change it. Each change is a step one can go back from. */
export function useAddress(): [LibrarySearch, (next: LibrarySearch) => void] {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return [search, (next) => void navigate({ search: next, resetScroll: false })];
}
