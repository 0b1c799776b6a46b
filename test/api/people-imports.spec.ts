import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface Report {
  rows: number;
  good: number;
  faults: { line: number; column: string; code: string; message: string }[];
  digest: string | null;
}

describe('a table of people', () => {
  let portal: Portal;
  let focalPoint: Official;
  beforeAll(async () => {
    portal = await Portal.start();
    focalPoint = await portal.official('IDN', 'focal_point');
  });
  afterAll(() => portal.stop());

  const rehearse = async (text: string, by = focalPoint) => (await by.post('/people/imports/rehearsals', { text })).body as Report;
  const carryOut = (text: string, digest: string | null, by = focalPoint) => by.post('/people/imports', { text, digest });
  const invited = async () => (await portal.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM app.delegations WHERE party = 'IDN' AND state = 'invited'`)).rows[0]?.count;
  const row = (number: number, name = `Official ${number}`, email = `row${number}@idn.example.org`, roles = 'reader, contributor') => `${name};${email};en;${roles}`;
  const file = (rows: string[]) => `\ufeffName;E-mail;Language;Roles\r\n${rows.join('\r\n')}\r\n`;

  it('of 400 people with 12 that are wrong is told of each of the twelve, by line, and does nothing', async () => {
    await focalPoint.post('/people', { name: 'There Already', email: 'row100@idn.example.org', locale: 'en', roles: ['reader'] });
    const before = await invited();
    const rows = Array.from({ length: 400 }, (_, index) => row(index + 2));
    const wrong: [number, string, string][] = [
      [10, 'name', row(10, '')], [33, 'name', row(33, '=cmd|calc')], [34, 'email', row(34, 'No Address', '')], [60, 'email', row(60, 'Bad Address', 'row60@@idn')], [61, 'roles', row(61, undefined, undefined, '')],
      [99, 'roles', row(99, undefined, undefined, 'focal_point')], [100, 'email', row(100)], [150, 'email', row(150, undefined, 'ROW12@idn.example.org')], [200, 'roles', row(200, undefined, undefined, 'reader, king')],
      [250, 'language', row(250).replace(';en;', ';xx;')], [300, '', `${row(300)};more`], [401, 'roles', row(401, undefined, undefined, 'administrator')],
    ];
    for (const [line, , text] of wrong) rows[line - 2] = text;
    const report = await rehearse(file(rows));
    expect(report.faults.map(({ line, column }) => [line, column])).toEqual(wrong.map(([line, column]) => [line, column]));
    expect(report).toMatchObject({ rows: 400, good: 388, digest: null });
    expect(report.faults.every(({ message }) => message.length > 15)).toBe(true);
    expect((await carryOut(file(rows), `${Date.now()}.${'A'.repeat(43)}`)).status).toBe(409);
    expect(await invited()).toBe(before);
  });

  it('of 400 people without a fault invites every one of them, once', async () => {
    const before = (await invited()) ?? 0;
    const text = file(Array.from({ length: 400 }, (_, index) => row(1_000 + index)));
    const { digest, good, faults } = await rehearse(text);
    expect({ good, faults }).toEqual({ good: 400, faults: [] });
    const answer = await carryOut(text, digest);
    expect(answer.body).toEqual({ invited: 400 });
    expect(await invited()).toBe(before + 400);
    const { rows: [told] } = await portal.owner.query(`SELECT originator, detail FROM app.events WHERE name = 'people.imported'`);
    expect(told).toEqual({ originator: 'IDN', detail: { invited: 400 } });
    expect((await carryOut(text, digest)).body).toMatchObject({ status: 409, type: '/problems/import-changed', faults: expect.arrayContaining([expect.objectContaining({ line: 2, code: 'known' })]) });
    expect(await invited()).toBe(before + 400);
  });

  it('is carried out as it was checked: not another one, not by somebody else, not much later, not after a change', async () => {
    const text = file([row(2_001), row(2_002)]);
    const { digest } = await rehearse(text);
    const second = await portal.official('IDN', 'focal_point');
    expect((await carryOut(text.replace('Official 2001', 'Another Name'), digest)).body).toMatchObject({ status: 409, type: '/problems/import-changed' });
    expect((await carryOut(text, digest, second)).status).toBe(409);
    expect((await carryOut(text, `${Date.now() - 31 * 60_000}${digest?.slice(13)}`)).body).toMatchObject({ status: 409, type: '/problems/rehearsal-expired' });
    await second.post('/people', { name: 'Faster', email: 'row2002@idn.example.org', locale: 'en', roles: ['reader'] });
    const before = await invited();
    expect((await carryOut(text, digest)).body).toMatchObject({ status: 409, faults: [expect.objectContaining({ line: 3, code: 'known' })] });
    expect(await invited()).toBe(before);
  });

  it('is for those who look after people, and at a fresh proof', async () => {
    const reader = await portal.official('IDN', 'reader');
    for (const answer of [await reader.post('/people/imports/rehearsals', { text: 'x' }), await carryOut('x', 'y'.repeat(30), reader), await reader.get('/people/imports/template')]) expect(answer.status).toBe(403);
    const text = file([row(3_001)]);
    const { digest } = await rehearse(text);
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [focalPoint.id]);
    expect((await carryOut(text, digest)).body).toMatchObject({ status: 403, type: '/problems/step-up' });
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() WHERE user_id = $1`, [focalPoint.id]);
  });

  it('is refused when it is too large, or is no text', async () => {
    expect((await focalPoint.post('/people/imports/rehearsals', { text: 'x'.repeat(256 * 1024) })).status).toBe(413);
    expect((await focalPoint.post('/people/imports/rehearsals', { text: ['x'] })).status).toBe(400);
    expect((await focalPoint.post('/people/imports/rehearsals', { text: 'x', party: 'AUS' })).status).toBe(400);
    expect(await rehearse('')).toMatchObject({ rows: 0, digest: null, faults: [{ line: 1, code: 'no-column' }] });
  });

  it('has a template that is taken as it is', async () => {
    const answer = await focalPoint.get('/people/imports/template');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(await rehearse(answer.text)).toMatchObject({ rows: 1, good: 1, faults: [] });
  });
});
