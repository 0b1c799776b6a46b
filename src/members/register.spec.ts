import { readFileSync } from 'node:fs';
import { bodies, parseExpression } from './expression.js';
import type { RegisteredParty } from './register.js';

const { parties } = JSON.parse(readFileSync(new URL('../../config/parties.json', import.meta.url), 'utf8')) as { parties: RegisteredParty[] };
const memberships = parties.flatMap((party) => party.memberships.map((one) => ({ ...one, party: party.code })));

describe('the register of parties', () => {
  it('names each party once, by a code, a two-letter code and a name of its own', () => {
    for (const key of ['code', 'name', 'alpha2'] as const) {
      const all = parties.map((party) => party[key]).filter((one) => one !== null);
      expect(all.filter((one, at) => all.indexOf(one) !== at)).toEqual([]);
    }
  });

  it('keys states and territories by ISO 3166 alpha-3, with the alpha-2 beside it', () => {
    const odd = parties.filter(({ kind, code, alpha2 }) => (kind === 'state' || kind === 'territory') && !(/^[A-Z]{3}$/.test(code) && /^[A-Z]{2}$/.test(alpha2 ?? '')));
    expect(odd).toEqual([]);
  });

  it('uses no name of a body as a code, so that every party can be named in an audience', () => {
    for (const { code } of parties) expect(parseExpression(code)).toEqual({ expression: { party: code } });
  });

  it('has one secretariat, which is a member of nothing', () => {
    expect(parties.filter(({ kind }) => kind === 'secretariat').map(({ code, memberships: own }) => ({ code, own }))).toEqual([{ code: 'SECRETARIAT', own: [] }]);
  });

  it('gives a basis for each membership, of a body that is one', () => {
    for (const one of memberships) {
      expect(bodies).toContain(one.body);
      expect(['member', 'observer']).toContain(one.membership);
      expect(one.basis).not.toBe('');
    }
  });

  it('dates memberships from a day to a later one', () => {
    expect(memberships.filter(({ from, to }) => from !== null && to !== null && from >= to)).toEqual([]);
    expect(memberships.filter(({ from, to }) => [from, to].some((day) => day !== null && !/^\d{4}-\d{2}-\d{2}$/.test(day)))).toEqual([]);
  });

  it('has every member of a smaller body in the forum', () => {
    const inForum = new Set(memberships.filter(({ body }) => body === 'FORUM').map(({ party }) => party));
    expect(memberships.filter(({ body, party }) => body !== 'FORUM' && !inForum.has(party)).map(({ party }) => party)).toEqual([]);
  });
});
