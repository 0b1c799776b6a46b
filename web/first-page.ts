import type { Plugin } from 'vite';

/** Where people land. */
const landings = ['home', 'library'];
const entryOf = (landing: string) => `/features/${landing}/${landing}.ts`;

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
    // `ahead.js` fetches the landing screen beside the rest: it knows the address, and from here the names of the files.
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const filesOf = (landing: string) => Object.values(bundle).flatMap((chunk) => {
          if (chunk.type !== 'chunk' || !chunk.facadeModuleId?.endsWith(entryOf(landing))) return [];
          const own = chunk.imports.filter((name) => !html.includes(name));
          return [chunk.fileName, ...own, ...(chunk.viteMetadata?.importedCss ?? [])].map((name) => `/${name}`);
        });
        return html.replace('src="/ahead.js"', `$& ${landings.map((landing) => `data-${landing}="${filesOf(landing).join(' ')}"`).join(' ')}`);
      },
    },
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
      for (const id of landings.flatMap((landing) => [...reach(entryOf(landing))])) if (!id.includes('/src/features/')) needed.add(id);
    },
  };
  return { plugin, isNeeded: (id: string) => needed.has(id) };
}
