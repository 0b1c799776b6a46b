import type { Settings } from '../../kernel/config/index.js';

/** Where packages are served, by setting: `https://content.example.org`, or with a `*` for a host of each package's own. Empty: nowhere. */
export function contentOrigin({ contentOrigin: origin }: Settings, packageId: string): string {
  return origin.replace('*', labelOf(packageId));
}

/** Whether this host is one that packages are served from. */
export function isContentHost({ contentOrigin: origin }: Settings, host: string): boolean {
  if (!origin) return false;
  const wanted = new URL(origin.replace('*', 'x')).host;
  return origin.includes('*') ? host.endsWith(wanted.slice(1)) && /^[0-9a-f]{32}$/.test(host.slice(0, 1 - wanted.length)) : host === wanted;
}

const labelOf = (packageId: string) => packageId.replaceAll('-', '');
