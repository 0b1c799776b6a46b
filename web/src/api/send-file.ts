import { address, csrfToken } from './client';
import type { ProblemDocument } from './model';
import { ProblemError } from './problem';

interface Sending {
  method: 'POST' | 'PUT';
  path: string;
  query: Record<string, string>;
  file: File;
  onProgress?: (sent: number) => void;
  signal?: AbortSignal;
}

/** Sends a file as it is, telling how far it has come. XMLHttpRequest, since fetch tells nothing of what was sent. Throws ProblemError. */
export function sendFile<Answer>({ method, path, query, file, onProgress, signal }: Sending): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address(path, query));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-CSRF', csrfToken());
    request.upload.addEventListener('progress', ({ loaded }) => onProgress?.(loaded));
    request.addEventListener('load', () => (request.status < 300 ? resolve(answer<Answer>(request)) : reject(new ProblemError({ ...lost, ...answer<Partial<ProblemDocument>>(request), status: request.status }))));
    request.addEventListener('error', () => reject(new ProblemError(lost)));
    request.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

const lost: ProblemDocument = { type: 'about:blank', title: 'The server was not reached.', status: 0 };

function answer<Body>(request: XMLHttpRequest): Body {
  try {
    return JSON.parse(request.responseText) as Body;
  } catch {
    return {} as Body;
  }
}
