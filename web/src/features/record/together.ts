import type { HistoryEntry } from '../../api/model';

export interface Run { /** The latest of them. */ entry: HistoryEntry; times: number }

/** The same small deed of the same person many times in a row, as a draft being written gives it, told once with its number. */
export function together(entries: HistoryEntry[]): Run[] {
  const runs: Run[] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last && isAgain(last.entry, entry)) last.times += 1;
    else runs.push({ entry, times: 1 });
  }
  return runs;
}

function isAgain(later: HistoryEntry, earlier: HistoryEntry): boolean {
  return later.name === 'document.edited' && earlier.name === later.name && earlier.sentence === later.sentence
    && earlier.actor?.id === later.actor?.id && !earlier.reason && !later.reason;
}
