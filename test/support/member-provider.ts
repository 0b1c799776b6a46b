import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { Traveller } from './traveller.js';

/** A member's identity provider as the certified library makes one: whoever signs in there is who they say, with any password. */
export class MemberProvider {
  readonly clientId = 'focalpoint';
  readonly clientSecret = 'a-secret-between-the-two-of-them-alone';

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  /** @param redirectUri where people are sent back to @param domain of their addresses */
  static async start(redirectUri: string, domain: string): Promise<MemberProvider> {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const made = new MemberProvider(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    // It warns of what only a test would do.
    const { console: loud } = globalThis as { console: { warn: unknown } };
    const { warn } = loud;
    loud.warn = () => undefined;
    const provider = new Provider(made.issuer, {
      clients: [{ client_id: made.clientId, client_secret: made.clientSecret, redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'] }],
      claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
      conformIdTokenClaims: false,
      ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
      cookies: { keys: ['only for tests'] },
      features: { devInteractions: { enabled: true } },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, name: `${sub[0]?.toUpperCase()}${sub.slice(1)} of ${domain}`, email: `${sub}@${domain}` }) }),
    });
    loud.warn = warn;
    server.on('request', (request, response) => void provider.callback()(request, response));
    return made;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }

  /** Fills its forms in, as somebody at a browser does. @returns the portal's answer to whoever comes back */
  async signIn(traveller: Traveller, address: string, login: string): Promise<Response> {
    let answer = await traveller.once(address);
    for (let turn = 0; turn < 20; turn++) {
      const location = answer.headers.get('location');
      if (location) {
        const next = new URL(location, answer.url);
        answer = await traveller.once(next.href);
        if (next.pathname.startsWith('/sign-in/provider/callback')) return answer;
        continue;
      }
      const page = await answer.text();
      const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
      if (!action || !prompt) throw new Error(`lost on the way: ${answer.status} ${page.slice(0, 500)}`);
      answer = await traveller.once(new URL(action, answer.url).href, { method: 'POST', body: new URLSearchParams(prompt === 'login' ? { prompt, login, password: 'any' } : { prompt }) });
    }
    throw new Error('never came back');
  }
}
