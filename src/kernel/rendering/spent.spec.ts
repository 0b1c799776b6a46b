import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../../test/support/until.js';
import { spent } from './spent.js';

/** Elsewhere nothing is told, and the clock alone bounds a rendition. */
const isTold = platform() === 'linux';

describe('what a process has taken', () => {
  it('is the time it was busy, and not the time that went by', async () => {
    const busy = spawn(process.execPath, ['-e', 'process.title = "a (b) c"; for (;;);'], { stdio: 'ignore' });
    const idle = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'], { stdio: 'ignore' });
    try {
      await until('it was busy for two seconds', async () => !isTold || (await spent(busy.pid)).seconds >= 2);
      await sleep(1_000);
      expect((await spent(busy.pid)).seconds > 2).toBe(isTold);
      expect((await spent(idle.pid)).seconds).toBeLessThan(2);
    } finally {
      busy.kill('SIGKILL');
      idle.kill('SIGKILL');
    }
  });

  it('is memory too, and nothing once it has ended', async () => {
    expect((await spent(process.pid)).residentMegabytes > 20).toBe(isTold);
    expect(await spent(undefined)).toEqual({ seconds: 0, residentMegabytes: 0 });
  });
});
