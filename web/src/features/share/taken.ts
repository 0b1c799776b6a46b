import type { Hindrance } from '../../sending/target';

const endings = /\.(pdf|docx|xlsx|pptx|od[tsp]|png|jpe?g|gif|tiff?|mp4|m4a|web[ma]|csv|txt|zip)$/i;
const most = 512 * 2 ** 20;

/** Known before the line is used for it; null where nothing speaks against sending. */
export function hindrance({ name, size }: { name: string; size: number }): Hindrance | null {
  if (size === 0) return 'empty';
  if (!endings.test(name)) return 'kind';
  return size > most ? 'too-large' : null;
}
