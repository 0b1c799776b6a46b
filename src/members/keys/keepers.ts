import type { Actor } from '../../kernel/access/index.js';
import type { Database } from '../../kernel/database/index.js';

/** Administrators of the secretariat itself. '*' is whom explanations ask about in general. */
export const administers = (actor: Actor): boolean => actor.has('administrator') && (actor.party === 'SECRETARIAT' || actor.party === '*');

/** Who looks after the keys of their own party: its focal points, of the secretariat its administrators. */
export const keepsKeys = (actor: Actor): boolean => Boolean(actor.party) && (actor.has('focal_point') || administers(actor));

export const keeperRole = (party: string): string => (party === 'SECRETARIAT' ? 'administrator' : 'focal_point');

/** Nobody else begins, ends or destroys a key of the party, or enters something under one, until the running unit of work is over. */
export const lockKeys = (db: Database, party: string): Promise<unknown> => db.sql(`SELECT pg_advisory_xact_lock(hashtextextended($1, 33))`, [party]);
