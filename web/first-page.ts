import type { Plugin } from 'vite';

/** A screen's own modules; those without a component are shared with what comes afterwards. */
const own = /\/src\/features\/.*(\/[A-Z]\w*\.tsx|routes\.tsx|texts.*|\.css)$/;
/** Where people land. */
const landings = ['home', 'library'];

/**
 * Knows which modules the first page needs, whichever it is: all that `main.tsx` reaches without asking for more, and what the landing
 * screens take from the shared rooms. They go into one chunk, which packs better and costs one request; left alone, the bundler cuts it
 * wherever a later screen shares a piece of it.
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
      // What either of them takes from the shared rooms is little and would only cost a request.
      for (const ids of landed.values()) for (const id of ids) if (!own.test(id)) needed.add(id);
    },
  };
  return {
    plugin,
    isNeeded: (id: string) => needed.has(id),
    /** What a landing screen asks for once its first rows are on their way, kept together: `library-more`. */
    afterwards: (id: string) => {
      const name = landings.find((landing) => id.includes(`/features/${landing}/`));
      return name && !id.includes('/texts/') && !landed.get(name)?.has(id) ? `${name}-more` : null;
    },
  };
}
