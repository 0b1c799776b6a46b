import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../kernel/access/index.js';
import { Database } from '../kernel/database/index.js';
import { Events } from '../kernel/events/index.js';
import { conflict, invalid, type Fault } from '../kernel/problems.js';
import type { NewPartyInput, PartyView } from './members.dto.js';
import { readName } from './names/party-name.js';
import { Parties } from './parties.js';
import { Party } from './party.entity.js';

/** States, territories and organisations the register does not know yet. */
@Injectable()
export class NewParties {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
    private readonly events: Events,
  ) {}

  /**
   * Enters somebody new, who is at first nothing but known: membership follows by decision or accession.
   * @throws Problem 400 for a code or a name that cannot be, 403, 409 for one that is taken
   */
  enter(actor: Actor, input: NewPartyInput): Promise<PartyView> {
    const { code, kind } = input;
    const alpha2 = input.alpha2 ?? null;
    return this.db.write(actor, async () => {
      const [name, sortName] = [readName(input.name), readName(input.sortName ?? input.name)];
      const faults: Fault[] = codeFaults(code, kind, alpha2);
      if ('fault' in name) faults.push({ path: 'name', message: name.fault });
      if ('fault' in sortName && input.sortName !== undefined) faults.push({ path: 'sortName', message: sortName.fault });
      if ('fault' in name || 'fault' in sortName || faults.length > 0) throw invalid(faults);
      const party = Object.assign(new Party(), { code, kind, alpha2, name: name.name, sortName: sortName.name, standing: 'active', verified: true });
      this.access.require(actor, 'enter', party);
      await this.db.sql(`SELECT pg_advisory_xact_lock(hashtext('party-names'))`);
      const [known] = await this.db.sql<{ code: string }>('SELECT code FROM app.parties WHERE code = $1 OR alpha2 = $2 LIMIT 1', [code, alpha2]);
      const taken = known?.code ?? (await this.parties.calledSo(party.name, code));
      if (taken) throw conflict(`${taken} is in the register already, with this code or this name.`);
      await this.db.manager.insert(Party, party);
      await this.events.record(actor, 'party.entered', { type: 'party', id: code, originator: code }, { kind });
      return { ...this.parties.view(actor, party, []), language: 'en', circles: [] };
    });
  }
}

/** States and territories are keyed by ISO 3166 alpha-3 with the alpha-2 beside it, organisations by a short code of our own. */
function codeFaults(code: string, kind: string, alpha2: string | null): Fault[] {
  if (kind === 'organisation') return alpha2 === null ? [] : [{ path: 'alpha2', message: 'Organisations have no two-letter code.' }];
  const faults: Fault[] = [];
  if (!/^[A-Z]{3}$/.test(code)) faults.push({ path: 'code', message: 'A state or territory has the three letters of ISO 3166, like NZL.' });
  if (alpha2 === null) faults.push({ path: 'alpha2', message: 'Give the two letters of ISO 3166 as well, like NZ.' });
  return faults;
}
