import { readFileSync } from 'node:fs';
import { catalogue, loadSettings } from './index.js';

const example = readFileSync(new URL('../../../config/example.env', import.meta.url), 'utf8');
const good = {
  FOCALPOINT_ACTOR_SECRET: 'a secret of at least thirty-two chars', FOCALPOINT_CURSOR_SECRET: 'another secret of thirty-two or more', FOCALPOINT_MARKING_SECRET: 'a third secret of thirty-two or more',
  DATABASE_URL: 'postgres://focalpoint_app:x@127.0.0.1/focalpoint', FOCALPOINT_WORKER_DATABASE_URL: 'postgres://focalpoint_worker:x@127.0.0.1/focalpoint',
};

describe('config/example.env', () => {
  it('names every setting once, with what it does, its default and whether it is secret', () => {
    const named = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, key, value]) => ({ key, value }));
    expect(named).toEqual(catalogue.map(({ key, default: usual, ...rest }) => ({ key, value: 'secret' in rest ? '' : usual })));
    for (const setting of catalogue) {
      expect(example).toContain(`# ${setting.about}\n`);
      if ('secret' in setting) expect(example).toMatch(new RegExp(`Secret\\.\\n${setting.key}=\\n`));
    }
  });
});

describe('settings', () => {
  it('are read with their defaults', () => {
    const { settings, faults } = loadSettings(good);
    expect(faults).toEqual([]);
    expect(settings).toMatchObject({ mode: 'demo', host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000', runJobs: true, sessionIdleMinutes: 30 });
  });

  it('take empty values as not given, and the public address without its last slash', () => {
    expect(loadSettings({ ...good, PORT: '', FOCALPOINT_PUBLIC_URL: 'http://127.0.0.1:9/' }).settings).toMatchObject({ port: 3000, publicUrl: 'http://127.0.0.1:9' });
  });

  it.each([
    [{ FOCALPOINT_MODE: 'prod' }, 'FOCALPOINT_MODE'], [{ FOCALPOINT_SESSION_IDLE_MINUTES: '600' }, 'FOCALPOINT_SESSION_IDLE_MINUTES'], [{ FOCALPOINT_RUN_JOBS: 'yes' }, 'FOCALPOINT_RUN_JOBS'],
    [{ FOCALPOINT_LOG_LEVEL: 'loud' }, 'FOCALPOINT_LOG_LEVEL'], [{ FOCALPOINT_PUBLIC_URL: 'portal' }, 'FOCALPOINT_PUBLIC_URL'], [{ FOCALPOINT_MAIL_FROM: 'a\nBcc: b' }, 'FOCALPOINT_MAIL_FROM'],
    [{ FOCALPOINT_SCANNER: 'yes' }, 'FOCALPOINT_SCANNER'], [{ FOCALPOINT_HOST: '0.0.0.0' }, 'FOCALPOINT_HOST'], [{ FOCALPOINT_UPLOADS_MAX: '1' }, 'FOCALPOINT_UPLOADS_MAX'],
    [{ FOCALPOINT_ACTOR_SECRET_FILE: '/does/not/exist' }, 'FOCALPOINT_ACTOR_SECRET'],
  ])('say what is wrong with %j', (wrong, key) => {
    const { faults } = loadSettings({ ...good, ...wrong });
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect(fault.startsWith(key)).toBe(true);
  });
});
