/** What keeps a file from being sent at all. The server looks again, and into the file as well. */
export type Hindrance = 'empty' | 'too-large' | 'kind' | 'folder' | 'unreadable';

const endings = /\.(pdf|docx|xlsx|pptx|odt|ods|png|jpe?g|gif|tiff?|mp4|csv|txt|zip)$/i;
const most = 512 * 2 ** 20;

/** Known before the line is used for it; null where nothing speaks against sending. */
export function hindrance({ name, size }: { name: string; size: number }): Hindrance | null {
  if (size === 0) return 'empty';
  if (!endings.test(name)) return 'kind';
  return size > most ? 'too-large' : null;
}
