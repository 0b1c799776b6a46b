import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The line to a database: it can be cut, so that nobody answers any more, or go dead, so that everything is taken and nothing comes back. */
export class Line {
  private readonly sockets = new Set<Socket>();
  private dead = false;
  private server: Server | undefined;
  private port = 0;

  private constructor(private behind: { host: string; port: number }) {}

  static async to(url: string): Promise<Line> {
    const line = new Line({ host: '', port: 0 });
    line.lead(url);
    await line.mend();
    return line;
  }

  /** The same database, by this line. */
  through(url: string): string {
    const address = new URL(url);
    [address.hostname, address.port] = ['127.0.0.1', String(this.port)];
    return address.href;
  }

  /** Leads elsewhere from here on: to a database that came back at another port. */
  lead(url: string): void {
    const { hostname, port } = new URL(url);
    this.behind = { host: hostname, port: Number(port) };
  }

  /** Connections there are, to both sides. */
  get open(): number {
    return this.sockets.size;
  }

  async cut(): Promise<void> {
    const closed = this.server && once(this.server, 'close');
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
    this.server = undefined;
  }

  /** What is said from here on arrives nowhere, on lines that are open as on new ones. */
  hang(): void {
    this.dead = true;
    for (const socket of this.sockets) socket.pause();
  }

  async mend(): Promise<void> {
    this.dead = false;
    for (const socket of this.sockets) socket.resume();
    if (this.server) return;
    this.server = createServer((near) => this.join(near)).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private join(near: Socket): void {
    const far = connect(this.behind);
    for (const [one, other] of [[near, far], [far, near]] as const) {
      this.sockets.add(one);
      one.on('data', (octets: Buffer) => other.write(octets));
      one.on('error', () => undefined);
      one.on('close', () => { this.sockets.delete(one); other.destroy(); });
      if (this.dead) one.pause();
    }
  }
}
