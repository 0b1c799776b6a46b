import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';

/** What goes wrong with one connection. */
export interface Fault {
  /** Taken, and nothing is ever heard on it. */
  hang?: true;
  /** Milliseconds before each piece of the answer. */
  delay?: number;
  /** After so many octets of the answer the connection is reset; 0: before any, as if nobody listened. */
  resetAfter?: number;
  /** After so many octets of the answer it ends, in good order. */
  endAfter?: number;
  /** This instead of what stands behind, at the first octet of a request. */
  answer?: string;
  /** Each piece of the answer, changed. */
  rewrite?: (octets: Buffer) => Buffer;
}

/** An HTTP answer as it goes over the line, for `answer`. */
export const httpAnswer = (status: number, body = '', headers: Record<string, string> = {}): string =>
  [`HTTP/1.1 ${status} Said by a proxy`, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n');

/** Stands between a client and what it talks to, over TCP, and lets go wrong what it is told to. */
export class FaultProxy {
  private readonly open = new Set<Socket>();
  private always: Fault = {};
  private script: Fault[] = [];
  /** How often somebody came since faults were last named. */
  connections = 0;

  private constructor(private readonly server: Server, private readonly behind: NetConnectOpts) {}

  static async before(behind: NetConnectOpts): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(server, behind);
    server.on('connection', (socket) => proxy.take(socket));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** How many connections there are, to both sides. */
  get alive(): number {
    return this.open.size;
  }

  /** From now on, for every connection; those there are break off. Without a fault everything goes through. */
  async all(fault: Fault = {}): Promise<void> {
    this.always = fault;
    await this.name([]);
  }

  /** For the next connections, one each; what comes after them goes through. Those there are break off. */
  async next(...faults: Fault[]): Promise<void> {
    this.always = {};
    await this.name(faults);
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.open) socket.destroy();
    await closed;
  }

  /** Resolves once whoever was connected had time to notice, and will not try an old connection first. */
  private async name(script: Fault[]): Promise<void> {
    this.script = script;
    this.connections = 0;
    for (const socket of this.open) socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  private take(client: Socket): void {
    this.connections++;
    const fault = this.script.shift() ?? this.always;
    this.keep(client);
    if (fault.resetAfter === 0) return void client.resetAndDestroy();
    const { answer: instead } = fault;
    if (instead !== undefined) return void client.once('data', () => client.end(instead));
    if (fault.hang) return void client.resume();
    const far = connect(this.behind);
    this.keep(far);
    client.pipe(far);
    client.once('close', () => far.destroy());
    // What comes late is still brought, after whoever sent it has hung up.
    void bring(far, client, fault).then(() => client.destroySoon(), () => client.destroy());
  }

  private keep(socket: Socket): void {
    this.open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.open.delete(socket));
  }
}

async function bring(far: Socket, client: Socket, { delay = 0, resetAfter, endAfter, rewrite = (octets) => octets }: Fault): Promise<void> {
  let left = resetAfter ?? endAfter ?? Number.POSITIVE_INFINITY;
  for await (const piece of far as AsyncIterable<Buffer>) {
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    const octets = rewrite(piece).subarray(0, left);
    left -= octets.length;
    if (!client.write(octets)) await Promise.race([once(client, 'drain'), once(client, 'close')]);
    if (left > 0) continue;
    if (resetAfter === undefined) client.end();
    else client.resetAndDestroy();
    return;
  }
}
