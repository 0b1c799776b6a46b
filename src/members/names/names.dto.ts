import { IsOptional, IsString, MaxLength } from 'class-validator';

export class NameInput {
  /** As it is to be shown. */
  @IsString() @MaxLength(1000) name!: string;
  /** By what it is sorted among others; the name itself when left out. */
  @IsOptional() @IsString() @MaxLength(1000) sortName?: string;
}
