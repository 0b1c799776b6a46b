import { DataSource } from 'typeorm';
import { Access, actorOf, visitor, type Role } from '../kernel/access/index.js';
import { Audience } from './audience.entity.js';
import { audiencePolicy, partyPolicy } from './members.policy.js';
import { Party } from './party.entity.js';

const access = new Access(new DataSource({ type: 'postgres' }), [partyPolicy, audiencePolicy]);
const official = (party: string, ...roles: Role[]) => actorOf({ userId: 'u', party, roles, keys: [party, 'community'] });
const party = (code: string) => Object.assign(new Party(), { code });
const audience = (facts: Partial<Audience>) => Object.assign(new Audience(), { id: '33333333-3333-4333-8333-333333333333', originator: 'NZL', readers: [], ...facts });
const suspended = actorOf({ userId: 'u', keys: ['public'] });

describe('a party', () => {
  it.each([
    ['any official', official('NZL', 'reader'), ['read']], ['an official of its own', official('IDN', 'reader'), ['read', 'officials']], ['an officer elsewhere, who may name persons', official('NZL', 'document_officer'), ['read', 'address']],
    ['a focal point elsewhere', official('NZL', 'focal_point'), ['read', 'address']], ['the secretariat, which looks after the people', official('SECRETARIAT', 'secretariat_officer'), ['read', 'officials', 'storage', 'allot']],
    ['an auditor', official('NZL', 'auditor'), ['read']], ['an official of a suspended party', suspended, ['read']], ['a visitor', visitor, []],
  ])('is open to %s as far as %j', (_who, actor, verbs) => {
    expect(access.allows(actor, party('IDN')).toSorted()).toEqual(verbs.toSorted());
  });
});

describe('an audience', () => {
  it('is shown to the party that named it, and to nobody else by itself', () => {
    expect(access.can(official('NZL'), 'read', audience({}))).toBe(true);
    expect(access.can(official('IDN'), 'read', audience({}))).toBe(false);
    expect(access.can(official('SECRETARIAT', 'administrator', 'secretariat_officer'), 'read', audience({}))).toBe(false);
  });

  it('is shown to members when it is shared, and to those who stand in it', () => {
    expect(access.can(official('IDN'), 'read', audience({ readers: ['community'] }))).toBe(true);
    expect(access.can(actorOf({ userId: 'u', party: 'IDN', keys: ['33333333-3333-4333-8333-333333333333'] }), 'read', audience({}))).toBe(true);
  });

  it('is hidden from officials of a suspended party, however it is shared', () => {
    expect(access.can(actorOf({ userId: 'u', keys: ['public', 'community'] }), 'read', audience({ readers: ['community', 'public'] }))).toBe(false);
  });

  it.each<[Role, boolean]>([
    ['document_officer', true], ['focal_point', true], ['secretariat_officer', true], ['contributor', false], ['reader', false], ['auditor', false], ['administrator', false],
  ])('can be named by a %s: %s', (role, may) => {
    expect(access.mayEver(official('NZL', role), 'create', Audience)).toBe(may);
    expect(access.can(official('NZL', role), 'create', audience({}))).toBe(may);
    expect(access.can(official('IDN', role), 'create', audience({}))).toBe(false);
  });
});
