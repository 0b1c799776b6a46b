import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { languages } from '../document-kinds.js';

export class UploadQuery {
  /** As the user's disk knows it; made harmless or refused, never a path. */
  @IsString() @Length(1, 300) fileName!: string;
  /** BCP 47; the document's own when left out. */
  @IsOptional() @IsIn(languages) language?: string;
  /** What is new in this version. */
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
