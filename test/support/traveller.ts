import type { Portal } from './portal.js';

/** A browser without a script: keeps cookies by host, goes where it is sent. */
export class Traveller {
  private readonly jars = new Map<string, Map<string, string>>();

  constructor(private readonly portal: Portal) {}

  cookie(name: string, host = new URL(this.portal.url).host): string | undefined {
    return this.jars.get(host)?.get(name);
  }

  keep(name: string, value: string): void {
    this.jarOf(new URL(this.portal.url).host).set(name, value);
  }

  /** One request; redirects are not followed. */
  async once(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.portal.url);
    const jar = this.jarOf(url.host);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', ...init, headers: { ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string> | undefined) } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  /** Off to the provider of a party. @returns the address to come back to, not yet gone to */
  async away(party: string, query = ''): Promise<URL> {
    return this.follow(`/sign-in/provider/of/${party}${query}`);
  }

  /** Goes on until the browser is sent back to the portal. */
  async follow(address: string): Promise<URL> {
    let answer = await this.once(address);
    for (let turn = 0; turn < 10 && answer.status >= 300 && answer.status < 400; turn++) {
      const next = new URL(answer.headers.get('location') ?? '', answer.url);
      if (next.pathname.startsWith('/sign-in/provider/callback')) return next;
      answer = await this.once(next.href);
    }
    throw new Error(`did not come back: ${answer.status} ${await answer.text()}`);
  }

  /** There and back. @returns the portal's answer */
  async enter(party: string): Promise<Response> {
    return this.once((await this.away(party)).href);
  }

  /** As the portal sees this browser. */
  async api(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> {
    const { csrf = '' } = method === 'GET' ? {} : ((await (await this.once('/api/v1/session')).json()) as { csrf?: string });
    return this.once(`/api/v1${path}`, { method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json', 'x-csrf': csrf, ...headers } });
  }

  private jarOf(host: string): Map<string, string> {
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    return jar;
  }
}
