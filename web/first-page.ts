import type { Plugin } from 'vite';

/** Where people land: both stand on the same parts, which therefore belong to the first page as well. */
const landings = ['/features/home/routes.tsx', '/features/library/routes.tsx'];

/**
 * Knows which modules the first page needs, whichever it is: all that `main.tsx` reaches without asking for more, and what both landing
 * screens reach. They go into one chunk, which packs better and costs one request; left alone, the bundler cuts it wherever a later
 * screen shares a piece of it.
 */
export function firstPage() {
  let needed = new Set<string>();
  const plugin: Plugin = {
    name: 'first-page',
    apply: 'build',
    buildEnd() {
      const all = [...this.getModuleIds()];
      const reach = (end: string) => {
        const way = all.filter((id) => id.endsWith(end));
        const seen = new Set(way);
        for (const id of way) {
          for (const next of this.getModuleInfo(id)?.importedIds ?? []) {
            if (!seen.has(next)) { seen.add(next); way.push(next); }
          }
        }
        return seen;
      };
      const [one, other] = landings.map(reach);
      needed = reach('/src/main.tsx');
      for (const id of one ?? []) if (other?.has(id)) needed.add(id);
    },
  };
  return { plugin, isNeeded: (id: string) => needed.has(id) };
}
