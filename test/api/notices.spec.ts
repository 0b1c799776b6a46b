import { Events } from '../../src/kernel/events/index.js';
import { freePort } from '../../deploy/launcher/port.js';
import { Federated } from '../support/federated.js';
import type { Official } from '../support/official.js';
import { PostOffice } from '../support/post-office.js';
import { Traveller } from '../support/traveller.js';
import { until } from '../support/until.js';

const basis = { basis: 'Decided at the Senior Officials\' Meeting', document: 'Record of the meeting, item 4', documentDate: '2026-11-01' };

describe('notices', () => {
  let all: Federated;
  let post: PostOffice;
  let focal: Official;
  let clerk: Official;
  let second: Official;
  beforeAll(async () => {
    post = new PostOffice(await freePort());
    all = await Federated.start({ jobs: true, env: { FOCALPOINT_SMTP_URL: `smtp://127.0.0.1:${post.port}` } });
    focal = await all.portal.official('AUS', 'focal_point');
    clerk = await all.portal.official('SECRETARIAT', 'secretariat_officer');
    second = await all.portal.official('SECRETARIAT', 'secretariat_officer');
    await all.portal.settled();
  }, 60_000);
  afterAll(async () => { await all.stop(); await post.close(); });
  beforeEach(async () => { await post.open(); post.received.length = 0; });
  afterEach(() => post.close());

  const email = async ({ id }: Official) => (await all.portal.owner.query<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [id])).rows[0]?.email ?? '';
  const to = async (who: Official) => post.to(await email(who)).map(({ subject, text }) => ({ subject, text }));
  const rename = (name: string) => focal.put('/parties/AUS/names/fr', { name });
  const change = async (standing: string) => {
    const { body } = await clerk.post('/parties/AUS/standing-changes', { standing, reason: 'agreed in writing by all', ...basis });
    expect((await second.put(`/standing-changes/${(body as { id: string }).id}/decision`, { decision: 'approve' })).status).toBe(200);
  };
  const lastEvent = async (name: string) => (await all.portal.owner.query<{ id: string }>('SELECT id FROM app.events WHERE name = $1 ORDER BY at DESC LIMIT 1', [name])).rows[0]?.id ?? '';
  const waiting = async () => (await all.portal.owner.query<{ many: number }>(`SELECT count(*)::int AS many FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'letter' AND j.attempts > 0 AND j.locked_at IS NULL`)).rows[0]?.many ?? 0;
  /** What is done while mail is down; it then comes back, and every letter that waits is tried again. */
  const whileMailIsDown = async (deed: () => Promise<unknown>, letters: number, meanwhile: () => Promise<unknown>) => {
    await post.close();
    await deed();
    await until('letters wait', async () => (await waiting()) >= letters);
    expect(await waiting()).toBe(letters);
    await meanwhile();
    await post.open();
    await all.portal.owner.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL; NOTIFY "jobs:insert", '{"r":"test","count":1}'`);
    await all.portal.settled();
  };

  describe('about a party', () => {
    it('go to its focal points, in the language of each, under the name the party chose in it, once', async () => {
      const arabic = await all.portal.official('AUS', 'focal_point');
      await all.portal.owner.query(`UPDATE app.users SET locale = 'ar' WHERE id = $1`, [arabic.id]);
      const reader = await all.portal.official('AUS');
      await focal.put('/parties/AUS/names/ar', { name: 'أستراليا' });
      await all.portal.settled();
      expect(await to(focal)).toEqual([{ subject: 'Focalpoint: A name of your party was changed', text: expect.stringContaining(`/members/AUS\r\n`) }]);
      expect(await to(arabic)).toEqual([{ subject: 'Focalpoint: تغيّر اسم من أسماء طرفك', text: expect.stringContaining('لـ أستراليا بإحدى') }]);
      expect(await to(reader)).toEqual([]);
      await all.portal.app.get(Events).react('party.renamed', 'MembershipNotices.tell', await lastEvent('party.renamed'));
      await all.portal.settled();
      expect(await to(focal)).toHaveLength(1);
      await all.portal.owner.query(`UPDATE app.delegations SET roles = '{reader}' WHERE user_id = $1`, [arabic.id]);
    });

    it('are not sent to whoever ceased to be its focal point meanwhile', async () => {
      const other = await all.portal.official('AUS', 'focal_point');
      await whileMailIsDown(() => rename('Australie'), 2, () => all.portal.owner.query(`UPDATE app.delegations SET roles = '{reader}' WHERE user_id = $1`, [other.id]));
      expect([(await to(focal)).length, (await to(other)).length]).toEqual([1, 0]);
    });

    it('tell no standing that is over when they are sent', async () => {
      await whileMailIsDown(() => change('suspended'), 1, () => change('active'));
      expect((await to(focal)).map(({ subject }) => subject)).toEqual(['Focalpoint: Your party takes part again']);
      await change('suspended');
      await all.portal.settled();
      expect((await to(focal)).map(({ subject }) => subject)).toEqual(['Focalpoint: Your party takes part again', 'Focalpoint: Your party was suspended']);
      await change('active');
      await all.portal.settled();
    });
  });

  describe('about somebody who came with their organisation\'s account', () => {
    const arrives = async (sub: string) => {
      all.nzl.saying = { sub, claims: { name: 'Aroha Unmistakable', email: `${sub}@nzl.example.org` } };
      expect(await (await new Traveller(all.portal).enter('NZL')).text()).toContain('Your focal point has to accept you');
      return (await all.known(sub))[0] ?? '';
    };
    const people = '/people?state=pending';

    it('go to the focal points of that party, once for each arrival, and say nothing of who it is', async () => {
      const officer = await all.portal.official('NZL', 'document_officer');
      await arrives('one');
      await arrives('one');
      await all.portal.settled();
      expect(await to(all.focalPoints.NZL)).toEqual([{ subject: 'Focalpoint: Somebody waits for you to admit them', text: expect.stringContaining(`${all.portal.settings.publicUrl}${people}\r\n`) }]);
      expect([await to(all.focalPoints.IDN), await to(officer), await to(clerk)]).toEqual([[], [], []]);
      expect(JSON.stringify(post.received)).not.toMatch(/unmistakable|one@nzl/i);
      expect(post.received).toHaveLength(1);
    });

    it('are not sent any more once somebody decided', async () => {
      let id = '';
      await whileMailIsDown(async () => { id = await arrives('two'); }, 1, () => all.portal.owner.query(`UPDATE app.delegations SET state = 'active', roles = '{reader}' WHERE user_id = $1`, [id]));
      expect(post.received).toEqual([]);
    });

    it('and nothing is written to them before they have an address they confirmed', async () => {
      const id = await arrives('three');
      await all.portal.settled();
      post.received.length = 0;
      const { rows: [{ delegation } = { delegation: '' }] } = await all.portal.owner.query<{ delegation: string }>('SELECT id AS delegation FROM app.delegations WHERE user_id = $1', [id]);
      expect((await all.focalPoints.NZL.put(`/people/${delegation}/admission`, { roles: ['reader'] })).status).toBe(200);
      expect((await all.focalPoints.NZL.put(`/people/${delegation}/suspension`, { reason: 'Somebody of that name left.' })).status).toBe(200);
      await all.portal.settled();
      expect(post.received).toEqual([]);
      expect((await all.portal.owner.query('SELECT FROM app.letters WHERE sent_at IS NOT NULL AND key LIKE $1', [`%/${id}/person`])).rowCount).toBe(1);
    });
  });
});
