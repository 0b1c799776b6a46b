import { configuration, type SessionSeen } from '../support/federated.js';
import { MemberProvider } from '../support/member-provider.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { Traveller } from '../support/traveller.js';

describe('two members with an identity provider each', () => {
  let portal: Portal;
  const providers: Record<string, MemberProvider> = {};
  const focalPoints: Record<string, Official> = {};

  beforeAll(async () => {
    portal = await Portal.start({ named: true });
    for (const party of ['NZL', 'IDN']) {
      const focal = focalPoints[party] = await portal.official(party, 'focal_point');
      const { redirectUri } = (await focal.get('/identity-provider')).body as { redirectUri: string };
      const provider = providers[party] = await MemberProvider.start(redirectUri, `${party.toLowerCase()}.example.org`);
      const checked = await focal.post('/identity-provider/checks', { issuer: provider.issuer });
      expect(checked.body).toMatchObject({ ok: true, faults: [], keys: expect.any(Number), saysIssuer: true });
      const { status, text } = await focal.put('/identity-provider', configuration(provider, { name: `Account of ${party}` }));
      if (status !== 200) throw new Error(text);
    }
  }, 60_000);
  afterAll(async () => { await portal.stop(); for (const provider of Object.values(providers)) await provider.stop(); });

  const enter = async (party: string, login: string) => {
    const traveller = new Traveller(portal);
    const answer = await (providers[party] as MemberProvider).signIn(traveller, `/sign-in/provider/of/${party}?next=%2Fdocuments`, login);
    return { traveller, status: answer.status, leads: answer.headers.get('location'), page: await answer.text(), session: (await (await traveller.api('GET', '/session')).json()) as SessionSeen };
  };

  it('sends its people there and back; they wait, are admitted by their focal point under the name they came with, and enter', async () => {
    for (const party of ['NZL', 'IDN']) {
      const focal = focalPoints[party] as Official;
      const first = await enter(party, 'mere');
      expect({ status: first.status, waits: first.page.includes('has to accept you'), session: first.session.signedIn }).toEqual({ status: 200, waits: true, session: false });

      const { items } = (await focal.get('/people?state=pending')).body as { items: { id: string; name: string; email: string; roles: string[]; allows: string[] }[] };
      expect(items).toEqual([expect.objectContaining({ name: `Mere of ${party.toLowerCase()}.example.org`, email: `mere@${party.toLowerCase()}.example.org`, roles: [] })]);
      expect(items[0]?.allows).toContain('admit');
      expect((await (focalPoints[party === 'NZL' ? 'IDN' : 'NZL'] as Official).put(`/people/${items[0]?.id}/admission`, { roles: ['reader'] })).status).toBe(404);
      expect((await focal.put(`/people/${items[0]?.id}/admission`, { roles: ['focal_point'] })).status).toBe(403);
      expect((await focal.put(`/people/${items[0]?.id}/admission`, { roles: ['reader', 'contributor'] })).status).toBe(200);

      const again = await enter(party, 'mere');
      expect({ status: again.status, leads: again.leads }).toEqual({ status: 303, leads: '/documents' });
      expect(again.session).toMatchObject({ signedIn: true, party: { code: party }, roles: ['reader', 'contributor'], user: { name: `Mere of ${party.toLowerCase()}.example.org` } });
      expect(again.session.delegations).toHaveLength(1);
      expect((await again.traveller.api('DELETE', '/session')).status).toBe(204);
      expect((await again.traveller.api('GET', '/documents')).status).toBe(401);
    }
  });

  it('knows two people, not one, by the same subject at two providers', async () => {
    const [one, other] = [await enter('NZL', 'mere'), await enter('IDN', 'mere')];
    expect(one.session.user?.id).toBeDefined();
    expect(one.session.user?.id).not.toBe(other.session.user?.id);
  });

  it('turns away whom the focal point did not want, with the words everybody gets', async () => {
    expect((await enter('NZL', 'mallory')).page).toContain('has to accept you');
    const { items } = (await (focalPoints.NZL as Official).get('/people?state=pending')).body as { items: { id: string }[] };
    expect((await (focalPoints.NZL as Official).call('delete', `/people/${items[0]?.id}`).send({ reason: 'Nobody here knows this person.' })).status).toBe(200);
    const refused = await enter('NZL', 'mallory');
    expect({ status: refused.status, session: refused.session.signedIn }).toEqual({ status: 401, session: false });
    expect(refused.page).toContain('does not match an account');
  });
});
