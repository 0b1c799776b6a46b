import { Expose, Type } from 'class-transformer';
import { IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';

/** What `Upload-Metadata` says of any file before it comes. */
export class Announcement {
  /** As the user's disk knows it; made harmless or refused, never a path. */
  @IsString() @Length(1, 300) filename!: string;
  /** What the client takes it for. The content decides. */
  @IsOptional() @IsString() @MaxLength(200) filetype?: string;
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
export class Standing {
  @Expose() id!: string;
  @Expose() fileName!: string;
  /** Octets the file has, and octets that have come. */
  @Expose() length!: number;
  @Expose() received!: number;
  /** 'joining': everything has come, is put together and looked at. */
  @Expose() state!: 'receiving' | 'joining' | 'kept' | 'rejected';
  /** Why it was not taken. */
  @Expose() @Type(() => UploadProblemView) problem!: UploadProblemView | null;
  @Expose() begunAt!: string;
  @Expose() expiresAt!: string;
}
