import { leftOut } from './test/support/real.ts';

// Server tests: real Nest, real PostgreSQL. One worker per core is all a two-core machine can feed.
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/{src,test}/**/*.spec.ts', '<rootDir>/web/src/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', ...leftOut().map(({ file }) => `<rootDir>/${file}$`)],
  reporters: ['default', '<rootDir>/test/support/global-second-tries.ts', '<rootDir>/test/support/global-left-out.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/second-try.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/var/'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2024',
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testTimeout: 120_000,
  maxWorkers: 2,
  // Each file brings the whole application as modules of its own, which are never given back: a worker begins anew before it crowds out the browser.
  workerIdleMemoryLimit: '1200MB',
};
