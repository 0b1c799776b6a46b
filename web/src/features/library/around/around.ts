import './around.css';

// What stands around the list: fetched together, while the first rows are already on their way.
export { AskBySymbol } from './AskBySymbol';
export { DocumentTable } from './DocumentTable';
export { Facets } from './Facets';
export { FilterChips } from './FilterChips';
export { FilterSheet } from './FilterSheet';
export { ListTools } from './ListTools';
export { NothingFound } from './NothingFound';
export { SavedSearches } from './SavedSearches';
export { texts } from './texts';
