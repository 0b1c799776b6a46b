import type { ProblemDocument, Session } from './model';
import { ProblemError } from './problem';
import { confirmed } from './step-up';

/** Every path of the server under its version. */
export const base = '/api/v1';

let csrf = '';
let delegation = '';
/** Taken from each session answer; sent back with every write. `acting` is the delegation this page shows. */
export function keepCsrf(token: string, acting = delegation): void { csrf = token; delegation = acting; }
export function csrfToken(): string { return csrf; }

type Query = Record<string, string | number | readonly string[] | null | undefined>;
export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  query?: Query;
  /** The `rowVersion` the change builds on; the server answers 412 when somebody was faster. */
  ifMatch?: number;
  signal?: AbortSignal;
  /** Outlives the page that asks; for at most 64 KiB. */
  keepalive?: boolean;
}

/** A path with its query; lists travel comma-separated in one key, empty values not at all. */
export function address(path: string, query: Query = {}): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : value?.toString();
    if (text) pairs.set(key, text);
  }
  const search = pairs.toString();
  return `${base}${path}${search && `?${search}`}`;
}

/**
 * One call. Throws ProblemError for every answer that is not 2xx, and with status 0 when none came. Where the server wants a fresh proof of
 * who is there, the person is asked for it and the call is made once more.
 */
export async function call<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const sentWith = csrf;
  try {
    return await once(path, options);
  } catch (error) {
    if (error instanceof ProblemError && (await isMended(error, sentWith))) return once(path, options);
    throw error;
  }
}

/**
 * Whether the same call may go through now. Another tab, or another call of this one, may have moved the session to a new token; if it acts
 * for another delegation by now, what was written here is not for it. A page opened without a line holds no token: where its session ended
 * meanwhile, that is the problem.
 */
async function isMended({ type, status }: ProblemError, sentWith: string): Promise<boolean> {
  if (type === '/problems/step-up') return confirmed();
  if (type === '/problems/forged-request') await once<Session>('/session').then((session) => {
    if (!session.signedIn) throw new ProblemError({ type: 'about:blank', title: '', status: 401 });
    if (session.delegationId === delegation) keepCsrf(session.csrf);
  }, () => undefined);
  else if (status !== 401) return false;
  return csrf !== sentWith;
}

async function once<Answer>(path: string, { method = 'GET', body, query, ifMatch, signal, keepalive }: RequestOptions = {}): Promise<Answer> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRF'] = csrf;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (ifMatch !== undefined) headers['If-Match'] = `"${ifMatch}"`;
  const response = await reach(address(path, query), { method, headers, body: JSON.stringify(body), signal, keepalive });
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ProblemError({ type: 'about:blank', title: 'The server was not reached.', status: 0 }, { cause });
  }
}

/** A proxy in between may answer with a page of its own: the status is then all we know. */
async function problemOf(response: Response): Promise<ProblemDocument> {
  const fallback = { type: 'about:blank', title: response.statusText, status: response.status };
  try {
    return { ...fallback, ...((await response.json()) as Partial<ProblemDocument>) };
  } catch {
    return fallback;
  }
}
