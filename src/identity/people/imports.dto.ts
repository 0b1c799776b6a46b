import { Expose, Type } from 'class-transformer';
import { IsString, Length, MaxLength } from 'class-validator';
import type { Role } from '../../kernel/access/index.js';
import type { FileColumn, FileFault } from './people-file.js';

export class PeopleFileInput {
  /** The file as text; with everything around it at most 256 KiB. */
  @IsString() @MaxLength(256 * 1024) text!: string;
}

export class ImportInput extends PeopleFileInput {
  /** Of the rehearsal this carries out. */
  @IsString() @Length(20, 100) digest!: string;
}

export class FileFaultView {
  @Expose() line!: number;
  /** '' when it is about the whole line. */
  @Expose() column!: FileColumn | '';
  @Expose() code!: FileFault['code'];
  @Expose() value!: string;
  @Expose() message!: string;
}

export class FileEntryView {
  @Expose() line!: number;
  @Expose() name!: string;
  @Expose() email!: string;
  @Expose() locale!: string;
  @Expose() roles!: Role[];
}

export class ImportReport {
  /** Lines with somebody on them. */
  @Expose() rows!: number;
  @Expose() good!: number;
  @Expose() @Type(() => FileFaultView) faults!: FileFaultView[];
  @Expose() @Type(() => FileEntryView) people!: FileEntryView[];
  /** Carries the import out, within half an hour; null while there is a fault. */
  @Expose() digest!: string | null;
}

export class ImportedView {
  @Expose() invited!: number;
}
