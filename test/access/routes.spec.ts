import { visitor } from '../../src/kernel/access/index.js';
import { Document } from '../../src/documents/index.js';
import { Declared } from '../../src/kernel/http/index.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const unknown = '00000000-0000-4000-8000-000000000000';

/** Routes that are for everybody, each for a reason the route itself states. */
const open = [
  'GET /livez', 'GET /readyz', 'GET /session', 'POST /session', 'POST /session/challenges', 'POST /session/demo', 'POST /session/passkey',
  'GET /verify/:serial', 'GET /sign-in', 'GET /sign-in/link/:token', 'GET /sign-in/lost', 'GET /sign-in/provider', 'GET /sign-in/provider/callback/:party', 'GET /sign-in/provider/of/:party', 'POST /sign-in', 'POST /sign-in/cancel', 'POST /sign-in/code', 'POST /sign-in/demo', 'POST /sign-in/forgotten', 'POST /sign-in/generator',
  'POST /sign-in/generator/confirm', 'POST /sign-in/link/:token', 'POST /sign-in/password', 'POST /sign-in/recover', 'POST /sign-in/recovery',
];
/** Verbs that can be said of a record as they are: 'You may not read it'. */
const english = [
  'import', 'place',
  'accept', 'admit', 'allot', 'annul', 'attach', 'detach', 'appoint', 'approve', 'cancel', 'certify', 'change', 'check', 'close', 'configure', 'confirm', 'correct', 'count', 'create', 'decide', 'discard', 'download', 'edit', 'end', 'enrol', 'enter', 'forget', 'grade', 'invite', 'note', 'plan', 'nominate', 'mark', 'open', 'preview', 'propose', 'prove', 'publish',
  'reach', 'reactivate', 'read', 'recall', 'refuse', 'rehearse', 'release', 'remove', 'reply', 'reset', 'retire', 'review', 'revoke', 'save', 'secure', 'stop', 'study', 'submit', 'suspend', 'switch', 'teach', 'upload', 'verify', 'waitlist', 'withdraw', 'write',
];

/** Routes a suspended official still reaches: their own session, the register, and what is TLP:CLEAR, which is everybody's. */
const ofEverybody = /^[A-Z]+ \/session|^GET \/parties|^GET \/(documents|vocabulary|inspection|saved-searches|access)|saved-searches/;

describe('SR-30 every route', () => {
  let portal: Portal;
  let routes: { method: string; path: string; rule: string }[];
  let hiddenId: string;
  let observer: Official;
  let suspended: Official;

  beforeAll(async () => {
    portal = await Portal.start();
    routes = portal.app.get(Declared).routes;
    const officer = await portal.official('AUS', 'document_officer');
    ({ id: hiddenId } = await officer.released(marking('amber', ['IDN'])));
    observer = await portal.official('CAN', 'reader', 'document_officer', 'contributor');
    suspended = await portal.official('LKA', 'reader', 'document_officer', 'focal_point');
    await portal.owner.query(`UPDATE app.parties SET standing = 'suspended' WHERE code = 'LKA'`);
  });
  afterAll(() => portal.stop());

  const filled = (path: string, id: string) => `/api/v1${path.replace(':id', id).replace(':number', '1').replace(':stage', unknown).replace(':code', 'AUS').replace(':language', 'en')}`;
  const ask = (who: Official, method: string, path: string, id: string) => {
    const call = who.call(method.toLowerCase() as 'get', filled(path, id));
    return ['GET', 'HEAD', 'OPTIONS'].includes(method) ? call : call.send({});
  };

  it('has a rule, and the open ones are a short list', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.filter(({ rule }) => rule === 'none')).toEqual([]);
    expect(routes.filter(({ rule }) => rule.startsWith('open')).map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...open].sort());
  });

  it('refuses in a sentence: a verb that is none in English has words of its own', () => {
    const verbs = [...new Set(routes.map(({ rule }) => /^may (\S+) [A-Z]/.exec(rule)?.[1]).filter((verb) => verb !== undefined))];
    expect(verbs.length).toBeGreaterThan(30);
    const said = (verb: string) => portal.access.explain(visitor, verb, new Document()).sentence;
    expect(said('read')).toMatch(/^You may not read it;/);
    expect(verbs.filter((verb) => !english.includes(verb) && said(verb).startsWith(`You may not ${verb.replaceAll('-', ' ')} it`) || /-/.test(said(verb).slice(0, 40)))).toEqual([]);
  });

  it('answers nobody without a session', async () => {
    for (const { method, path, rule } of routes) {
      if (rule.startsWith('open')) continue;
      const answer = await ask(portal.stranger, method, path, hiddenId);
      expect({ method, path, status: answer.status }).toEqual({ method, path, status: 401 });
    }
  });

  it('shows a suspended party nothing but what is everybody\'s', async () => {
    for (const { method, path, rule } of routes) {
      if (rule.startsWith('open') || ofEverybody.test(`${method} ${path}`)) continue;
      const answer = await ask(suspended, method, path, hiddenId);
      expect({ method, path, refused: [401, 403, 404].includes(answer.status) }).toEqual({ method, path, refused: true });
    }
    expect((await suspended.get('/documents')).body).toEqual({ items: [], next: null });
  });

  it('SR-32 tells an observer of a hidden document what it tells of an unknown one, for every verb', async () => {
    for (const { method, path, rule } of routes) {
      if (rule.startsWith('open') || !path.includes('documents/:id')) continue;
      const [hidden, random] = [await ask(observer, method, path, hiddenId), await ask(observer, method, path, unknown)];
      const told = ({ status, body, headers }: typeof hidden) => ({ status, body: { ...body, instance: '' }, headers: { ...headers, 'x-request-id': '', date: '', 'content-security-policy': '' } });
      expect({ method, path, ...told(hidden) }).toEqual({ method, path, ...told(random) });
      expect([400, 403, 404, 415]).toContain(hidden.status);
    }
  });

  it.each(['/%61pi/v1/documents', '//api/v1/documents', '/api//v1/documents', '/api/v1/documents;x=1', '/api/v1/documents/', '/API/V1/documents', '/api/v1/DOCUMENTS', '/api/v1/documents/%2e%2e/parties'])(
    'meets the same guard when written as %s', async (path) => {
      const answer = await fetch(`${portal.url}${path}`, { redirect: 'manual' });
      const text = await answer.text();
      expect([401, 404, 200]).toContain(answer.status);
      if (answer.status === 200) expect(text).toContain('<div id="app">'); // the client's page, which holds nothing
    });

  it.each(['HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'])('meets it under %s and under a method override', async (method) => {
    if (method !== 'TRACE') {
      const answer = await fetch(`${portal.url}/api/v1/documents`, { method });
      expect([401, 404]).toContain(answer.status);
    }
    const overridden = await fetch(`${portal.url}/api/v1/documents`, { headers: { 'X-HTTP-Method-Override': method } });
    expect(overridden.status).toBe(401);
  });
});
