import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Bloom } from './bloom.js';

const bundled = new URL(import.meta.url.includes('/dist/src/') ? '../../../../config/common-passwords.bloom' : '../../../config/common-passwords.bloom', import.meta.url);
/** Read when the first password is chosen, and let go when memory is short. */
let kept: WeakRef<Bloom> | undefined;

/** The list that comes with the portal: see deploy/common-passwords.ts. */
export function commonPasswords(): Bloom {
  const list = kept?.deref() ?? new Bloom(readFileSync(bundled));
  kept = new WeakRef(list);
  return list;
}

/** As lists have it: no capitals; and without what people hang on the end when they are asked for more. */
const forms = (password: string): string[] => {
  const plain = password.normalize('NFC').toLowerCase();
  const bare = plain.replace(/[^\p{L}]+$/u, '');
  return bare.length >= 8 ? [plain, bare] : [plain];
};

/** Whether a password is among the common ones, or on the operator's own list. @param file the operator's, one password a line, or '' */
export async function isListed(password: string, file: string): Promise<boolean> {
  const tried = forms(password);
  const common = commonPasswords();
  if (tried.some((form) => common.has(form))) return true;
  if (!file) return false;
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) if (line && tried.includes(line.normalize('NFC').trim().toLowerCase())) return true;
  return false;
}
