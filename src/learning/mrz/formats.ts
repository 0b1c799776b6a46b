/** Machine-readable zones of ICAO Doc 9303, 8th edition: TD1 (Part 5), TD2 (Part 6), TD3 (Part 4), visas of format A and B (Part 7). */
export const formats = ['TD1', 'TD2', 'TD3', 'MRV-A', 'MRV-B'] as const;
export type Format = (typeof formats)[number];

export const fieldNames = ['code', 'state', 'name', 'number', 'nationality', 'birth', 'sex', 'expiry', 'optional', 'optional2'] as const;
export type FieldName = (typeof fieldNames)[number];
export type CheckName = 'number' | 'birth' | 'expiry' | 'optional' | 'composite';

/** Characters `from` to `to` of a line, both counted from 1 as the standard counts. */
export interface Place {
  line: number;
  from: number;
  to: number;
}

export interface Layout {
  lines: number;
  length: number;
  fields: Partial<Record<FieldName, Place>>;
  /** Where each check digit stands, and what it covers. */
  checks: Partial<Record<CheckName, { at: Place; over: Place[] }>>;
}

const place = (line: number, from: number, to = from): Place => ({ line, from, to });

/** The second line of everything but TD1 begins alike. */
const head = (length: number) => ({
  code: place(1, 1, 2), state: place(1, 3, 5), name: place(1, 6, length),
  number: place(2, 1, 9), nationality: place(2, 11, 13), birth: place(2, 14, 19), sex: place(2, 21), expiry: place(2, 22, 27),
});
const headChecks = {
  number: { at: place(2, 10), over: [place(2, 1, 9)] },
  birth: { at: place(2, 20), over: [place(2, 14, 19)] },
  expiry: { at: place(2, 28), over: [place(2, 22, 27)] },
};

export const layouts: Record<Format, Layout> = {
  TD3: {
    lines: 2, length: 44, fields: { ...head(44), optional: place(2, 29, 42) },
    checks: {
      ...headChecks, optional: { at: place(2, 43), over: [place(2, 29, 42)] },
      composite: { at: place(2, 44), over: [place(2, 1, 10), place(2, 14, 20), place(2, 22, 43)] },
    },
  },
  TD2: {
    lines: 2, length: 36, fields: { ...head(36), optional: place(2, 29, 35) },
    checks: { ...headChecks, composite: { at: place(2, 36), over: [place(2, 1, 10), place(2, 14, 20), place(2, 22, 35)] } },
  },
  TD1: {
    lines: 3, length: 30,
    fields: {
      code: place(1, 1, 2), state: place(1, 3, 5), number: place(1, 6, 14), optional: place(1, 16, 30), birth: place(2, 1, 6), sex: place(2, 8), expiry: place(2, 9, 14),
      nationality: place(2, 16, 18), optional2: place(2, 19, 29), name: place(3, 1, 30),
    },
    checks: {
      number: { at: place(1, 15), over: [place(1, 6, 14)] }, birth: { at: place(2, 7), over: [place(2, 1, 6)] }, expiry: { at: place(2, 15), over: [place(2, 9, 14)] },
      composite: { at: place(2, 30), over: [place(1, 6, 30), place(2, 1, 7), place(2, 9, 15), place(2, 19, 29)] },
    },
  },
  'MRV-A': { lines: 2, length: 44, fields: { ...head(44), optional: place(2, 29, 44) }, checks: headChecks },
  'MRV-B': { lines: 2, length: 36, fields: { ...head(36), optional: place(2, 29, 36) }, checks: headChecks },
};

/** The characters at a place of a zone. */
export const textAt = (lines: readonly string[], { line, from, to }: Place): string => (lines[line - 1] ?? '').slice(from - 1, to);

/** The format of a zone by its lines and first letter, or null when it is none. */
export function formatOf(lines: readonly string[]): Format | null {
  const visa = lines[0]?.startsWith('V') ?? false;
  const fits = (format: Format) => layouts[format].lines === lines.length && lines.every((line) => line.length === layouts[format].length);
  return formats.find((format) => fits(format) && format.startsWith('MRV') === visa) ?? null;
}
