import { create } from 'content-disposition';
import type { Refusal } from './refusal.js';

const controls = /[\u0000-\u001f\u007f-\u009f]/;
const bidi = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/;
const invisible = /[\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/u;
/** Windows takes the small digits for digits too, and what stands before the first dot without its spaces. */
const devices = /^(con(in\$|out\$)?|prn|aux|nul|(com|lpt)[\d¹²³]) *(\.|$)/i;

/** A name made harmless, or why it is refused (SR-67). Names are data: nothing is ever stored or opened under one. */
export function cleanFileName(given: string): { name: string } | Refusal {
  const name = given.normalize('NFC').trim();
  const refuse = (message: string): Refusal => ({ refused: 'file-name', message: `${message} Rename the file and send it again.` });
  if (name.length === 0) return refuse('The file has no name.');
  if (name.length > 200) return refuse('The file name is longer than 200 characters.');
  if (controls.test(name)) return refuse('The file name holds control characters.');
  if (bidi.test(name)) return refuse('The file name holds characters that turn the direction of text and can disguise its ending.');
  if (invisible.test(name)) return refuse('The file name holds characters nobody can see.');
  if (/[/\\:*?"<>|]/.test(name)) return refuse('The file name holds a character that separates folders or commands: / \\ : * ? " < > |');
  if (/[. ]$/.test(given) || name.startsWith('.')) return refuse('The file name begins with a dot, or ends in a dot or a space.');
  if (devices.test(name)) return refuse('The file name is the name of a device.');
  return { name };
}

/** `attachment` with an ASCII name and the true one (RFC 6266, RFC 8187). */
export const contentDisposition = (fileName: string): string => create(fileName.replaceAll(/[\r\n]/g, ' '), { type: 'attachment' });
