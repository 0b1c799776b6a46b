import { Accounts } from '../../src/identity/index.js';
import { Declared } from '../../src/kernel/http/index.js';
import { plantCourse } from '../support/courses.js';
import { letter, nominee, plantFocalPoint } from '../support/nominee.js';
import { marking, type DocumentAnswer, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { toCourses, Tus } from '../support/tus.js';

const word = 'chrysoprase';

/** Queries that try to make what is hidden show itself, by route. Every GET is asked plainly as well. */
const probes: Record<string, string[]> = {
  '/documents': ['', `?q=${word}`, '?kind=alert', '?originator=AUS', '?tlp=amber', '?sort=title', '?sort=oldest&limit=2', '?subject=sea_routes', '?from=2020-01-01', '?state=draft,released,recalled,expired', '?language=en'],
  '/documents/facets': ['', `?q=${word}`, '?originator=AUS', '?kind=alert'],
  '/documents/suggestions': [`?q=${word.slice(0, 6)}`, '?q=re'],
  '/documents/export': ['?format=csv', '?format=json', `?format=csv&q=${word}`],
  '/release-requests': ['?box=made', '?box=received'],
  '/release-requests/export': ['?box=made&format=csv', '?box=received&format=json'],
  '/parties/export': ['?format=csv'],
  '/people': ['', '?q=common', '?state=invited', '?role=reader'],
  '/people/export': ['?format=json'],
  '/audiences': ['', '?asOf=2020-01-01'],
  '/parties/:code/explanation': ['?verb=name', '?verb=standing'],
  '/accessions': ['', '?state=open', '?party=XORG'],
  '/standing-changes': ['', '?state=open', '?party=XORG'],
  '/focal-points': ['', `?q=${word}`, '?party=AUS', '?area=training', '?language=eo', '?q=555'],
  '/focal-points/export': ['?format=csv', '?format=csv&contact=shown', '?format=vcard&contact=shown', `?format=json&q=${word}`],
  '/nominations': ['', '?state=open', '?state=nominated'],
  '/retention-requests': ['', '?state=open', '?state=decided'],
  '/courses': ['', `?q=${word.slice(0, 6)}`, '?box=ours', '?language=en', '?limit=1'],
  '/enrolments': ['?box=mine', '?box=waiting', '?box=party'],
  '/tombstones/:id/certificate': ['?format=json', '?format=pdf'],
};

interface World {
  portal: Portal;
  watchers: Record<string, Official>;
  shown: DocumentAnswer;
  /** A focal point everybody may see. */
  speaker: string;
  /** A course everybody may see. */
  course: string;
  hidden: DocumentAnswer | null;
  /** The code of a watermark on a copy of the hidden document. */
  code: string;
  /** A package on its way to a hidden course. */
  sent: string;
  /** A case of accession, and a change of standing that waits for its second officer. */
  accession: string;
}

/**
 * Two documents everybody may see, and somebody invited; in world 1 also a hidden document with a file, a wider marking to come, a reader and a
 * request answered, and an account elsewhere with the address of the invited.
 */
async function world(withSecret: boolean): Promise<World> {
  const portal = await Portal.start({ jobs: true });
  const officer = await portal.official('AUS', 'document_officer');
  const friend = await portal.official('NZL', 'document_officer');
  const watchers = {
    member: await portal.official('MYS', 'reader', 'document_officer', 'focal_point', 'course_author'),
    observer: await portal.official('CAN', 'reader'),
    secretariat: await portal.official('SECRETARIAT', 'secretariat_officer', 'administrator'),
    auditor: await portal.official('SECRETARIAT', 'auditor'),
    nobody: portal.stranger,
  };
  const shown = await officer.released(marking('green'), { title: 'Report for all', subjects: ['sea_routes'] });
  await friend.released(marking('clear'), { title: 'Report for everybody' });
  const { id: course } = await plantCourse(portal, { originator: 'AUS', code: 'ALL-1', title: 'Course for all' });
  const author = await portal.official('AUS', 'course_author');
  const holder = await portal.official('AUS', 'focal_point');
  const speaker = await plantFocalPoint(portal, holder, { confirmed_at: '2026-07-01T00:00:00Z' });
  let hidden: DocumentAnswer | null = null;
  let sent = '00000000-0000-4000-8000-000000000000';
  if (withSecret) await portal.app.get(Accounts).create({ email: 'common@example.org', name: `Known for ${word}`, locale: 'ar', delegations: [{ party: 'NZL', roles: ['reader'] }] });
  await watchers.member.post('/people', { email: 'common@example.org', name: 'Somebody We Know', locale: 'en', roles: ['reader'] });
  if (withSecret) {
    await holder.put(`/focal-points/${speaker}/contact`, { items: [{ kind: 'phone', value: '+61 2 5550 123', shownTo: 'party' }, { kind: 'post', value: `Street of ${word}`, shownTo: 'nobody' }] });
    await plantFocalPoint(portal, holder, { name: `Former ${word}`, agency: word, languages: ['eo'], area: 'training', state: 'lapsed' });
    const { id: nominated } = (await holder.post('/nominations', nominee({ name: `Nominee ${word}`, agency: word, languages: ['eo'] }))).body as { id: string };
    await holder.call('put', `/nominations/${nominated}/letter?fileName=${word}.pdf`).set('Content-Type', 'application/octet-stream').send(letter as never);
    const { id } = await officer.draft({ title: `Report on ${word}`, abstract: `About ${word}`, kind: 'alert', subjects: ['sea_routes'] });
    await officer.upload(id, `The word is ${word}.`);
    hidden = (await officer.release(id, marking('amber', ['NZL']))).body;
    await friend.get(`/documents/${id}/versions/1/file`);
    await friend.get(`/documents/${id}/versions/1/pages`);
    await friend.post(`/documents/${id}/requests`, { purpose: 'to pass on', reason: 'a case of ours', recipients: ['FRA'], until: '2027-06-30' });
    // One held, one disposed of and one about to be, a rule proposed, and room used up.
    const byTwo = async (of: string, deed: string) => {
      const { body } = await officer.post(`/documents/${of}/retention-requests`, { deed, reason: `because of ${word}` });
      await holder.put(`/retention-requests/${(body as { id: string }).id}/decision`, { decision: 'approve' });
    };
    await byTwo(id, 'hold');
    const { id: gone } = await officer.released(marking('amber', ['NZL']), { title: `Gone ${word}` });
    await byTwo(gone, 'dispose');
    await officer.post(`/documents/${id}/retention-requests`, { deed: 'lift', reason: `because of ${word}` });
    await officer.post('/retention-rules', { forumWide: false, after: 'released', months: 12, action: 'dispose', reason: `because of ${word}` });
    const taught = await plantCourse(portal, { originator: 'AUS', code: 'HID-1', title: `Course on ${word}`, tlp: 'amber', releasableTo: ['NZL'], lessons: { [word]: `## ${word}\n\nText.` } });
    await plantCourse(portal, { originator: 'AUS', code: 'HID-2', title: `Draft on ${word}`, state: 'draft' });
    await friend.post(`/courses/${taught.id}/enrolments`, { motive: `because of ${word}` });
    const packages = new Tus(portal.url, author, toCourses);
    sent = await packages.begun(taught.id, 20, { filename: `${word}.zip` });
    expect((await packages.send(sent, 0, 'abc')).status).toBe(204);
    // What goes with the course everybody sees, for those who teach it.
    const { trainersCircle } = (await author.get(`/courses/${course}/materials`)).body as { trainersCircle: string };
    const guide = await officer.released(marking('amber', [trainersCircle]), { title: `Guide on ${word}`, kind: 'training_material' });
    await portal.settled();
    expect((await author.post(`/courses/${course}/materials`, { documentId: guide.id, forWhom: 'trainers' })).status).toBe(201);
    await officer.post('/audiences', { name: `Those of ${word}`, expression: '{NZL, AUS}' });
  }
  // Somebody new in both worlds; in world 1 its accession is under way, and somebody's suspension is proposed.
  const clerk = await portal.official('SECRETARIAT', 'secretariat_officer');
  await clerk.post('/parties', { kind: 'organisation', code: 'XORG', name: 'Organisation X' });
  let accession = '00000000-0000-4000-8000-000000000000';
  if (withSecret) {
    accession = ((await clerk.post('/accessions', { party: 'XORG', body: 'FORUM', membership: 'member' })).body as { id: string }).id;
    await clerk.post(`/accessions/${accession}/steps`, { step: 'applied', day: '2026-01-15', basis: `A letter about ${word}` });
    await clerk.post('/parties/AUS/standing-changes', { standing: 'suspended', reason: `because of ${word}`, basis: `A note on ${word}` });
  }
  await portal.settled();
  const code = (await portal.owner.query<{ code: string }>('SELECT code FROM app.openings')).rows[0]?.code ?? '';
  return { portal, watchers, shown, speaker, course, hidden, code, sent, accession };
}

/** What an answer says, with what is different in any two worlds made the same: ids, symbols, times, names of invented officials. */
function told(text: string, one: World): string {
  return text
    .replaceAll(one.portal.settings.publicUrl, '<portal>')
    .replaceAll(one.shown.id, '<shown>').replaceAll(one.speaker, '<speaker>').replaceAll(one.course, '<course>')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/FP-\d{4}-[0-9A-Z]{6}/g, '<symbol>')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>')
    .replaceAll(/"next":"[\w.-]+"/g, '"next":"<cursor>"')
    .replaceAll(/"csrf":"[\w-]+"/g, '"csrf":"<token>"')
    .replaceAll(/("etag":"\\")[\w-]{27}(\\"")/g, '$1<tag>$2') // an HMAC over ids
    .replaceAll(/nonce-[\w+/=]+/g, '<nonce>').replaceAll(/frame-src http:\/\/localhost:\d+/g, 'frame-src <packages>').replaceAll(/nonce="[^"]+"/g, '<nonce>')
    .replaceAll(/Official \d+/g, 'Official');
}

async function seen(one: World, who: string, path: string): Promise<string> {
  const answer = await (one.watchers[who] as Official).get(path).buffer(true);
  const { date, 'x-request-id': _, ...headers } = answer.headers as Record<string, string>;
  return JSON.stringify({ status: answer.status, date: Boolean(date), headers: told(JSON.stringify(headers), one), body: told(answer.text, one) });
}

describe('SR-33 the twin worlds', () => {
  let secret: World;
  let empty: World;
  beforeAll(async () => { [secret, empty] = [await world(true), await world(false)]; });
  afterAll(async () => { await secret.portal.stop(); await empty.portal.stop(); });

  const everyGet = () => secret.portal.app.get(Declared).routes.filter(({ method }) => method === 'GET').map(({ path }) => path).filter((path) => !/^\/(livez|readyz|sign-in)(\/|$)/.test(path));
  const addresses = (one: World) => everyGet().flatMap((path) => (probes[path] ?? ['']).map((query) => `${path}${query}`
    .replace(':id', path.includes('/documents') ? one.shown.id : path.includes('/accessions') ? one.accession : path.startsWith('/package-uploads') ? one.sent : path.startsWith('/courses/') ? one.course : '00000000-0000-4000-8000-000000000000').replace(':number', '1').replace(':code', 'AUS')))
    .concat([`/watermarks/${secret.code}`, `/access/explanation?subject=document&id=${one.shown.id}&verb=read`, `/access/explanation?subject=document&id=${one.shown.id}&verb=release`, ...['', '/contact', '/card', '/card?contact=shown'].map((part) => `/focal-points/${one.speaker}${part}`)]);

  it.each(['member', 'observer', 'secretariat', 'auditor', 'nobody'])('NT-4 NT-10 answer the %s alike, on every GET', async (who) => {
    const [first, second] = [addresses(secret), addresses(empty)];
    expect(first.length).toBeGreaterThan(42);
    expect(secret.code).toHaveLength(10);
    for (const [index, path] of first.entries()) {
      if (who === 'secretariat' && /^\/(accessions|standing-changes)/.test(path)) continue; // the case files are this one's to keep
      if (who === 'secretariat' && /^\/nominations($|\?)/.test(path)) continue; // its officers decide on nominations
      expect({ path, answer: await seen(secret, who, path) }).toEqual({ path, answer: await seen(empty, who, second[index] ?? '') });
    }
  });

  it('SR-38 refuse a cursor that was given to somebody else, or for another filter', async () => {
    const { member, observer } = secret.watchers as { member: Official; observer: Official };
    const { next } = (await member.get('/documents?limit=1')).body as { next: string };
    expect(next).not.toBeNull();
    expect((await member.get(`/documents?limit=1&cursor=${next}`)).status).toBe(200);
    expect((await observer.get(`/documents?limit=1&cursor=${next}`)).status).toBe(400);
    expect((await member.get(`/documents?limit=1&kind=alert&cursor=${next}`)).status).toBe(400);
    expect((await member.get(`/documents?limit=1&cursor=${next.replace(/^./, 'Z')}`)).status).toBe(400);
  });

  it('SR-39 suggest nothing from what is hidden, and find no snippet of it', async () => {
    const { member } = secret.watchers as { member: Official };
    expect((await member.get(`/documents/suggestions?q=${word}`)).body).toEqual({ items: [] });
    expect((await member.get(`/documents?q=${word}`)).body).toEqual({ items: [], next: null });
  });

  it('differ for whoever may see the secret: the comparison would notice', async () => {
    const friend = await secret.portal.official('NZL');
    const { id } = secret.hidden as DocumentAnswer;
    expect((await friend.get(`/documents/${id}`)).status).toBe(200);
    const [there, gone] = [await friend.get(`/documents?q=${word}`), await (await empty.portal.official('NZL')).get(`/documents?q=${word}`)];
    expect((await (secret.watchers as { secretariat: Official }).secretariat.get('/nominations')).text).toContain(word);
    expect(there.body.items).toHaveLength(1);
    expect((await (await secret.portal.official('AUS', 'document_officer')).get(`/watermarks/${secret.code}`)).text).toContain(word);
    expect(told(there.text, secret)).not.toBe(told(gone.text, empty));
  });

  it('differ in the case files for the Steering Group and for the secretariat, and for nobody else', async () => {
    const steering = [await secret.portal.official('NZL'), await empty.portal.official('NZL')] as const;
    const of = async (who: Official) => ((await who.get('/accessions')).body as { items: object[] }).items.length;
    expect([await of(steering[0]), await of(steering[1]), await of(secret.watchers.secretariat as Official)]).toEqual([1, 0, 1]);
    expect((await steering[0].get(`/accessions/${secret.accession}`)).text).toContain(word);
    expect((await (await secret.portal.official('XORG')).get(`/accessions/${secret.accession}`)).status).toBe(403);
    expect((await steering[0].get('/standing-changes')).body).toEqual({ items: [], next: null });
  });

  it('NT-6 answer a request by reference alike, and list it alike, whether or not it names anything', async () => {
    const { member } = secret.watchers as { member: Official };
    const ask = (reference: string) => member.post('/release-requests', { reference, purpose: 'a case', reason: 'we were told of it', until: '2027-03-31' });
    const [real, made] = [await ask((secret.hidden as DocumentAnswer).symbol), await ask('FP-2026-000000')];
    expect([real.status, made.status]).toEqual([202, 202]);
    expect(real.text).toBe(made.text);
    const { items } = (await member.get('/release-requests?box=made')).body as { items: Record<string, unknown>[] };
    expect(items).toHaveLength(2);
    const bare = items.map(({ id: _i, reference: _r, createdAt: _c, ...rest }) => rest);
    expect(bare[0]).toEqual(bare[1]);
  });
});
