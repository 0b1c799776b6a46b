import { randomUUID } from 'node:crypto';
import { systemActor } from '../../src/kernel/access/index.js';
import type { Database } from '../../src/kernel/database/index.js';
import { Events } from '../../src/kernel/events/index.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const postman = systemActor('letters');

describe('RR-6: a unit of work that PostgreSQL took back', () => {
  let portal: Portal;
  let db: Database;
  let officer: Official;
  /** How often a unit's work was done. */
  let turns = 0;

  beforeAll(async () => {
    portal = await Portal.start();
    db = portal.db;
    officer = await portal.official('AUS', 'document_officer');
    // Fails with a code; a connection it ends is really ended. The trigger fails so many times, whatever is rolled back meanwhile.
    await portal.owner.query(`
      CREATE SEQUENCE public.tries;
      CREATE FUNCTION public.fail(code text) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        IF code = '57P01' THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(60); END IF;
        RAISE EXCEPTION USING ERRCODE = code, MESSAGE = 'as the test wants it';
      END $$;
      CREATE FUNCTION public.fail_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        IF nextval('public.tries') <= TG_ARGV[1]::integer THEN PERFORM public.fail(TG_ARGV[0]); END IF;
        RETURN NEW;
      END $$;
      GRANT EXECUTE ON FUNCTION public.fail(text), public.fail_on() TO PUBLIC`);
  });
  beforeEach(async () => {
    turns = 0;
    await portal.owner.query('ALTER SEQUENCE public.tries RESTART');
  });
  afterAll(() => portal.stop());

  /** Within a unit of work: has its first so many turns fail. */
  const fails = async (code: string, times: number) => ++turns <= times && db.sql('SELECT public.fail($1)', [code]);
  /** How often a trigger saw it tried. */
  const tries = async () => Number((await portal.owner.query<{ tries: string }>('SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS tries FROM public.tries')).rows[0]?.tries);
  const letter = async () => {
    const key = randomUUID();
    await portal.owner.query('INSERT INTO app.letters (key) VALUES ($1)', [key]);
    return key;
  };
  const events = async (name: string, id: string) => Number((await portal.owner.query<{ count: string }>('SELECT count(*) FROM app.events WHERE name = $1 AND subject_id = $2', [name, id])).rows[0]?.count);
  /** Something that is committed or not: an event on record. */
  const record = (id: string) => portal.app.get(Events).record(postman, 'test.tried', { type: 'test', id });
  /** While a trigger has rows of this table fail. */
  async function meanwhile(trigger: string, work: () => Promise<void>): Promise<void> {
    await portal.owner.query(trigger);
    await work().finally(() => portal.owner.query('DROP TRIGGER failing ON app.events'));
  }

  describe.each(['57P01', '40001', '40P01'])('with %s', (code) => {
    it.each([1, 3])('is done again when it only reads, %s times', async (times) => {
      expect(await db.read(postman, async () => { await fails(code, times); return 'read'; })).toBe('read');
      expect(turns).toBe(times + 1);
    });

    it('fails with the fourth', async () => {
      await expect(db.read(postman, () => fails(code, 9))).rejects.toMatchObject({ status: code === '57P01' ? 503 : 409 });
      expect(turns).toBe(4);
    });

    it('is not done again when it writes', async () => {
      const id = randomUUID();
      await expect(db.write(postman, async () => { await record(id); await fails(code, 1); })).rejects.toMatchObject({ status: code === '57P01' ? 503 : 409 });
      expect([turns, await events('test.tried', id)]).toEqual([1, 0]);
    });

    it('is done again when it writes and is repeatable, and leaves one of everything', async () => {
      const id = randomUUID();
      await db.write(postman, async () => { await record(id); await fails(code, 3); }, { repeatable: true });
      expect([turns, await events('test.tried', id)]).toEqual([4, 1]);
    });

    it('is done again as a whole, by the outermost unit alone', async () => {
      const id = randomUUID();
      const joined = () => db.write(postman, () => fails(code, 1), { repeatable: true });
      await expect(db.write(postman, async () => { await record(id); await joined(); })).rejects.toMatchObject({ name: 'Error' });
      expect([turns, await events('test.tried', id)]).toEqual([1, 0]);
    });
  });

  it('is done again when the two that met are real: a deadlock', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    let arrived = 0;
    let go = () => {};
    const both = new Promise<void>((resolve) => { go = resolve; });
    const unit = (id: string, first: number, second: number) => db.write(postman, async () => {
      await db.sql('SELECT pg_advisory_xact_lock(99, $1)', [first]);
      if (++arrived === 2) go();
      await both;
      await record(id);
      await db.sql('SELECT pg_advisory_xact_lock(99, $1)', [second]);
    }, { repeatable: true });
    await Promise.all([unit(one, 1, 2), unit(other, 2, 1)]);
    expect(arrived).toBeGreaterThan(2); // the positive control: one of them was taken back
    expect([await events('test.tried', one), await events('test.tried', other)]).toEqual([1, 1]);
  });

  it('is done again when the two that met are real: a conflict of serialisation', async () => {
    const key = await letter();
    await portal.owner.query(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = %L', current_database(), 'repeatable read'); END $$`);
    const strict = (await portal.beside()).db; // its connections are new
    await strict.write(postman, async () => {
      await strict.sql('SELECT FROM app.letters WHERE key = $1', [key]);
      if (++turns === 1) await portal.owner.query('UPDATE app.letters SET posted_at = now() WHERE key = $1', [key]);
      await strict.sql('UPDATE app.letters SET sent_at = now() WHERE key = $1', [key]);
    }, { repeatable: true });
    expect(turns).toBe(2);
    await portal.owner.query(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET default_transaction_isolation', current_database()); END $$`);
  });

  it('is done again when its connection was ended between two statements, which only the next one is told', async () => {
    const unit = async () => {
      const [here] = await db.sql<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      if (++turns === 1) await gone(here?.pid ?? 0);
      return db.query('users', 'person').getCount();
    };
    await db.read(postman, unit);
    expect(turns).toBe(2);
    await expect(db.write(postman, () => { turns = 0; return unit(); })).rejects.toMatchObject({ status: 503 });
    expect(turns).toBe(1);
  });

  it('begins on another connection, whatever it would do, when the one it was given ends before its work began', async () => {
    const [id, actor] = [randomUUID(), systemActor('letters')];
    let looked = 0;
    db.vouch(actor, {
      version: '-1', staleAt: new Date(0), stands: () => Promise.resolve(true),
      renew: async (query) => {
        if (++looked <= 3) await query('SELECT public.fail($1)', ['57P01']);
        return { version: '-1', staleAt: new Date(0) };
      },
    });
    await db.write(actor, async () => { turns++; await record(id); });
    expect([looked, turns, await events('test.tried', id)]).toEqual([4, 1, 1]);
  });

  it('is not done again when its connection ended while it was committing: nobody knows whether it did', async () => {
    const id = randomUUID();
    await meanwhile(`CREATE CONSTRAINT TRIGGER failing AFTER INSERT ON app.events DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.fail_on('57P01', 1)`, async () => {
      await expect(db.write(postman, () => record(id), { repeatable: true })).rejects.toMatchObject({ status: 503 });
      expect([await tries(), await events('test.tried', id)]).toEqual([1, 0]);
    });
  });

  it('is done again when its commit was refused, which is known', async () => {
    const id = randomUUID();
    await meanwhile(`CREATE CONSTRAINT TRIGGER failing AFTER INSERT ON app.events DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.fail_on('40001', 2)`, async () => {
      await db.write(postman, () => record(id), { repeatable: true });
      expect([await tries(), await events('test.tried', id)]).toEqual([3, 1]);
    });
  });

  it('is unseen by whoever opens a document, which is on record once; a draft is entered once or refused', async () => {
    const { id } = await officer.draft();
    await meanwhile(`CREATE TRIGGER failing BEFORE INSERT ON app.events FOR EACH ROW EXECUTE FUNCTION public.fail_on('40P01', 2)`, async () => {
      expect((await officer.get(`/documents/${id}`)).status).toBe(200);
      expect([await tries(), await events('document.opened', id)]).toEqual([3, 1]);
      await portal.owner.query('ALTER SEQUENCE public.tries RESTART');
      const drafts = () => portal.owner.query('SELECT FROM app.documents').then(({ rowCount }) => rowCount);
      const before = await drafts();
      expect((await officer.call('post', '/documents').send({ title: 'Once', kind: 'analysis', language: 'en', abstract: '' })).status).toBe(503);
      expect([await tries(), await drafts()]).toEqual([1, before]);
    });
  });

  /** Ended by an administrator, and gone when this resolves. */
  async function gone(pid: number): Promise<void> {
    await portal.owner.query('SELECT pg_terminate_backend($1)', [pid]);
    while ((await portal.owner.query('SELECT FROM pg_stat_activity WHERE pid = $1', [pid])).rowCount) await new Promise((resolve) => setTimeout(resolve, 10));
  }
});
