import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '../../kernel/access/index.js';
import type { Settings } from '../../kernel/config/index.js';
import { conflict, Problem, unavailable } from '../../kernel/problems.js';

/** A launch, or an author's preview, whose token was shown; with its holder as they stand now. */
export interface Held {
  actor: Actor;
  launchId: string;
  /** An author's own, which nobody's record hears of. */
  isPreview: boolean;
}

/** What became of a commit. */
export interface Receipt {
  seq: number;
  state: 'applied' | 'replayed';
  isComplete: boolean;
}

export const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
export const secret = (octets: number): string => randomBytes(octets).toString('base64url');

/** What a package knows its learner by. */
export const aliasOf = (learnerId: string) => `Trainee ${learnerId.slice(0, 4).toUpperCase()}`;

/** @throws Problem 503 where packages have no origin of their own */
export function mustBeServed({ contentOrigin }: Pick<Settings, 'contentOrigin'>): void {
  if (!contentOrigin) throw unavailable('Imported courses cannot be opened here: whoever runs the portal has to name a second address for them (FOCALPOINT_CONTENT_ORIGIN).', 3600);
}

export const notNow = (code: string, detail: string, extra: Record<string, unknown>): Problem => conflict(detail, code.toLowerCase().replaceAll('_', '-'), { code, ...extra });

/** What is said to whoever runs a package in which malware was found meanwhile. */
export const withdrawn = (lastSeq: number): Problem =>
  notNow('PACKAGE_WITHDRAWN', 'This course was withdrawn: something harmful was found in it. Those who look after it were told; what was reached so far stays.', { lastSeq });

export const refusedValue = ({ element, code }: { element: string; code: number }): Problem =>
  new Problem(422, '/problems/run-time-value', 'Cannot be taken', `The data model does not take this value for ${element.slice(0, 200)}. Nothing of the commit was kept.`, { code: String(code), element: element.slice(0, 200) });
