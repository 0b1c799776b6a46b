import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, invalid, notFound, type Fault } from '../../kernel/problems.js';
import { Parties } from '../parties.js';
import type { NameInput } from './names.dto.js';
import { readLanguage, readName } from './party-name.js';

/** The names of a party, by language. They are its own choice; no list of countries is asked. */
@Injectable()
export class Names {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly parties: Parties,
    private readonly events: Events,
  ) {}

  /** @throws Problem 400 for a name that cannot be shown, 403, 404, 409 for one that another party has */
  choose(actor: Actor, code: string, tag: string, input: NameInput): Promise<void> {
    const language = known(tag);
    const [name, sortName] = [readName(input.name), readName(input.sortName ?? input.name)];
    const faults: Fault[] = [];
    if ('fault' in name) faults.push({ path: 'name', message: name.fault });
    if ('fault' in sortName && input.sortName !== undefined) faults.push({ path: 'sortName', message: sortName.fault });
    if ('fault' in name || 'fault' in sortName) return Promise.reject(invalid(faults));
    return this.db.write(actor, async () => {
      this.access.require(actor, 'name', await this.parties.readable(actor, code));
      await this.db.sql(`SELECT pg_advisory_xact_lock(hashtext('party-names'))`);
      const taken = await this.parties.calledSo(name.name, code);
      if (taken) throw conflict(`${taken} is called that already. A name belongs to one party; choose another one.`, 'name-taken');
      await this.enter(actor, code, language, name.name, sortName.name);
    });
  }

  /** Readers of this language see the English name again, which cannot be taken back. @throws Problem 403, 404, 409 */
  takeBack(actor: Actor, code: string, tag: string): Promise<void> {
    const language = known(tag);
    return this.db.write(actor, async () => {
      this.access.require(actor, 'name', await this.parties.readable(actor, code));
      if (language === 'en') throw conflict('The English name is the one everybody falls back to. Choose another one instead.');
      const [standing] = await this.db.sql<{ name: string | null }>('SELECT name FROM app.party_names WHERE party = $1 AND language = $2 ORDER BY chosen_at DESC LIMIT 1', [code, language]);
      if (!standing?.name) throw notFound();
      await this.enter(actor, code, language, null, null);
    });
  }

  private async enter(actor: Actor, code: string, language: string, name: string | null, sortName: string | null): Promise<void> {
    await this.db.sql('INSERT INTO app.party_names (party, language, name, sort_name, chosen_by) VALUES ($1, $2, $3, $4, $5)', [code, language, name, sortName, actor.userId]);
    await this.events.record(actor, 'party.renamed', { type: 'party', id: code, originator: code }, { language, name });
  }
}

function known(tag: string): string {
  const language = readLanguage(tag);
  if (!language) throw invalid([{ path: 'language', message: 'Name the language by its tag, like en, ar or zh-Hant.' }]);
  return language;
}
