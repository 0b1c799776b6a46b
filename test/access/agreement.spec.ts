import fc from 'fast-check';
import { actorOf, roles, type Actor } from '../../src/kernel/access/index.js';
import { Document } from '../../src/documents/document.entity.js';
import { plant } from '../support/arrange.js';
import { Portal } from '../support/portal.js';

const parties = ['AUS', 'IDN', 'MYS', 'THA', 'CAN'];
const audience = '33333333-3333-4333-8333-333333333333';
const grant = '44444444-4444-4444-8444-444444444444';
const people = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const circles = ['AHG', audience];

const some = (values: string[]) => fc.subarray(values);
const row = fc.record({
  originator: fc.constantFrom(...parties),
  state: fc.constantFrom('draft', 'released', 'released', 'released', 'recalled', 'expired'),
  marking: fc.oneof(
    fc.constant({ tlp: 'clear', releasable_to: [] as string[], recipients: [] as string[], withheld_from: [] as string[] }),
    some([...parties, ...circles, ...people]).map((withheld_from) => ({ tlp: 'green', releasable_to: [] as string[], recipients: [] as string[], withheld_from })),
    fc.tuple(some([...parties, ...circles]), some([...parties, ...circles, ...people])).map(([releasable_to, withheld_from]) => ({ tlp: 'amber', releasable_to, recipients: [] as string[], withheld_from })),
    fc.tuple(some(parties), some(parties)).map(([releasable_to, withheld_from]) => ({ tlp: 'amber+strict', releasable_to, recipients: [] as string[], withheld_from })),
    fc.tuple(some(people), some(parties)).map(([recipients, withheld_from]) => ({ tlp: 'red', releasable_to: [] as string[], recipients, withheld_from })),
  ),
  granted_to: some([grant]),
  handling_caveats: some(['view_only', 'no_onward_sharing', 'H1']),
  expires_at: fc.constantFrom(null, null, new Date(Date.now() - 1000), new Date(Date.now() + 86_400_000)),
}).map(({ marking, ...rest }) => ({ ...rest, ...marking }));

const actor = fc.record({
  party: fc.constantFrom('', ...parties),
  userId: fc.constantFrom(...people),
  member: fc.boolean(),
  held: fc.subarray([...roles]),
  stands: some([...circles, grant]),
}).map(({ party, userId, member, held, stands }): Actor =>
  actorOf({ party, userId, membership: member ? 'member' : 'observer', roles: party ? held : [], keys: party ? [party, userId, ...(member ? ['community', 'member'] : ['observer']), ...stands] : [] }));

describe('the agreement of decision, filter, explanation and fence', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await Portal.start();
    const { id } = await portal.official('AUS');
    await plant(portal, fc.sample(row, { numRuns: 250, seed: 20261124 }), id);
  });
  afterAll(() => portal.stop());

  it('holds for random actors on random documents, verb by verb', async () => {
    const all = await portal.owner.query<{ id: string; originator: string; expired: boolean }>('SELECT id, originator, expires_at IS NOT NULL AND expires_at <= now() AS expired FROM app.documents');
    let decided = 0;
    const disagreements: object[] = [];
    const rows = await everyRow(portal);
    for (const who of fc.sample(actor, { numRuns: 60, seed: 42 })) {
      const verbs = portal.access.verbs(Document);
      const inFence = new Set(await portal.db.read(who, async () => (await portal.db.sql<{ id: string }>('SELECT id FROM app.documents')).map(({ id }) => id)));
      for (const verb of verbs) {
        const filtered = new Set(await portal.db.read(who, async () => (await portal.access.scope(portal.db.query(Document, 'document'), who, verb).select('document.id').getMany()).map(({ id }) => id)));
        for (const { id, originator, expired } of all.rows) {
          const document = rows.get(id);
          if (!document) throw new Error('a row is missing');
          const may = portal.access.can(who, verb, document);
          const { allowed } = portal.access.explain(who, verb, document);
          const closed = expired && originator !== who.party;
          const told = { who, verb, id, may, allowed, filtered: filtered.has(id), inFence: inFence.has(id) };
          if (allowed !== may || told.filtered !== (may && !closed) || (told.filtered && !told.inFence)) disagreements.push(told);
          decided += 1;
        }
      }
    }
    expect(disagreements).toEqual([]);
    expect(decided).toBeGreaterThan(100_000);
  });
});

/** Every document as the entity the rules see, read as the owner of the database and past the fence. */
async function everyRow(portal: Portal): Promise<Map<string, Document>> {
  const { rows } = await portal.owner.query<Record<string, unknown>>('SELECT * FROM app.documents');
  return new Map(rows.map((raw) => [
    String(raw.id),
    Object.assign(new Document(), {
      id: raw.id, originator: raw.originator, state: raw.state, readers: raw.readers, withheldFrom: raw.withheld_from, grantedTo: raw.granted_to, mayDownload: raw.may_download, mayShare: raw.may_share,
    }),
  ]));
}
