import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, and what the launcher keeps under it: `var`, or a test's own folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
export const under = (...parts: string[]) => join(root, ...parts);
export const state = (...parts: string[]) => join(process.env.FOCALPOINT_TEST_STATE ?? under('var'), ...parts);
