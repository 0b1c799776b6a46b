// oxlint-disable-next-line import/default -- the bundler answers this form with the address of the built worker
import workerAddress from './hash.worker?worker&url';
import { largestPart } from './pace';

const head = 256 * 1024;
const tail = 64 * 1024;
/** Beyond this a file is not read twice: its ends alone tell it from another, and the line is sealed against change on the way. */
const wholeUpTo = 512 * 2 ** 20;

/** Tells a file from another of the same name, from its size and its ends: 320 KB are read at the most. */
export async function fingerprint(file: Blob): Promise<string> {
  const ends = await Promise.all([file.slice(0, head).arrayBuffer(), file.slice(Math.max(head, file.size - tail)).arrayBuffer()]);
  const known = new Blob([String(file.size), ' ', ...ends]);
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await known.arrayBuffer())));
}

/** Whether a file can still be read about an octet: a browser does not read on in one that was changed, moved or removed since it was chosen. */
export const isReadable = (file: Blob, at: number): Promise<boolean> => file.slice(Math.max(0, at - largestPart), at + largestPart).arrayBuffer().then(() => true, () => false);

const hex = (octets: Uint8Array): string => [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');

interface Policy { createScriptURL: (address: string) => string }
const types = (window as { trustedTypes?: { createPolicy: (name: string, rules: Policy) => Policy } }).trustedTypes;
/** The one script that may be run as a worker is the one built with the client. */
const policy = types?.createPolicy('focalpoint-worker', { createScriptURL: (address) => { if (address === workerAddress) return address; throw new TypeError('not a worker of ours'); } });

/** SHA-256 of the whole file, read as a stream beside the page; null for a very large one, or where it cannot be had. */
export function wholeHash(file: Blob, signal: AbortSignal): Promise<string | null> {
  if (file.size > wholeUpTo) return Promise.resolve(null);
  return new Promise((resolve) => {
    const worker = new Worker(policy?.createScriptURL(workerAddress) ?? workerAddress);
    const end = (found: string | null) => { worker.terminate(); resolve(found); };
    worker.addEventListener('message', ({ data }: MessageEvent<string | null>) => end(data));
    worker.addEventListener('error', () => end(null));
    signal.addEventListener('abort', () => end(null), { once: true });
    worker.postMessage(file);
  });
}
