import { Declared, type Route } from '../../src/kernel/http/index.js';
import { roles } from '../../src/kernel/access/index.js';
import { plant } from '../support/arrange.js';
import { plantFocalPoint } from '../support/nominee.js';
import { marking, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const unknown = '00000000-0000-4000-8000-000000000000';

/** What always takes a fresh proof: factors, tokens, people and their roles, membership, standing, identity providers. */
const always = [
  'DELETE /session/factors/code-generator', 'DELETE /session/factors/passkeys/:id', 'DELETE /session/factors/password', 'POST /session/factors/recovery-codes', 'POST /session/tokens', 'PUT /session/factors/password',
];

describe('SR-21 a fresh proof', () => {
  let portal: Portal;
  let officer: Official;
  let officers: Official[];
  let guarded: Route[];
  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    officer = await portal.official('AUS', 'document_officer', 'contributor');
    // Focal point for training is whoever the directory says; nobody is given it.
    const given = roles.filter((role) => role !== 'training_focal_point');
    officers = [await portal.official('AUS', ...given), await portal.official('SECRETARIAT', ...given)];
    guarded = portal.app.get(Declared).routes.filter(({ stepUp }) => stepUp);
  });
  afterAll(() => portal.stop());

  const long = (who: Official) => portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [who.id]);
  const now = (who: Official) => portal.owner.query('UPDATE app.sessions SET proven_at = now() WHERE user_id = $1', [who.id]);
  const stepUp = { status: 403, type: '/problems/step-up' };
  const told = ({ status, body }: { status: number; body: object }) => ({ status, type: (body as { type?: string }).type });

  it('is asked for by every route on the list, of whoever else could use it', async () => {
    const names = guarded.map(({ method, path }) => `${method} ${path}`);
    expect(names).toEqual(expect.arrayContaining(always));
    for (const area of [/retention-requests/, /retention-rules/, /parties\/:code\/storage/, /^\w+ \/people/, /^\w+ \/parties\/:code\/(memberships|standing)/, /identity-provider|providers/]) expect({ area, found: names.some((name) => area.test(name)) }).toEqual({ area, found: true });
    expect(names.filter((name) => name.startsWith('GET'))).toEqual([]);
    for (const who of officers) await long(who);
    for (const { method, path } of guarded) {
      const answers = await Promise.all(officers.map(async (who) => told(await who.call(method.toLowerCase() as 'post', path.replaceAll(/:\w+/g, unknown)).send({}))));
      expect({ method, path, answers }).toEqual({ method, path, answers: expect.arrayContaining([stepUp]) });
    }
  });

  it('NT-14 is asked for whatever form the question or the answer is to have', async () => {
    const [who] = officers as [Official];
    await long(who);
    const token = { name: 'x', verbs: ['read:document'], days: 1 };
    for (const accept of ['application/json', 'text/html', 'application/problem+json', '*/*', 'application/xml', 'text/csv;q=0.5', 'nonsense']) {
      for (const type of ['application/json', 'application/json; charset=utf-8', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', 'application/xml', 'application/merge-patch+json']) {
        for (const [method, path, body] of [['POST', '/session/tokens', token], ['PUT', '/session/factors/password', { password: 'nine lanterns over the lagoon' }], ['POST', '/session/factors/recovery-codes', {}], ['DELETE', '/session/factors/password', {}]] as const) {
          const answer = await fetch(`${portal.url}/api/v1${path}`, { method, body: type.startsWith('application/json') ? JSON.stringify(body) : 'name=x&days=1&verbs=read:document', headers: { ...who.headers, Accept: accept, 'Content-Type': type } });
          const { type: problem } = (await answer.json()) as { type: string };
          const asked = type.startsWith('application/json') ? '403 /problems/step-up' : '415 /problems/media-type';
          expect({ accept, type, path, answer: `${answer.status} ${problem}` }).toEqual({ accept, type, path, answer: asked });
        }
      }
    }
    expect((await who.get('/session/tokens')).body.items).toEqual([]);
    const { rows } = await portal.owner.query('SELECT FROM app.recovery_codes WHERE user_id = $1', [who.id]);
    expect(rows).toEqual([]);
  });

  it('is asked for when a release is widened, and not when it is narrowed or stays', async () => {
    const { id } = await officer.released(marking('amber', ['IDN', 'NZL']));
    await long(officer);
    expect((await officer.release(id, marking('amber', ['IDN']))).status).toBe(200);
    expect((await officer.release(id, marking('amber', ['IDN'], { handlingCaveats: ['H1'] }))).status).toBe(200);
    for (const wider of [marking('amber', ['IDN', 'NZL']), marking('green'), marking('clear')]) {
      expect(told(await officer.release(id, wider))).toEqual(stepUp);
    }
    const { rows: [kept] } = await portal.owner.query<{ tlp: string; releasable_to: string[] }>('SELECT tlp, releasable_to FROM app.documents WHERE id = $1', [id]);
    expect(kept).toEqual({ tlp: 'amber', releasable_to: ['IDN'] });
    await now(officer);
    expect((await officer.release(id, marking('green'))).status).toBe(200);
  });

  it('is asked for when a request is granted, and not when it is declined', async () => {
    const asker = await portal.official('NZL', 'reader');
    const ask = async () => {
      const { symbol } = await officer.released(marking('amber', ['IDN']));
      await asker.post('/release-requests', { reference: symbol, purpose: 'a case of ours', reason: 'we were told of it', until: '2027-06-30' });
      return ((await officer.get('/release-requests?box=received')).body as { items: { id: string; state: string }[] }).items.find(({ state }) => state === 'open')?.id ?? '';
    };
    const [first, second] = [await ask(), await ask()];
    await long(officer);
    expect(told(await officer.put(`/release-requests/${second}/decision`, { decision: 'grant', reason: 'for this case', until: '2027-06-30' }))).toEqual(stepUp);
    expect((await officer.put(`/release-requests/${first}/decision`, { decision: 'decline', reason: 'not for this' })).status).toBe(200);
    await now(officer);
    expect((await officer.put(`/release-requests/${second}/decision`, { decision: 'grant', reason: 'for this case', until: '2027-06-30' })).status).toBe(200);
  });

  it('is asked for when more than fifty are taken away at once, before anything is recorded', async () => {
    const reader = await portal.official('PNG', 'reader');
    const exports = async () => (await portal.owner.query(`SELECT FROM app.events WHERE name = 'library.exported' AND actor = $1`, [reader.id])).rows.length;
    const there = ((await reader.get('/documents?limit=50')).body as { items: object[] }).items.length;
    await plant(portal, Array.from({ length: 50 - there }, () => ({ originator: 'PNG' })), reader.id);
    await long(reader);
    expect((await reader.get('/documents/export?format=csv')).status).toBe(200);
    await plant(portal, [{ originator: 'PNG' }], reader.id);
    for (const format of ['csv', 'xlsx', 'json']) expect(told(await reader.get(`/documents/export?format=${format}`))).toEqual(stepUp);
    expect(await exports()).toBe(1);
    await now(reader);
    expect((await reader.get('/documents/export?format=csv')).status).toBe(200);
    const { body: { token } } = await reader.post('/session/tokens', { name: 'x', verbs: ['read:document'], days: 1 }) as { body: { token: string } };
    const program = await fetch(`${portal.url}/api/v1/documents/export?format=json`, { headers: { Authorization: `Bearer ${token}` } });
    expect({ status: program.status, type: ((await program.json()) as { type: string }).type }).toEqual({ status: 403, type: '/problems/forbidden' });
  });

  it('is asked for when more than fifty people leave at once: those of a party, or focal points', async () => {
    const focal = await portal.official('PNG', 'focal_point');
    const more = (many: number) => portal.owner.query(
      `WITH people AS (INSERT INTO app.users (email, name) SELECT gen_random_uuid() || '@png.example.org', 'Official' FROM generate_series(1, $1) RETURNING id)
       INSERT INTO app.delegations (user_id, party, roles, state) SELECT id, 'PNG', '{reader}', 'active' FROM people`, [many]);
    const taken = async (name: string) => (await portal.owner.query('SELECT FROM app.events WHERE name = $1 AND actor = $2', [name, focal.id])).rows.length;
    const { rows: [there] } = await portal.owner.query<{ many: number }>(`SELECT count(*)::int AS many FROM app.delegations WHERE party = 'PNG' AND state <> 'ended'`);
    await more(50 - (there?.many ?? 0));
    for (let turn = 0; turn < 50; turn++) await plantFocalPoint(portal, focal);
    await long(focal);
    const exports = [['/people/export', 'people.exported'], ['/focal-points/export', 'directory.exported']] as const;
    for (const [path] of exports) expect((await focal.get(`${path}?format=csv`)).status).toBe(200);
    await more(1);
    await plantFocalPoint(portal, focal);
    for (const [path, event] of exports) {
      for (const format of ['csv', 'xlsx', 'json']) expect({ path, ...told(await focal.get(`${path}?format=${format}`)) }).toEqual({ path, ...stepUp });
      expect(await taken(event)).toBe(1);
    }
    await now(focal);
    for (const [path] of exports) expect((await focal.get(`${path}?format=csv`)).status).toBe(200);
  });

  it('lasts five minutes by the clock of the database', async () => {
    for (const [age, proven] of [['4 minutes 50 seconds', true], ['5 minutes 1 second', false]] as const) {
      await portal.owner.query('UPDATE app.sessions SET proven_at = now() - $2::interval WHERE user_id = $1', [officer.id, age]);
      expect({ age, proven: (await officer.get('/session')).body.proven }).toEqual({ age, proven });
    }
  });
});
