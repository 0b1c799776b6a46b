import { readdirSync, readFileSync } from 'node:fs';
import { under } from '../../deploy/launcher/paths.js';

/** Addresses that letters lead to, with a letter for whatever is filled in. */
const links = readdirSync(under('src/notifications')).filter((name) => name.endsWith('.ts')).flatMap((name) => {
  const source = readFileSync(under('src/notifications', name), 'utf8');
  return [...source.matchAll(/['"`](\/[a-z][^'"`\s]*)['"`]/g)].map(([, path = '']) => ({ name, path: path.replaceAll(/\$?\{[^}]+\}/g, 'x').replace(/[?#].*$/, '') }));
});
const routes = [...readFileSync(under('web/src/app/router.tsx'), 'utf8').matchAll(/path: '([^']+)'/g)].map(([, path = '']) => new RegExp(`^${path.replaceAll(/\$\w+/g, '[^/]+')}$`));

it('lead to screens there are, the links in letters', () => {
  expect(links.length).toBeGreaterThan(12);
  expect(links.filter(({ path }) => !path.startsWith('/sign-in') && !routes.some((route) => route.test(path)))).toEqual([]);
});
