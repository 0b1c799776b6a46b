import { worded } from '../../i18n/i18n';

let begin = () => {};
const rows = new Promise<void>((resolve) => { begin = resolve; });

/** The first rows have come, or will not. Until then nothing else shall take the line from them. */
export const rowsCame = () => begin();

/** Everything around the list, with its texts. */
export async function around() {
  await rows;
  return worded(import('./around/around'));
}
