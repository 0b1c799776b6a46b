/**
 * How requests come in and answers go out: the one guard, declared routes, problem details, cursors, headers. It decides nothing about
 * rows, and knows sessions only through `ActorSource`.
 */
export { ActorSource } from './guard.js';
export { BeforeSecondFactor, bringsToken, CurrentActor, IfMatch, May, Open, requireProof, requireProofFor, StepUp, type ActorRequest } from './route.js';
export { Cursors, type Page } from './cursor.js';
export { Declared, type Route } from './declared.js';
export { HttpModule } from './http.module.js';
export { csrfOf, sessionCookie, sessionToken } from './forgery.js';
export { doorway } from './doorway.js';
export { securityHeaders } from './security-headers.js';
export { endStalled } from './stalled.js';
export { Raw } from './raw.js';
export { show } from './shown.js';
export { answerProblem } from './problem-filter.js';
export { cspReports } from './csp-report.js';
export { strictJson } from './json-guard.js';
export { strictQuery } from './query-guard.js';
export { idempotencyKey } from './idempotency-key.js';
export { validated } from './validation.js';
export { webClient } from './web-client.js';
export { apiPage } from './api-page.js';
