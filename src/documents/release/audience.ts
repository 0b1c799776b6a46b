import { Injectable } from '@nestjs/common';
import { Access, type Explanation } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Parties, type PartyFacts } from '../../members/index.js';
import { Document } from '../document.entity.js';

/** A party some of whose officials read the document. */
export interface Reader {
  code: string;
  name: string;
  kind: string;
  /** How many of its officials. */
  people: number;
  names: string[];
  because: string;
}

/** A party none of whose officials do, with the first fact that decides it and what would change it. */
export interface Excluded {
  code: string;
  name: string;
  kind: string;
  because: string;
  whatWouldChange: string;
}

export interface Audience {
  people: number;
  parties: Reader[];
  excluded: Excluded[];
  /** Party → ids of its officials who read: what a rehearsal's digest is taken over. */
  members: [string, string[]][];
}

/** Who reads a document, party by party, asked of the same rules that decide. One query, whatever the number of parties. */
@Injectable()
export class AudienceService {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
  ) {}

  /** The audience of the document as it stands, or as it would stand under another marking (its `readers` must already be computed). */
  async of(document: Document): Promise<Audience> {
    const all = await this.parties.facts();
    const audience: Audience = { people: 0, parties: [], excluded: [], members: [] };
    for (const party of all) {
      const seen = party.officials.filter((official) => this.access.can(official.as, 'read', document));
      const common = this.access.explain(party.as, 'read', document);
      if (seen.length === 0 && !common.allowed) {
        audience.excluded.push({ code: party.code, name: party.name, kind: party.kind, ...whyNot(party, document, common) });
        continue;
      }
      const because = seen[0] ? this.access.explain(seen[0].as, 'read', document).because : common.because;
      audience.people += seen.length;
      audience.parties.push({ code: party.code, name: party.name, kind: party.kind, people: seen.length, names: seen.map((official) => official.name), because: theirs(because) });
      audience.members.push([party.code, seen.map((official) => official.id).sort()]);
    }
    return audience;
  }

  /** Whether anybody reads it after who does not read it now. */
  async gains(document: Document, after: Audience): Promise<boolean> {
    const before = new Map((await this.of(document)).members);
    return after.members.some(([party, people]) => !before.has(party) || people.some((id) => !before.get(party)?.includes(id)));
  }

  /** Computes, in PostgreSQL, whom this marking would let read once released. */
  async withReaders(document: Document): Promise<Document> {
    const [row] = await this.db.sql<{ readers: string[] }>(`SELECT app.readers_of('released', $1, $2, $3, $4) AS readers`, [
      document.tlp, document.releasableTo, document.recipients, document.grantedTo,
    ]);
    return Object.assign(new Document(), document, { state: 'released', readers: row?.readers ?? [] });
  }

  /** The same question for one party and verb: what an official of it without further roles would be told, in the third person. */
  async ask(document: Document, code: string, verb: string): Promise<(Explanation & { whatWouldChange: string }) | null> {
    const party = (await this.parties.facts()).find((one) => one.code === code);
    if (!party) return null;
    const official = party.officials.find((one) => this.access.can(one.as, verb, document));
    const explanation = this.access.explain(official?.as ?? party.as, verb, document);
    const why = explanation.allowed ? { because: theirs(explanation.because), whatWouldChange: '' } : whyNot(party, document, explanation);
    const sentence = `${party.name} ${explanation.allowed ? 'may' : 'may not'} ${verb} it: ${why.because}.`;
    return { ...explanation, sentence, whatWouldChange: why.whatWouldChange };
  }
}

const theirs = (because: string) =>
  because.replace('names you in person', 'names some of its officials').replace('your country or organisation', 'it').replace('you belong', 'it belongs').replace('granted it to you', 'granted it');

function whyNot(party: PartyFacts, document: Document, explanation: Explanation): { because: string; whatWouldChange: string } {
  if (party.standing !== 'active') return { because: 'it is suspended, and its officials lose every grant', whatWouldChange: 'Its suspension would have to end.' };
  const withheld = document.withheldFrom.filter((name) => party.keys.includes(name));
  if (withheld.length > 0) {
    const direct = withheld.includes(party.code);
    return {
      because: direct ? 'the document is withheld from it, and withheld always wins' : 'the document is withheld from a circle it belongs to, and withheld always wins',
      whatWouldChange: direct ? 'Take it off the list of those it is withheld from.' : 'Take that circle off the list of those it is withheld from.',
    };
  }
  if (document.state !== 'released') return { because: `a ${document.state} document is for its originator alone`, whatWouldChange: 'Release it.' };
  if (!explanation.facts.some((fact) => fact.column === 'readers' && fact.holds)) {
    if (document.tlp === 'green') return { because: 'TLP:GREEN is for officials of active members, and it is not a member', whatWouldChange: 'Choose TLP:AMBER and name it, or TLP:CLEAR.' };
    if (document.tlp === 'red') return { because: 'TLP:RED is for the persons named, and none of its officials is', whatWouldChange: 'Name one of its officials.' };
    if (party.kind === 'secretariat') return { because: 'the secretariat runs the platform and reads nothing it is not named in', whatWouldChange: 'Name the secretariat in the marking.' };
    return { because: 'the marking does not name it', whatWouldChange: 'Name it in the marking, or an audience it belongs to.' };
  }
  return { because: 'no rule reaches it', whatWouldChange: 'Nothing the marking says would.' };
}
