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
  credential: string;
  backup: string;
}

/** Secrets of this one installation, drawn by chance and kept for its owner's eyes; one that a newer version needs is added. */
export function secrets(): Secrets {
  const file = state('secrets.json');
  const kept = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Partial<Secrets>;
  const chance = () => randomBytes(32).toString('base64url');
  const all = { owner: chance(), app: chance(), worker: chance(), actor: chance(), cursor: chance(), marking: chance(), credential: chance(), backup: chance(), ...kept };
  if (Object.keys(all).every((name) => name in kept)) return all;
  mkdirSync(state(), { recursive: true, mode: 0o755 });
  writeFileSync(file, JSON.stringify(all, null, 2), { mode: 0o600 });
  return all;
}
