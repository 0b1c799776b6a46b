import { base, csrfToken } from '../api/client';
import type { ProblemDocument } from '../api/model';
import { ProblemError } from '../api/problem';
import { firstPart, nextPart } from './pace';

interface Sending {
  file: Blob;
  /** Where it is begun, below the API: '/uploads'. */
  path: string;
  /** Where the rest goes, when it was begun before. */
  address: string | null;
  /** The same for every try, so that the server begins it once. */
  key: string;
  metadata: Record<string, string>;
  onAddress: (address: string) => void;
  /** Octets the server has, and those on their way. */
  onProgress: (sent: number) => void;
  /** Octets the server has for certain. */
  onKept: (sent: number) => void;
  signal: AbortSignal;
}

/** One try: begins the upload or takes it up where the server says it stands, and sends to the end. Throws ProblemError, status 0 when nobody answered. */
export async function send({ file, path, address, key, metadata, onAddress, onProgress, onKept, signal }: Sending): Promise<string> {
  const { Upload } = await import('tus-js-client');
  return new Promise((resolve, reject) => {
    let since = performance.now();
    const upload = new Upload(file as File, {
      endpoint: `${base}${path}`, uploadUrl: address, metadata, chunkSize: firstPart, retryDelays: null, storeFingerprintForResuming: false,
      headers: { 'Idempotency-Key': key },
      onBeforeRequest: (request) => { request.setHeader('X-CSRF', csrfToken()); },
      onUploadUrlAvailable: () => onAddress(upload.url ?? ''),
      onProgress: (sent) => onProgress(sent),
      onChunkComplete: (size, kept) => {
        const now = performance.now();
        upload.options.chunkSize = nextPart(upload.options.chunkSize ?? firstPart, (size * 1000) / Math.max(1, now - since));
        since = now;
        onKept(kept);
      },
      onSuccess: () => resolve(upload.url ?? ''),
      onError: (error) => reject(new ProblemError(told((error as { originalResponse?: { getStatus(): number; getBody(): string } | null }).originalResponse ?? null), { cause: error })),
    });
    signal.addEventListener('abort', () => {
      void upload.abort();
      reject(new DOMException('Stopped', 'AbortError'));
    }, { once: true });
    upload.start();
  });
}

function told(response: { getStatus(): number; getBody(): string } | null): ProblemDocument {
  const status = response?.getStatus() ?? 0;
  const bare = { type: 'about:blank', title: 'The server was not reached.', status };
  try {
    return { ...bare, ...(JSON.parse(response?.getBody() ?? '') as Partial<ProblemDocument>), status };
  } catch {
    return bare;
  }
}

/** What came of an upload is no longer wanted. Where this is not heard, the server forgets it by itself in a week. */
export async function giveUp(address: string): Promise<void> {
  await fetch(address, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0', 'X-CSRF': csrfToken() } }).catch(() => undefined);
}
