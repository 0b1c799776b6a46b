import { plantCohort } from '../support/cohorts.js';
import { confirmFocalPoint, plantCourse } from '../support/courses.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

interface List { rows: number; fine: number; sent: number; waiting: number; already: number; faults: number; items: { line: number; outcome: string; message: string | null }[] }

describe('a list of nominees', () => {
  let portal: Portal;
  let focalPoint: Official;
  let foreigner: Official;
  let emails: string[];

  beforeAll(async () => {
    portal = await Portal.start();
    focalPoint = await portal.official('IDN');
    await confirmFocalPoint(portal, focalPoint.id, 'IDN', 'training');
    foreigner = await portal.official('THA');
    await plantCourse(portal, { originator: 'AUS', code: 'DOC-101', entry: 'nomination' });
    await plantCourse(portal, { originator: 'AUS', code: 'HID-1', withheldFrom: ['IDN'] });
    // Four hundred people in one statement: signing each one in would take minutes.
    await portal.owner.query(`INSERT INTO app.users (id, email, name, locale) SELECT gen_random_uuid(), 'person' || n || '@idn.example.org', 'Person ' || n, 'en' FROM generate_series(1, 400) n`);
    await portal.owner.query(`INSERT INTO app.delegations (user_id, party, roles, valid, state) SELECT id, 'IDN', '{reader}', daterange(current_date - 1, NULL), 'active' FROM app.users WHERE email LIKE 'person%@idn.example.org'`);
    emails = Array.from({ length: 400 }, (_, n) => `person${n + 1}@idn.example.org`);
  });
  afterAll(() => portal.stop());

  const send = (text: string, dryRun = false, who = focalPoint) => who.post(`/nomination-lists?dryRun=${dryRun}`, { text });
  const emailOf = async (who: Official) => (await portal.owner.query<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [who.id])).rows[0]?.email ?? '';
  const enrolled = async () => (await portal.owner.query<{ n: number }>('SELECT count(*)::int AS n FROM app.enrolments')).rows[0]?.n;

  it('A9: of 400 rows names the twelve bad ones, makes the others, and nothing when it is run again', async () => {
    const bad = [
      'nobody@idn.example.org;DOC-101', 'person1@idn.example.org;DOC-101', `${await emailOf(foreigner)};DOC-101`, `${emails[398]};DOC-101;31.12.2027`, `${emails[399]};DOC-101;;=cmd|' /C calc'!A0`, 'no address;DOC-101',
      ';DOC-101', `${emails[390]};`, `${emails[391]};NO-1`, `${emails[392]};HID-1`, `${emails[393]};DOC-101;2027-01-01`, `${await emailOf(focalPoint)};DOC-101`,
    ];
    const good = emails.slice(0, 388).map((email) => `${email};DOC-101;;First posting`);
    const text = ['email;course;starts;reason', ...good, ...bad].join('\r\n');
    const tried = (await send(text, true)).body as List;
    expect(tried).toMatchObject({ rows: 400, fine: 388, sent: 0, already: 0, faults: 12 });
    expect(tried.items.filter(({ outcome }) => outcome === 'fault').map(({ line, message }) => [line - 389, message?.split(/[.:]/, 1)[0]])).toEqual([
      [1, 'No active official of your party has this address'], [2, 'The same person and course stand in line 2'], [3, 'No active official of your party has this address'], [4, 'This is no day'], [5, 'A cell begins as a formula does'],
      [6, 'This is no e-mail address'], [7, 'The e-mail address is missing'], [8, 'The code of the course is missing'], [9, 'There is no course of this code to which you may send people'],
      [10, 'There is no course of this code to which you may send people'], [11, 'No cohort of this course that takes nominations begins on this day'], [12, 'Nobody sends themselves'],
    ]);
    expect(await enrolled()).toBe(0);
    expect((await send(text)).body).toMatchObject({ rows: 400, sent: 388, waiting: 0, already: 0, faults: 12 });
    expect(await enrolled()).toBe(388);
    expect((await send(text)).body).toMatchObject({ rows: 400, sent: 0, waiting: 0, already: 388, faults: 12 });
    expect(await enrolled()).toBe(388);
    const { rows } = await portal.owner.query(`SELECT detail FROM app.events WHERE name = 'nominations.listed' ORDER BY at`);
    expect(rows).toEqual([{ detail: { rows: 400, sent: 388, waiting: 0, faults: 12 } }, { detail: { rows: 400, sent: 0, waiting: 0, faults: 12 } }]);
  }, 120_000);

  it('takes the seats there are, and the waiting list for the others, in the order of the file', async () => {
    const led = await plantCourse(portal, { originator: 'AUS', code: 'LED-1', entry: 'nomination' });
    const cohort = await plantCohort(portal, led, 'AUS', 'AUS', 2, { IDN: [1, 5] });
    const { rows: [first] } = await portal.owner.query<{ day: string }>('SELECT starts_on::text AS day FROM app.cohorts WHERE id = $1', [cohort]);
    const text = ['email,course,starts', ...emails.slice(0, 4).map((email) => `${email},led-1,${first?.day}`)].join('\n');
    expect((await send(text)).body).toMatchObject({ sent: 2, waiting: 2, faults: 0, items: [{ outcome: 'sent' }, { outcome: 'sent' }, { outcome: 'waiting' }, { outcome: 'waiting' }] });
  });

  it('is for focal points for training, and no file of anything else', async () => {
    const text = `email;course\n${emails[0]};DOC-101`;
    expect((await send(text, false, foreigner)).status).toBe(403);
    expect((await send('', true)).body).toMatchObject({ faults: 1, rows: 0 });
    expect((await focalPoint.post('/nomination-lists?dryRun=perhaps', { text })).status).toBe(400);
    expect((await focalPoint.get('/nomination-lists/template')).text).toContain('email;course;starts;reason');
  });
});
