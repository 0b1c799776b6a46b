import { Refused } from '../refusal.js';

/** A picture may have this many points, told before any of them is decoded (SR-71). */
const mostPixels = 50_000_000;

export const mismatch = () => new Refused('file-content', 'Its content is not what its name says. Open it in the program it was made with, save it again, and send that.');
export const cutOff = () => new Refused('cut-off', 'It ends before a picture should; it was probably cut off. Copy it once more from where it came and send that.');
export const hides = () => new Refused('disguised', 'Something else stands behind the end of the picture. Open it in a picture program, save it again, and send that.');

export function mustBeBounded(width: number, height: number): void {
  if (width === 0 || height === 0) throw mismatch();
  if (width * height > mostPixels) throw new Refused('too-many-pixels', `It has ${Math.round((width * height) / 1e6)} megapixels; at the most 50 are taken. Make it smaller and send it again.`);
}

/** A stretch of a picture that carries no image but facts about it: place, camera, comment. Both ends included. */
export interface Aside {
  start: number;
  end: number;
  /** What stands there: for those that keep the orientation, and those of which each stands in for itself. */
  what: 'exif' | 'other' | 'element';
}

/** A picture or a film walked from its first octet to its last. */
export interface Walked {
  asides: Aside[];
  /** How many octets of it are the picture; the camera's own additions may follow. */
  bytes: number;
  /** Of a film or a recording: whether there is something to see. */
  shows?: boolean;
}
