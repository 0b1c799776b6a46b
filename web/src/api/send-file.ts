import { address, csrfToken } from './client';
import type { ProblemDocument } from './model';
import { ProblemError } from './problem';

interface Sending {
  method: 'POST' | 'PUT';
  path: string;
  query: Record<string, string>;
  file: File;
}

/** Sends a small file as it is. Throws ProblemError. */
export function sendFile<Answer>({ method, path, query, file }: Sending): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address(path, query));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-CSRF', csrfToken());
    request.addEventListener('load', () => (request.status < 300 ? resolve(answer<Answer>(request)) : reject(new ProblemError({ ...lost, ...answer<Partial<ProblemDocument>>(request), status: request.status }))));
    request.addEventListener('error', () => reject(new ProblemError(lost)));
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
