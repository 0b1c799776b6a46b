import { readFileSync } from 'node:fs';
import { contradictions } from '../kernel/marking/index.js';
import { demoAudiences } from './audiences.js';
import { demoDocuments } from './documents/index.js';
import { fileFor, letterFor } from './files/index.js';
import { demoDeeds, demoRules } from './keeping.js';
import { demoMailboxes, demoMandates } from './mandates.js';
import { demoOfficials } from './people.js';

const parties = new Map((JSON.parse(readFileSync(new URL('../../config/parties.json', import.meta.url), 'utf8')) as { parties: { code: string; kind: string }[] }).parties.map((party) => [party.code, party.kind]));
const bodies = ['AHG', 'STEERING_GROUP', 'CO_CHAIRS'];

describe('the demonstration', () => {
  it('has twelve officials or more across six members, an observer, two organisations, the secretariat and an auditor', () => {
    const of = (kind: string) => new Set(demoOfficials.filter(({ party }) => parties.get(party) === kind).map(({ party }) => party));
    expect(demoOfficials.length).toBeGreaterThanOrEqual(12);
    expect(of('state').size).toBeGreaterThanOrEqual(7);
    expect(of('organisation').size).toBeGreaterThanOrEqual(2);
    expect(of('secretariat').size).toBe(1);
    expect(demoOfficials.some(({ roles }) => roles.includes('auditor'))).toBe(true);
    expect(demoOfficials.every(({ email }) => email.endsWith('.example.org'))).toBe(true);
  });

  it('has sixty documents or more, of every kind, in many languages and as every type of file', () => {
    expect(demoDocuments.length).toBeGreaterThanOrEqual(60);
    expect(new Set(demoDocuments.map(({ kind }) => kind)).size).toBe(8);
    expect(new Set(demoDocuments.flatMap(({ texts }) => texts.map(({ language }) => language))).size).toBeGreaterThanOrEqual(8);
    expect(new Set(demoDocuments.flatMap(({ texts }) => texts.map(({ file }) => file)))).toEqual(new Set(['pdf', 'docx', 'xlsx', 'csv', 'png', 'txt']));
    expect(new Set(demoDocuments.map(({ marking }) => marking?.tlp ?? 'draft')).size).toBe(6);
  });

  it('names only parties, bodies, audiences and officials that exist, in markings that stand', () => {
    const known = new Set([...parties.keys(), ...bodies, ...demoAudiences.map(({ name }) => name), ...demoOfficials.map(({ email }) => email)]);
    for (const { title, by, marking } of demoDocuments) {
      expect({ title, by: demoOfficials.some(({ email }) => email === by) }).toEqual({ title, by: true });
      const named = [...(marking?.releasableTo ?? []), ...(marking?.recipients ?? []), ...(marking?.withheldFrom ?? [])];
      expect({ title, unknown: named.filter((name) => !known.has(name)) }).toEqual({ title, unknown: [] });
      if (marking) expect(contradictions({ releasableTo: [], recipients: [], withheldFrom: [], handlingCaveats: [], ...marking } as never).filter(({ path }) => path !== 'marking.releasableTo' || marking.tlp !== 'amber+strict')).toEqual([]);
    }
  });

  it('has focal points as far as each has come, and two officers who share the work', async () => {
    const roles = new Map(demoOfficials.map(({ email, roles: held }) => [email, held]));
    for (const { by, email } of [...demoMandates, ...demoMailboxes.map(({ by: giver }) => ({ by: giver, email: giver }))]) expect([roles.get(by)?.includes('focal_point'), roles.has(email)]).toEqual([true, true]);
    expect(new Set(demoMandates.map(({ state }) => state))).toEqual(new Set(['confirmed', 'checked', 'nominated']));
    expect(demoMandates.filter(({ confirmedDaysAgo = 0 }) => confirmedDaysAgo > 365)).toHaveLength(1);
    expect(demoOfficials.filter(({ roles: held }) => held.includes('secretariat_officer'))).toHaveLength(2);
    const [mandate] = demoMandates;
    expect((await letterFor(mandate as never, 'AUS')).content.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('keeps documents by a schedule, with a hold, a disposal and what waits for a second person', () => {
    const roles = new Map(demoOfficials.map(({ email, roles: held, party }) => [email, { held, party }]));
    for (const { by, approvedBy, forumWide } of demoRules) {
      expect([by, approvedBy].filter((email) => email !== undefined).map((email) => roles.get(email)?.party === 'SECRETARIAT')).toEqual(approvedBy ? [forumWide, forumWide] : [forumWide]);
      expect(by).not.toBe(approvedBy);
    }
    for (const { by, approvedBy, title } of demoDeeds) {
      const party = (email?: string) => email && roles.get(email)?.party;
      expect([party(by), approvedBy === undefined || party(approvedBy), by !== approvedBy]).toEqual([party(demoDocuments.find((one) => one.title === title)?.by), approvedBy === undefined || party(by), true]);
    }
    const ways = (deeds: readonly { approvedBy?: string }[]) => new Set(deeds.map(({ approvedBy }) => approvedBy !== undefined));
    expect([ways(demoRules).size, ways(demoDeeds).size, new Set(demoDeeds.map(({ deed }) => deed)).size]).toEqual([2, 2, 2]);
  });

  it('writes files that are what their names say, each marked as a demonstration', async () => {
    const magic: Record<string, string> = { pdf: '%PDF-', docx: 'PK', xlsx: 'PK', png: '\u0089PNG', csv: '\u00ef\u00bb\u00bfDEMONSTRATION DATA', txt: 'DEMONSTRATION DATA' };
    for (const document of demoDocuments) {
      for (const text of document.texts) {
        const { fileName, content } = await fileFor(document, text, 'FP-2026-000000');
        expect({ fileName, begins: content.toString('latin1').startsWith(magic[text.file] ?? '?') }).toEqual({ fileName, begins: true });
      }
    }
  });
});
