import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { under } from '../../../deploy/launcher/paths.js';

describe('SR-72: a process that renders', () => {
  const begun = (milliseconds: number) => spawn(process.execPath, [under('dist/src/kernel/rendering/render-process.js'), String(milliseconds)], { env: {}, cwd: '/', stdio: ['pipe', 'pipe', 'ignore'] });

  it('ends by itself when whoever ordered it no longer does', async () => {
    const child = begun(200); // whose order never comes to its end
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  });

  it('is gone as soon as it has answered', async () => {
    const child = begun(20_000);
    child.stdin.end('{"task":"outline","mediaType":"application/pdf"}\nno PDF at all');
    const [[status], [answer]] = await Promise.all([once(child, 'exit'), once(child.stdout, 'data')]);
    expect([status, JSON.parse(String(answer))]).toEqual([0, { done: false, code: 'unreadable' }]);
  });
});
