import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, and what the launcher keeps under it. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
export const under = (...parts: string[]) => join(root, ...parts);
export const state = (...parts: string[]) => under('var', ...parts);
