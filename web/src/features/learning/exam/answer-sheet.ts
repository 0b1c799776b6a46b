import type { Answer, PutQuestion } from '../../../api/examinations';

/** How an answer fares: with the server, on its way, or not taken because it does not fit. */
export type Fate = 'saved' | 'waiting' | 'refused';
interface Entry { answer: Answer | null; seq: number; fate: Fate; fault?: string }

/** What became of sending one answer. */
export type Sent = { outcome: 'saved' } | { outcome: 'again' } | { outcome: 'overtaken'; lastSeq: number } | { outcome: 'refused'; fault: string } | { outcome: 'closed' };
export type Send = (n: number, seq: number, answer: Answer | null) => Promise<Sent>;

const patience = [500, 1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * The answers of an attempt on this device: shown at once, sent at each change, kept until the server has them. Each carries a number, so that
 * one that was held up on the line overwrites nothing newer.
 */
export class AnswerSheet {
  private readonly entries = new Map<number, Entry>();
  private readonly listeners = new Set<() => void>();
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private readonly sending = new Set<number>();
  private tries = 0;
  /** Another value after each change. */
  version = 0;

  constructor(questions: readonly PutQuestion[], private readonly send: Send, private readonly onClosed: () => void) {
    for (const { n, answer, seq } of questions) this.entries.set(n, { answer, seq, fate: 'saved' });
  }

  answer(n: number): Answer | null { return this.entries.get(n)?.answer ?? null; }
  fault(n: number): string | undefined { return this.entries.get(n)?.fault; }
  get waiting(): number { return [...this.entries.values()].filter(({ fate }) => fate === 'waiting').length; }
  get refused(): number[] { return [...this.entries].filter(([, { fate }]) => fate === 'refused').map(([n]) => n); }

  /** @param pause before it is sent, for what is still being typed; in milliseconds */
  change(n: number, answer: Answer | null, pause = 0): void {
    const seq = (this.entries.get(n)?.seq ?? 0) + 1;
    this.entries.set(n, { answer, seq, fate: 'waiting' });
    this.tell();
    this.plan(n, pause);
  }

  /** Sends what waits, without waiting any longer: the line is back, or the page is about to go. */
  flush(): void {
    for (const [n, { fate }] of this.entries) if (fate === 'waiting') this.plan(n, 0);
  }

  /** Whether everything is with the server before so many milliseconds are over. */
  async settled(patienceInAll: number): Promise<boolean> {
    this.flush();
    const until = Date.now() + patienceInAll;
    while (this.waiting > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
    return this.waiting === 0;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Sends nothing any more. */
  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private plan(n: number, pause: number): void {
    clearTimeout(this.timers.get(n));
    this.timers.set(n, setTimeout(() => void this.deliver(n), pause));
  }

  private async deliver(n: number): Promise<void> {
    const entry = this.entries.get(n);
    // One at a time for each question: what changed meanwhile is sent when the answer is in.
    if (!entry || entry.fate !== 'waiting' || this.sending.has(n)) return;
    this.sending.add(n);
    const sent = await this.send(n, entry.seq, entry.answer);
    this.sending.delete(n);
    const isLatest = this.entries.get(n) === entry;
    if (sent.outcome === 'closed') return this.onClosed();
    if (sent.outcome === 'again') {
      this.plan(n, patience[Math.min(this.tries++, patience.length - 1)] ?? 0);
      return;
    }
    this.tries = 0;
    if (!isLatest) this.plan(n, 0);
    else if (sent.outcome === 'overtaken') {
      this.entries.set(n, { ...entry, seq: sent.lastSeq + 1 });
      this.plan(n, 0);
    } else this.entries.set(n, { ...entry, fate: sent.outcome, fault: sent.outcome === 'refused' ? sent.fault : undefined });
    this.tell();
  }

  private tell(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }
}
