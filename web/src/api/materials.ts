import { queryOptions } from '@tanstack/react-query';
import { base, call } from './client';
import type { Quality } from './learning';
import type { FileView, Marking, Tlp } from './model';

export type ForWhom = 'trainees' | 'trainers';
/** A document that goes with a course. */
export interface Material {
  id: string;
  forWhom: ForWhom;
  /** Code of the lesson it goes with; null for the course as a whole. */
  lesson: string | null;
  document: { id: string; symbol: string; title: string; tlp: Tlp; handlingCaveats: Marking['handlingCaveats']; state: string; files: FileView[]; allows: string[] };
  /** Parties it reaches and the course does not; told to its authors. */
  beyond: string[];
  because: string;
  allows: string[];
}
export interface Materials { items: Material[]; mayAttach: boolean; trainersCircle: string | null }

export const materialsQuery = (course: string) => queryOptions({
  queryKey: ['courses', 'materials', course],
  queryFn: ({ signal }) => call<Materials>(`/courses/${encodeURIComponent(course)}/materials`, { signal }),
});
export const attachMaterial = (course: string, body: { documentId: string; forWhom: ForWhom; lesson?: string }) => call<Material>(`/courses/${encodeURIComponent(course)}/materials`, { method: 'POST', body });
export const detachMaterial = (id: string) => call(`/materials/${encodeURIComponent(id)}`, { method: 'DELETE' });

/** Whether a file is what a variant of a film asks for. */
export const isPlayable = (mediaType: string, quality: Quality) => (quality === 'audio' ? /^audio\// : /^video\//).test(mediaType);
/** Where a player fetches a film from, range by range. */
export const playbackAddress = (document: string, number: number) => `${base}/documents/${document}/versions/${number}/playback`;
