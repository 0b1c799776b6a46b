import type { ExerciseKind } from '../../src/learning/mrz/exercises.js';
import type { SignedIn } from '../src/api/model';
import type { Answer } from '../src/api/examinations';
import type { Manifest } from '../src/api/offline';
import { CopyRefused, pieceOf, signedIn } from '../src/features/learning/offline/check';
import { keepWaiting, store } from '../src/features/learning/offline/kept';
import { carried, copyOf, json, openCopies, places, problem, refusal } from './copies';
import { answer, draw, isOwn, mark, put } from './practice';

type Parts = Record<string, string>;
interface Asked { parts: Parts; query: URLSearchParams; body: Record<string, unknown> }
type Answering = (asked: Asked) => Promise<Response | null>;

const notKept = () => problem(409, 'offline-not-kept', 'This lesson is not kept on this device. It opens when the line is back.');
const picture = (octets: ArrayBuffer) => new Response(octets, { headers: { 'Content-Type': 'image/svg+xml; charset=utf-8', 'Content-Security-Policy': "default-src 'none'; sandbox", 'X-Content-Type-Options': 'nosniff', 'Cross-Origin-Resource-Policy': 'same-origin' } });

/** What is answered here when the server is not reached, from checked copies alone. Everything else fails as it would without them. */
const routes: [method: string, path: string, answering: Answering][] = [
  ['GET', '/session', session],
  ['GET', '/enrolments', async ({ query }) => (query.get('box') === 'mine' && !query.get('course') ? json({ items: (await openCopies()).map(({ study: one }) => one), next: null }) : null)],
  ['GET', '/enrolments/:id', study],
  ['GET', '/enrolments/:id/lessons/:lesson', lesson],
  ['PUT', '/enrolments/:id/lessons/:lesson/progress', place],
  ['GET', '/enrolments/:id/lessons/:lesson/quiz', ({ parts }) => within(parts, async () => problem(409, 'offline-examination', 'This is examined on line alone.'))],
  ['GET', '/enrolments/:id/package-run', ({ parts }) => within(parts, async () => problem(409, 'offline-package', 'An imported lesson runs on line alone.'))],
  ['GET', '/enrolments/:id/lessons/:lesson/questions/:code', question],
  ['POST', '/enrolments/:id/lessons/:lesson/questions/:code/answers', correction],
  ['GET', '/enrolments/:id/lessons/:lesson/questions/:code/pictures/:which', ({ parts }) => within(parts, async (manifest) => piece(manifest, `/enrolments/${parts.id}/lessons/${parts.lesson}/questions/${parts.code}/pictures/${parts.which}`))],
  ['GET', '/specimens/:id', specimen],
  ['GET', '/specimens/:id/:picture', ({ parts }) => specimenPicture(`/specimens/${parts.id}/${parts.picture}`)],
  ['POST', '/mrz-exercises', async ({ body }) => ((await openCopies()).length > 0 ? json(draw(body.kind as ExerciseKind, body.sitting), 201) : null)],
  ['POST', '/mrz-exercises/answers', async ({ body }) => (isOwn(body.token) ? json(answer(body.token, body.values as { name: string; value: string }[])) : null)],
];
const compiled = routes.map(([method, path, answering]) => ({ method, answering, pattern: new RegExp(`^/api/v1${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`) }));

/** How a request would be answered here; null for those that never are. */
export function answeringOf({ method, url }: Request): ((request: Request) => Promise<Response | null>) | null {
  const { pathname, searchParams } = new URL(url);
  for (const { method: wanted, pattern, answering } of compiled) {
    const found = method === wanted ? pattern.exec(pathname) : null;
    if (found) {
      return async (request) => {
        const parts = Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
        const body = method === 'GET' ? {} : ((await request.json()) as Record<string, unknown>);
        return told(() => answering({ parts, query: searchParams, body }));
      };
    }
  }
  return null;
}

/** Pictures of specimens never change, so that one kept here need not travel again. */
export const specimenPicture = async (path: string): Promise<Response | null> => {
  for (const manifest of await openCopies()) {
    const found = await piece(manifest, path);
    if (found) return found;
  }
  return null;
};

async function told(work: () => Promise<Response | null>): Promise<Response | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CopyRefused) return refusal(error.fault);
    throw error;
  }
}

async function within({ id = '' }: Parts, work: (manifest: Manifest) => Promise<Response | null>): Promise<Response | null> {
  const manifest = await copyOf(id);
  return manifest && work(manifest);
}

async function piece(manifest: Manifest, path: string): Promise<Response | null> {
  const octets = await pieceOf(manifest, path);
  return octets && picture(octets);
}

/** Whoever keeps something here; of a copy that is refused no more than that it is there, so that the refusal is told within the portal. */
async function session(): Promise<Response | null> {
  const [copy] = await (await store()).getAll('copies');
  if (!copy) return null;
  const owner = (await signedIn(copy).catch(() => null))?.owner ?? { id: '', name: '–', locale: '', delegation: '', party: { code: '–', name: '–', kind: 'state' } };
  const { id, name, locale, delegation, party } = owner;
  return json({
    signedIn: true, demo: false, csrf: '', user: { id, name, email: '', locale, lastSignInAt: null }, party: party as SignedIn['party'], membership: 'participant',
    roles: [], delegationId: delegation, delegations: [], allows: ['read:course'],
  } satisfies SignedIn);
}

function study({ parts }: Asked): Promise<Response | null> {
  return within(parts, async (manifest) => {
    const [at, standing] = [await places(manifest.enrolment), await (await store()).get('standings', manifest.enrolment)];
    const outline = manifest.study.outline.map((part) => ({ ...part, lessons: part.lessons.map((one) => ({ ...one, ...at.get(one.code) })) }));
    const resume = outline.flatMap(({ lessons }) => lessons).find(({ done }) => !done)?.code ?? null;
    return json({ ...manifest.study, progress: standing?.progress ?? manifest.study.progress, state: standing?.state ?? manifest.study.state, languages: manifest.language ? [manifest.language] : [], language: manifest.language, resume, outline });
  });
}

function lesson({ parts }: Asked): Promise<Response | null> {
  return within(parts, async (manifest) => {
    const found = await carried(manifest, parts.lesson ?? '');
    if (!found) return notKept();
    const at = (await places(manifest.enrolment)).get(found.lesson.code) ?? manifest.study.outline.flatMap(({ lessons }) => lessons).find(({ code }) => code === found.lesson.code);
    return json({ ...found.lesson, languages: found.lesson.language ? [found.lesson.language] : [], step: Math.min(at?.step ?? 1, Math.max(found.lesson.steps.length, 1)), done: at?.done ?? false });
  });
}

function place({ parts, body }: Asked): Promise<Response | null> {
  return within(parts, async (manifest) => {
    const { lesson: code = '', id = '' } = parts;
    const { step, language, done } = body as { step: number; language?: string; done?: boolean };
    const waiting = await keepWaiting({ enrolment: id, kind: 'place', lesson: code, step, language, done });
    const standing = await (await store()).get('standings', id);
    const isDone = (await places(id)).get(code)?.done ?? false;
    return json({ step, done: isDone, progress: standing?.progress ?? manifest.study.progress, isCompleted: (standing?.state ?? manifest.study.state) === 'completed', savedAt: new Date().toISOString(), waiting }, 202);
  });
}

function question({ parts, query }: Asked): Promise<Response | null> {
  return within(parts, async (manifest) => {
    const found = (await carried(manifest, parts.lesson ?? ''))?.questions.find(({ code }) => code === parts.code);
    const number = Number(query.get('draw') ?? 0);
    return found ? json({ code: found.code, draw: number, question: put(found, number) }) : problem(404, 'not-found', 'There is nothing here that you may see.');
  });
}

function correction({ parts, body }: Asked): Promise<Response | null> {
  return within(parts, async (manifest) => {
    const { lesson: code = '', code: name = '', id = '' } = parts;
    const found = (await carried(manifest, code))?.questions.find((one) => one.code === name);
    if (!found) return notKept();
    const { draw: number, answer: given } = body as { draw: number; answer: Answer };
    const marked = await mark(found, number, given);
    await keepWaiting({ enrolment: id, kind: 'answer', lesson: code, question: name, draw: number, answer: given });
    return json(marked);
  });
}

async function specimen({ parts }: Asked): Promise<Response | null> {
  for (const manifest of await openCopies()) {
    for (const { code } of manifest.study.outline.flatMap(({ lessons }) => lessons)) {
      const found = (await carried(manifest, code))?.specimens.find(({ id }) => id === parts.id);
      if (found) return json(found);
    }
  }
  return null;
}
