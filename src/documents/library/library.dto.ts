import { Expose, Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { DocumentRow } from '../document.dto.js';

/** Several values stand in one key, with commas between them. */
const words = /^[A-Za-z0-9_+-]+(,[A-Za-z0-9_+-]+)*$/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const several = { message: 'Separate several values by commas' };

/** What narrows the library. Every member is part of the address, so a filter is a link and a saved search a link with a name. */
export class LibraryFilter {
  /** Words to find in titles, abstracts and files; "in quotes" together, -word to leave out. */
  @IsOptional() @IsString() @Length(1, 200) q?: string;
  @IsOptional() @Matches(words, several) @MaxLength(200) kind?: string;
  @IsOptional() @Matches(words, several) @MaxLength(400) originator?: string;
  @IsOptional() @Matches(words, several) @MaxLength(200) language?: string;
  @IsOptional() @Matches(words, several) @MaxLength(400) subject?: string;
  @IsOptional() @Matches(words, several) @MaxLength(60) tlp?: string;
  /** `released` when left out; drafts, recalled and expired documents are those of your own party. */
  @IsOptional() @Matches(words, several) @MaxLength(60) state?: string;
  /** Released on this day or later. */
  @IsOptional() @Matches(day) @IsISO8601({ strict: true }) from?: string;
  /** Released on this day or earlier. */
  @IsOptional() @Matches(day) @IsISO8601({ strict: true }) to?: string;
}

export const sorts = ['newest', 'oldest', 'title', 'relevance'] as const;
export type Sort = (typeof sorts)[number];

export class LibraryQuery extends LibraryFilter {
  /** `newest`, or `relevance` while words are searched for. */
  @IsOptional() @IsIn(sorts) sort?: Sort;
  @IsOptional() @IsString() @MaxLength(400) cursor?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(50) limit?: number;
}

export class ExportQuery extends LibraryFilter {
  @IsIn(['csv', 'xlsx', 'json']) format!: 'csv' | 'xlsx' | 'json';
  @IsOptional() @IsIn(sorts) sort?: Sort;
}

export class SuggestionQuery {
  @IsString() @Length(2, 80) q!: string;
}

export class DocumentList {
  @Expose() @Type(() => DocumentRow) items!: DocumentRow[];
  /** Opaque; null on the last page. */
  @Expose() next!: string | null;
}

export class TallyView {
  @Expose() count!: number;
  /** Whether there are more than were counted. */
  @Expose() capped!: boolean;
}

export class FacetValueView extends TallyView {
  @Expose() value!: string;
}

/** How many of the documents you may see have each value, each facet counted as if its own filter were not set. */
export class FacetsView {
  @Expose() @Type(() => TallyView) total!: TallyView;
  @Expose() @Type(() => FacetValueView) kind!: FacetValueView[];
  @Expose() @Type(() => FacetValueView) originator!: FacetValueView[];
  @Expose() @Type(() => FacetValueView) language!: FacetValueView[];
  @Expose() @Type(() => FacetValueView) subject!: FacetValueView[];
  @Expose() @Type(() => FacetValueView) tlp!: FacetValueView[];
  @Expose() @Type(() => FacetValueView) state!: FacetValueView[];
  @Expose() @Type(() => FacetValueView) year!: FacetValueView[];
}

export class SuggestionView {
  @Expose() id!: string;
  @Expose() title!: string;
}

export class SuggestionList {
  @Expose() @Type(() => SuggestionView) items!: SuggestionView[];
}

export class SavedSearchInput {
  @IsString() @Length(1, 120) name!: string;
  /** The query part of the library's address, without the question mark. */
  @IsString() @MaxLength(2000) query!: string;
}

export class SavedSearchView {
  @Expose() id!: string;
  @Expose() name!: string;
  @Expose() query!: string;
}

export class SavedSearchList {
  @Expose() @Type(() => SavedSearchView) items!: SavedSearchView[];
  @Expose() next!: string | null;
}
