import type { MarkDraft, TypedMarks } from '../../../api/examinations';

/** Where a draft of marks is: with the server, on its way there, held up, or overtaken by another window of the same assessor. */
export type Fate = 'none' | 'saved' | 'waiting' | 'held-up' | 'elsewhere';
export type Sent = { outcome: 'saved'; draft: MarkDraft } | { outcome: 'elsewhere' } | { outcome: 'over' } | { outcome: 'again' };

/** Does something after so many milliseconds, unless it is taken back before. */
type Later = (deed: () => void, wait: number) => () => void;
const byTheClock: Later = (deed, wait) => {
  const timer = setTimeout(deed, wait);
  return () => clearTimeout(timer);
};

const patience = [1_000, 2_000, 4_000, 8_000, 15_000];
/** What is still being typed is not sent at each letter; in milliseconds. */
const pause = 800;

/** Takes marks as they are typed to the server, one sending after the other, and knows which draft they go on from. */
export class DraftKeeper {
  private readonly listeners = new Set<() => void>();
  private unplan = (): void => undefined;
  private typed: TypedMarks[] | null = null;
  private sending: Promise<void> | null = null;
  private tries = 0;
  private stopped = false;
  /** Another value after each change. */
  version = 0;
  fate: Fate;

  constructor(private draft: Pick<MarkDraft, 'number' | 'savedAt'> | null, private readonly send: (typed: TypedMarks[], after: number) => Promise<Sent>, private readonly later: Later = byTheClock) {
    this.fate = draft?.savedAt ? 'saved' : 'none';
  }

  get savedAt(): string | null { return this.draft?.savedAt || null; }
  /** The number it goes on from. */
  get after(): number { return this.draft?.number ?? 0; }
  get isWaiting(): boolean { return this.typed !== null; }

  change(typed: TypedMarks[]): void {
    this.typed = typed;
    if (this.fate === 'elsewhere') return;
    this.set('waiting');
    this.plan(pause);
  }

  /** Sends what waits, without waiting any longer. */
  readonly flush = (): void => { if (this.typed && this.fate !== 'elsewhere') this.plan(0); };

  /** Goes on with what is here, over what was written elsewhere. */
  overwrite(number: number): void {
    this.draft = { number, savedAt: this.draft?.savedAt ?? '' };
    this.set('waiting');
    this.plan(0);
  }

  /** Nothing is sent from now on; done once nothing is on its way any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.unplan();
    await this.sending;
  }

  /** Sends again what waits: the marks were not taken after all. */
  resume(): void {
    this.stopped = false;
    this.flush();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private plan(wait: number): void {
    this.unplan();
    this.unplan = this.later(() => { this.sending ??= this.deliver().finally(() => { this.sending = null; }); }, wait);
  }

  private async deliver(): Promise<void> {
    const { typed } = this;
    if (!typed || this.stopped) return;
    const sent = await this.send(typed, this.after);
    if (sent.outcome === 'again') {
      this.set('held-up');
      return this.plan(patience[Math.min(this.tries++, patience.length - 1)] ?? 0);
    }
    this.tries = 0;
    if (sent.outcome === 'elsewhere') return this.set('elsewhere');
    const isLatest = this.typed === typed;
    if (sent.outcome === 'saved') this.draft = sent.draft;
    if (sent.outcome === 'over' || isLatest) this.typed = null;
    else this.plan(0);
    this.set(sent.outcome === 'over' ? 'none' : isLatest ? 'saved' : 'waiting');
  }

  private set(fate: Fate): void {
    this.fate = fate;
    this.version++;
    for (const listener of this.listeners) listener();
  }
}
