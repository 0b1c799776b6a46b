import { spawn, type ChildProcess } from 'node:child_process';
import { freePort } from '../../deploy/launcher/port.js';
import { under } from '../../deploy/launcher/paths.js';
import type { Portal } from './portal.js';
import { Official } from './official.js';
import { secretsOfTests } from './test-secrets.js';
import { until } from './until.js';

/** The server as it is run: a process of its own beside a portal of the tests, on the same database, store and keyring. What it logs is kept. */
export class Server {
  private constructor(
    readonly process: ChildProcess,
    readonly url: string,
    private readonly portal: Portal,
    private readonly said: { text: string },
  ) {}

  static async start(portal: Portal, more: Record<string, string> = {}, args: string[] = []): Promise<Server> {
    const { databaseUrl, workerDatabaseUrl, storagePath, keyringPath, mailFolder } = portal.settings;
    const port = await freePort();
    const env = {
      PATH: process.env.PATH ?? '', ...secretsOfTests, FOCALPOINT_MODE: 'development', PORT: String(port), FOCALPOINT_LOG_LEVEL: 'debug',
      DATABASE_URL: databaseUrl, FOCALPOINT_WORKER_DATABASE_URL: workerDatabaseUrl, FOCALPOINT_STORAGE_PATH: storagePath, FOCALPOINT_KEYRING_PATH: keyringPath, FOCALPOINT_MAIL_FOLDER: mailFolder, ...more,
    };
    const child = spawn(process.execPath, [...args, under('dist/src/main.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { text: '' };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said.text += String(chunk); });
    await until('the server starts', () => {
      if (child.exitCode !== null) throw new Error(`the server did not start:\n${said.text}`);
      return said.text.includes('is ready at');
    });
    return new Server(child, `http://127.0.0.1:${port}`, portal, said);
  }

  get logs(): string {
    return this.said.text;
  }

  /** The same official, talking to this process. */
  as({ id, name, party, token }: Official): Official {
    return new Official(this.url, this.portal.settings, { id, name, party, token });
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
  }
}
