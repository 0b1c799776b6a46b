import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** A chunk in Vite's manifest. */
interface Chunk { file: string; src?: string; imports?: string[]; dynamicImports?: string[]; css?: string[]; assets?: string[] }

/** What is asked for later than the first page and belongs to the player: its screens and their parts, and the texts of all of these. */
const ofPlayer = /features\/learning\/(player|exam|bench|mrz|blocks|video|catalogue|materials|offline)\/|features\/learning\/packages\/(routes|texts)|features\/(inspection|account)\/|src\/app\/|src\/i18n\/|src\/ui\//;

/**
 * The files that the player is made of, from the client's build: the first page, and whatever its own screens fetch later. The rest of the portal
 * is nothing without a line.
 */
export function programFiles(dist: string): { files: string[]; build: string } {
  const manifest = JSON.parse(readFileSync(`${dist}/.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;
  const names = new Set<string>(['index.html', ...Object.keys(manifest).filter((name) => /features\/learning\/(player|catalogue)\/routes\.tsx$/.test(name))]);
  const files = new Set<string>();
  for (const name of names) {
    const chunk = manifest[name];
    if (!chunk) continue;
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(`/${file}`);
    for (const next of chunk.imports ?? []) names.add(next);
    for (const next of chunk.dynamicImports ?? []) if (!next.includes('en-XA') && (ofPlayer.test(next) || ofPlayer.test(manifest[next]?.src ?? ''))) names.add(next);
  }
  const list = [...files].filter((file) => file !== '/index.html').sort();
  const hash = createHash('sha256').update(list.join('\n'));
  for (const file of ['index.html', 'ahead.js', 'icon.svg']) if (existsSync(`${dist}/${file}`)) hash.update(readFileSync(`${dist}/${file}`));
  return { files: list, build: hash.digest('base64url').slice(0, 12) };
}
