import { PackageRefused } from './refusal.js';

const elsewhere = (href: string) => new PackageRefused('HREF_UNSAFE', `The manifest leads out of the package: "${href.slice(0, 120)}". Every address in it has to be a file of the package itself.`);

/** An address of a manifest, inside its package: the file, and what follows it ('?a=1#page'). */
export interface Inside {
  path: string;
  rest: string;
}

/**
 * An address within its bases (XML Base), as a file of the package (SCORM CAM, 3.4: relative to the package's root).
 * @throws PackageRefused HREF_UNSAFE for a scheme, a host, a root, a drive, or steps that lead out
 */
export function inside(href: string, bases: readonly string[]): Inside {
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(href.trim()) ?? [];
  const steps: string[] = [];
  for (const part of [...bases.map((base) => base.trim()), path]) {
    const plain = decoded(part, href);
    if (/[\u0000-\u001f\u007f\\]/.test(part) || /[\u0000-\u001f\u007f\\]/.test(plain) || /^[a-z][a-z0-9+.-]*:/i.test(plain) || plain.startsWith('/')) throw elsewhere(href);
    for (const step of plain.split('/')) {
      if (step === '..' && steps.pop() === undefined) throw elsewhere(href);
      if (step !== '..' && step !== '.' && step !== '') steps.push(step);
    }
  }
  return { path: steps.join('/'), rest };
}

function decoded(part: string, href: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw elsewhere(href);
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
