import { Expose, Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { languages } from '../document-kinds.js';

/** What `Upload-Metadata` says of a file before it comes. */
export class UploadInput {
  /** Of which document it becomes a version. */
  @IsUUID() document!: string;
  /** As the user's disk knows it; made harmless or refused, never a path. */
  @IsString() @Length(1, 300) filename!: string;
  /** What the client takes it for. The content decides. */
  @IsOptional() @IsString() @MaxLength(200) filetype?: string;
  /** BCP 47; the document's own when left out. */
  @IsOptional() @IsIn(languages) language?: string;
  /** What is new in this version. */
  @IsOptional() @IsString() @MaxLength(500) note?: string;
  /** Of the whole file, lower-case hex: what comes together at the end must match it. */
  @IsOptional() @Matches(/^[0-9a-f]{64}$/) sha256?: string;
}

export class UploadProblemView {
  @Expose() type!: string;
  @Expose() title!: string;
  @Expose() status!: number;
  @Expose() detail!: string;
}

/** An upload as its sender sees it; nobody else does. */
export class UploadView {
  @Expose() id!: string;
  @Expose() document!: string;
  @Expose() fileName!: string;
  @Expose() language!: string;
  /** Octets the file has, and octets that have come. */
  @Expose() length!: number;
  @Expose() received!: number;
  /** 'joining': everything has come and is being put together. */
  @Expose() state!: 'receiving' | 'joining' | 'kept' | 'rejected';
  /** The version it became. */
  @Expose() version!: number | null;
  /** Why it was not taken. */
  @Expose() @Type(() => UploadProblemView) problem!: UploadProblemView | null;
  @Expose() begunAt!: string;
  @Expose() expiresAt!: string;
}

export class UploadList {
  @Expose() @Type(() => UploadView) items!: UploadView[];
}
