import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { under } from '../../deploy/launcher/paths.js';
import { Portal } from '../support/portal.js';
import { secretsOfTests } from '../support/test-secrets.js';

const file = under('docs/openapi.json');

describe('the OpenAPI document', () => {
  let portal: Portal;
  beforeAll(async () => { portal = await Portal.start(); });
  afterAll(() => portal.stop());

  it('is the one that is committed', () => {
    const { databaseUrl, storagePath, keyringPath } = portal.settings;
    const { stdout, stderr } = spawnSync(process.execPath, [under('dist/src/cli.js'), 'openapi'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 24,
      env: { PATH: process.env.PATH, ...secretsOfTests, FOCALPOINT_MODE: 'development', FOCALPOINT_LOG_LEVEL: 'silent', FOCALPOINT_RUN_JOBS: 'false', DATABASE_URL: databaseUrl, FOCALPOINT_STORAGE_PATH: storagePath, FOCALPOINT_KEYRING_PATH: keyringPath },
    });
    expect(stderr).toBe('');
    if (process.env.FOCALPOINT_TEST_UPDATE) writeFileSync(file, stdout);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });
});
