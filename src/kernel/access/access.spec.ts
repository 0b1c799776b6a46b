import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import fc from 'fast-check';
import { Access, actorOf, definePolicy, roles, systemActor, visitor, type Conditions } from './index.js';

@Entity('letters')
class Letter {
  @PrimaryColumn('uuid') id = '';
  @Column('text') originator = '';
  @Column('text', { array: true }) readers: string[] = [];
  @Column('text', { array: true, name: 'withheld_from' }) withheldFrom: string[] = [];
  @Column('text', { nullable: true }) note: string | null = null;
  @Column('boolean') mayShare = true;
}

const letter = (facts: Partial<Letter>) => Object.assign(new Letter(), facts);
const policy = definePolicy(Letter, (actor, can) => {
  if (actor.party) can(['read', 'keep_copy'], { originator: actor.party }).because('your party wrote it');
  can('read', { readers: { $in: actor.keys }, withheldFrom: { $nin: actor.keys } }).because('it names you');
  if (actor.has('document_officer')) can('release', { originator: actor.party }).because('you are a document officer of its writer');
  if (actor.has('auditor')) can('count').because('auditors count everything');
});

const dataSource = new DataSource({ type: 'postgres', entities: [Letter] });
const access = new Access(dataSource, [policy]);
const officer = actorOf({ userId: 'u', party: 'NZL', keys: ['NZL', 'AHG'], roles: ['document_officer'] });
const stranger = actorOf({ userId: 'v', party: 'X', keys: ['X'] });
const own = letter({ originator: 'NZL' });
const named = letter({ originator: 'AUS', readers: ['AHG'] });
const withheld = letter({ originator: 'AUS', readers: ['AHG', 'NZL'], withheldFrom: ['NZL'] });

beforeAll(() => (dataSource as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas());

const sql = (actor = officer, verb = 'read', from = access) => {
  const values: unknown[] = [];
  const text = from.compile(actor, verb, Letter, 'l', (value) => `$${values.push(value)}`);
  return { text, values };
};
const problem = (work: () => void): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('a decision', () => {
  it('grants what a rule grants and nothing else', () => {
    expect(access.allows(officer, own)).toEqual(['read', 'keep_copy', 'release']);
    expect(access.allows(officer, named)).toEqual(['read']);
    expect(access.allows(stranger, own)).toEqual([]);
    expect(access.allows(visitor, letter({ readers: ['public'] }))).toEqual(['read']);
  });

  it('lets withholding win over whatever else names somebody', () => expect(access.can(officer, 'read', withheld)).toBe(false));

  it('is 404 for what is hidden, and 403 with the reason for what is seen but not permitted', () => {
    expect(problem(() => access.require(stranger, 'release', own))).toMatchObject({ status: 404 });
    expect(problem(() => access.require(officer, 'release', named))).toMatchObject({ status: 403, detail: 'You may not release it; this would take: you are a document officer of its writer.' });
    expect(problem(() => access.require(officer, 'release', own))).toBeUndefined();
  });

  it('knows no verb that no rule names, and no entity without a policy', () => {
    expect(access.can(officer, 'shred', own)).toBe(false);
    expect(access.can(officer, 'read', new (class Stranger {})())).toBe(false);
    expect(access.mayEver(officer, 'read', class Unknown {})).toBe(false);
  });

  it('tells beforehand what somebody could ever do', () => {
    expect(access.mayEver(officer, 'release', Letter)).toBe(true);
    expect(access.mayEver(stranger, 'release', Letter)).toBe(false);
    expect(access.mayEverAll(stranger)).toEqual(['read:letter', 'keep_copy:letter']);
    expect(access.verbs(Letter)).toEqual(['read', 'keep_copy', 'release', 'count']);
  });
});

describe('a filter', () => {
  it('says the same in SQL, every value bound', () => {
    expect(sql()).toEqual({
      text: '(("l"."readers" && $1::text[] AND NOT ("l"."withheld_from" && $2::text[])) OR "l"."originator" = ANY($3::text[]))',
      values: [['public', 'NZL', 'AHG'], ['public', 'NZL', 'AHG'], ['NZL']],
    });
  });

  it('is FALSE without a rule and TRUE for a rule without conditions', () => {
    expect(sql(stranger, 'release').text).toBe('FALSE');
    expect(sql(actorOf({ roles: ['auditor'] }), 'count').text).toBe('TRUE');
  });

  it.each<[string, Record<string, unknown>]>([
    ['names what is no column', { author: 'NZL' }], ['orders', { originator: { $gt: 'A' } }], ['negates an equality', { originator: { $ne: 'A' } }], ['matches a pattern', { originator: { $regex: '.*' } }],
    ['asks whether something is there', { note: { $exists: true } }], ['negates where NULL can be', { note: { $nin: ['a'] } }], ['leads into another table', { 'originator.name': 'A' }],
  ])('is refused to a rule that %s', (_what, conditions) => {
    const loose = new Access(dataSource, [definePolicy(Letter, (_actor, can) => can('read', conditions as Conditions).because('x'))]);
    expect(() => sql(officer, 'read', loose)).toThrow('not allowed in a policy');
  });

  it('carries no value into the text, whatever an actor is called', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), (name) => {
      const { text, values } = sql(actorOf({ party: name, keys: [name] }));
      expect(text).toBe(sql().text);
      expect(values.flat()).toContain(name);
    }));
  });
});

describe('an explanation', () => {
  it('names the rule that decided', () => {
    expect(access.explain(officer, 'read', own)).toMatchObject({ allowed: true, because: 'your party wrote it', sentence: 'You may read it: your party wrote it.' });
    expect(access.explain(officer, 'keep_copy', own).sentence).toBe('You may keep copy it: your party wrote it.');
  });

  it('names every way there would have been', () => {
    expect(access.explain(stranger, 'read', own)).toMatchObject({ allowed: false, because: '', sentence: 'You may not read it; this would take one of: your party wrote it; or it names you.' });
    expect(access.explain(stranger, 'shred', own).sentence).toBe('You may not shred it; nobody may.');
  });

  it('proves itself fact by fact', () => {
    expect(access.explain(officer, 'read', withheld).facts).toEqual([
      { because: 'your party wrote it', column: 'originator', wanted: 'NZL', found: 'AUS', holds: false },
      { because: 'it names you', column: 'readers', wanted: 'one of public, NZL, AHG', found: 'AHG, NZL', holds: true },
      { because: 'it names you', column: 'withheldFrom', wanted: 'none of public, NZL, AHG', found: 'NZL', holds: false },
    ]);
  });

  it('never differs from the decision', () => {
    const names = ['NZL', 'AUS', 'AHG', 'X', 'public'];
    const rows = fc.record({ originator: fc.constantFrom(...names), readers: fc.subarray(names), withheldFrom: fc.subarray(names) }).map(letter);
    const actors = fc.record({ party: fc.constantFrom('', 'NZL', 'X'), keys: fc.subarray(names), roles: fc.subarray([...roles]) }).map(actorOf);
    fc.assert(fc.property(actors, rows, fc.constantFrom('read', 'keep_copy', 'release', 'count'), (actor, row, verb) => {
      expect(access.explain(actor, verb, row).allowed).toBe(access.can(actor, verb, row));
      expect(access.allows(actor, row).includes(verb)).toBe(access.can(actor, verb, row));
      if (access.can(actor, verb, row)) expect(access.mayEver(actor, verb, Letter)).toBe(true);
    }), { numRuns: 500 });
  });
});

describe('an actor', () => {
  it('cannot be changed', () => {
    expect(() => Object.assign(officer, { party: 'AUS' })).toThrow(TypeError);
    expect(() => (officer.keys as string[]).push('AUS')).toThrow(TypeError);
  });

  it('holds each key once, and always public', () => expect(actorOf({ keys: ['NZL', 'NZL', 'public'] }).keys).toEqual(['public', 'NZL']));

  it('of the system is its task, for one party at the most, without a role', () => {
    expect(systemActor('release-clock', 'NZL')).toMatchObject({ userId: '', system: 'release-clock', party: 'NZL', keys: ['public', 'NZL'] });
    expect(systemActor('sign-in').keys).toEqual(['public']);
    expect(systemActor('sign-in').roles.size).toBe(0);
  });
});
