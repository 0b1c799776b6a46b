import { readdirSync } from 'node:fs';
import { Portal } from '../support/portal.js';
import type { Official } from '../support/official.js';

describe('the room of a party', () => {
  let portal: Portal;
  let officer: Official;
  let clerk: Official;

  beforeAll(async () => {
    portal = await Portal.start({ env: { FOCALPOINT_PARTY_BYTES: '1000000' } });
    officer = await portal.official('AUS', 'document_officer');
    clerk = await portal.official('SECRETARIAT', 'secretariat_officer');
  });
  afterAll(() => portal.stop());

  const storage = async (who: Official, party = 'AUS') => (await who.get(`/parties/${party}/storage`)).body as { used: number | null; allowance: number; byDefault: boolean };
  const stored = () => readdirSync(portal.settings.storagePath, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  const text = (bytes: number) => 'The quick brown fox.'.repeat(Math.ceil(bytes / 20)).slice(0, bytes);

  it('SR-61 is not exceeded by files that come side by side: each is taken or refused as a whole', async () => {
    const { id } = await officer.draft();
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => officer.upload(id, text(300_000), `part${index}.txt`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 413, 413, 413]);
    expect(await storage(officer)).toMatchObject({ used: 900_000, allowance: 1_000_000, byDefault: true });
    expect(stored()).toBe(3);
    expect(answers.find(({ status }) => status === 413)?.body).toMatchObject({
      type: '/problems/no-room', used: 900_000, allowance: 1_000_000, bytes: 300_000,
      detail: expect.stringMatching(/^AUS may keep 976\.6 KiB, and 878\.9 KiB are in use, so there is no room for 293 KiB more\. Nothing was kept\./),
    });
  });

  it('is asked for before a file is read that says how large it is', async () => {
    const { id } = await officer.draft();
    const call = officer.call('post', `/documents/${id}/versions?fileName=large.txt`).set('Content-Type', 'application/octet-stream').set('Content-Length', '200000');
    const answer = await call.send(text(200_000));
    expect(answer.status).toBe(413);
    expect(stored()).toBe(3);
  });

  it('is given back with what is discarded', async () => {
    const { id, rowVersion } = await officer.draft();
    await officer.upload(id, text(50_000));
    expect(await storage(officer)).toMatchObject({ used: 950_000 });
    await officer.call('delete', `/documents/${id}`).set('If-Match', `"${rowVersion}"`);
    expect(await storage(officer)).toMatchObject({ used: 900_000 });
  });

  it('is one party\'s: what another keeps does not count', async () => {
    const other = await portal.official('NZL', 'contributor');
    const { id } = await other.draft();
    expect((await other.upload(id, text(300_000))).status).toBe(201);
    expect(await storage(other, 'NZL')).toMatchObject({ used: 300_000 });
  });

  it('SR-40 is allotted by the secretariat, which is not told what is kept in it', async () => {
    expect(await storage(clerk)).toMatchObject({ used: null, allowance: 1_000_000 });
    const answer = await clerk.put('/parties/AUS/storage', { allowance: 2_000_000, reason: 'Films of a training course' });
    expect(answer.body).toMatchObject({ used: null, allowance: 2_000_000, byDefault: false, reason: 'Films of a training course' });
    const { id } = await officer.draft();
    expect((await officer.upload(id, text(300_000))).status).toBe(201);
    await clerk.put('/parties/AUS/storage', { allowance: 10, reason: 'Back to less' });
    expect((await officer.upload(id, text(11))).status).toBe(413);
    expect((await clerk.put('/parties/AUS/storage', { reason: 'Back to the default' })).body).toMatchObject({ allowance: 1_000_000, byDefault: true });
  });

  it('is allotted by nobody else, and not without a fresh proof', async () => {
    for (const who of [officer, await portal.official('AUS', 'focal_point'), await portal.official('SECRETARIAT', 'administrator')]) {
      expect((await who.put('/parties/AUS/storage', { allowance: 5, reason: 'for me' })).status).toBe(403);
    }
    const stale = await portal.official('SECRETARIAT', 'secretariat_officer');
    await portal.owner.query(`UPDATE app.sessions SET proven_at = now() - interval '6 minutes' WHERE user_id = $1`, [stale.id]);
    const answer = await stale.put('/parties/AUS/storage', { allowance: 5, reason: 'for me' });
    expect({ status: answer.status, type: (answer.body as { type: string }).type }).toEqual({ status: 403, type: '/problems/step-up' });
  });

  it('is shown to those who bring files for the party, and to no other party', async () => {
    for (const role of ['contributor', 'document_officer', 'focal_point', 'administrator'] as const) expect((await (await portal.official('AUS', role)).get('/parties/AUS/storage')).status).toBe(200);
    expect((await (await portal.official('AUS', 'reader')).get('/parties/AUS/storage')).status).toBe(403);
    expect((await (await portal.official('NZL', 'document_officer')).get('/parties/AUS/storage')).status).toBe(403);
  });
});
