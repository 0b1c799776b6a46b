import type { Actor } from '../access/index.js';
import type { Subject } from '../events/index.js';
import type { Problem } from '../problems.js';
import type { Upload } from './upload.js';

/** The record a file is sent to. */
export interface Opened {
  /** What events are about, and whose the file will be. */
  subject: Subject & { originator: string };
  /** What holds of the file where its sender says nothing. */
  wish?: Record<string, unknown>;
}

/** How an upload that has come together ends: once, however often it is tried. */
export interface Finish {
  /** @throws Problem 422 when this is not the file that was announced */
  mustMatch(sha256: string): void;
  /** Keeps it, in one unit of work with the end of its parts. `enter` answers what it became. */
  kept(enter: () => Promise<Record<string, unknown>>): Promise<void>;
  /** Refuses it, in one unit of work with the end of its parts. `enter` keeps what else is to be known of the refusal. */
  refused(problem: Problem, enter: () => Promise<void>): Promise<void>;
}

/** What files are sent to, as a room that takes some says it. It makes itself known to `Uploads` when it is built. */
export interface Destination {
  /** In rows and names of events: 'document' of 'document.upload-begun'. */
  readonly kind: string;
  /** What the record they are sent to is called: the column `<of>_id` refers to it. */
  readonly of: string;
  /** Where they are sent, below `/api/v1`. */
  readonly path: string;
  /** Octets one may have. */
  readonly maxBytes: number;
  /** Asked before one is begun, outside of a unit of work. @throws Problem 503 */
  mayCome?(): Promise<void>;
  /** The record, if the actor may send to it now; within a unit of work, and again with each part. @throws Problem 403, 404, 409 */
  open(actor: Actor, id: string): Promise<Opened>;
  /** Whether there is room, and no promise. @throws Problem 413 */
  expectRoom(party: string, bytes: number): Promise<void>;
  /** The same as a promise until the unit of work ends. @throws Problem 413 */
  requireRoom(party: string, bytes: number): Promise<void>;
  /** Takes the record's lock before the upload's, where whoever removes the record takes them in this order. */
  lock?(id: string): Promise<void>;
  /**
   * Takes in what has come together, on behalf of its sender, and ends it. Run again after a crash.
   * @throws Problem below 500: it is refused for good; anything else: it is tried again
   */
  take(actor: Actor, upload: Upload, whole: AsyncIterable<Buffer>, finish: Finish): Promise<void>;
}
