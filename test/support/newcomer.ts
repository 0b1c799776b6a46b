import { TOTP } from 'otpauth';
import { Authenticator, type Twist } from './authenticator.js';
import type { Portal } from './portal.js';

export interface SessionAnswer {
  signedIn: boolean;
  unfinished?: boolean;
  csrf?: string;
  [member: string]: unknown;
}

/** Somebody at a browser who signs in by themselves, with what they have. */
export class Newcomer {
  private token = '';
  private csrf = '';
  readonly authenticator: Authenticator;

  constructor(private readonly portal: Portal) {
    this.authenticator = new Authenticator(portal.settings.publicUrl);
  }

  get cookie(): string {
    return this.token ? `sid=${this.token}` : '';
  }

  get formToken(): string {
    return this.csrf;
  }

  async call(method: string, path: string, body?: object): Promise<Response> {
    const answer = await fetch(`${this.portal.url}/api/v1${path}`, {
      method, body: body && JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...(this.token ? { Cookie: this.cookie, 'X-CSRF': this.csrf } : {}) },
    });
    const token = /sid=([\w-]{43});/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
    if (token) this.token = token;
    if (token) this.csrf = ((await answer.clone().json()) as { csrf: string }).csrf;
    return answer;
  }

  post(path: string, body: object = {}): Promise<Response> {
    return this.call('POST', path, body);
  }

  /** By the password alone: what follows is the second factor. */
  withPassword(email: string, password: string): Promise<Response> {
    return this.post('/session', { email, password });
  }

  /** A form of the sign-in pages, sent as a browser does. */
  async form(path: string, fields: Record<string, string>): Promise<Response> {
    const answer = await fetch(`${this.portal.url}${path}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers: this.token ? { Cookie: this.cookie } : {} });
    this.token = /sid=([\w-]{43});/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? this.token;
    return answer;
  }

  async page(path: string): Promise<string> {
    return (await fetch(`${this.portal.url}${path}`, { headers: this.token ? { Cookie: this.cookie } : {} })).text();
  }

  /** Makes an authenticator app and gives its first code. @returns the app and the recovery codes */
  async withGenerator(): Promise<{ code: (steps?: number) => string; recoveryCodes: string[] }> {
    const { secret } = (await (await this.post('/session/factors/code-generator')).json()) as { secret: string };
    const app = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 });
    const code = (steps = 0) => app.generate({ timestamp: Date.now() + steps * 30_000 });
    const answer = await this.call('PUT', '/session/factors/code-generator', { code: code() });
    if (answer.status !== 200) throw new Error(await answer.text());
    return { code, recoveryCodes: ((await answer.json()) as { recoveryCodes: string[] }).recoveryCodes };
  }

  async makePasskey(twist: Twist = {}): Promise<Response> {
    const asked = await this.post('/session/factors/passkeys/challenges');
    if (asked.status !== 201) return asked;
    return this.post('/session/factors/passkeys', this.authenticator.make((await asked.json()) as never, twist));
  }

  async withPasskey(twist: Twist = {}): Promise<Response> {
    return this.post('/session/passkey', this.authenticator.answer((await (await this.post('/session/challenges')).json()) as never, twist));
  }
}
