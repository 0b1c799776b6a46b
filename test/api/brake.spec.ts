import { marking, type DocumentAnswer, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('taking very many files', () => {
  let portal: Portal;
  let beside: Portal;
  let reader: Official;
  let documents: DocumentAnswer[];

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    beside = await portal.beside();
    const officer = await portal.official('AUS', 'document_officer');
    await portal.official('AUS', 'focal_point');
    await portal.official('IDN', 'focal_point');
    reader = await portal.official('IDN');
    documents = [];
    for (let number = 0; number < 4; number++) documents.push(await officer.released(marking('amber', ['IDN']), { title: `Unmistakable ${number}` }));
    await portal.settled();
  });
  afterAll(() => portal.stop());

  const take = async ({ id }: DocumentAnswer, url = portal.url, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}/api/v1/documents/${id}/versions/1/file`, { headers: { ...reader.headers, ...headers } });
    return { status: answer.status, type: answer.status < 400 ? '' : ((await answer.json()) as { type: string }).type };
  };
  /** As many files as if they had been taken a while ago. */
  const taken = (files: number, ago: string) => portal.owner.query(
    `INSERT INTO app.takings (user_id, document_id, number, originator, at, hour) SELECT $1, gen_random_uuid(), 1, 'AUS', now() - $3::interval, date_trunc('hour', now() - $3::interval) FROM generate_series(1, $2)`, [reader.id, files, ago],
  );
  const forget = () => portal.owner.query('DELETE FROM app.takings; DELETE FROM app.brakes');
  const proven = (minutes: number) => portal.owner.query(`UPDATE app.sessions SET proven_at = now() - make_interval(mins => $2) WHERE user_id = $1`, [reader.id, minutes]);
  const braked = async () => (await portal.owner.query<{ detail: { files: number; limit: number } }>(`SELECT detail FROM app.events WHERE name = 'downloads.braked' AND subject_id = $1 ORDER BY at`, [reader.id])).rows.map(({ detail }) => detail);

  it('SR-76: asks who it is after a hundred files in an hour, on both nodes together, and tells those concerned without a title', async () => {
    await proven(10);
    await taken(98, '50 minutes');
    const [one, two, three, four] = documents as [DocumentAnswer, DocumentAnswer, DocumentAnswer, DocumentAnswer];
    expect(await take(one)).toMatchObject({ status: 200 });
    expect(await take(two, beside.url)).toMatchObject({ status: 200 });
    for (const url of [portal.url, beside.url]) expect(await take(three, url)).toEqual({ status: 403, type: '/problems/step-up' });
    // The same file again, or the rest of it, is no further file.
    expect(await take(one)).toMatchObject({ status: 200 });
    expect(await take(two, portal.url, { Range: 'bytes=1-' })).toMatchObject({ status: 206 });
    expect((await reader.get(`/documents/${three.id}/versions/1/permission`)).body).toMatchObject({ status: 403, type: '/problems/step-up' });
    expect((await reader.get(`/documents/${one.id}/versions/1/permission`)).status).toBe(204);
    expect(await braked()).toEqual([{ files: 101, limit: 100 }]);
    await proven(1);
    expect(await take(three)).toMatchObject({ status: 200 });
    expect(await take(four)).toMatchObject({ status: 200 });
    await portal.settled();
    const letters = portal.letters().filter((letter) => letter.includes('files were taken'));
    expect(letters).toHaveLength(2);
    const [toOwn, toOriginator] = ['Very many files were taken', 'Many of your files were taken'].map((subject) => letters.find((letter) => letter.includes(subject)) ?? '');
    expect(toOwn).toContain(reader.name);
    expect(toOriginator).not.toContain(reader.name);
    expect(toOriginator).toContain('Indonesia');
    expect(letters.join('')).not.toContain('Unmistakable');
    const { rows } = await portal.owner.query<{ count: string }>(`SELECT count(*) FROM app.events WHERE name = 'document.downloaded' AND subject_id = $1`, [three.id]);
    expect(rows[0]?.count).toBe('1');
  });

  it('SR-76: asks sooner where so many are unusual, and never below thirty', async () => {
    await forget();
    await proven(10);
    for (let day = 1; day <= 5; day++) await taken(4, `${day} days`);
    await taken(40, '30 minutes');
    expect(await take(documents[0] as DocumentAnswer)).toEqual({ status: 403, type: '/problems/step-up' });
    await forget();
    for (let day = 1; day <= 5; day++) await taken(1, `${day} days`);
    await taken(28, '30 minutes');
    expect(await take(documents[0] as DocumentAnswer)).toMatchObject({ status: 200 });
    expect(await take(documents[1] as DocumentAnswer)).toMatchObject({ status: 200 });
    expect(await take(documents[2] as DocumentAnswer)).toMatchObject({ status: 403 });
  });

  it.each([[[], 100], [[1], 30], [[3], 30], [[5], 50], [[9, 10], 95], [[10], 100], [[1, 2, 400], 30], [[400], 100]])('SR-76: lets somebody with hours of %j files take %s', async (hours, most) => {
    await forget();
    for (const [day, files] of hours.entries()) await taken(files, `${day + 1} days`);
    const { rows } = await portal.owner.query(`SELECT taken, most FROM app.pace_of_takings($1, '{}', '{}')`, [reader.id]);
    expect(rows).toEqual([{ taken: 0, most }]);
  });

  it('SR-76: counts files that are asked for at the same moment one after the other', async () => {
    await forget();
    await proven(10);
    await taken(99, '10 minutes');
    const answers = await Promise.all(documents.map((document, index) => take(document, index % 2 ? portal.url : beside.url)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
  });
});
