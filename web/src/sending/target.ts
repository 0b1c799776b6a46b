import type { QueryClient } from '@tanstack/react-query';
import type { ProblemDocument } from '../api/model';

/** What keeps a file from being sent at all, or ('changed') to its end. The server looks again, and into the file as well. */
export type Hindrance = 'empty' | 'too-large' | 'kind' | 'folder' | 'unreadable' | 'changed';

/** What is said of a file besides its name, in words of what it is sent to. */
export type Wish = Record<string, string>;

/** A file on its way as the server knows it. */
export interface Sent {
  id: string;
  fileName: string;
  /** Octets the file has, and octets that have come. */
  length: number;
  received: number;
  state: 'receiving' | 'joining' | 'kept' | 'rejected';
  problem: ProblemDocument | null;
}

/** What files are sent to: each feature that sends some names its own. */
export interface Target<View extends Sent = Sent> {
  /** Tells it from all others: 'document/<id>'. */
  key: string;
  /** Where files are sent, below the API: '/uploads'. */
  path: string;
  /** Known before the line is used for it; null where nothing speaks against sending. */
  hindrance(file: File): Hindrance | null;
  /** What names the record to the server. */
  metadata: Wish;
  /** Whether an upload the server knows is to this record, and what was said of it. */
  isOf(view: View): boolean;
  wishOf(view: View): Wish;
  /** Whether this very file is there already, and nothing newer under its name: then it is not sent again. */
  has?(queries: QueryClient, file: { name: string; sha256: string; wish: Wish }): boolean;
  /** One was taken, or refused: what is shown of the record is no longer true. */
  onEnd(queries: QueryClient): Promise<unknown>;
}
