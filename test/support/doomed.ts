import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../deploy/launcher/port.js';
import { under } from '../../deploy/launcher/paths.js';
import type { Official } from './official.js';
import type { Operator } from './operator.js';

/** A node that is a process of its own, so that it can be killed: the whole server, on the database and the files of a portal of the tests. */
export class Doomed {
  private said = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => { this.said += String(chunk); });
  }

  /** Answers when this resolves. @param options `at`: the fail-point it dies at; `jobs`: whether it takes jobs */
  static async start(operator: Operator, options: { at?: string; jobs?: boolean; env?: Record<string, string> } = {}): Promise<Doomed> {
    const port = await freePort();
    const { FOCALPOINT_DATABASE_MIGRATE_URL: _operators, ...env } = operator.env;
    const child = spawn(process.execPath, [under('dist/src/main.js')], {
      env: { ...env, NODE_COMPILE_CACHE: under('var/compile-cache'), PORT: String(port), FOCALPOINT_RUN_JOBS: String(options.jobs ?? false), FOCALPOINT_TEST_FAILPOINT: options.at ?? '', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const doomed = new Doomed(child, `http://127.0.0.1:${port}`);
    while (!doomed.said.includes('ready at')) {
      await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
      if (child.exitCode !== null) throw new Error(`the node did not start:\n${doomed.said}`);
      if (child.signalCode !== null) break; // a job that waited was its end already
    }
    return doomed;
  }

  /** Resolves when it is gone, with the signal that ended it. */
  async died(): Promise<string | null> {
    if (this.child.signalCode === null && this.child.exitCode === null) await once(this.child, 'exit');
    return this.child.signalCode;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.died();
  }

  /** A request of an official to this node. @returns null when it died over it */
  async ask(official: Official, method: string, path: string, body?: Buffer, headers: Record<string, string> = {}): Promise<{ status: number; body: Record<string, unknown> } | null> {
    try {
      const answer = await fetch(`${this.url}/api/v1${path}`, { method, headers: { ...official.headers, ...(body ? { 'Content-Type': 'application/octet-stream' } : {}), ...headers }, body: body as BodyInit | undefined });
      const text = await answer.text();
      return { status: answer.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
    } catch {
      return null;
    }
  }
}
