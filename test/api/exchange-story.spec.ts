import { Portal } from '../support/portal.js';
import { marking, type Official } from '../support/official.js';

describe('the exchange of a document', () => {
  let portal: Portal;
  let officer: Official;
  let reader: Official;
  let outsider: Official;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    officer = await portal.official('AUS', 'document_officer');
    reader = await portal.official('IDN');
    outsider = await portal.official('THA');
  });
  afterAll(() => portal.stop());

  it('goes from draft to reader, and stays unknown to whom it is not for', async () => {
    const { id } = await officer.draft({ title: 'Boats at the northern cape' });
    expect((await officer.upload(id, 'Lanterns were counted on the shore at night.')).status).toBe(201);
    await portal.settled();
    expect((await reader.get(`/documents/${id}`)).status).toBe(404);

    const released = await officer.release(id, marking('amber', ['IDN']));
    expect(released.status).toBe(200);
    const { because, allows } = await reader.open(id);
    expect(because).toBe('its marking names your country or organisation');
    expect(allows).toEqual(expect.arrayContaining(['read', 'download', 'share', 'request']));

    await portal.settled(); // words are taken out of a file once it is released
    const found = await reader.get('/documents?q=lanterns');
    expect(found.body.items.map((item: { id: string }) => item.id)).toEqual([id]);
    expect(found.body.items[0].snippet.filter((part: { hit: boolean }) => part.hit).map((part: { text: string }) => part.text)).toEqual(['Lanterns']);

    const file = await reader.get(`/documents/${id}/versions/1/file`).buffer(true);
    expect(file.text).toBe('Lanterns were counted on the shore at night.');

    const hidden = await outsider.get(`/documents/${id}`);
    const unknown = await outsider.get('/documents/00000000-0000-4000-8000-000000000000');
    expect(hidden.status).toBe(404);
    expect({ ...hidden.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
    expect((await outsider.get('/documents?q=lanterns')).body.items).toEqual([]);
    expect((await outsider.get('/documents/facets')).body.total.count).toBe(0);
  });
});
