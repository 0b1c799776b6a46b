import { queryOptions } from '@tanstack/react-query';
import { address, call, csrfToken } from './client';
import type { ProblemDocument } from './model';
import { ProblemError } from './problem';

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

/** Sends a package as it is. By a request of the older kind, which alone says how much has gone. @throws ProblemError, with the code of what is wrong with it */
export function importPackage(course: string, file: Blob, strict: boolean, onSent: (share: number) => void): Promise<CoursePackage> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address(`/courses/${course}/packages`, { strict: strict ? 'true' : undefined }));
    request.setRequestHeader('Content-Type', 'application/zip');
    request.setRequestHeader('X-CSRF', csrfToken());
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => {
      if (request.status === 201) return resolve(request.response as CoursePackage);
      reject(new ProblemError({ type: 'about:blank', title: request.statusText, status: request.status, ...(request.response as Partial<ProblemDocument> | null) }));
    });
    request.addEventListener('error', () => reject(new ProblemError({ type: 'about:blank', title: 'The server was not reached.', status: 0 })));
    request.send(file);
  });
}
