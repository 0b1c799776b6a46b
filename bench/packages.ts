import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { zip } from '../test/support/archives.ts';
import { memory, middle, processor } from './measure.ts';
import type { Ground, Reader } from './portal.ts';
import { p95, steadily } from './steadily.ts';

const trainees = 500;
/** A player sends what is new every ten seconds. */
const everySeconds = 10;
const goals = { commit: 300, mebibytes: 300, import: 64 };
const mebi = 2 ** 20;
const part = 5 * mebi;

const manifest = `<?xml version="1.0"?><manifest identifier="M" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata><organizations default="O"><organization identifier="O"><title>Bench</title>
  ${['a', 'b', 'c'].map((id) => `<item identifier="${id}" identifierref="R-${id}"><title>${id}</title></item>`).join('')}</organization></organizations>
  <resources>${['a', 'b', 'c'].map((id) => `<resource identifier="R-${id}" type="webcontent" adlcp:scormType="sco" href="${id}.html"/>`).join('')}</resources></manifest>`;

const packed = (mebibytes: number) => zip([
  { name: 'imsmanifest.xml', content: manifest }, ...['a', 'b', 'c'].map((id) => ({ name: `${id}.html`, content: '<!doctype html>' })),
  ...Array.from({ length: mebibytes / 10 }, (_, at) => ({ name: `${at}.mp4`, content: randomBytes(10 * mebi), stored: true })),
]);

interface Launch {
  url: string;
  token: string;
  seq: number;
}

/** Sends a package as the client does, in parts of 5 MiB, and waits until it was looked through. @returns the package's id */
async function imported({ url }: { url: string }, author: Reader, course: string, content: Buffer): Promise<string> {
  const encoded = Object.entries({ course, filename: 'bench.zip', sha256: createHash('sha256').update(content).digest('hex') }).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(',');
  const tus = { ...author.headers, 'Tus-Resumable': '1.0.0' };
  const begun = await fetch(`${url}/api/v1/package-uploads`, { method: 'POST', headers: { ...tus, 'Upload-Length': String(content.length), 'Upload-Metadata': encoded } });
  const address = `${url}${begun.headers.get('location')}`;
  for (let offset = 0; offset < content.length; offset += part) {
    const { status } = await fetch(address, { method: 'PATCH', headers: { ...tus, 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset) }, body: new Uint8Array(content.subarray(offset, offset + part)) });
    if (status !== 204) throw new Error(`a part of the package answered ${status}; the round is void`);
  }
  for (;;) {
    const found = (await (await fetch(address, { headers: author.headers })).json()) as { state: string; package: string };
    if (found.state === 'kept') return found.package;
    if (found.state === 'rejected') throw new Error('the package was not taken; the round is void');
    await sleep(20);
  }
}

/** Five hundred run one package, each sending what is new every ten seconds; then a package of 200 MiB comes in to a portal that does its jobs: what each takes, and what memory grows by. */
export async function packages(at: Ground, seconds: number): Promise<string> {
  const author = await at.reader('AUS', ['course_author']);
  const course = randomUUID();
  await at.owner.query(`INSERT INTO app.courses (id, code, originator, title) VALUES ($1, $2, 'AUS', 'Bench')`, [course, `P-${course.slice(0, 8).toUpperCase()}`]);
  const [{ id: version } = { id: '' }] = (await at.owner.query<{ id: string }>('INSERT INTO app.course_versions (course_id, number) VALUES ($1, 1) RETURNING id', [course])).rows;
  const send = async (who: Reader, path: string, body: Buffer | string, type: string) => {
    const answer = await fetch(`${at.url}/api/v1${path}`, { method: 'POST', headers: { ...who.headers, 'Content-Type': type }, body: new Uint8Array(Buffer.from(body)) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}; the round is void`);
    return (await answer.json()) as Record<string, string>;
  };
  const working = await at.working();
  const found = await imported(working, author, course, packed(10));
  await send(author, `/packages/${found}/lessons`, '{}', 'application/json');
  await at.owner.query(`UPDATE app.course_versions SET state = 'published', published_at = now() WHERE id = $1`, [version]);
  await at.owner.query(`UPDATE app.courses SET state = 'published', published_at = now(), tlp = 'green', marking_seal = $2 WHERE id = $1`, [course, at.sealCourse({ id: course, originator: 'AUS', tlp: 'green' })]);
  const launches: Launch[] = [];
  while (launches.length < trainees) {
    const [who, enrolment] = [await at.reader('IDN', ['trainee']), randomUUID()];
    await at.owner.query(`INSERT INTO app.enrolments (id, course_id, course_version_id, user_id, party, state) VALUES ($1, $2, $3, $4, 'IDN', 'active')`, [enrolment, course, version, who.id]);
    const { playerUrl = '', launchToken: token = '', launchId } = await send(who, `/enrolments/${enrolment}/launches`, '{}', 'application/json');
    launches.push({ url: `${new URL(playerUrl).origin}/rt/launches/${launchId}`, token, seq: 0 });
  }
  const idle = memory(at.portal.pid);
  let most = idle;
  const watch = setInterval(() => { most = Math.max(most, memory(at.portal.pid)); }, 50);
  const spent = processor(at.portal.pid);
  const times = await steadily(trainees / everySeconds, Math.max(seconds, 2 * everySeconds), async (turn) => {
    const launch = launches[turn % trainees];
    if (!launch) return;
    launch.seq += 1;
    const delta = { 'cmi.location': `p${launch.seq}`, 'cmi.session_time': `PT${launch.seq}M`, 'cmi.suspend_data': 'x'.repeat(2_000), 'cmi.score.scaled': '0.5' };
    const answer = await fetch(`${launch.url}/commits/${launch.seq}`, { method: 'PUT', headers: { Authorization: `Bearer ${launch.token}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ unit: 'a', delta, ...(launch.seq === 1 ? { opening: true } : {}) }) });
    if (!answer.ok) throw new Error(`a commit answered ${answer.status}; the round is void`);
  });
  clearInterval(watch);
  const each = (processor(at.portal.pid) - spent) / times.length;
  const grown = most - idle;
  const large = packed(200);
  await imported(working, author, course, packed(10)); // warm
  const before = memory(working.pid);
  let height = before;
  const looking = setInterval(() => { height = Math.max(height, memory(working.pid)); }, 20);
  const began = performance.now();
  await imported(working, author, course, large);
  const took = ((performance.now() - began) / 1000).toFixed(1);
  clearInterval(looking);
  working.stop();
  const met = (is: boolean) => (is ? 'met' : 'MISSED');
  return `${trainees} trainees: commits p50 ${middle(times).toFixed(0)}, p95 ${p95(times).toFixed(0)} ms at ${trainees / everySeconds}/s (goal ≤ ${goals.commit}: ${met(p95(times) <= goals.commit)}), ${each.toFixed(1)} ms of the server's processor each; memory +${grown.toFixed(0)} MiB over ${idle.toFixed(0)} (goal ≤ ${goals.mebibytes}: ${met(grown <= goals.mebibytes)}); `
    + `import of 200 MiB in parts, until it was looked through, ${took} s, +${(height - before).toFixed(0)} MiB over ${before.toFixed(0)} (goal ≤ ${goals.import}: ${met(height - before <= goals.import)})`;
}
