import { PackageRefused } from './refusal.js';

const elsewhere = (href: string) => new PackageRefused('HREF_UNSAFE', `The manifest leads out of the package: "${href.slice(0, 120)}". Every address in it has to be a file of the package itself.`);

/** An address of a manifest, inside its package: the file, and what follows it ('?a=1#page'). */
export interface Inside {
  path: string;
  /** The file as it is spelt, for archives whose names hold escapes of their own ('a%20b.html'). */
  spelt: string;
  rest: string;
}

const control = /[\u0000-\u001f\u007f]/;

/**
 * An address within its bases (XML Base), as a file of the package (SCORM CAM, 3.4: relative to the package's root). Tools of Windows write its steps
 * with backslashes; they are steps like others, and lead out as little.
 * @throws PackageRefused HREF_UNSAFE for a scheme, a host, a root, a drive, or steps that lead out
 */
export function inside(href: string, bases: readonly string[]): Inside {
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(href.trim()) ?? [];
  const parts = [...bases.map((base) => base.trim()), path].map((part) => part.replaceAll('\\', '/'));
  return { path: walked(parts.map(decoded), href), spelt: walked(parts, href), rest };
}

function walked(parts: readonly string[], href: string): string {
  const steps: string[] = [];
  for (const part of parts) {
    if (control.test(part) || part.includes('\\') || /^[a-z][a-z0-9+.-]*:/i.test(part) || part.startsWith('/')) throw elsewhere(href);
    for (const step of part.split('/')) {
      if (step === '..' && steps.pop() === undefined) throw elsewhere(href);
      if (step !== '..' && step !== '.' && step !== '') steps.push(step);
    }
  }
  return steps.join('/');
}

/** Escapes that are none ('100%.html') are what a file is called. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What an item adds to its resource's address (SCORM CAM, 3.4.1.9: `parameters`). */
export function withParameters(rest: string, parameters: string): string {
  const own = parameters.replace(/^[?&]+/, '');
  if (own === '') return rest;
  if (own.startsWith('#')) return rest.includes('#') ? rest : rest + own;
  const [query = '', fragment] = rest.split('#', 2);
  return `${query}${query.startsWith('?') ? '&' : '?'}${own}${fragment === undefined ? '' : `#${fragment}`}`;
}
