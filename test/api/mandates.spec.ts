import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Jobs } from '../../src/kernel/jobs/index.js';
import { Year } from '../../src/focal-points/mandates/year.js';
import { plantFocalPoint } from '../support/nominee.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('the mandate of a focal point', () => {
  let portal: Portal;
  let officer: Official;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    officer = await portal.official('SECRETARIAT', 'secretariat_officer');
  });
  afterAll(() => portal.stop());

  const night = async () => { await portal.app.get(Year).pass(); await portal.settled(); };
  const age = (id: string, days: number) => portal.owner.query('UPDATE app.focal_points SET due_on = current_date + $2::integer WHERE id = $1', [id, days]);
  const told = async (id: string) => (await portal.owner.query<{ name: string; detail: { days?: number } }>(`SELECT name, detail FROM app.events WHERE subject_id = $1 AND name LIKE 'focal-point.%' ORDER BY at`, [id])).rows;
  const roles = async (who: Official) => (await portal.owner.query<{ roles: string[] }>('SELECT roles FROM app.delegations WHERE user_id = $1', [who.id])).rows[0]?.roles;
  const letters = () => readdirSync(portal.settings.mailFolder).sort().map((name) => readFileSync(join(portal.settings.mailFolder, name), 'utf8'));
  const anew = async (party: string, more: object = {}): Promise<[Official, string]> => {
    const who = await portal.official(party, 'reader', 'contributor', 'focal_point');
    return [who, await plantFocalPoint(portal, who, { ...more })];
  };

  it('is confirmed once a year by whoever holds it, with a fresh proof', async () => {
    const [who, id] = await anew('IDN', { reminders: 2 });
    await age(id, -3);
    const answer = await who.put(`/focal-points/${id}/confirmation`, {});
    const due = (answer.body as { dueOn: string }).dueOn;
    expect(Math.round((Date.parse(due) - Date.now()) / 86_400_000)).toBeGreaterThan(360);
    for (const other of [await portal.official('IDN', 'focal_point'), officer]) expect((await other.put(`/focal-points/${id}/confirmation`, {})).status).toBe(403);
    expect((await (await portal.official('AUS', 'focal_point')).put(`/focal-points/${id}/confirmation`, {})).status).toBe(403);
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [who.id]);
    expect((await who.put(`/focal-points/${id}/confirmation`, {})).body).toMatchObject({ type: '/problems/step-up' });
  });

  it('is reminded of at 30, 7 and 0 days before and 14 after, once each, and lapses at 30 after with its role', async () => {
    const [who, id] = await anew('MYS');
    for (const days of [45, 31, 30, 30, 20, 7, 6, 0, -1, -14, -20, -29]) {
      await age(id, days);
      await night();
    }
    expect((await told(id)).map(({ name, detail }) => [name, detail.days])).toEqual([['focal-point.reminded', 30], ['focal-point.reminded', 7], ['focal-point.reminded', 0], ['focal-point.reminded', -14]]);
    expect(await roles(who)).toContain('focal_point');
    const colleague = await portal.official('MYS', 'focal_point');
    await age(id, -30);
    const before = letters().length;
    await night();
    const informed = letters().slice(before).filter((letter) => letter.includes('A focal point lapsed')).map((letter) => /^To: (.+)$/m.exec(letter)?.[1]?.trim());
    const addresses = await portal.owner.query<{ email: string }>('SELECT email FROM app.users WHERE id = ANY ($1::uuid[]) ORDER BY email', [[who.id, colleague.id, officer.id]]);
    expect(informed.sort()).toEqual(addresses.rows.map(({ email }) => email));
    expect((await told(id)).slice(4).map(({ name }) => name)).toEqual(['focal-point.lapsed', 'focal-point.unmanned']);
    expect(await roles(who)).toEqual(['reader', 'contributor']);
    expect((await officer.get(`/focal-points/${id}`)).body).toMatchObject({ state: 'lapsed' });
    expect((await who.put(`/focal-points/${id}/confirmation`, {})).status).toBe(401); // signed out: their roles changed
  });

  it('is looked after each night, by the worker', () => expect(portal.app.get(Jobs).clocked.filter(({ every }) => every === 'night').map(({ task }) => task)).toContain('focal-points-nightly'));

  it('makes up for a night that was missed, with one reminder', async () => {
    const [, id] = await anew('THA');
    await age(id, 3);
    await night();
    await night();
    expect((await told(id)).map(({ name, detail }) => [name, detail.days])).toEqual([['focal-point.reminded', 3]]);
  });

  it('ends on the day it was given until', async () => {
    const [who, id] = await anew('VNM', { until: '2026-11-20' });
    await night();
    expect((await told(id))[0]).toMatchObject({ name: 'focal-point.ended' });
    expect(await roles(who)).not.toContain('focal_point');
  });

  it('keeps the role while another mandate of the same person stands', async () => {
    const [who, id] = await anew('LAO');
    const other = await plantFocalPoint(portal, who, { area: 'training' });
    expect((await who.put(`/focal-points/${id}/end`, { reason: 'somebody else looks after it' })).body).toMatchObject({ state: 'ended' });
    await portal.settled();
    expect(await roles(who)).toContain('focal_point');
    expect((await told(id)).map(({ name }) => name)).toEqual(['focal-point.ended']);
    expect((await officer.put(`/focal-points/${other}/end`, { reason: 'asked by the ministry' })).status).toBe(200);
    await portal.settled();
    expect((await told(other)).map(({ name }) => name)).toEqual(['focal-point.ended', 'focal-point.unmanned']);
    expect(await roles(who)).not.toContain('focal_point');
  });

  it('is handed over with rank and drafts, while the record stays with the person', async () => {
    const [from, id] = await anew('AUS');
    const [to, successor] = await anew('AUS', { rank: 'alternate' });
    const [foreign, elsewhere] = await anew('NZL');
    await from.put(`/focal-points/${id}/contact`, { items: [{ kind: 'phone', value: '+61 2 5550 0142', shownTo: 'members' }] });
    await to.put(`/focal-points/${successor}/contact`, { items: [{ kind: 'phone', value: '+61 2 5550 0143', shownTo: 'members' }] });
    const draft = await from.draft({ title: 'Half written' });
    const others = await to.draft({ title: 'Somebody else\'s' });
    expect((await from.put(`/focal-points/${id}/hand-over`, { successor: elsewhere })).status).toBe(404);
    expect((await from.put(`/focal-points/${id}/hand-over`, { successor: id })).status).toBe(409);
    expect((await foreign.put(`/focal-points/${id}/hand-over`, { successor: elsewhere })).status).toBe(403);
    expect((await from.put(`/focal-points/${id}/hand-over`, { successor, reason: 'posted abroad' })).body).toMatchObject({ state: 'ended', endReason: 'posted abroad' });
    await portal.settled();
    expect((await to.get(`/focal-points/${successor}`)).body).toMatchObject({ rank: 'primary', state: 'confirmed' });
    expect((await to.get(`/documents/${draft.id}`)).body).toMatchObject({ createdBy: { id: from.id }, keeper: { id: to.id } });
    expect((await to.get(`/documents/${others.id}`)).body).toMatchObject({ createdBy: { id: to.id }, keeper: null });
    expect((await to.get(`/documents/${draft.id}/history`)).text).toContain('into the care of a successor');
    const { rows } = await portal.owner.query(`SELECT actor FROM app.events WHERE name = 'document.drafted' AND subject_id = $1`, [draft.id]);
    expect(rows).toEqual([{ actor: from.id }]);
    expect(await roles(from)).not.toContain('focal_point');
    const kept = await portal.owner.query('SELECT focal_point_id FROM app.focal_point_contacts WHERE focal_point_id = ANY ($1::uuid[])', [[id, successor]]);
    expect(kept.rows).toEqual([{ focal_point_id: successor }]); // the private details given for a mandate go with it
  });

  it('is described by its holder and the focal points of the party, never over somebody else\'s words', async () => {
    const [who, id] = await anew('JPN');
    const words = { agency: 'Immigration Services Agency', languages: ['ja', 'en'], timeZone: 'Asia/Tokyo', officeDays: [1, 2, 3, 4, 5], opens: '09:30', closes: '18:15' };
    expect((await who.patch(`/focal-points/${id}`, words)).status).toBe(428);
    expect((await who.patch(`/focal-points/${id}`, words, 1)).body).toMatchObject({ ...words, rowVersion: 2 });
    expect((await who.patch(`/focal-points/${id}`, words, 1)).status).toBe(412);
    expect((await who.patch(`/focal-points/${id}`, { ...words, timeZone: 'Tokyo' }, 2)).body).toMatchObject({ status: 400, errors: [{ path: 'timeZone' }] });
    const reader = await portal.official('JPN', 'reader');
    for (const other of [reader, officer]) expect((await other.patch(`/focal-points/${id}`, words, 2)).status).toBe(403);
  });
});
