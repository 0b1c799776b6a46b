import { createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import express from 'express';
import { strictJson } from './json-guard.js';
import { until } from '../../../test/support/until.js';
import { endStalled } from './stalled.js';

describe('a request whose body does not come', () => {
  const patience = 1_000;
  const app = express();
  let readerEnded = 0;
  app.use(endStalled(patience));
  app.post('/read', (request, response) => {
    text(request).then((whole) => response.send(whole), () => { readerEnded += 1; });
  });
  app.post('/later', (request, response) => {
    void sleep(patience * 3).then(() => text(request)).then((whole) => response.send(String(whole.length)));
  });
  app.post('/json', strictJson(), (request, response) => { response.json(request.body); });
  const server = createServer(app);
  const port = () => (server.address() as AddressInfo).port;
  beforeAll(() => new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); }));
  afterAll(() => { server.close(); });

  async function sent(path: string, parts: readonly string[], apart: number, length: number): Promise<{ status: number | undefined; said: string }> {
    const request = ask({ port: port(), path, method: 'POST', headers: { 'Content-Length': length, 'Content-Type': 'application/json' } });
    const answered = new Promise<IncomingMessage>((resolve, reject) => { request.once('response', resolve).once('error', reject); });
    for (const part of parts) {
      request.write(part);
      await sleep(apart);
    }
    if (parts.join('').length === length) request.end();
    const answer = await answered;
    const found = { status: answer.statusCode, said: await text(answer) };
    request.destroy();
    return found;
  }

  it.each(['/read', '/json'])('is answered and ended, and so is whoever reads it: %s', async (path) => {
    const { status, said } = await sent(path, ['{"a'], 0, 100);
    expect([status, JSON.parse(said)]).toMatchObject([408, { type: '/problems/silent', status: 408 }]);
    await until('its reader is ended', () => readerEnded === 1);
  });

  it('is waited for as long as something comes', async () => {
    expect(await sent('/read', ['"12', '345', '678', '901', '234', '56"'], patience / 2, 18)).toEqual({ status: 200, said: '"1234567890123456"' });
  });

  it('is not blamed for what we do not read', async () => {
    expect(await sent('/later', ['x'.repeat(3_000_000)], 0, 3_000_000)).toEqual({ status: 200, said: '3000000' });
  });
});
