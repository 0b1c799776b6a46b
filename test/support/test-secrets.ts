/** Passwords and secrets of the tests; none of them is used anywhere else. */
export const passwords = { app: 'test-app-password', worker: 'test-worker-password' };

export const secretsOfTests = {
  FOCALPOINT_ACTOR_SECRET: 'test-actor-secret-of-32-characters',
  FOCALPOINT_CURSOR_SECRET: 'test-cursor-secret-of-32-characters',
  FOCALPOINT_MARKING_SECRET: 'test-marking-secret-of-32-characters',
  FOCALPOINT_CREDENTIAL_SECRET: 'test-credential-secret-of-32-characters',
};
