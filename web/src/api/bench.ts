import { queryOptions } from '@tanstack/react-query';
import { base, call } from './client';

export type Light = 'white' | 'uv' | 'ir' | 'transmitted' | 'tilt' | 'loupe';
export type AreaShape =
  | { kind: 'rectangle'; x: number; y: number; width: number; height: number }
  | { kind: 'ellipse'; cx: number; cy: number; rx: number; ry: number }
  | { kind: 'polygon'; points: [number, number][] };

export interface Specimen {
  id: string;
  title: string;
  description: string;
  /** In tenths of a millimetre. */
  width: number;
  height: number;
  lights: { light: Light; seen: string }[];
  areas: { id: string; label: string; shape: AreaShape }[];
}

export const specimenQuery = (id: string) => queryOptions({ queryKey: ['specimen', id], queryFn: ({ signal }) => call<Specimen>(`/specimens/${encodeURIComponent(id)}`, { signal }), staleTime: Infinity });
export const pictureOf = (id: string, light: Light): string => `${base}/specimens/${encodeURIComponent(id)}/${light}.svg`;
