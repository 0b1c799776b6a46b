import { connect } from 'node:net';
import { Declared } from '../../src/kernel/http/index.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const telltale = /at .*\.(ts|js):\d|SELECT |INSERT |pg_|node_modules|\/src\/|postgres|typeorm|express/i;

describe('how the portal answers over HTTP', () => {
  let portal: Portal;
  let officer: Official;
  let id: string;

  beforeAll(async () => {
    portal = await Portal.start();
    officer = await portal.official('AUS', 'document_officer');
    ({ id } = await officer.released(marking('green')));
  });
  afterAll(() => portal.stop());

  const draft = { title: 'x', kind: 'alert', language: 'en' };
  const send = (headers: Record<string, string>, body = JSON.stringify(draft), path = '/api/v1/documents') =>
    fetch(`${portal.url}${path}`, { method: 'POST', body, headers: { 'Content-Type': 'application/json', Cookie: `sid=${officer.token}`, 'X-CSRF': String(officer.headers['X-CSRF']), ...headers } });

  describe('SR-100 to requests from elsewhere', () => {
    it('takes what comes from its own pages', async () => {
      expect((await send({ Origin: portal.url, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(201);
    });

    it.each([
      ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
      ['a sister site', { 'Sec-Fetch-Site': 'same-site' }],
      ['another origin', { Origin: 'https://evil.example' }],
      ['a null origin', { Origin: 'null' }],
      ['our own page without the token', { 'X-CSRF': '' }],
      ['our own page with another session\'s token', { 'X-CSRF': 'A'.repeat(43) }],
    ])('refuses %s', async (_who, headers) => {
      const answer = await send(headers as unknown as Record<string, string>);
      expect(answer.status).toBe(403);
      expect(((await answer.json()) as { type: string }).type).toBe('/problems/forged-request');
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/csp-report'])('refuses a body as %s', async (type) => {
      expect((await send({ 'Content-Type': type })).status).toBe(415);
    });

    it('reads forms on the sign-in page alone', async () => {
      const answer = await fetch(`${portal.url}/sign-in`, { method: 'POST', body: 'email=a%40b.example&password=x', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, redirect: 'manual' });
      expect(answer.status).toBe(401);
      expect(await answer.text()).toContain('does not match an account');
    });
  });

  it('SR-101 sends a content security policy without unsafe words, with a nonce of its own each time', async () => {
    const policies = await Promise.all([1, 2].map(async () => (await fetch(`${portal.url}/sign-in`)).headers.get('content-security-policy') ?? ''));
    expect(policies[0]).not.toContain('unsafe');
    const directives = Object.fromEntries((policies[0] ?? '').split(';').map((one) => { const [name = '', ...values] = one.split(' '); return [name, values.join(' ')]; }));
    expect(directives).toMatchObject({ 'default-src': "'none'", 'script-src': "'self'", 'frame-ancestors': "'none'", 'base-uri': "'none'", 'form-action': "'self'", 'require-trusted-types-for': "'script'", 'connect-src': "'self'" });
    expect(directives['style-src']).toMatch(/^'self' 'nonce-[\w+/=]{24}'$/);
    expect(policies[0]).not.toBe(policies[1]);
    const reported = await fetch(`${portal.url}/api/v1/csp-reports`, { method: 'POST', body: JSON.stringify({ 'csp-report': { 'effective-directive': 'script-src', 'blocked-uri': 'inline' } }), headers: { 'Content-Type': 'application/csp-report' } });
    expect(reported.status).toBe(204);
  });

  it('SR-102 sends the same protective headers with every answer', async () => {
    const paths = ['/api/v1/session', '/api/v1/documents', `/api/v1/documents/${id}`, '/api/v1/nothing-here', '/sign-in', '/', '/favicon.svg', '/assets/none.js', '/api/docs', '/api/openapi.json', '/livez', '/readyz', `/api/v1/documents/${id}/versions/1/file`];
    for (const path of paths) {
      const { headers } = await fetch(`${portal.url}${path}`, { headers: { Cookie: `sid=${officer.token}` }, redirect: 'manual' });
      expect({
        path, sniff: headers.get('x-content-type-options'), frame: headers.get('x-frame-options'), referrer: headers.get('referrer-policy'), opener: headers.get('cross-origin-opener-policy'),
        resource: headers.get('cross-origin-resource-policy'), embedder: headers.get('cross-origin-embedder-policy'), server: headers.get('server'), by: headers.get('x-powered-by'),
      }).toEqual({ path, sniff: 'nosniff', frame: 'DENY', referrer: 'no-referrer', opener: 'same-origin', resource: 'same-origin', embedder: 'require-corp', server: null, by: null });
      expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
      expect(headers.get('permissions-policy')).toContain('camera=()');
      if (path.startsWith('/api/v1')) expect(headers.get('cache-control')).toContain('no-store');
    }
  });

  it.each([
    ['not JSON', '{"title":', {}], ['a number', '7', {}], ['nothing at all', '', {}], ['the wrong types', '{"title":{"a":1},"kind":["alert"],"language":7}', {}],
    ['half of a surrogate pair', '{"title":"\\ud800","kind":"alert","language":"en"}', {}], ['NUL', '{"title":"a\\u0000b","kind":"alert","language":"en"}', {}],
  ])('SR-103 answers %s with a problem that tells nothing of the inside', async (_what, body) => {
    const answer = await send({}, body);
    const text = await answer.text();
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.parse(text)).toMatchObject({ type: '/problems/invalid', status: 400, detail: expect.any(String), instance: answer.headers.get('x-request-id') });
    expect(text).not.toMatch(telltale);
  });

  it('SR-104 refuses an unknown key in every body and every query', async () => {
    const bodies: [string, string, object][] = [
      ['post', '/documents', draft], ['post', '/audiences', { name: 'x', expression: 'AHG' }], ['post', '/audiences/previews', { expression: 'AHG' }], ['post', '/saved-searches', { name: 'x', query: '' }],
      ['post', '/release-requests', { reference: 'FP-2026-K7QX3M', purpose: 'xxx', reason: 'xxx', until: '2027-01-01' }], ['post', `/documents/${id}/rehearsals`, { marking: marking('green') }],
      ['put', `/documents/${id}/recall`, { reason: 'xxxx' }], ['patch', `/documents/${id}`, { title: 'x' }], ['post', '/session', { email: 'a@b.example', password: 'x' }],
    ];
    for (const [method, path, body] of bodies) {
      const answer = await officer.call(method as 'post', path).set('If-Match', '"1"').send({ ...body, foreign: 1 });
      expect({ path, status: answer.status }).toEqual({ path, status: 400 });
      expect(answer.body.errors).toContainEqual({ path: 'foreign', message: 'There is no member "foreign" here.' });
    }
  });

  it('SR-37 NT-17 NT-11 refuses unknown, nested and doubled query keys, and SQL in names, on every GET', async () => {
    for (const { method, path, rule } of portal.app.get(Declared).routes) {
      if (method !== 'GET' || rule.startsWith('open')) continue;
      const address = path.replace(':id', id).replace(':number', '1').replace(':code', 'AUS');
      for (const query of ['filter[password]=a', 'a=1&a=2', '__proto__=1', 'q=%00', 'x=%E0%A4%A']) {
        expect({ path, query, status: (await officer.get(`${address}?${query}`)).status }).toEqual({ path, query, status: 400 });
      }
    }
    for (const query of ['sort=title;drop table', 'sort=password', 'kind=alert)--', 'cursor=x.y', 'limit=1e9', 'limit=0', 'limit=abc', 'where=1', 'from=2026-13-01', 'sort=newest&sort=title', 'kind=alert,,alert']) {
      expect({ query, status: (await officer.get(`/documents?${query}`)).status }).toEqual({ query, status: 400 });
    }
  });

  it.each(['__proto__', 'constructor', 'prototype'])('SR-108 NT-26 refuses %s as a key, wherever it stands', async (key) => {
    expect((await send({}, `{"title":"x","kind":"alert","language":"en","details":{"${key}":{"polluted":true}}}`)).status).toBe(400);
    expect((await send({}, `{"${key}":{},"title":"x","kind":"alert","language":"en"}`)).status).toBe(400);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('SR-108 refuses a key given twice, depth beyond ten and lists beyond a thousand', async () => {
    expect((await send({}, '{"title":"x","title":"y","kind":"alert","language":"en"}')).status).toBe(400);
    expect((await send({}, `{"title":"x","kind":"alert","language":"en","details":${'{"a":'.repeat(11)}1${'}'.repeat(11)}}`)).status).toBe(400);
    expect((await send({}, JSON.stringify({ ...draft, subjects: Array(1001).fill('x') }))).status).toBe(400);
    expect((await send({}, JSON.stringify({ ...draft, abstract: 'x'.repeat(300_000) }))).status).toBe(413);
  });

  it.each([`' OR 1=1 --`, `"; SELECT pg_sleep(60); --`, `\\'; DROP TABLE app.documents; --`, `{{7*7}}`, `%27`, `') UNION SELECT secret FROM app.credentials --`])('SR-105 takes %s as words and nothing else', async (hostile) => {
    const text = encodeURIComponent(hostile);
    const began = Date.now();
    expect((await officer.get(`/documents?q=${text}`)).status).toBe(200);
    expect([200, 400]).toContain((await officer.get(`/documents/suggestions?q=${text}`)).status);
    expect([400, 404]).toContain((await officer.get(`/parties/${text}`)).status);
    expect((await officer.post('/audiences/previews', { expression: hostile })).status).toBe(400);
    const kept = await officer.draft({ title: hostile });
    expect(kept.title).toBe(hostile);
    expect(Date.now() - began).toBeLessThan(40_000); // nobody slept
  });

  it('SR-106 keeps hostile markup as the text it is', async () => {
    const title = '<img src=x onerror=alert(1)>"><script>alert(2)</script>';
    const { id: made } = await officer.draft({ title });
    const answer = await officer.get(`/documents/${made}`);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.body.title).toBe(title);
    const page = await (await fetch(`${portal.url}/sign-in?next=${encodeURIComponent('"><script>alert(1)</script>')}`)).text();
    expect(page).not.toContain('<script>alert');
  });

  it('SR-107 fetches nothing it is told to: addresses in what comes in stay text', async () => {
    const hits: string[] = [];
    const { createServer } = await import('node:http');
    const canary = createServer((request, response) => { hits.push(request.url ?? ''); response.end(); });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(canary.address() as { port: number }).port}/canary`;
    await officer.draft({ title: address, abstract: `see ${address}`, kind: 'alert', details: { routes: [address] } });
    await officer.upload(id, address, 'link.txt');
    await officer.post('/saved-searches', { name: address, query: address });
    expect(hits).toEqual([]);
    canary.close();
  });

  it('NT-24 refuses an object where a text belongs', async () => {
    for (const body of [{ ...draft, title: { $gt: '' } }, { ...draft, kind: { raw: 'x' } }, { ...draft, partiesConcerned: [{ code: 'AUS' }] }]) expect((await officer.post('/documents', body)).status).toBe(400);
    expect((await officer.post('/session', { email: { $ne: null }, password: { $ne: null } })).status).toBe(400);
  });

  describe('SR-110 to addresses that are not its own', () => {
    const raw = (text: string) => new Promise<string>((resolve, reject) => {
      const { port } = new URL(portal.url);
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (chunk) => { answer += String(chunk); });
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
      socket.setTimeout(1_500, () => socket.destroy());
    });
    const host = () => new URL(portal.url).host;

    it('answers 421 under another name, and without one not at all', async () => {
      expect(await raw('GET /sign-in HTTP/1.1\r\nHost: evil.example\r\n\r\n')).toMatch(/^HTTP\/1\.1 421 /);
      expect(await raw(`GET http://evil.example/sign-in HTTP/1.1\r\nHost: evil.example\r\n\r\n`)).toMatch(/^HTTP\/1\.1 421 /);
      expect(await raw('GET /sign-in HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 4\d\d /);
    });

    it('refuses a request whose length is told twice, and closes', async () => {
      expect(await raw(`POST /api/v1/session HTTP/1.1\r\nHost: ${host()}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 [\s\S]*onnection: close/);
    });

    it('does not believe who says where it comes from', async () => {
      await fetch(`${portal.url}/api/v1/documents/${id}`, { headers: { Cookie: `sid=${officer.token}`, 'X-Forwarded-For': '203.0.113.9', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' } });
      const { rows } = await portal.owner.query<{ ip: string }>(`SELECT DISTINCT host(ip) AS ip FROM app.events WHERE ip IS NOT NULL`);
      expect(rows.map(({ ip }) => ip)).toEqual(['127.0.0.1']);
    });
  });

  it('shows its API as a page without scripts, and as OpenAPI 3.1', async () => {
    const page = await (await fetch(`${portal.url}/api/docs`)).text();
    expect(page).toContain('<h1>Focalpoint API</h1>');
    expect(page).not.toMatch(/<script/i);
    const document = (await (await fetch(`${portal.url}/api/openapi.json`)).json()) as { openapi: string; paths: Record<string, unknown> };
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toContain('/api/v1/documents/{id}/release');
  });
});
