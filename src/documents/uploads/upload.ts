import type { UploadProblemView, UploadView } from './upload.dto.js';

/** An upload as its row says. */
export interface Upload {
  id: string;
  /** Null once its document is gone. */
  document_id: string | null;
  party: string;
  user_id: string;
  file_name: string;
  language: string;
  note: string;
  length: number;
  received: number;
  segments: number;
  sha256: string | null;
  state: UploadView['state'];
  version: number | null;
  problem: UploadProblemView | null;
  begun_at: Date;
  expires_at: Date;
  /** Name and note; the columns say nothing. */
  sealed: Buffer | null;
}

/** Read as they are used: octets as numbers, which 2 ** 53 of them fit. */
export const columns = 'id, document_id, party, user_id, file_name, language, note, length::float8 AS length, received::float8 AS received, segments, sha256, state, version, problem, begun_at, expires_at, sealed';

export const viewOf = (upload: Upload): UploadView => ({
  id: upload.id, document: upload.document_id ?? '', fileName: upload.file_name, language: upload.language, length: upload.length, received: upload.received,
  state: upload.state, version: upload.version, problem: upload.problem, begunAt: upload.begun_at.toISOString(), expiresAt: upload.expires_at.toISOString(),
});
