import { actorOf, type Actor } from '../../src/kernel/access/index.js';
import { Document } from '../../src/documents/document.entity.js';
import { plant, type Row } from '../support/arrange.js';
import { Portal } from '../support/portal.js';

/** Every situation in which a document is not for IDN. */
const hidden: (Partial<Row> & { originator: string })[] = [
  { originator: 'AUS', state: 'draft', tlp: 'red' },
  { originator: 'AUS', tlp: 'amber', releasable_to: ['NZL'] },
  { originator: 'AUS', tlp: 'amber+strict', releasable_to: ['NZL'] },
  { originator: 'AUS', tlp: 'green', withheld_from: ['IDN'] },
  { originator: 'AUS', tlp: 'amber', releasable_to: ['AHG'], withheld_from: ['IDN'] },
  { originator: 'AUS', tlp: 'red', recipients: ['11111111-1111-4111-8111-111111111111'] },
  { originator: 'AUS', state: 'recalled', tlp: 'green' },
  { originator: 'AUS', state: 'expired', tlp: 'green' },
];

describe('SR-58 two locks', () => {
  let portal: Portal;
  let reader: Actor;
  let shown: Row[];

  beforeAll(async () => {
    portal = await Portal.start();
    const official = await portal.official('IDN', 'reader', 'document_officer');
    reader = await portal.actor(official);
    await plant(portal, hidden, official.id);
    shown = await plant(portal, [{ originator: 'AUS', tlp: 'green' }, { originator: 'AUS', tlp: 'amber', releasable_to: ['IDN'] }], official.id);
  });
  afterAll(() => portal.stop());

  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();

  it('hold with the scoping of the application taken away: the fence alone leaks nothing', async () => {
    const seen = await portal.db.read(reader, () => portal.db.sql<{ id: string }>('SELECT id FROM app.documents'));
    expect(ids(seen)).toEqual(ids(shown));
    const words = await portal.db.read(reader, () => portal.db.sql<{ document_id: string }>(`SELECT document_id FROM app.find_documents('planted', ARRAY['en'], false, 100)`));
    expect(words.map(({ document_id }) => document_id).sort()).toEqual(ids(shown));
  });

  it('hold with the fence taken away: the policies alone leak nothing', async () => {
    await portal.owner.query('ALTER TABLE app.documents DISABLE ROW LEVEL SECURITY');
    try {
      const all = await portal.db.read(reader, () => portal.db.sql('SELECT id FROM app.documents'));
      expect(all).toHaveLength(hidden.length + shown.length); // the fence is down indeed
      const seen = await portal.db.read(reader, () => portal.access.scope(portal.db.query(Document, 'document'), reader, 'read').getMany());
      expect(ids(seen)).toEqual(ids(shown));
    } finally {
      await portal.owner.query('ALTER TABLE app.documents ENABLE ROW LEVEL SECURITY');
    }
  });

  it('agree on expiry, which only the fence knows by the clock', async () => {
    const [late] = await plant(portal, [{ originator: 'AUS', tlp: 'green', expires_at: new Date(Date.now() - 1000) }], reader.userId);
    const seen = await portal.db.read(reader, () => portal.db.sql<{ id: string }>('SELECT id FROM app.documents'));
    expect(ids(seen)).not.toContain(late?.id);
  });

  it('give nobody anything: an actor without a party sees what is TLP:CLEAR alone', async () => {
    const [clear] = await plant(portal, [{ originator: 'AUS', tlp: 'clear' }], reader.userId);
    const seen = await portal.db.read(actorOf({}), () => portal.db.sql<{ id: string }>('SELECT id FROM app.documents'));
    expect(ids(seen)).toEqual([clear?.id]);
  });
});
