import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { state } from './paths.ts';

export interface Secrets {
  owner: string;
  app: string;
  worker: string;
  actor: string;
  cursor: string;
  marking: string;
}

/** Secrets of this one installation, drawn by chance on the first start and kept for its owner's eyes. */
export function secrets(): Secrets {
  const file = state('secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const chance = () => randomBytes(32).toString('base64url');
  const drawn = { owner: chance(), app: chance(), worker: chance(), actor: chance(), cursor: chance(), marking: chance() };
  mkdirSync(state(), { recursive: true, mode: 0o755 });
  writeFileSync(file, JSON.stringify(drawn, null, 2), { mode: 0o600 });
  return drawn;
}
