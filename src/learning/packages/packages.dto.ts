import { Expose, Type } from 'class-transformer';
import { IsOptional, IsUUID } from 'class-validator';
import { Raw } from '../../kernel/http/index.js';
import type { Report } from './package.entity.js';

export class PackageView {
  @Expose() id!: string;
  @Expose() courseId!: string;
  @Expose() kind!: 'scorm12' | 'scorm2004' | null;
  @Expose() title!: string;
  @Expose() strict!: boolean;
  /** 'withdrawn': malware was found in it by newer signatures. */
  @Expose() state!: 'ready' | 'rejected' | 'withdrawn';
  @Expose() scan!: 'clean' | 'not_scanned' | 'rejected' | 'infected';
  @Expose() bytes!: number;
  @Expose() createdAt!: string;
  /** What was found: edition, units, titles, warnings, and why it was not taken. */
  @Raw() report!: Report;
  /** Lessons that run it. */
  @Raw() lessons!: { id: string; code: string; title: string }[];
  @Raw() allows!: string[];
}

export class PackageList {
  @Expose() @Type(() => PackageView) items!: PackageView[];
}

export class PlacedLessonView {
  @Expose() lessonId!: string;
  @Expose() code!: string;
  @Expose() title!: string;
}

export class LaunchInput {
  /** A lesson of the enrolment's version that runs a package; the first one, when left out. */
  @IsOptional()
  @IsUUID()
  lessonId?: string;
}

export class LaunchView {
  @Expose() launchId!: string;
  /** The player, on the origin of packages; it carries the token behind `#`. */
  @Expose() playerUrl!: string;
  /** For this one launch, eight hours at the most; worth nothing anywhere else. */
  @Expose() launchToken!: string;
  @Expose() expiresAt!: string;
}

export class RunningQuery {
  @IsOptional()
  @IsUUID()
  lessonId?: string;
}

export class PackageRunView {
  @Expose() lessonId!: string;
  @Expose() title!: string;
  @Expose() kind!: 'scorm12' | 'scorm2004';
  /** Something harmful was found in it after it was taken: it cannot be opened any more. */
  @Expose() isWithdrawn!: boolean;
  /** Where it runs now, when it was last heard of there; null when nowhere. */
  @Expose() runningSince!: string | null;
  @Raw() units!: { identifier: string; title: string; kind: 'sco' | 'asset'; isComplete: boolean; success: string; score: number | null; seconds: number; savedAt: string | null }[];
  /** What came too late to count, for whoever teaches the cohort. */
  @Expose() late!: number;
  /** The latest of them, as they were sent. */
  @Raw() lateCommits!: { unit: string; delta: Record<string, string>; receivedAt: string }[];
}
