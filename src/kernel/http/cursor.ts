import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../access/index.js';
import { Settings } from '../config/index.js';
import { invalid } from '../problems.js';

/** A page of a list: `next` is an opaque cursor, or null at the end. Totals are a question of their own. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/**
 * Keyset cursors: the last row's position, sealed for one user and one filter (SR-38). Used by somebody else, or under another filter,
 * they are refused.
 */
@Injectable()
export class Cursors {
  constructor(@Inject(Settings) private readonly settings: Settings) {}

  /** @param position JSON-safe values of the last row's sort key */
  seal(actor: Actor, filter: string, position: readonly unknown[]): string {
    const text = Buffer.from(JSON.stringify(position)).toString('base64url');
    return `${text}.${this.mac(actor, filter, text)}`;
  }

  /** @throws Problem 400 for a cursor that is garbled, or not of this user and filter */
  open(actor: Actor, filter: string, cursor: string): unknown[] {
    const [text = '', mac = ''] = cursor.split('.');
    const wanted = Buffer.from(this.mac(actor, filter, text));
    const sent = Buffer.from(mac);
    if (sent.length !== wanted.length || !timingSafeEqual(sent, wanted)) {
      throw invalid([{ path: 'cursor', message: 'This cursor belongs to another list. Start again from the first page.' }]);
    }
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
  }

  private mac(actor: Actor, filter: string, text: string): string {
    return createHmac('sha256', this.settings.cursorSecret).update(`cursor:${actor.userId}:${actor.party}:${filter}:${text}`).digest('base64url').slice(0, 24);
  }
}
