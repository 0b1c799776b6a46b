import { readFileSync } from 'node:fs';
import { under } from '../../deploy/launcher/paths.js';
import { screens } from '../support/screens.js';
import { allIds } from '../support/screens-world.js';

describe('the list of screens', () => {
  it('has each route of the client', () => {
    const source = readFileSync(under('web/src/app/router.tsx'), 'utf8');
    const routes = [...source.matchAll(/path: '([^']+)'/g)].map(([, path = '']) => new RegExp(`^${path.replaceAll(/\/\{-\$\w+\}/g, '(/[^/?]+)?').replaceAll(/\$\w+/g, '[^/?]+')}(\\?.*)?$`));
    expect(routes.length).toBeGreaterThan(10);
    const shown = screens.map((screen) => screen.path(allIds('x')));
    expect(routes.filter((route) => !shown.some((path) => route.test(path))).map(String)).toEqual([]);
  });

  it('has each name once', () => {
    expect(screens.map(({ name }) => name).filter((name, index, all) => all.indexOf(name) !== index)).toEqual([]);
  });
});
