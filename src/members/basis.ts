import { Expose } from 'class-transformer';
import { IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';

export const day = /^\d{4}-\d{2}-\d{2}$/;

/** Today by the portal's clock, which is UTC: membership changes at its midnight. */
export const today = () => new Date().toISOString().slice(0, 10);

/** A moment in a statement, as the API tells it. */
export const utc = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What a decision rests on: in words and, where there is one, the document it stands in. */
export class BasisInput {
  @IsString() @Length(3, 1000) basis!: string;
  /** Title or symbol of the decision or statement. */
  @IsOptional() @IsString() @Length(1, 200) document?: string;
  @IsOptional() @Matches(day) @IsISO8601({ strict: true }) documentDate?: string;
}

export class BasisView {
  @Expose() basis!: string;
  @Expose() document!: string | null;
  @Expose() documentDate!: string | null;
}

export const basisOf = ({ basis, document, documentDate }: BasisInput) => [basis, document ?? null, documentDate ?? null] as const;
