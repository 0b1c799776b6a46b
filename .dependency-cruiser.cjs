// The house's floors. A room is imported through its index.ts alone, and only from above.
const floors = [
  ['members'],
  ['identity'],
  ['focal-points', 'liaison', 'working-groups'],
  ['documents'],
  ['meetings', 'learning', 'statistics', 'alerts', 'requests', 'publications'],
  ['notifications', 'audit-trail', 'operations'],
];
const rooms = floors.flat();
const doors = '^src/(main|worker|cli|app|app\\.module|api-docs|doctor)\\.ts$|^src/demo/';

const upward = floors.map((rooms, level) => ({
  name: `floor-${level + 1}-imports-downwards-only`,
  severity: 'error',
  from: { path: `^src/(${rooms.join('|')})/` },
  to: { path: `^src/(${floors.slice(level).flat().join('|')})/`, pathNot: '^src/$1/' },
}));


module.exports = {
  forbidden: [
    ...upward,
    { name: 'the-kernel-imports-no-room', severity: 'error', from: { path: '^src/kernel/' }, to: { path: `^src/(${rooms.join('|')}|demo)/` } },
    { name: 'rooms-by-their-public-face', severity: 'error', from: { path: '^(src/([^/]+)/|src/[^/]+\\.ts$)' }, to: { path: `^src/(${rooms.join('|')})/(?!index\\.ts$)`, pathNot: '^src/$2/' } },
    { name: 'kernel-rooms-by-their-public-face', severity: 'error', from: { path: '^src/(?!kernel/)' }, to: { path: '^src/kernel/[^/]+/(?!index\\.ts$)' } },
    { name: 'no-cycles', severity: 'error', from: { path: '^src/' }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-test-code-in-src', severity: 'error', from: { path: '^src/', pathNot: '\\.spec\\.ts$' }, to: { path: '^test/' } },
    { name: 'migrations-stand-alone', severity: 'error', from: { path: '^migrations/' }, to: { path: '^src/' } },
    { name: 'only-the-doors-see-the-demonstration', severity: 'error', from: { path: '^src/', pathNot: doors }, to: { path: '^src/demo/' } },
    { name: 'features-do-not-import-features', severity: 'error', from: { path: '^web/src/features/([^/]+)/' }, to: { path: '^web/src/features/', pathNot: '^web/src/features/$1/' } },
    { name: 'no-circles-among-features', severity: 'error', from: { path: '^web/src/features/' }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'parts-know-no-feature', severity: 'error', from: { path: '^web/src/(ui|marking|sending|api|i18n|preferences)/' }, to: { path: '^web/src/(features|app)/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'], mainFields: ['module', 'main', 'types'] },
  },
};
