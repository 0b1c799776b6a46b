import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres, type Cluster } from '../../deploy/launcher/postgres.ts';
import { migrated } from './global-setup.js';
import { Line } from './line.js';

/**
 * A PostgreSQL that can be killed and come back; portals started while it is here are on it. With fsync, unlike the one of the other tests: what it
 * said is committed must be there after it was killed.
 */
export class MortalPostgres {
  private readonly ofTheRun = process.env.FOCALPOINT_TEST_CLUSTER_URL;

  private constructor(
    private readonly folder: string,
    private cluster: Cluster,
    private readonly line: Line,
  ) {
    process.env.FOCALPOINT_TEST_CLUSTER_URL = line.through(cluster.url);
  }

  static async start(): Promise<MortalPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'focalpoint-crash-'));
    chmodSync(folder, 0o755); // as root, PostgreSQL runs as a user of its own and must get through
    const cluster = await startIn(folder);
    await migrated(cluster.url);
    return new MortalPostgres(folder, cluster, await Line.to(cluster.url));
  }

  /** Every process of it at once; gone when this resolves. */
  async kill(): Promise<void> {
    const all = this.signal('SIGKILL');
    while (all.some(lives)) await sleep(20);
  }

  /** Every process of it hangs: connections stay open and are taken, and nothing is ever said on them. */
  pause(): void {
    this.signal('SIGSTOP');
  }

  /** They go on where they were. */
  resume(): void {
    this.signal('SIGCONT');
  }

  /** At another port, by the same line. */
  async restart(): Promise<void> {
    this.cluster = await startIn(this.folder);
    this.line.lead(this.cluster.url);
  }

  async stop(): Promise<void> {
    process.env.FOCALPOINT_TEST_CLUSTER_URL = this.ofTheRun;
    await this.line.cut();
    this.resume(); // what hangs cannot be told to end
    await this.cluster.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @returns the processes that were sent it, the main one first: it forks no more while its children are looked up */
  private signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): number[] {
    const main = Number(readFileSync(join(this.folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    send(main, signal === 'SIGCONT' ? signal : 'SIGSTOP');
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(main)], { encoding: 'utf8' }).trim().split(/\s+/).filter(Boolean).map(Number);
    for (const pid of [main, ...children]) send(pid, signal);
    return [main, ...children];
  }
}

const startIn = (folder: string) => startPostgres(join(folder, 'postgres'), 'test-owner', ['-c', 'max_connections=60']);

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it ended by itself meanwhile
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
