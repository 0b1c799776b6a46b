import { Expose, Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Announcement, Standing } from '../../kernel/uploads/index.js';
import { languages } from '../document-kinds.js';

/** What `Upload-Metadata` says of a file for a document before it comes. */
export class UploadInput extends Announcement {
  /** Of which document it becomes a version. */
  @IsUUID() document!: string;
  /** BCP 47; the document's own when left out. */
  @IsOptional() @IsIn(languages) language?: string;
  /** What is new in this version. */
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}

/** An upload as its sender sees it; nobody else does. */
export class UploadView extends Standing {
  @Expose() document!: string;
  @Expose() language!: string;
  /** The version it became. */
  @Expose() version!: number | null;
}

export class UploadList {
  @Expose() @Type(() => UploadView) items!: UploadView[];
}
