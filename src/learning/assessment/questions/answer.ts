import type { Point } from './areas.js';
import type { Decision } from './question.js';

/** An answer that has the shape its question asks for. The type is the stored question's, never one the request names. `readAnswer` makes them. */
export type Answer =
  | { type: 'choice'; choice: string }
  | { type: 'choices'; choices: string[] }
  | { type: 'matching'; pairs: { left: string; right: string }[] }
  | { type: 'ordering'; order: string[] }
  | { type: 'numeric'; value: number }
  | { type: 'short_text'; text: string }
  | { type: 'hotspot'; points: Point[]; cells: string[] }
  | { type: 'mrz'; values: { name: string; value: string }[] }
  | { type: 'decision'; decision: Decision; reasons: string[] }
  | { type: 'essay'; text: string };
