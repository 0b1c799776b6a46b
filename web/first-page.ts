import type { Plugin } from 'vite';

/** Where people land: both stand on the same parts, which therefore belong to the first page as well. */
const landings = ['home', 'library'];

/**
 * Knows which modules the first page needs, whichever it is: all that `main.tsx` reaches without asking for more, and what both landing
 * screens reach. They go into one chunk, which packs better and costs one request; left alone, the bundler cuts it wherever a later
 * screen shares a piece of it.
 */
export function firstPage() {
  let needed = new Set<string>();
  const landed = new Map<string, Set<string>>();
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
      for (const name of landings) landed.set(name, reach(`/features/${name}/routes.tsx`));
      needed = reach('/src/main.tsx');
      const [one, ...others] = landed.values();
      for (const id of one ?? []) if (others.every((other) => other.has(id))) needed.add(id);
    },
  };
  return {
    plugin,
    isNeeded: (id: string) => needed.has(id),
    /** What a landing screen asks for once its first rows are on their way, kept together: `library-more`. */
    afterwards: (id: string) => {
      const name = landings.find((landing) => id.includes(`/features/${landing}/`));
      return name && !/\/texts\//.test(id) && !landed.get(name)?.has(id) ? `${name}-more` : null;
    },
  };
}
