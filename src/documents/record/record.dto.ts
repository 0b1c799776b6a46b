import { Expose, Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

export class RecordQuery {
  @IsOptional() @IsString() @MaxLength(400) cursor?: string;
}

export class ReadingsQuery extends RecordQuery {
  /** Only the readings whose copies carry this watermark. */
  @IsOptional() @Matches(/^[0-9A-HJKMNP-TV-Z]{10}$/) code?: string;
}

export class ReadingsExportQuery {
  @IsIn(['csv', 'xlsx', 'json']) format!: 'csv' | 'xlsx' | 'json';
}

export class WhoView {
  @Expose() id!: string | null;
  /** Null for somebody who acts for no party any more. */
  @Expose() name!: string | null;
  @Expose() party!: string | null;
}

export class HistoryItem {
  @Expose() at!: string;
  /** Null for what the clock did. */
  @Expose() @Type(() => WhoView) actor!: WhoView | null;
  /** 'document.released', 'document.recalled', … */
  @Expose() name!: string;
  @Expose() sentence!: string;
  @Expose() reason!: string | null;
}

export class HistoryList {
  @Expose() @Type(() => HistoryItem) items!: HistoryItem[];
  @Expose() next!: string | null;
}

export class ReadingItem {
  @Expose() at!: string;
  @Expose() name!: string | null;
  @Expose() party!: string | null;
  @Expose() verb!: 'opened' | 'previewed' | 'printed' | 'played' | 'downloaded';
  /** Number of the version; null for the record itself. */
  @Expose() version!: number | null;
  /** What a watermark on it says. */
  @Expose() code!: string | null;
}

export class ReadingList {
  @Expose() @Type(() => ReadingItem) items!: ReadingItem[];
  @Expose() next!: string | null;
}
