import type { RunState } from '../../src/learning/packages/run-time/run-state.js';
import { inPieces } from '../../src/learning/packages/run-time/delta.js';
import { Journal, type Entry } from './journal.js';

/** The launch as the address carries it behind `#`. */
export interface Launch {
  id: string;
  path: string;
  token: string;
  locale: string;
}

/** What is said of a unit at once. */
export interface Commit {
  unit: string;
  delta: Record<string, string>;
  final?: boolean;
  opening?: boolean;
  sequencing?: string;
  objectives?: Record<string, unknown>;
  position?: string | null;
}

export type Condition = 'saved' | 'saving' | 'waiting' | 'refused' | 'superseded' | 'over' | 'withdrawn';

interface Problem {
  code?: string;
  lastSeq?: number;
}

/** A browser takes so many octets of a request that outlives its page. */
const outlivingMost = 60_000;
const pauses = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * The line to the portal: commits are numbered, written down, and sent one after another until each is acknowledged. A line that is cut is tried
 * again, ever more seldom; what was stored although its answer was lost is answered as before, and never counted twice.
 */
export class Line {
  readonly journal = new Journal();
  private readonly queue: Entry[] = [];
  private seq = 0;
  private tries = 0;
  private isRefused = false;
  private isSending = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private frozen: 'superseded' | 'over' | 'withdrawn' | undefined;

  constructor(
    private readonly launch: Launch,
    private readonly tell: (condition: Condition, waiting: number) => void,
  ) {
    addEventListener('online', () => void this.send());
  }

  async state(): Promise<RunState> {
    const response = await fetch(`/rt/launches/${this.launch.id}/state`, { headers: this.headers });
    if (!response.ok) throw new Error(String(response.status));
    const state = (await response.json()) as RunState;
    this.seq = Math.max(this.seq, state.lastSeq);
    return state;
  }

  get isFrozen(): boolean {
    return this.frozen !== undefined;
  }

  /** Waits until nothing waits, or for so long. */
  async settled(milliseconds: number): Promise<void> {
    for (const until = Date.now() + milliseconds; this.queue.length > 0 && Date.now() < until && !this.frozen; ) await new Promise((resolve) => setTimeout(resolve, 100));
  }

  async put(run: string, commit: Commit): Promise<void> {
    if (this.frozen) return;
    const entries = this.numbered(run, commit);
    this.report();
    for (const entry of entries) await this.journal.keep(entry);
    void this.send();
  }

  /** In their place in the queue, before anything else is said. */
  private numbered(run: string, commit: Commit): Entry[] {
    const entries = inPieces(commit).map((piece) => ({ run, launch: this.launch.id, token: this.launch.token, seq: ++this.seq, body: JSON.stringify(piece) }));
    this.queue.push(...entries);
    return entries;
  }

  /** As the page goes away: whatever waits is sent by requests that outlive it. What still does not arrive is in the journal. */
  sendAllNow(run: string, last: Commit | undefined): void {
    if (this.frozen) return;
    if (last) for (const entry of this.numbered(run, last)) void this.journal.keep(entry);
    let octets = 0;
    for (const entry of this.queue) {
      octets += entry.body.length;
      void this.request(entry, octets < outlivingMost).then((response) => { if (response.ok) void this.acknowledged(entry); }, () => undefined);
    }
  }

  async end(): Promise<void> {
    await fetch(`/rt/launches/${this.launch.id}/end`, { method: 'PUT', headers: this.headers, keepalive: true }).catch(() => undefined);
  }

  /**
   * What an earlier launch on this device left: asked under its own token first, so that nothing the portal has is sent again.
   * @returns what it does not have
   */
  async unsent(run: string): Promise<Entry[]> {
    const missing: Entry[] = [];
    for (const entry of await this.journal.left(run, this.launch.id)) {
      const response = await this.request(entry, false).catch(() => undefined);
      if (response?.ok) await this.journal.drop(entry);
      else missing.push(entry);
    }
    return missing;
  }

  private async send(): Promise<void> {
    if (this.isSending || this.frozen) return;
    this.isSending = true;
    clearTimeout(this.timer);
    try {
      for (let entry = this.queue[0]; entry && !this.frozen; entry = this.queue[0]) {
        this.report();
        const response = await this.request(entry, false).catch(() => undefined);
        if (!response || response.status >= 500 || response.status === 429) return this.later();
        this.tries = 0;
        await this.answered(entry, response);
      }
    } finally {
      this.isSending = false;
      this.report();
    }
  }

  private async answered(entry: Entry, response: Response): Promise<void> {
    if (response.ok) return this.acknowledged(entry);
    if ([400, 413, 422].includes(response.status)) return this.refused(entry);
    const { code, lastSeq = 0 } = (await response.json().catch(() => ({}))) as Problem;
    if (code === 'SESSION_SUPERSEDED') this.freeze('superseded');
    else if (code === 'PACKAGE_WITHDRAWN') this.freeze('withdrawn');
    else if (code === 'SEQ_GAP' || code === 'SEQ_CONFLICT') await this.renumber(lastSeq);
    else this.freeze('over');
  }

  /** What the portal will not take even so is given up, and that is said. The tree of a large course may be too much; what its unit said is not. */
  private async refused(entry: Entry): Promise<void> {
    const { sequencing, objectives: _objectives, ...rest } = JSON.parse(entry.body) as Commit;
    if (sequencing !== undefined) {
      entry.body = JSON.stringify(rest);
      return this.journal.keep(entry);
    }
    this.isRefused = true;
    await this.acknowledged(entry);
  }

  /** The portal knows fewer or other numbers than this page: what waits follows on what it has. */
  private async renumber(lastSeq: number): Promise<void> {
    for (const [at, entry] of this.queue.entries()) {
      await this.journal.drop(entry);
      entry.seq = lastSeq + 1 + at;
      await this.journal.keep(entry);
    }
    this.seq = lastSeq + this.queue.length;
  }

  private async acknowledged(entry: Entry): Promise<void> {
    const at = this.queue.indexOf(entry);
    if (at >= 0) this.queue.splice(at, 1);
    await this.journal.drop(entry);
    this.report();
  }

  private later(): void {
    const pause = pauses[Math.min(this.tries, pauses.length - 1)] ?? 30_000;
    this.tries += 1;
    this.timer = setTimeout(() => void this.send(), pause * (0.8 + Math.random() * 0.4));
  }

  private freeze(why: 'superseded' | 'over' | 'withdrawn'): void {
    this.frozen = why;
    this.report();
  }

  private report(): void {
    const { length } = this.queue;
    this.tell(this.frozen ?? (length === 0 ? (this.isRefused ? 'refused' : 'saved') : this.tries > 0 || !navigator.onLine ? 'waiting' : 'saving'), length);
  }

  private request(entry: Entry, keepalive: boolean): Promise<Response> {
    const patience = keepalive ? undefined : AbortSignal.timeout(20_000);
    return fetch(`/rt/launches/${entry.launch}/commits/${entry.seq}`, { method: 'PUT', headers: { Authorization: `Bearer ${entry.token}`, 'Content-Type': 'application/json' }, body: entry.body, keepalive, ...(patience ? { signal: patience } : {}) });
  }

  private get headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.launch.token}` };
  }
}
