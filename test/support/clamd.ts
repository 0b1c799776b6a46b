import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { until } from './until.js';

/** The industry's harmless test string, in two pieces so that no scanner takes this repository for infected. */
export const eicar = `${'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-'}${'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`;

/** A real clamd with signatures made by hand and no network, as a user of its own. It is asked through a socket in a folder of its own. */
export class Clamd {
  private readonly folder = mkdtempSync(join(tmpdir(), 'focalpoint-clamd-'));
  private readonly user = { uid: idOf('-u'), gid: idOf('-g') };
  private child: ChildProcess | undefined;

  private constructor(private readonly settings: readonly string[]) {
    for (const name of ['db', 'run']) mkdirSync(join(this.folder, name));
    writeFileSync(join(this.folder, 'db', 'local.ndb'), '');
    for (const name of ['', 'db', 'run']) chownSync(join(this.folder, name), this.user.uid, this.user.gid);
    this.write('Local.Eicar-Test', eicar);
    writeFileSync(join(this.folder, 'clamd.conf'), this.configuration());
  }

  /** Ready when this resolves. `settings` are lines of clamd.conf that come beside the usual ones. */
  static async start(settings: readonly string[] = []): Promise<Clamd> {
    const clamd = new Clamd(settings);
    await clamd.restart().catch(async (error: unknown) => {
      await clamd.stop();
      throw error;
    });
    return clamd;
  }

  /** For FOCALPOINT_SCANNER. */
  get address(): string {
    return `unix:${this.socket}`;
  }

  /** The path of its socket, for a proxy before it. */
  get socket(): string {
    return join(this.folder, 'run', 'clamd.sock');
  }

  /** Starts it again after a stop or a kill. */
  async restart(): Promise<void> {
    await this.kill();
    rmSync(this.socket, { force: true });
    this.child = spawn('/usr/sbin/clamd', ['--config-file', join(this.folder, 'clamd.conf')], { ...(process.getuid?.() === 0 ? this.user : {}), stdio: 'ignore', cwd: '/' });
    await this.until(async () => (await this.ask('zPING\0')) === 'PONG', 'clamd does not start');
  }

  /** It hears and answers nothing from now on, and its socket stays open. */
  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  /** Gone at once, and waited for until it is reaped. */
  async kill(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** From when this resolves, whatever holds this content is found by this name. */
  async addSignature(name: string, content: string): Promise<void> {
    this.write(name, content);
    await this.ask('zRELOAD\0');
    await this.until(async () => (await this.scan(content)).includes(`${name}.UNOFFICIAL FOUND`), `clamd does not know ${name}`);
  }

  /** What clamd itself says of this content. */
  scan(content: string): Promise<string> {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(content));
    return this.ask(Buffer.concat([Buffer.from('zINSTREAM\0'), length, Buffer.from(content), Buffer.alloc(4)]));
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(name: string, content: string): void {
    appendFileSync(join(this.folder, 'db', 'local.ndb'), `${name}:0:*:${Buffer.from(content).toString('hex')}\n`);
  }

  private configuration(): string {
    return [
      `DatabaseDirectory ${join(this.folder, 'db')}`, `LocalSocket ${this.socket}`, 'LocalSocketMode 666', `LogFile ${join(this.folder, 'run', 'clamd.log')}`, 'Foreground yes',
      'MaxThreads 4', 'StreamMaxLength 600M', 'MaxScanSize 600M', 'MaxFileSize 600M', 'MaxRecursion 16', 'MaxFiles 10000', 'MaxScanTime 120000',
      'AlertExceedsMax yes', 'AlertEncryptedArchive yes', 'AlertOLE2Macros yes', 'SelfCheck 0', ...this.settings, '',
    ].join('\n');
  }

  private async ask(question: string | Buffer): Promise<string> {
    const socket = connect(this.socket);
    socket.setTimeout(10_000, () => socket.destroy(new Error('clamd is silent')));
    socket.on('error', () => undefined);
    socket.write(question);
    return (await text(socket as Readable)).replace(/\0$/, '');
  }

  private async until(done: () => Promise<boolean>, otherwise: string): Promise<void> {
    await until(otherwise, () => {
      if (this.child?.exitCode) throw new Error(`${otherwise}: it ended with ${this.child.exitCode}`);
      return done().catch(() => false);
    });
  }
}

/** Debian's package makes the user; whoever runs tests without being root runs clamd as themselves. */
const idOf = (which: '-u' | '-g'): number => Number(execFileSync('id', process.getuid?.() === 0 ? [which, 'clamav'] : [which], { encoding: 'utf8' }));
