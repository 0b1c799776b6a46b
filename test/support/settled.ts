import { errors, type Page, type Request } from 'playwright-core';

interface Watch { waits: Map<string, number>; changes: number }

/**
 * Follows what a page does, from its first line on; to be called before anything is opened in it.
 * @returns waits until the screen that is shown is done: nothing is on its way, nothing open in the browser, nothing `aria-busy`, the fonts
 * are there, nothing moves, and two frames in a row, each with a moment in which the page had nothing to do, changed nothing. What begins
 * after the first thing came is waited for too, also after a pause of up to a second. Throws with what it still waits for.
 */
export async function settling(page: Page): Promise<(milliseconds?: number) => Promise<void>> {
  const name = '__settling';
  await page.addInitScript(follow, name);
  // Seen from outside: files, styles and pictures too, which nobody asks for by a promise.
  const underway = new Set<Request>();
  let begun = 0;
  page.on('request', (request) => { underway.add(request); begun++; });
  const end = (request: Request) => { underway.delete(request); };
  page.on('requestfinished', end);
  page.on('requestfailed', end);

  return async (milliseconds = 30_000) => {
    const until = Date.now() + milliseconds;
    for (;;) {
      const before = begun;
      const waits = [...await page.evaluate(unfinished, name).catch(whileItLeaves), ...[...underway].map((request) => `${request.method()} ${request.url()}`)];
      if (begun !== before) waits.push('what it began to ask for');
      if (waits.length === 0) return;
      if (Date.now() > until) throw new Error(`${page.url()} does not come to rest: ${waits.join(', ')}`);
    }
  };
}

/** A page that goes somewhere else cannot be asked. */
function whileItLeaves(error: unknown): string[] {
  if (error instanceof errors.TimeoutError || !/context was destroyed|navigation/i.test(String(error))) throw error;
  return ['the page it goes to'];
}

/** Runs in the page before its first line: counts promises of the browser that are open, transactions of its database, and short timers (what is sent after a pause). */
function follow(name: string): void {
  const waits = new Map<string, number>();
  const seen: Watch = { waits, changes: 0 };
  Object.defineProperty(globalThis, name, { value: seen });
  const begin = (what: string) => {
    waits.set(what, (waits.get(what) ?? 0) + 1);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const left = (waits.get(what) ?? 1) - 1;
      if (left > 0) waits.set(what, left);
      else waits.delete(what);
    };
  };
  type Method = (this: unknown, ...given: unknown[]) => unknown;
  // Looking for the methods of a prototype must not run its getters.
  const methods = (place: object): [string, Method][] => Object.entries(Object.getOwnPropertyDescriptors(place)).filter(([key, { value }]) => key !== 'constructor' && typeof value === 'function').map(([key, { value }]) => [key, value as Method]);
  const promising = (kind: string, place: object | undefined, only?: string) => {
    if (!place) return;
    for (const [key, method] of methods(place).filter(([one]) => only === undefined || one === only)) {
      Object.assign(place, { [key](this: unknown, ...given: unknown[]) {
        const answer = method.apply(this, given);
        if (answer instanceof Promise) void answer.finally(begin(`${kind}.${key}`)).catch(() => undefined);
        return answer;
      } });
    }
  };
  const prototype = (kind: string) => (globalThis as unknown as Record<string, { prototype: object } | undefined>)[kind]?.prototype;
  promising('window', globalThis, 'fetch');
  for (const kind of ['Request', 'Response', 'Blob', 'SubtleCrypto', 'Cache', 'CacheStorage', 'StorageManager', 'ServiceWorkerContainer']) promising(kind, prototype(kind));
  promising('HTMLImageElement', prototype('HTMLImageElement'), 'decode');

  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function openWatched(...given) {
    const opening = open.apply(this, given);
    const end = begin('IDBFactory.open');
    for (const what of ['success', 'error', 'blocked']) opening.addEventListener(what, end);
    return opening;
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function transactionWatched(...given) {
    const work = transaction.apply(this, given);
    const end = begin('IDBDatabase.transaction');
    for (const what of ['complete', 'abort', 'error']) work.addEventListener(what, end);
    return work;
  };

  const { setTimeout: later, clearTimeout: forget } = globalThis;
  const ends = new Map<number, () => void>();
  const ended = (id: number) => { ends.get(id)?.(); ends.delete(id); };
  Object.assign(globalThis, {
    setTimeout(work: unknown, pause = 0, ...given: unknown[]) {
      if (typeof work !== 'function' || pause > 1_000) return later(work as () => void, pause, ...given);
      const id = later(() => { try { (work as Method).apply(globalThis, given); } finally { ended(id); } }, pause) as unknown as number;
      ends.set(id, begin(`setTimeout of ${pause} ms`));
      return id;
    },
    clearTimeout(id: number) { forget(id); ended(id); },
  });
  new MutationObserver(() => { seen.changes++; }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

/** Runs in the page. @returns what was not done at the end of two frames; nothing when all was */
async function unfinished(name: string): Promise<string[]> {
  const seen = (globalThis as unknown as Record<string, Watch | undefined>)[name];
  if (!seen) return ['a page that is followed'];
  // A moment without anything to do comes only when no part of a long drawing is left.
  const frame = () => new Promise<boolean>((resolve) => { requestAnimationFrame(() => requestIdleCallback(({ didTimeout }) => resolve(!didTimeout), { timeout: 2_000 })); });
  const before = seen.changes;
  const isIdle = await frame() && await frame();
  const waits = [...seen.waits.keys()];
  if (!isIdle) waits.push('its own work');
  if (document.readyState !== 'complete') waits.push('the page itself');
  if (document.fonts.status !== 'loaded') waits.push('fonts');
  if (seen.changes !== before) waits.push('what changes on it');
  for (const busy of document.querySelectorAll('[aria-busy=true], .skeleton')) waits.push(`<${busy.localName} class="${busy.className}">`);
  if (document.getAnimations().some((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity)) waits.push('what moves on it');
  return waits;
}
