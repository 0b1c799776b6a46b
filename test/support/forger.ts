import { createHash, createHmac, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const encode = (value: object | Buffer) => (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString('base64url');

/** An ID token before it is signed. */
export interface Draft {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  /** With the provider's own key, one nobody published, the client's secret, or not at all. */
  signed: 'own' | 'foreign' | 'secret' | 'none';
}

/** What the provider says about whoever comes next, and what is wrong with how it says it. */
export interface Saying {
  sub?: string;
  claims?: Record<string, unknown>;
  twist?: (draft: Draft) => Draft | void;
  /** The finished token is replaced. */
  replace?: (token: string) => string;
  /** What the browser brings back is changed. */
  back?: (address: URL) => void;
}

/** An identity provider in a few lines, which signs what a test asks for and checks what a provider has to check. */
export class Forger {
  saying: Saying = {};
  /** Replaces parts of what it says of itself. */
  metadata: Record<string, unknown> = {};
  /** Answers some path otherwise. */
  readonly instead = new Map<string, (response: ServerResponse) => void>();
  readonly asked: string[] = [];
  lastToken = '';
  private readonly key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private readonly foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private readonly codes = new Map<string, { nonce: string | null; challenge: string; redirect: string }>();

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
    readonly clientId: string,
    readonly clientSecret: string,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.answer(request, response));
  }

  static async start(clientId = 'focalpoint', clientSecret = 'the-secret-of-this-client-at-its-provider'): Promise<Forger> {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return new Forger(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, clientId, clientSecret);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    this.asked.push(url.pathname);
    const instead = this.instead.get(url.pathname);
    if (instead) return instead(response);
    const json = (body: object, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') {
      return void json({
        issuer: this.issuer, authorization_endpoint: `${this.issuer}/authorize`, token_endpoint: `${this.issuer}/token`, jwks_uri: `${this.issuer}/jwks`, response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['ES256', 'HS256', 'none'], code_challenge_methods_supported: ['S256'], authorization_response_iss_parameter_supported: true, ...this.metadata,
      });
    }
    if (url.pathname === '/jwks') return void json({ keys: [{ ...this.key.publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'ES256' }] });
    if (url.pathname === '/authorize') return this.authorize(url, response);
    if (url.pathname === '/token') return void json(...(await this.token(request)));
    json({}, 404);
  }

  /** The person is there and says yes. */
  private authorize({ searchParams: asked }: URL, response: ServerResponse): void {
    const code = randomBytes(16).toString('hex');
    const redirect = asked.get('redirect_uri') ?? '';
    this.codes.set(code, { nonce: asked.get('nonce'), challenge: asked.get('code_challenge') ?? '', redirect });
    const back = new URL(redirect);
    for (const [key, value] of Object.entries({ code, state: asked.get('state') ?? '', iss: this.issuer, session_state: 'providers add words of their own' })) back.searchParams.set(key, value);
    this.saying.back?.(back);
    response.writeHead(302, { location: back.href }).end();
  }

  private async token(request: IncomingMessage): Promise<[object, number]> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const form = new URLSearchParams(Buffer.concat(parts).toString());
    const held = this.codes.get(form.get('code') ?? '');
    this.codes.delete(form.get('code') ?? '');
    const [id = '', secret = ''] = Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64').toString().split(':').map(decodeURIComponent);
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
    if (!held || id !== this.clientId || secret !== this.clientSecret || held.challenge !== challenge || held.redirect !== form.get('redirect_uri')) return [{ error: 'invalid_grant' }, 400];
    this.lastToken = this.write(held.nonce);
    return [{ access_token: 'nobody-uses-it', token_type: 'Bearer', expires_in: 60, id_token: this.saying.replace?.(this.lastToken) ?? this.lastToken }, 200];
  }

  /** An ID token of this provider. */
  write(nonce: string | null): string {
    const now = Math.floor(Date.now() / 1000);
    const draft: Draft = {
      header: { alg: 'ES256', kid: 'own', typ: 'JWT' }, signed: 'own',
      claims: { iss: this.issuer, sub: this.saying.sub ?? 'someone', aud: this.clientId, exp: now + 300, iat: now, auth_time: now, nonce, ...this.saying.claims },
    };
    const { header, claims, signed } = this.saying.twist?.(draft) ?? draft;
    const body = `${encode(header)}.${encode(claims)}`;
    const by = ({ privateKey }: { privateKey: KeyObject }) => sign('sha256', Buffer.from(body), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const signatures = { own: () => by(this.key), foreign: () => by(this.foreign), secret: () => createHmac('sha256', this.clientSecret).update(body).digest(), none: () => Buffer.alloc(0) };
    return `${body}.${encode(signatures[signed]())}`;
  }
}
