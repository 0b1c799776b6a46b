// What stands around the list: fetched together, while the first rows are already on their way.
export { AskBySymbol } from './AskBySymbol';
export { Facets } from './Facets';
export { FilterChips } from './FilterChips';
export { ListTools } from './ListTools';
export { SavedSearches } from './SavedSearches';
