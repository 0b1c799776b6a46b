import request from 'supertest';
import { Launched, package12, package2004, portalWithPackages, ready } from '../support/course-packages.js';
import type { Official } from '../support/official.js';
import type { Portal } from '../support/portal.js';

describe('a package that runs', () => {
  let portal: Portal;
  let author: Official;
  let trainee: Official;
  beforeAll(async () => {
    portal = await portalWithPackages();
    author = await portal.official('AUS', 'course_author');
    trainee = await portal.official('IDN');
  });
  afterAll(() => portal.stop());

  const two = [{ id: 'a' }, { id: 'b' }];
  const begun = async (bytes = package12(two), strict = false) => {
    const found = await ready(portal, bytes, { author, trainee, strict });
    return { ...found, launch: await Launched.of(trainee, found.enrolmentId) };
  };
  const late = async (launch: Launched) => (await portal.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM app.commits WHERE launch_id = $1 AND state = 'late'`, [launch.id])).rows[0]?.count;

  it('A1: left half-way resumes where it was, on any device; its time is added up once, and each unit counts', async () => {
    const { enrolmentId, launch } = await begun();
    const first = (await launch.state()).body;
    expect(first).toMatchObject({ edition: 'scorm12', lastSeq: 0, unit: null, states: {}, learner: { alias: expect.stringMatching(/^Trainee [0-9A-F]{4}$/) } });
    expect(JSON.stringify(first)).not.toContain(trainee.name);
    expect(JSON.stringify(first)).not.toContain(trainee.id);
    expect((await launch.commit(1, 'a', { 'cmi.core.lesson_location': 'p3', 'cmi.core.lesson_status': 'incomplete', 'cmi.core.exit': 'suspend', 'cmi.core.session_time': '00:00:40' }, { final: true })).body).toEqual({ seq: 1, state: 'applied', isComplete: false });
    expect((await launch.end()).status).toBe(204);

    const again = await Launched.of(trainee, enrolmentId);
    expect((await again.state()).body).toMatchObject({ unit: 'a', states: { a: { values: { 'cmi.core.lesson_location': 'p3' }, seconds: 40, isOpen: false } } });
    await again.commit(1, 'a', { 'cmi.core.lesson_status': 'completed', 'cmi.core.session_time': '00:00:20' }, { final: true });
    expect((await again.state()).body.states.a).toMatchObject({ seconds: 60, isComplete: true, values: { 'cmi.core.entry': 'resume', 'cmi.core.total_time': '0000:00:40.00' } });
    expect((await trainee.get(`/enrolments/${enrolmentId}/package-run`)).body).toMatchObject({ units: [{ identifier: 'a', isComplete: true, seconds: 60 }, { identifier: 'b', isComplete: false }] });
    expect((await again.commit(2, 'b', { 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '90' }, { final: true })).body.isComplete).toBe(true);
    const { rows } = await portal.owner.query('SELECT e.state, e.progress, p.assurance, p.score FROM app.enrolments e JOIN app.lesson_progress p ON p.enrolment_id = e.id WHERE e.id = $1', [enrolmentId]);
    expect(rows).toEqual([{ state: 'completed', progress: expect.stringMatching(/^1/), assurance: 'client_reported', score: '0.9' }]);
  });

  describe('A4: judges without the player', () => {
    let launch12: Launched;
    let strict: Launched;
    let launch2004: Launched;
    beforeAll(async () => {
      launch12 = (await begun()).launch;
      strict = (await begun(package12(two), true)).launch;
      launch2004 = (await begun(package2004(two))).launch;
    });
    const verdict = async (launch: Launched, element: string, value: string) => {
      const { lastSeq } = (await launch.state()).body as { lastSeq: number };
      const { status, body } = await launch.commit(lastSeq + 1, 'a', { [element]: value });
      return status === 200 ? 'true' : `${status} ${body.code} ${body.element}`;
    };

    it.each([4_096, 4_097, 64_000])('%i characters of suspend data', async (length) => expect(await verdict(launch12, 'cmi.suspend_data', 'x'.repeat(length))).toBe('true'));
    it.each([['cmi.suspend_data', 'x'.repeat(64_001)], ['cmi.core.lesson_location', 'x'.repeat(256)], ['cmi.core.score.raw', 'abc'], ['cmi.core.score.raw', '101'], ['cmi.core.lesson_status', 'not attempted']])('%s with 405', async (element, value) => expect(await verdict(launch12, element, value)).toBe(`422 405 ${element}`));
    it.each([['cmi.nothing', '401'], ['cmi.core.student_id', '403'], ['cmi.core._children', '402'], ['cmi.objectives.3.id', '201']])('%s with %s', async (element, code) => expect(await verdict(launch12, element, 'x')).toBe(`422 ${code} ${element}`));
    it('held to the letter: 4 097 is refused and the old value stays', async () => {
      expect([await verdict(strict, 'cmi.suspend_data', 'x'.repeat(4_096)), await verdict(strict, 'cmi.suspend_data', 'y'.repeat(4_097))]).toEqual(['true', '422 405 cmi.suspend_data']);
      expect((await strict.state()).body.states.a.values['cmi.suspend_data']).toBe('x'.repeat(4_096));
    });
    it.each([['cmi.location', 'x'.repeat(1_001), '406'], ['cmi.score.raw', 'abc', '406'], ['cmi.score.scaled', '1.5', '407'], ['cmi.nothing', 'x', '401'], ['cmi.objectives.0.success_status', 'passed', '408'], ['cmi.learner_id', 'x', '404'], ['cmi.objectives.7.id', 'x', '351']])('2004: %s', async (element, value, code) => expect(await verdict(launch2004, element, value)).toBe(`422 ${code} ${element}`));
    it('a body of more than 256 KiB with 413', async () => expect((await launch12.commit(99, 'a', { 'cmi.comments': 'x'.repeat(257 * 1024) })).status).toBe(413));
    it('a unit that is not in the package with 422', async () => expect((await launch12.commit(((await launch12.state()).body.lastSeq as number) + 1, 'zz', {})).status).toBe(422));
    it('a delta that is none with 400', async () => expect((await launch12.commit(99, 'a', { 'cmi.core.score.raw': 5 } as unknown as Record<string, string>)).status).toBe(400));
  });

  describe('A5, A6: numbers its commits', () => {
    it('the same one again is a replay, another one under its number a conflict, one past the next a gap', async () => {
      const { launch } = await begun();
      const delta = { 'cmi.core.session_time': '00:00:30' };
      expect((await launch.commit(1, 'a', delta)).body.state).toBe('applied');
      expect([(await launch.commit(1, 'a', delta)).body.state, (await launch.commit(1, 'a', { 'cmi.core.session_time': '00:00:31' })).body, (await launch.commit(3, 'a', delta)).body]).toMatchObject(['replayed', { status: 409, code: 'SEQ_CONFLICT' }, { status: 409, code: 'SEQ_GAP', lastSeq: 1 }]);
    });

    it('what a page sent at once as it went away is taken in order, whichever comes first', async () => {
      const { launch } = await begun();
      const place = (seq: number) => launch.commit(seq, 'a', { 'cmi.core.lesson_location': `p${seq}` }).then(({ status, body }) => [status, body.state]);
      const early = [place(4), place(3), place(2)];
      expect((await launch.state()).body.lastSeq).toBe(0);
      expect([await place(1), ...(await Promise.all(early))]).toEqual(Array.from({ length: 4 }, () => [200, 'applied']));
      expect((await launch.state()).body).toMatchObject({ lastSeq: 4, states: { a: { values: { 'cmi.core.lesson_location': 'p4' } } } });
    });

    it('of 50 at once under one number one is stored', async () => {
      const { launch } = await begun();
      const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => launch.commit(1, 'a', { 'cmi.core.lesson_location': `p${at}` })));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status, body }) => status === 409 && ['SEQ_CONFLICT'].includes(String(body.code)))).toHaveLength(49);
    });

    it('opened elsewhere, what comes from the first is kept as late and does not count', async () => {
      const { enrolmentId, launch } = await begun();
      await launch.commit(1, 'a', { 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '90' });
      expect((await trainee.get(`/enrolments/${enrolmentId}/package-run`)).body.runningSince).not.toBeNull();
      const second = await Launched.of(trainee, enrolmentId);
      expect((await launch.commit(2, 'a', { 'cmi.core.score.raw': '100' })).body).toMatchObject({ status: 409, code: 'SESSION_SUPERSEDED' });
      expect(await late(launch)).toBe(1);
      await second.commit(1, 'a', { 'cmi.core.lesson_status': 'failed', 'cmi.core.score.raw': '10' }, { final: true });
      expect((await trainee.get(`/enrolments/${enrolmentId}/package-run`)).body).toMatchObject({ late: 1, lateCommits: [{ unit: 'a', delta: { 'cmi.core.score.raw': '100' } }], units: [{ success: 'passed', score: 0.9 }, {}] });
      expect((await (await portal.official('IDN')).get(`/enrolments/${enrolmentId}/package-run`)).status).toBe(404);
    });

    it('for a minute after its end, and not later', async () => {
      const { launch } = await begun();
      await launch.end();
      expect((await launch.commit(1, 'a', { 'cmi.core.lesson_location': 'p1' })).status).toBe(200);
      await portal.owner.query(`UPDATE app.launches SET ended_at = now() - interval '61 seconds' WHERE id = $1`, [launch.id]);
      expect((await launch.commit(2, 'a', { 'cmi.core.lesson_location': 'p2' })).body.code).toBe('LAUNCH_ENDED');
    });

    it('time that has not gone by is stored and flagged', async () => {
      const { launch } = await begun();
      await launch.commit(1, 'a', { 'cmi.core.session_time': '05:00:00' });
      expect((await portal.owner.query('SELECT time_flagged FROM app.commits WHERE launch_id = $1', [launch.id])).rows).toEqual([{ time_flagged: true }]);
    });
  });

  describe('A12: its token', () => {
    it('is worth nothing on another launch, which is recorded, and nothing in the portal', async () => {
      const [mine, other] = [(await begun()).launch, (await begun()).launch];
      expect((await mine.call('get', 'state', other.id)).status).toBe(404);
      expect((await mine.call('get', 'state', mine.id, `${'x'.repeat(43)}`)).status).toBe(401);
      expect((await request(portal.url).get('/api/v1/session').set('Authorization', `Bearer ${mine.token}`)).body).not.toHaveProperty('user');
      expect((await request(portal.url).get('/api/v1/enrolments').set('Authorization', `Bearer ${mine.token}`)).status).toBeGreaterThanOrEqual(401);
      expect((await portal.owner.query(`SELECT reason FROM app.events WHERE name = 'package.blocked'`)).rows).toEqual([{ reason: 'token-on-another-launch' }]);
    });

    it('ends with the readability of its course, with the enrolment and with its user', async () => {
      const { launch, courseId, enrolmentId } = await begun();
      const status = async () => (await launch.state()).status;
      await portal.owner.query(`UPDATE app.courses SET withheld_from = '{IDN}' WHERE id = $1`, [courseId]);
      expect([await status(), (await trainee.post(`/enrolments/${enrolmentId}/launches`).send({})).status]).toEqual([404, 404]);
      await portal.owner.query(`UPDATE app.courses SET withheld_from = '{}' WHERE id = $1`, [courseId]);
      expect(await status()).toBe(200);
      await portal.owner.query(`UPDATE app.enrolments SET state = 'removed', reason = 'x' WHERE id = $1`, [enrolmentId]);
      expect(await status()).toBe(404);
      await portal.owner.query(`UPDATE app.launches SET expires_at = now() WHERE id = $1`, [launch.id]);
      expect(await status()).toBe(401);
    });

    it('is given to the trainee alone', async () => {
      const { enrolmentId } = await begun();
      const colleague = await portal.official('IDN');
      expect([(await colleague.post(`/enrolments/${enrolmentId}/launches`).send({})).status, (await author.post(`/enrolments/${enrolmentId}/launches`).send({})).status, (await portal.stranger.post(`/enrolments/${enrolmentId}/launches`).send({})).status]).toEqual([404, 404, 401]);
    });
  });

  describe('A2: the origin of its files', () => {
    it('serves them by type, without cookies, under a policy of their own; programs to be kept only', async () => {
      const { launch } = await begun(package12(two, [{ name: 'x.php', content: '<?php' }, { name: 'x.exe', content: 'MZ' }, { name: 'film.mp4', content: '0123456789', stored: true }, { name: 'pictures/a b.svg', content: '<svg/>' }]));
      const page = await launch.file('a.html');
      expect(page.headers).toMatchObject({ 'content-type': 'text/html', 'x-content-type-options': 'nosniff', 'content-encoding': 'gzip', 'content-security-policy': expect.stringMatching(/default-src 'self'.*form-action 'none'.*frame-ancestors 'self' http:\/\/127/) });
      expect(page.headers).not.toHaveProperty('set-cookie');
      expect(page.text).toContain('Unit a');
      const plain = await launch.file('a.html').set('Accept-Encoding', 'identity');
      expect([plain.headers['content-encoding'], plain.text]).toEqual([undefined, page.text]);
      for (const name of ['x.php', 'x.exe']) expect((await launch.file(name)).headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': expect.stringMatching(/^attachment/), 'x-content-type-options': 'nosniff' });
      const part = await launch.file('film.mp4').set('Range', 'bytes=2-4');
      expect([part.status, part.headers['content-range'], Buffer.from(part.body as Buffer).toString()]).toEqual([206, 'bytes 2-4/10', '234']);
      expect([(await launch.file('pictures/a%20b.svg')).headers['content-type'], (await launch.file('A.HTML')).status, (await launch.file('none.html')).status, (await launch.file('..%2f..%2fetc%2fpasswd')).status]).toEqual(['image/svg+xml', 200, 404, 404]);
    });

    it('knows no address but its own, installs no worker, and serves nothing of the portal', async () => {
      const { launch } = await begun();
      const origin = new URL(launch.playerUrl).origin;
      expect((await request(origin).get(`/l/${launch.id}/${'x'.repeat(24)}/a.html`)).status).toBe(404);
      expect((await launch.file('a.html').set('Host', 'elsewhere.example.org')).status).toBe(421);
      expect((await launch.file('a.html').set('Service-Worker', 'script')).status).toBe(403);
      expect((await portal.owner.query(`SELECT FROM app.events WHERE name = 'package.blocked' AND reason = 'service-worker'`)).rowCount).toBe(1);
      expect([(await request(origin).get('/api/v1/session')).status, (await request(origin).get('/')).status, (await request(portal.url).get(`/rt/launches/${launch.id}/state`).set('Authorization', `Bearer ${launch.token}`)).headers['content-type']]).toEqual([404, 404, expect.stringContaining('text/html')]);
    });
  });
});
