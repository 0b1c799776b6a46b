import request, { type Test } from 'supertest';
import type { Settings } from '../../src/kernel/config/index.js';
import { csrfOf } from '../../src/kernel/http/index.js';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface MarkingInput {
  tlp: string;
  releasableTo: string[];
  recipients: string[];
  withheldFrom: string[];
  handlingCaveats: string[];
}

/** A marking from what matters of it. */
export const marking = (tlp: string, releasableTo: string[] = [], more: Partial<MarkingInput> = {}): MarkingInput => ({
  tlp, releasableTo, recipients: [], withheldFrom: [], handlingCaveats: [], ...more,
});

export interface DocumentAnswer {
  id: string;
  symbol: string;
  title: string;
  rowVersion: number;
  state: string;
  allows: string[];
  because: string;
  versions: { number: number; fileName: string; scan: string; sha256: string }[];
}

/** An official with a session, who talks to the portal as a browser would. */
export class Official {
  readonly id: string;
  readonly name: string;
  readonly party: string;

  constructor(
    private readonly url: string,
    private readonly settings: Settings,
    private readonly who: { id: string; name: string; party: string; token: string },
  ) {
    ({ id: this.id, name: this.name, party: this.party } = who);
  }

  /** The cookie and the token that goes with it. */
  get headers(): Record<string, string> {
    return this.who.token ? { Cookie: `sid=${this.who.token}`, 'X-CSRF': csrfOf(this.who.token, this.settings) } : {};
  }

  get token(): string {
    return this.who.token;
  }

  call(method: Method, path: string): Test {
    return request(this.url)[method](/^\/(api|sign-in)([/?]|$)/.test(path) ? path : `/api/v1${path}`).set(this.headers);
  }

  get(path: string): Test {
    return this.call('get', path);
  }

  post(path: string, body?: object): Test {
    return this.call('post', path).send(body);
  }

  put(path: string, body: object, seen?: number): Test {
    const call = this.call('put', path);
    return (seen === undefined ? call : call.set('If-Match', `"${seen}"`)).send(body);
  }

  patch(path: string, body: object, seen?: number): Test {
    const call = this.call('patch', path);
    return (seen === undefined ? call : call.set('If-Match', `"${seen}"`)).send(body);
  }

  /** A draft of an analysis; whatever is given replaces what it says. */
  async draft(more: object = {}): Promise<DocumentAnswer> {
    const answer = await this.post('/documents', { title: 'Movements by sea, third quarter', kind: 'analysis', language: 'en', abstract: 'What changed on the routes by sea.', ...more });
    if (answer.status !== 201) throw new Error(`no draft: ${answer.text}`);
    return answer.body as DocumentAnswer;
  }

  upload(id: string, content: Buffer | string, fileName = 'report.txt', query = ''): Test {
    return this.call('post', `/documents/${id}/versions?fileName=${encodeURIComponent(fileName)}${query}`)
      .set('Content-Type', 'application/octet-stream').send(content as string);
  }

  async open(id: string): Promise<DocumentAnswer> {
    return (await this.get(`/documents/${id}`)).body as DocumentAnswer;
  }

  /** Rehearses and releases, as the client does. @returns the answer to the release */
  async release(id: string, input: MarkingInput, more: object = {}): Promise<{ status: number; body: DocumentAnswer; text: string }> {
    const { rowVersion } = await this.open(id);
    const rehearsal = await this.post(`/documents/${id}/rehearsals`, { marking: input, ...more });
    const { digest } = rehearsal.body as { digest: string };
    return this.put(`/documents/${id}/release`, { marking: input, ...more, rehearsal: digest }, rowVersion);
  }

  /** A released document with one file in it. */
  async released(input: MarkingInput, more: object = {}): Promise<DocumentAnswer> {
    const { id } = await this.draft(more);
    const uploaded = await this.upload(id, 'Boats were seen near the northern cape.');
    if (uploaded.status !== 201) throw new Error(`not uploaded: ${uploaded.text}`);
    const answer = await this.release(id, input);
    if (answer.status !== 200) throw new Error(`not released: ${answer.text}`);
    return answer.body;
  }
}
