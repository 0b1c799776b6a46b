import { sendFile } from '../../api/send-file';
import type { Nomination } from '../../api/focal-points';

export const accepted = '.pdf,.png,.jpg,.jpeg';
const mostBytes = 10 * 2 ** 20;

/** What keeps a letter from being sent at all; the server looks again, and into the file as well. */
export function hindrance({ name, size }: { name: string; size: number }): 'empty' | 'kind' | 'too-large' | null {
  if (size === 0) return 'empty';
  if (!/\.(pdf|png|jpe?g)$/i.test(name)) return 'kind';
  return size > mostBytes ? 'too-large' : null;
}

export const sendLetter = (id: string, file: File): Promise<Nomination> => sendFile<Nomination>({ method: 'PUT', path: `/nominations/${id}/letter`, query: { fileName: file.name }, file });
