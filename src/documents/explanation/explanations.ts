import { Injectable } from '@nestjs/common';
import { Access, type Actor, type Explanation } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { forbidden, invalid } from '../../kernel/problems.js';
import { DocumentRepository } from '../document.repository.js';
import { AudienceService } from '../release/audience.js';
import type { ExplanationQuery, ExplanationView } from './explanation.dto.js';

/** Why, and why not: the decision of the rules in their own words. */
@Injectable()
export class Explanations {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly documents: DocumentRepository,
    private readonly audience: AudienceService,
  ) {}

  /** @throws Problem 404 for what the asker may not see, 403 for another party's question by anybody but the originator */
  of(actor: Actor, { id, verb, party }: ExplanationQuery): Promise<ExplanationView> {
    return this.db.read(actor, async () => {
      const document = await this.documents.readable(actor, id);
      const ours = document.originator === actor.party;
      if (!party || party === actor.party) return shown(this.access.explain(actor, verb, document), '', ours);
      if (!ours) throw forbidden('Only the originator learns how its document stands for others.');
      const found = await this.audience.ask(document, party, verb);
      if (!found) throw invalid([{ path: 'party', message: `There is no party with the code ${party}.` }]);
      return shown(found, found.whatWouldChange, true);
    });
  }
}

const shown = ({ allowed, sentence, facts }: Explanation, whatWouldChange: string, proofs: boolean): ExplanationView => ({
  allowed,
  sentence,
  whatWouldChange,
  facts: proofs ? facts.map(({ column, wanted, found, holds }) => ({ fact: `${column}: ${wanted}`, found, holds })) : [],
});
