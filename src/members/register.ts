import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';

/** A party as `config/parties.json` has it. Dates are days; `to` is the first day on which it no longer holds; null is "not established". */
export interface RegisteredParty {
  code: string;
  alpha2: string | null;
  kind: string;
  name: string;
  sortName: string;
  verified: boolean;
  memberships: { body: string; membership: string; from: string | null; to: string | null; basis: string; verified: boolean }[];
}

/** The register file: the parties, and in full what its memberships name by a key as their basis. */
export function readRegister(text: string): RegisteredParty[] {
  const { parties, basis: sources } = JSON.parse(text) as { parties: RegisteredParty[]; basis: Record<string, string> };
  const inFull = (keys: string) => keys.split(';').map((key) => sources[key.trim()] ?? key.trim()).join('; ');
  return parties.map((party) => ({ ...party, memberships: party.memberships.map((one) => ({ ...one, basis: inFull(one.basis) })) }));
}

/** Enters parties and memberships from the register file. What is there already stays as it is, and so does whatever somebody decided since. */
@Injectable()
export class Register {
  constructor(private readonly db: Database) {}

  enter(parties: readonly RegisteredParty[]): Promise<void> {
    return this.db.write(systemActor('operator'), async () => {
      await this.db.sql(
        `INSERT INTO app.parties (code, kind, name, sort_name, alpha2, verified)
         SELECT code, kind, name, "sortName", alpha2, verified
           FROM jsonb_to_recordset($1::jsonb) AS p(code text, kind text, name text, "sortName" text, alpha2 text, verified boolean)
         ON CONFLICT (code) DO NOTHING`,
        [JSON.stringify(parties)],
      );
      const memberships = parties.flatMap((party) => party.memberships.map((membership) => ({ ...membership, party: party.code })));
      await this.db.sql(
        `INSERT INTO app.memberships (party, body, membership, valid, basis, verified)
         SELECT m.party, m.body, m.membership, daterange(m."from", m."to"), m.basis, m.verified
           FROM jsonb_to_recordset($1::jsonb) AS m(party text, body text, membership text, "from" date, "to" date, basis text, verified boolean)
          WHERE NOT EXISTS (SELECT FROM app.memberships k WHERE k.party = m.party AND k.body = m.body AND k.valid && daterange(m."from", m."to"))
            AND NOT EXISTS (SELECT FROM app.membership_decisions d WHERE d.party = m.party AND d.body = m.body)`,
        [JSON.stringify(memberships)],
      );
    });
  }
}
