import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { freePort } from '../../deploy/launcher/port.js';

const account = { user: 'forum:portal', key: 'the-key-of-these-tests' };
const bucket = 'files';
const objectServers = ['object1', 'object2', 'object3'] as const;
type Server = 'account' | 'container' | 'proxy' | 'memcached' | (typeof objectServers)[number];

/** Three replicas of each object, one to a server; names are kept once. */
const rings = `
import json, sys
from swift.common.ring import RingBuilder
folder, devices = sys.argv[1], json.loads(sys.argv[2])
for ring, ports in devices.items():
    builder = RingBuilder(4, len(ports), 1)
    for index, port in enumerate(ports):
        builder.add_dev({'region': 1, 'zone': index + 1, 'ip': '127.0.0.1', 'port': port, 'device': 'd%d' % (index + 1), 'weight': 1})
    builder.rebalance()
    builder.get_ring().save('%s/%s.ring.gz' % (folder, ring))
`;

/** OpenStack Swift from Debian's packages, on loopback: a proxy that speaks S3, three object servers with three replicas, folders for disks. */
export class Swift {
  private readonly folder = mkdtempSync(join(tmpdir(), 'focalpoint-swift-'));
  private readonly user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  private readonly running = new Map<Server, ChildProcess>();
  private readonly ports = new Map<Server, number>();

  private constructor() {}

  /** Ready, with an empty bucket, when this resolves. */
  static async start(): Promise<Swift> {
    const swift = new Swift();
    try {
      await swift.prepare();
      for (const server of swift.ports.keys()) swift.launch(server);
      for (const server of swift.ports.keys()) await swift.answers(server);
      await swift.makeBucket(bucket);
    } catch (error) {
      await swift.stop();
      throw error;
    }
    return swift;
  }

  get port(): number {
    return this.portOf('proxy');
  }

  /** For the store, or for `FOCALPOINT_S3_…`; by way of a proxy if its port is given. */
  settings(port = this.port): { endpoint: string; region: string; bucket: string; accessKeyId: string; secretAccessKey: string } {
    return { endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', bucket, accessKeyId: account.user, secretAccessKey: account.key };
  }

  /** Another bucket, made now. */
  async another(name: string): Promise<ReturnType<Swift['settings']>> {
    await this.makeBucket(name);
    return { ...this.settings(), bucket: name };
  }

  /** Every name Swift keeps, by its own interface: objects, parts, and what stands for uploads that are not finished. */
  async names(): Promise<string[]> {
    const entered = await fetch(`${this.settings().endpoint}/auth/v1.0`, { headers: { 'X-Storage-User': account.user, 'X-Storage-Pass': account.key } });
    const [url, token] = [entered.headers.get('x-storage-url') ?? '', entered.headers.get('x-storage-token') ?? ''];
    const lists = [bucket, `${bucket}+segments`].map(async (container) => (await fetch(`${url}/${encodeURIComponent(container)}`, { headers: { 'X-Auth-Token': token } })).text());
    return (await Promise.all(lists)).flatMap((list) => list.split('\n').filter((name) => name && !name.startsWith('<')));
  }

  /** One of the three, from 1. It is gone at once, and waited for until it is reaped. */
  killObjectServer(which: 1 | 2 | 3): Promise<void> {
    return this.kill(`object${which}`);
  }

  async startObjectServer(which: 1 | 2 | 3): Promise<void> {
    this.launch(`object${which}`);
    await this.answers(`object${which}`);
  }

  /** What speaks S3, gone at once. */
  killProxy(): Promise<void> {
    return this.kill('proxy');
  }

  async startProxy(): Promise<void> {
    this.launch('proxy');
    await this.answers('proxy');
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.keys()].map((server) => this.kill(server)));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async prepare(): Promise<void> {
    for (const server of ['memcached', 'account', 'container', ...objectServers, 'proxy'] as const) this.ports.set(server, await freePort());
    const devices = ['d1', 'd2', 'd3'].map((device) => join(this.folder, 'devices', device));
    for (const folder of devices) mkdirSync(folder, { recursive: true });
    for (const [server, port] of this.ports) writeFileSync(join(this.folder, `${server}.conf`), this.configuration(server, port));
    const { uid, gid } = this.user;
    if (uid !== undefined && gid !== undefined) for (const folder of [this.folder, join(this.folder, 'devices'), ...devices]) chownSync(folder, uid, gid);
    const layout = { account: [this.portOf('account')], container: [this.portOf('container')], object: objectServers.map((server) => this.portOf(server)) };
    execFileSync('/usr/bin/python3', ['-c', rings, this.folder, JSON.stringify(layout)], { ...this.user, cwd: '/', stdio: 'pipe' });
  }

  private configuration(server: Server, port: number): string {
    const user = this.user.uid === undefined ? execFileSync('id', ['-un'], { encoding: 'utf8' }).trim() : 'swift';
    const common = ['[DEFAULT]', 'bind_ip = 127.0.0.1', `bind_port = ${port}`, 'workers = 0', `user = ${user}`, `swift_dir = ${this.folder}`, `devices = ${join(this.folder, 'devices')}`,
      'mount_check = false', 'disable_fallocate = true', 'fallocate_reserve = 0'];
    const kind = server.replace(/\d$/, '');
    // No updater runs beside these servers, so a name that is not entered in its list at once would never be.
    if (kind === 'object') common.push('container_update_timeout = 30', 'node_timeout = 30', 'conn_timeout = 10');
    if (server !== 'proxy') return [...common, '[pipeline:main]', `pipeline = ${kind}-server`, `[app:${kind}-server]`, `use = egg:swift#${kind}`, ''].join('\n');
    return [...common, '[pipeline:main]', 'pipeline = catch_errors gatekeeper cache listing_formats bulk s3api tempauth slo proxy-server',
      ...['catch_errors', 'gatekeeper', 'listing_formats', 'bulk', 's3api', 'slo'].flatMap((filter) => [`[filter:${filter}]`, `use = egg:swift#${filter}`]),
      '[filter:cache]', 'use = egg:swift#memcache', `memcache_servers = 127.0.0.1:${this.portOf('memcached')}`,
      '[filter:tempauth]', 'use = egg:swift#tempauth', `user_${account.user.replace(':', '_')} = ${account.key} .admin`,
      '[app:proxy-server]', 'use = egg:swift#proxy', 'account_autocreate = true', 'error_suppression_interval = 1', ''].join('\n');
  }

  private launch(server: Server): void {
    const log = openSync(join(this.folder, `${server}.log`), 'a');
    const [command, ...args] = server === 'memcached'
      ? ['/usr/bin/memcached', '-l', '127.0.0.1', '-p', String(this.portOf(server)), '-U', '0', '-m', '16']
      : [`/usr/bin/swift-${server.replace(/\d$/, '')}-server`, join(this.folder, `${server}.conf`)];
    this.running.set(server, spawn(command ?? '', args, { ...this.user, cwd: '/', stdio: ['ignore', log, log] }));
    closeSync(log);
  }

  private async kill(server: Server): Promise<void> {
    const child = this.running.get(server);
    this.running.delete(server);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  private async answers(server: Server): Promise<void> {
    for (let turn = 0; turn < 600; turn++) {
      if (this.running.get(server)?.exitCode) break;
      if (await reachable(this.portOf(server))) return;
      await sleep(50);
    }
    throw new Error(`${server} does not start:\n${readFileSync(join(this.folder, `${server}.log`), 'utf8')}`);
  }

  private async makeBucket(name: string): Promise<void> {
    const { endpoint, region, accessKeyId, secretAccessKey } = this.settings();
    const client = new S3Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey }, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: name })).finally(() => client.destroy());
  }

  private portOf(server: Server): number {
    return this.ports.get(server) ?? 0;
  }
}

function reachable(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => { resolve(true); socket.destroy(); });
    socket.once('error', () => resolve(false));
  });
}

const idOf = (which: '-u' | '-g'): number => Number(execFileSync('id', [which, 'swift'], { encoding: 'utf8' }));
