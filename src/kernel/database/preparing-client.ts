import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import pg from 'pg';

/** Asked as often, a question is worth a plan kept for it on each connection. */
const often = 5;
/** Plans kept take memory of PostgreSQL's, on each connection again. */
const mostNames = 64;

const asked = new LRUCache<string, number>({ max: 500 });
const names = new Map<string, string>();

/** The name under which PostgreSQL keeps the plan of a question; nothing while it is rare. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= mostNames) return known;
  const times = (asked.get(text) ?? 0) + 1;
  asked.set(text, times);
  if (times < often) return undefined;
  const name = `often_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  names.set(text, name);
  return name;
}

type Query = (...asked: unknown[]) => unknown;

/**
 * A connection that has PostgreSQL prepare what TypeORM asks again and again, as `db.sql` does with what it is given a name for: the rules and the fence
 * make questions whose planning takes longer than their answer. The plan is the one an unnamed question gets, since the connection asks for generic plans.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const query: Query = (...asked) => (super.query as Query).call(this, ...asked);
    const preparing: Query = (text, values, ...rest) => {
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 && text.startsWith('SELECT') ? nameOf(text) : undefined;
      return name ? query({ name, text, values }, ...rest) : query(text, values, ...rest);
    };
    Object.assign(this, { query: preparing });
  }
}
