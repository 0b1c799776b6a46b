import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

export interface Received {
  to: string;
  subject: string;
  /** Decoded. */
  text: string;
  /** As it came over the wire. */
  raw: string;
}

const words = (header: string) =>
  header.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_all, how: string, body: string) =>
    how.toUpperCase() === 'B' ? Buffer.from(body, 'base64').toString() : printable(body.replaceAll('_', ' ')));
const printable = (body: string) => Buffer.from(body.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString();

/** A mail server on loopback that can be closed and opened again, and refuse whom it is told to. */
export class PostOffice {
  readonly received: Received[] = [];
  readonly refused = new Set<string>();
  /** How many messages were offered to it, whatever became of them. */
  offered = 0;
  private server: SMTPServer | undefined;

  constructor(readonly port: number) {}

  async open(): Promise<void> {
    this.server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'], logger: false,
      onRcptTo: ({ address }, _session, done) => {
        this.offered += 1;
        done(this.refused.has(address) ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null);
      },
      onData: (stream, session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const raw = Buffer.concat(parts).toString('latin1');
          const [head = '', ...body] = raw.split('\r\n\r\n');
          const subject = /^Subject: ((?:.*\r\n[ \t])*.*)$/m.exec(head)?.[1]?.replaceAll(/\r\n[ \t]/g, ' ') ?? '';
          this.received.push({ to: session.envelope.rcptTo[0]?.address ?? '', subject: words(subject), text: printable(body.join('\r\n\r\n')), raw });
          done();
        });
      },
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server.server, 'listening');
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => { server.close(resolve); });
  }

  to(address: string): Received[] {
    return this.received.filter(({ to }) => to === address);
  }
}
