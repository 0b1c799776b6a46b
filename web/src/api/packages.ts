import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { ProblemDocument } from './model';

export type Edition = 'scorm12' | 'scorm2004';

export interface PackageReport {
  edition: Edition | null;
  version: string | null;
  title: string;
  units: { identifier: string; title: string; kind: 'sco' | 'asset'; masteryScore: number | null }[];
  files: number;
  unpacked: number;
  warnings: string[];
  errors: { code: string; message: string; part?: string; folder?: string; line?: number }[];
}
export interface CoursePackage {
  id: string;
  courseId: string;
  kind: Edition | null;
  title: string;
  strict: boolean;
  state: 'ready' | 'rejected' | 'withdrawn';
  scan: 'clean' | 'not_scanned' | 'rejected' | 'infected';
  bytes: number;
  createdAt: string;
  report: PackageReport;
  lessons: { id: string; code: string; title: string }[];
  allows: string[];
}
export interface PackageRun {
  lessonId: string;
  title: string;
  kind: Edition;
  isWithdrawn: boolean;
  runningSince: string | null;
  units: { identifier: string; title: string; kind: 'sco' | 'asset'; isComplete: boolean; success: 'passed' | 'failed' | 'unknown'; score: number | null; seconds: number; savedAt: string | null }[];
  late: number;
}
/** A package on its way, as its sender sees it. */
export interface PackageUpload {
  id: string;
  course: string;
  fileName: string;
  strict: boolean;
  length: number;
  received: number;
  state: 'receiving' | 'joining' | 'kept' | 'rejected';
  package: string | null;
  problem: ProblemDocument | null;
}
export interface PackageLaunch { launchId: string; playerUrl: string; launchToken: string; expiresAt: string }

export const packagesQuery = (course: string) => queryOptions({
  queryKey: ['packages', course],
  queryFn: ({ signal }) => call<{ items: CoursePackage[] }>(`/courses/${course}/packages`, { signal }),
});

export const packageRunQuery = (enrolment: string, lesson: string) => queryOptions({
  queryKey: ['package-run', enrolment, lesson],
  queryFn: ({ signal }) => call<PackageRun>(`/enrolments/${enrolment}/package-run`, { query: { lessonId: lesson }, signal }),
});

export const launchPackage = (enrolment: string, lessonId: string) => call<PackageLaunch>(`/enrolments/${enrolment}/launches`, { method: 'POST', body: { lessonId } });
/** A launch of the author's own, which enters no record of any learner. */
export const previewPackage = (id: string) => call<PackageLaunch>(`/packages/${id}/previews`, { method: 'POST' });
export const placePackage = (id: string) => call<{ lessonId: string; title: string }>(`/packages/${id}/lessons`, { method: 'POST' });
