import type { Plugin } from 'vite';

/** Where people land. */
const landings = ['/features/home/home.ts', '/features/library/library.ts'];

/**
 * Knows which modules the first page needs, whichever it is: all that `main.tsx` reaches without asking for more, and what the landing
 * screens take from the shared rooms. They go into one chunk, which packs better and costs one request; left alone, the bundler cuts it
 * wherever a later screen shares a piece of it.
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
      needed = reach('/src/main.tsx');
      for (const id of landings.flatMap((landing) => [...reach(landing)])) if (!id.includes('/src/features/')) needed.add(id);
    },
  };
  return { plugin, isNeeded: (id: string) => needed.has(id) };
}
