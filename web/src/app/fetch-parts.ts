const asked = new Map<string, Promise<unknown> | undefined>();

/**
 * Opens a part of the client: the files it is made of are fetched side by side, and it runs once its styles are there. The build calls it
 * for every `import()`, in place of Vite's helper of the same name, which weighs four times as much for browsers that are not served here.
 */
export function __vitePreload<Part>(open: () => Promise<Part>, files: readonly string[] = []): Promise<Part> {
  return Promise.all(files.map((file) => {
    if (!asked.has(file)) asked.set(file, fetched(file));
    return asked.get(file);
  })).then(open);
}

function fetched(file: string): Promise<unknown> | undefined {
  const isStyle = file.endsWith('.css');
  const link = Object.assign(document.createElement('link'), { rel: isStyle ? 'stylesheet' : 'modulepreload', crossOrigin: '', href: `/${file}` });
  document.head.append(link);
  // A script that does not come is told by its own import; a style is asked for again the next time.
  return isStyle ? new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', () => { asked.delete(file); reject(new Error(file)); });
  }) : undefined;
}
