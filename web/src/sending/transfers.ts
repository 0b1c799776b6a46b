import type { QueryClient } from '@tanstack/react-query';
import { base, call } from '../api/client';
import type { Page, ProblemDocument } from '../api/model';
import { asProblem, ProblemError } from '../api/problem';
import { sessionQuery } from '../api/session';
import { fingerprint, isReadable, wholeHash } from './fingerprint';
import { patience, Speed } from './pace';
import { forget, keep, keptFor, type Kept } from './queue';
import { giveUp, send } from './send';
import type { Hindrance, Sent, Target, Wish } from './target';

/** A file on its way, as its row shows it. */
export interface Transfer {
  id: string;
  name: string;
  size: number;
  /**
   * 'preparing': being looked at or packed; 'later': tried again at `retryAt`, or when the line is back; 'joining': everything has arrived;
   * 'wanted': after a reload its content is not at hand; 'elsewhere': another window sends it.
   */
  state: 'preparing' | 'waiting' | 'sending' | 'paused' | 'later' | 'joining' | 'failed' | 'wanted' | 'elsewhere';
  /** Octets so far. */
  sent: number;
  /** Of the last moments, kbit/s. */
  rate?: number;
  /** Milliseconds since 1970; null: when the line is back. */
  retryAt: number | null;
  hindrance: Hindrance | null;
  problem: ProblemDocument | null;
  /** Another file was chosen than the one begun. */
  isAnother: boolean;
}

interface Held extends Kept { file: File | null; failures: number; speed: Speed; abort: AbortController | null }

/** Whether it needs nobody to arrive. */
export const goesOn = ({ state }: Transfer) => !['failed', 'wanted', 'paused', 'elsewhere'].includes(state);
export const canRetry = ({ state, hindrance: held, problem }: Transfer): boolean => state === 'failed' && !held && problem?.status !== 415 && problem?.status !== 422;

/** Answers after which the same try may go well. */
const passing = ({ status, type }: ProblemDocument) => status === 0 || status === 408 || status === 423 || status === 460 || status >= 500 || type === '/problems/wrong-offset' || type === '/problems/forged-request';

const pause = (milliseconds: number) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** The files on their way to one target: one after the other, whatever screen is in sight, until they are kept. */
export class Transfers<View extends Sent = Sent> {
  /** How many of them were taken since the page was opened. */
  arrived = 0;
  private rows: readonly Transfer[] = [];
  private readonly held = new Map<string, Held>();
  private readonly listeners = new Set<() => void>();
  private restored: Promise<void> | undefined;

  constructor(
    private readonly target: Target<View>,
    private readonly delegation: string,
    private readonly queries: QueryClient,
  ) {
    addEventListener('online', () => this.lineIsBack());
    addEventListener('beforeunload', (event) => { if (this.rows.some((row) => goesOn(row) && row.state !== 'joining')) event.preventDefault(); });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  };
  readonly snapshot = (): readonly Transfer[] => this.rows;

  /** Those begun before a reload, from what this browser remembers and what the server has. Asked once. */
  restore(): Promise<void> {
    this.restored ??= this.restoring();
    return this.restored;
  }

  /** A file that was begun before goes on; any other is a new one. */
  add(files: readonly File[], wish: Wish = {}): void {
    for (const file of files) {
      const before = this.rows.find(({ state, name, size }) => state === 'wanted' && name === file.name && size === file.size);
      if (before) void this.choose(before.id, file);
      else void this.begin(file, wish);
    }
  }

  /** A file that has to be made first. Where it would be too large, making it throws RangeError. */
  async addMade(name: string, size: number, make: () => Promise<File>, wish: Wish = {}): Promise<void> {
    const id = crypto.randomUUID();
    this.rows = [...this.rows, { ...fresh, id, name, size, state: 'preparing' }];
    this.told();
    try {
      const made = await make();
      this.drop(id);
      this.add([made], wish);
    } catch (error) {
      this.change(id, { state: 'failed', hindrance: error instanceof RangeError ? 'folder' : 'unreadable' });
    }
  }

  /** The content of a file that was begun before, if it is the same file. */
  async choose(id: string, file: File): Promise<void> {
    const held = this.held.get(id);
    if (!held) return;
    const mark = await fingerprint(file).catch(() => null);
    const same = mark !== null && file.size === held.size && file.name === held.name && (held.fingerprint === null || mark === held.fingerprint);
    if (!same) return this.change(id, { isAnother: true });
    Object.assign(held, { file, fingerprint: mark });
    this.change(id, { state: 'waiting', isAnother: false });
    this.next();
  }

  pause(id: string): void {
    this.change(id, { state: 'paused', rate: undefined });
    this.held.get(id)?.abort?.abort();
    this.next();
  }

  /** Goes on at once: after a pause, before the next try is due, or after a failure. */
  goOn(id: string): void {
    const held = this.held.get(id);
    if (held) held.failures = 0;
    this.change(id, { state: held?.file ? 'waiting' : 'wanted', retryAt: null, problem: null });
    this.next();
  }

  goOnWithAll(): void {
    for (const row of this.rows.filter(canRetry)) this.goOn(row.id);
  }

  /** What came of it is given up, here and on the server. */
  cancel(id: string): void {
    const held = this.held.get(id);
    held?.abort?.abort();
    this.drop(id);
    void forget(id);
    if (held?.address) void giveUp(held.address);
    this.next();
  }

  private async begin(file: File, wish: Wish): Promise<void> {
    const id = crypto.randomUUID();
    const held = this.target.hindrance(file);
    this.rows = [...this.rows, { ...fresh, id, name: file.name, size: file.size, state: held ? 'failed' : 'waiting', hindrance: held }];
    this.told();
    if (held) return;
    this.held.set(id, { id, delegation: this.delegation, target: this.target.key, name: file.name, size: file.size, lastModified: file.lastModified, wish, address: null, fingerprint: null, keptAt: Date.now(), file, failures: 0, speed: new Speed(), abort: null });
    await this.remember(id);
    this.next();
  }

  private async restoring(): Promise<void> {
    const [here, there] = await Promise.all([
      keptFor(this.target.key, this.delegation),
      call<Page<View>>(this.target.path).then(({ items }) => items.filter((one) => this.target.isOf(one)), () => null),
    ]);
    for (const one of here) {
      const known = there?.find(({ id }) => one.address?.endsWith(id));
      if (there && one.address && !known) await this.endedMeanwhile(one, one.address);
      else this.restoreOne(one, known);
    }
    for (const one of there ?? []) {
      if (here.some(({ address }) => address?.endsWith(one.id))) continue;
      this.restoreOne({ id: one.id, delegation: this.delegation, target: this.target.key, name: one.fileName, size: one.length, lastModified: 0, wish: this.target.wishOf(one), address: `${base}${this.target.path}/${one.id}`, fingerprint: null, keptAt: Date.now() }, one);
    }
    this.told();
  }

  /** Its upload was kept, given up elsewhere, or not taken: this last is still to be told. */
  private async endedMeanwhile(one: Kept, address: string): Promise<void> {
    const found = await this.askOf(address).catch(() => null);
    void forget(one.id);
    if (found?.state !== 'rejected') return;
    this.restoreOne(one, found);
    this.change(one.id, { state: 'failed', problem: found.problem });
  }

  private askOf(address: string): Promise<View> {
    return call<View>(address.replace(/^.*\/api\/v1/, ''));
  }

  private restoreOne(one: Kept, known: View | undefined): void {
    if (this.held.has(one.id)) return;
    this.held.set(one.id, { ...one, file: null, failures: 0, speed: new Speed(), abort: null });
    const isWhole = known?.state === 'joining';
    this.rows = [...this.rows, { ...fresh, id: one.id, name: one.name, size: one.size, sent: known?.received ?? 0, state: isWhole ? 'joining' : 'wanted' }];
    if (isWhole) void this.settle(one.id, one.address ?? '');
  }

  private next(): void {
    if (this.rows.some(({ state }) => state === 'sending' || state === 'later' || state === 'preparing')) return;
    const row = this.rows.find(({ state }) => state === 'waiting');
    if (row) void this.run(row.id);
  }

  /** One window sends a file at a time: the others see that it is under way. */
  private async run(id: string): Promise<void> {
    this.change(id, { state: 'preparing' });
    const one = (lock: unknown) => (lock ? this.attempt(id) : Promise.resolve(this.change(id, { state: 'elsewhere' })));
    const { locks } = navigator as { locks?: LockManager };
    await (locks ? locks.request(`focalpoint-upload/${id}`, { ifAvailable: true }, one) : one(true));
    this.next();
  }

  private async attempt(id: string): Promise<void> {
    const held = this.held.get(id);
    if (!held?.file) return;
    const { file } = held;
    const abort = new AbortController();
    held.abort = abort;
    try {
      held.fingerprint ??= await fingerprint(file);
      const sha256 = held.address ? null : await wholeHash(file, abort.signal);
      await this.remember(id);
      if (abort.signal.aborted) return;
      // Chosen once more with others that were cut off, it would only be there twice.
      if (sha256 && this.target.has?.(this.queries, { name: held.name, sha256, wish: held.wish })) {
        void forget(id);
        return this.drop(id);
      }
      this.change(id, { state: 'sending', problem: null });
      const address = await send({
        file, path: this.target.path, address: held.address, key: id, signal: abort.signal,
        metadata: { ...this.target.metadata, filename: held.name, ...held.wish, ...(sha256 && { sha256 }) },
        onAddress: (found) => { held.address = found; void this.remember(id); },
        onProgress: (sent) => { const speed = held.speed.tell(sent, performance.now()); this.change(id, { sent, ...(speed !== undefined && { rate: (speed * 8) / 1000 }) }); },
        onKept: () => { held.failures = 0; },
      });
      this.change(id, { state: 'joining', sent: file.size, rate: undefined });
      void this.settle(id, address);
    } catch (error) {
      if (!abort.signal.aborted) await this.failed(id, held, asProblem(error));
    } finally {
      held.abort = null;
    }
  }

  private async failed(id: string, held: Held, problem: ProblemDocument): Promise<void> {
    held.speed = new Speed();
    if (problem.type === '/problems/forged-request') await this.queries.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => undefined);
    if (!passing(problem)) return this.change(id, { state: 'failed', problem, rate: undefined });
    // To the page it looks like a broken line; no try would go better, and the files behind it would wait for ever.
    const sent = this.rows.find((row) => row.id === id)?.sent ?? 0;
    if (held.file && !(await isReadable(held.file, sent))) return this.change(id, { state: 'failed', hindrance: 'changed', rate: undefined });
    held.failures += 1;
    const wait = problem.status === 0 && !navigator.onLine ? null : patience(held.failures) * 1000;
    const retryAt = wait === null ? null : Date.now() + wait;
    this.change(id, { state: 'later', retryAt, problem, rate: undefined });
    if (wait !== null) void pause(wait).then(() => this.dueNow(id, retryAt));
  }

  private dueNow(id: string, retryAt: number | null): void {
    const row = this.rows.find((one) => one.id === id);
    if (row?.state !== 'later' || row.retryAt !== retryAt) return;
    this.change(id, { state: 'waiting', retryAt: null });
    this.next();
  }

  private lineIsBack(): void {
    for (const { id, state } of this.rows) if (state === 'later') this.goOn(id);
  }

  /** Waits until the server has put it together and taken it, or says why not. */
  private async settle(id: string, address: string): Promise<void> {
    for (let wait = 300; this.held.has(id); wait = Math.min(5_000, wait * 1.5)) {
      const found = await this.askOf(address).catch((error: unknown) => (error instanceof ProblemError && (error.status === 404 || error.status === 410) ? error : null));
      if (found instanceof ProblemError) return this.change(id, { state: 'failed', problem: found.problem });
      if (found?.state === 'rejected') {
        void forget(id);
        void this.target.onEnd(this.queries);
        return this.change(id, { state: 'failed', problem: found.problem });
      }
      if (found?.state === 'kept') {
        void forget(id);
        await this.target.onEnd(this.queries);
        this.arrived += 1;
        return this.drop(id);
      }
      await pause(wait);
    }
  }

  private async remember(id: string): Promise<void> {
    const held = this.held.get(id);
    if (!held) return;
    const { file: _file, failures: _failures, speed: _speed, abort: _abort, ...kept } = held;
    await keep(kept);
  }

  private change(id: string, part: Partial<Transfer>): void {
    this.rows = this.rows.map((row) => (row.id === id ? { ...row, ...part } : row));
    this.told();
  }

  private drop(id: string): void {
    this.held.delete(id);
    this.rows = this.rows.filter((row) => row.id !== id);
    this.told();
  }

  private told(): void {
    for (const listener of this.listeners) listener();
  }
}

const fresh = { sent: 0, retryAt: null, hindrance: null, problem: null, isAnother: false } as const;
