import { address, csrfToken } from '../../api/client';
import type { ProblemDocument, VersionView } from '../../api/model';
import { ProblemError } from '../../api/problem';

interface Sending { id: string; file: File; language: string; onProgress: (sent: number) => void; signal: AbortSignal }

/** Sends a file as it is, telling how far it has come. XMLHttpRequest, since fetch tells nothing of what was sent. Throws ProblemError. */
export function send({ id, file, language, onProgress, signal }: Sending): Promise<VersionView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address(`/documents/${id}/versions`, { fileName: file.name, language }));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-CSRF', csrfToken());
    request.upload.addEventListener('progress', ({ loaded }) => onProgress(loaded));
    request.addEventListener('load', () => (request.status < 300 ? resolve(answer<VersionView>(request)) : reject(new ProblemError({ ...lost, ...answer<Partial<ProblemDocument>>(request), status: request.status }))));
    request.addEventListener('error', () => reject(new ProblemError(lost)));
    request.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
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
