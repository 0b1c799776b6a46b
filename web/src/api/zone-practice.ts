import { call } from './client';

export const zoneKinds = ['check-digit', 'split', 'altered', 'write', 'plausible'] as const;
export type ZoneKind = (typeof zoneKinds)[number];

interface PrintedPage { surname: string; givenNames: string; number: string; nationality: string; birth: string; sex: string; expiry: string }

export type ZoneTask =
  | { kind: 'check-digit'; field: string }
  | { kind: 'split'; format: string; lines: string[]; fields: string[] }
  | { kind: 'altered'; format: string; lines: string[]; printed: PrintedPage; choices: string[] }
  | { kind: 'write'; format: string; code: string; state: string; printed: PrintedPage }
  | { kind: 'plausible'; format: string; lines: string[]; on: string; choices: string[] };

export interface ZoneTally { kind: ZoneKind; right: number; done: number }
export interface DrawnTask { token: string; shown: ZoneTask; tally: ZoneTally[] }

export interface ZoneWorking {
  text: string;
  steps: { character: string; value: number; weight: number; product: number }[];
  sum: number;
  digit: string;
  found?: string;
}

export interface MarkedTask {
  right: boolean;
  values: { name: string; given: string; wanted: string; right: boolean }[];
  explanation: {
    working?: ZoneWorking;
    places?: { field: string; line: number; from: number; to: number; text: string }[];
    altered?: { field: string; text: string; caught: boolean };
    impossible?: { field: string; text: string } | null;
    lines?: string[];
  };
  sitting: string;
  tally: ZoneTally[];
  mastered: boolean | null;
}

export const drawTask = (kind: ZoneKind, sitting: string | undefined): Promise<DrawnTask> => call('/mrz-exercises', { method: 'POST', body: { kind, sitting } });
export const markTask = (token: string, values: Record<string, string>): Promise<MarkedTask> =>
  call('/mrz-exercises/answers', { method: 'POST', body: { token, values: Object.entries(values).map(([name, value]) => ({ name, value })) } });
