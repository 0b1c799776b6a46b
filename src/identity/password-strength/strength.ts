import { Worker } from 'node:worker_threads';
import { unavailable } from '../../kernel/problems.js';

/** Patterns of more characters than these take seconds to look for, and one end of a password that holds is enough. */
const most = 48;
const patience = 10_000;
const lingers = 20_000;

interface Answer {
  id: number;
  guesses: number;
}

let thread: Worker | undefined;
let leaving: NodeJS.Timeout | undefined;
let count = 0;
const asked = new Map<number, { resolve: (guesses: number) => void; reject: (error: Error) => void }>();

/**
 * How many guesses it takes somebody who knows dictionaries, keyboards and habits, as a power of ten (zxcvbn). In a thread of its own, since
 * it takes its time and a hundred megabytes: begun when somebody chooses a password, gone soon after.
 * @param about words that belong to the person or the place, and are tried first. @throws Problem 503 when it takes too long
 */
export async function guessesFor(password: string, about: readonly string[]): Promise<number> {
  const characters = [...password];
  const parts = characters.length <= most ? [password] : [characters.slice(0, most).join(''), characters.slice(-most).join('')];
  const id = ++count;
  clearTimeout(leaving);
  thread ??= begun();
  let late: NodeJS.Timeout | undefined;
  try {
    return await new Promise<number>((resolve, reject) => {
      asked.set(id, { resolve, reject });
      late = setTimeout(() => end(unavailable('The password could not be looked at in time. Nothing was changed; try again.')), patience);
      thread?.postMessage({ id, parts, about });
    });
  } finally {
    clearTimeout(late);
    asked.delete(id);
    if (asked.size === 0) leaving = setTimeout(() => end(), lingers).unref();
  }
}

function begun(): Worker {
  const made = new Worker(new URL(import.meta.url.endsWith('.ts') ? './strength-thread.ts' : './strength-thread.js', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 256 } });
  made.on('message', ({ id, guesses }: Answer) => asked.get(id)?.resolve(guesses));
  made.on('error', (cause) => end(unavailable('The password could not be looked at. Nothing was changed; try again.', 5, { cause })));
  made.unref();
  return made;
}

function end(why?: Error): void {
  void thread?.terminate();
  thread = undefined;
  for (const { reject } of asked.values()) reject(why ?? new Error('ended'));
  asked.clear();
}
