import { Expose, Type } from 'class-transformer';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Announcement, Standing, UploadProblemView } from '../../../kernel/uploads/index.js';

/** What `Upload-Metadata` says of a package before it comes. */
export class PackageUploadInput extends Announcement {
  /** Into which course it is imported. */
  @IsUUID() course!: string;
  /** 'true' holds the package to the letter of SCORM 1.2: 4 096 characters of suspend data, answers by their formats. */
  @IsOptional()
  @IsIn(['true', 'false'])
  strict?: 'true' | 'false';
}

export class PackageProblemView extends UploadProblemView {
  /** What is wrong with the package, for programs: 'MANIFEST_MISSING'. */
  @Expose() code?: string;
  /** Where: the file in it, the folder, or the line of its manifest. */
  @Expose() part?: string;
  @Expose() folder?: string;
  @Expose() line?: number;
  /** Whose report says it again. */
  @Expose() package?: string;
}

/** A package on its way, as its sender sees it; nobody else does. */
export class PackageUploadView extends Standing {
  @Expose() course!: string;
  @Expose() strict!: boolean;
  /** The package it became. */
  @Expose() package!: string | null;
  @Expose() @Type(() => PackageProblemView) declare problem: PackageProblemView | null;
}

export class PackageUploadList {
  @Expose() @Type(() => PackageUploadView) items!: PackageUploadView[];
}
