import { Injectable } from '@nestjs/common';
import { Database } from '../../kernel/database/index.js';
import { conflict } from '../../kernel/problems.js';

/** Legal holds: what a document is held for goes before everything that would take it away. */
@Injectable()
export class Holds {
  constructor(private readonly db: Database) {}

  /**
   * Whether a party holds any of its documents: its keys are not destroyed while it does. In a unit of work of the party, of the secretariat, or of a
   * task; anybody else is told no.
   */
  async any(party: string): Promise<boolean> {
    const [row] = await this.db.sql<{ held: boolean }>('SELECT app.party_held($1) AS held', [party]);
    return row?.held ?? false;
  }

  /** In the originator's unit of work that has locked the document. @throws Problem 409 while it is held */
  async mustNotHold(documentId: string, what: string): Promise<void> {
    const [hold] = await this.db.sql('SELECT FROM app.legal_holds WHERE document_id = $1', [documentId]);
    if (hold) throw conflict(`It is under a legal hold, so it is not ${what}. Two officers of your party can lift the hold.`, 'held');
  }
}
