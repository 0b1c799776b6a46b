import { lookup as resolve } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../config/index.js';
import { isLoopback, isPublic, oneOf } from './addresses.js';

const longest = 256 * 1024;
const slowest = 8_000;

/** Why a call was not made, or not finished; for the record, never for whoever asked. */
export class EgressRefused extends Error {}

type Asked = Pick<RequestInit, 'method' | 'headers' | 'body' | 'signal'>;

type Resolve = (name: string) => Promise<{ address: string }[]>;

/**
 * The one way out of the portal (SR-107): to hosts that were configured, by TLS, at the address that was resolved and judged here. Redirects
 * are answers like others and followed by nobody; an answer is short and comes soon, or not at all. Never called inside a unit of work.
 */
@Injectable()
export class Egress {
  private readonly allowed: (address: string) => boolean;
  private readonly resolve: Resolve = (name) => resolve(name, { all: true });

  constructor(@Inject(Settings) private readonly settings: Pick<Settings, 'mode' | 'egressAllow'>) {
    this.allowed = oneOf(settings.egressAllow);
  }

  /** Plain http is for trying things out on one machine. */
  mayBePlain(url: URL): boolean {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return this.settings.mode !== 'production' && (host === 'localhost' || isLoopback(host));
  }

  /** @param hosts the hosts, with their ports, that this call may go to. @throws EgressRefused */
  async call(hosts: readonly string[], address: string, { method = 'GET', headers, body, signal }: Asked): Promise<Response> {
    const url = new URL(address);
    if (!hosts.includes(url.host)) throw new EgressRefused(`${url.host} is not a host that was configured`);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && this.mayBePlain(url))) throw new EgressRefused(`${url.protocol} is not taken`);
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const at = await this.judged(name);
    const sent = body === null || body === undefined ? undefined : Buffer.from(await new Response(body).arrayBuffer());
    const options: https.RequestOptions = {
      method, host: at, port: url.port || undefined, path: `${url.pathname}${url.search}`, agent: false, minVersion: 'TLSv1.2',
      servername: isIP(name) ? undefined : name,
      headers: { ...Object.fromEntries(new Headers(headers)), host: url.host, 'accept-encoding': 'identity', ...(sent ? { 'content-length': sent.length } : {}) },
      signal: AbortSignal.any([AbortSignal.timeout(slowest), ...(signal ? [signal] : [])]),
    };
    return read(url.protocol === 'https:' ? https.request(options) : http.request(options), sent);
  }

  /** The address to connect to. One that is not allowed among several refuses the name: it is being played with, or set up wrongly. */
  private async judged(name: string): Promise<string> {
    const found = await this.resolve(name).catch((cause: unknown) => { throw new EgressRefused(`${name} has no address`, { cause }); });
    for (const { address } of found) {
      const may = isPublic(address) || this.allowed(address) || (this.settings.mode !== 'production' && isLoopback(address));
      if (!may) throw new EgressRefused(`${name} leads to ${address}, which is no public address`);
    }
    const [first] = found;
    if (!first) throw new EgressRefused(`${name} has no address`);
    return first.address;
  }
}

function read(request: http.ClientRequest, sent: Buffer | undefined): Promise<Response> {
  return new Promise((answered, failed) => {
    const fail = (cause: Error) => failed(new EgressRefused(`no answer: ${cause.message}`, { cause }));
    request.on('error', fail);
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on('error', fail);
      response.on('data', (part: Buffer) => {
        length += part.length;
        if (length > longest) return void request.destroy(new Error(`longer than ${longest} octets`));
        parts.push(part);
      });
      response.on('end', () => {
        const status = response.statusCode ?? 502;
        const headers = Object.entries(response.headers).flatMap(([key, value]) => [value ?? []].flat().map((one): [string, string] => [key, one]));
        answered(new Response([204, 205, 304].includes(status) ? null : Buffer.concat(parts), { status, headers }));
      });
    });
    request.end(sent);
  });
}
