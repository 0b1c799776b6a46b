/** One thing wrong with what came in. `path` names the member ('marking.tlp'), `message` says what to do about it. */
export interface Fault {
  path: string;
  message: string;
}

/**
 * Every error a client may meet, as RFC 9457 problem details. `type` is stable and relative to the portal, `detail` is a sentence a
 * user can act on and never names tables, paths or versions; `extra` adds members of its own ('retryAfter', 'missing').
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly title: string,
    readonly detail: string,
    readonly extra: { errors?: Fault[]; [member: string]: unknown } = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}

/** 404, and nothing else: the same words for what does not exist and for what is not yours to see (SR-32). */
export const notFound = () => new Problem(404, '/problems/not-found', 'Not found', 'There is nothing here that you may see.');

/** 400: what came in has the wrong shape. */
export const invalid = (errors: Fault[], detail = 'Some of what was sent cannot be read. Each fault is listed; nothing was changed.') =>
  new Problem(400, '/problems/invalid', 'Invalid request', detail, { errors });

/** 401: not signed in, or no longer. */
export const notSignedIn = () => new Problem(401, '/problems/not-signed-in', 'Not signed in', 'Sign in to go on. What you typed is kept on this page.');

/** 403: you see it but may not. `because` is the policy's own sentence. */
export const forbidden = (because: string) => new Problem(403, '/problems/forbidden', 'Not permitted', because);

/** 403: the person must show once more who they are; the client asks for a touch or a code and repeats the call. */
export const stepUpNeeded = (because = 'This takes a fresh sign-in: confirm with your passkey or a code, and it goes on by itself.') =>
  new Problem(403, '/problems/step-up', 'Confirm that it is you', because);

/** 409: not now. `kind` makes the type more exact ('audience-changed'). */
export const conflict = (detail: string, kind = 'conflict', extra: Record<string, unknown> = {}) =>
  new Problem(409, `/problems/${kind}`, 'Not now', detail, extra);

/** 412: somebody was faster. */
export const outdated = () =>
  new Problem(412, '/problems/outdated', 'Changed meanwhile', 'Somebody changed this record after you opened it. Load it again; what you typed is kept.');

/** 428: an update without If-Match could overwrite what nobody has seen. */
export const preconditionRequired = () =>
  new Problem(428, '/problems/precondition-required', 'Precondition required', 'Send If-Match with the ETag of the record you read.');

/** 410: the key it was encrypted with is gone for good. */
export const keyDestroyed = (detail = 'The keys of your country or organisation were destroyed. Nothing confidential can be kept until two persons open its keys again.') =>
  new Problem(410, '/problems/key-destroyed', 'Gone', detail);

/** 410: it was here and is gone for good, on purpose. `kind` makes the type more exact. */
export const gone = (detail: string, kind = 'gone') =>
  new Problem(410, `/problems/${kind}`, 'Gone', detail);

/** 503: the keyring does not answer. */
export const keysUnavailable = (options?: ErrorOptions) =>
  unavailable('The keys cannot be reached. Nothing was changed; try again in a moment.', 60, options);

/** 422: the shape is right, the content contradicts itself or cannot be taken. */
export const unprocessable = (detail: string, kind: string, errors?: Fault[]) =>
  new Problem(422, `/problems/${kind}`, 'Cannot be taken', detail, errors ? { errors } : {});

/** 429: too many tries from one place. `seconds` becomes Retry-After. */
export const tooMany = (seconds: number, detail = 'There were too many wrong tries from where you are. Wait a while, or use your passkey: it still works.') =>
  new Problem(429, '/problems/too-many', 'Too many tries', detail, { retryAfter: seconds });

/** 503: try again later. `seconds` becomes Retry-After. */
export const unavailable = (detail: string, seconds = 5, options?: ErrorOptions) =>
  new Problem(503, '/problems/unavailable', 'Not available now', detail, { retryAfter: seconds }, options);
