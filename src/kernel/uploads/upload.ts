import type { Standing, UploadProblemView } from './upload.dto.js';

/** An upload as its row says. */
export interface Upload {
  id: string;
  kind: string;
  /** The record it is sent to; null once that is gone. */
  target: string | null;
  party: string;
  user_id: string;
  /** Name and note lie sealed; the columns say nothing. */
  file_name: string;
  note: string;
  sealed: Buffer | null;
  /** `Upload-Metadata` as it was sent, told again with where it stands; missing of those begun before it was kept. */
  said?: string;
  /** What else its sender said of it, in its destination's words. */
  wish: Record<string, unknown>;
  length: number;
  received: number;
  segments: number;
  sha256: string | null;
  state: Standing['state'];
  /** What it became, in its destination's words. */
  outcome: Record<string, unknown> | null;
  problem: UploadProblemView | null;
  begun_at: Date;
  expires_at: Date;
}

/** Read as they are used: octets as numbers, which 2 ** 53 of them fit. */
export const columns = 'id, kind, target, party, user_id, file_name, note, sealed, wish, length::float8 AS length, received::float8 AS received, segments, sha256, state, outcome, problem, begun_at, expires_at';

/** What every destination tells of an upload. */
export const standing = (upload: Upload): Standing => ({
  id: upload.id, fileName: upload.file_name, length: upload.length, received: upload.received, state: upload.state, problem: upload.problem,
  begunAt: upload.begun_at.toISOString(), expiresAt: upload.expires_at.toISOString(),
});
