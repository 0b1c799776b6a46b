import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Access, type Actor } from '../../../kernel/access/index.js';
import { Database } from '../../../kernel/database/index.js';
import { Events } from '../../../kernel/events/index.js';
import { conflict, forbidden, invalid, notFound, unprocessable } from '../../../kernel/problems.js';
import { Parties } from '../../../members/index.js';
import { RetentionRule } from './retention-rule.entity.js';
import type { RuleDecisionInput, RuleInput, RuleView } from './rules.dto.js';

/** The schedule: forum-wide rules by two officers of the secretariat, shorter ones by two officers of a party for its own documents. */
@Injectable()
export class Rules {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly events: Events,
    private readonly parties: Parties,
  ) {}

  /** The rules in force for the forum and one's own party, and the proposals one's party has to decide. */
  list(actor: Actor): Promise<RuleView[]> {
    return this.db.read(actor, async () => {
      const scoped = this.access.scope(this.db.query(RetentionRule, 'rule'), actor, 'read')
        .andWhere(`(rule.decision IS NULL OR (rule.decision = 'approved' AND rule.replacedAt IS NULL AND rule.months IS NOT NULL))`)
        .andWhere('(rule.forumWide OR rule.party = :party)', { party: actor.party });
      return this.views(actor, await scoped.orderBy('rule.decision IS NOT NULL').addOrderBy('rule.forumWide', 'DESC').addOrderBy('rule.kind', 'ASC', 'NULLS FIRST').addOrderBy('rule.tlp', 'ASC', 'NULLS FIRST').addOrderBy('rule.after').take(500).getMany());
    });
  }

  /** @throws Problem 400, 403, 409 for a proposal that waits already, 422 for one that keeps longer than the forum does */
  propose(actor: Actor, input: RuleInput): Promise<RuleView> {
    return this.db.write(actor, async () => {
      const { forumWide, kind = null, tlp = null, after, months = null, action, reason } = input;
      const rule = Object.assign(new RetentionRule(), { id: randomUUID(), party: actor.party, forumWide, kind, tlp, after, months, action, reason, proposedBy: actor.userId, proposedAt: new Date(), decision: null, decidedBy: null, decidedAt: null, decisionReason: null, replacedAt: null });
      if (!this.access.can(actor, 'propose', rule)) throw forbidden(this.access.explain(actor, 'propose', rule).sentence);
      if (after === 'changed' && tlp) throw invalid([{ path: 'tlp', message: 'A draft has no marking yet: leave it out, or choose another beginning.' }]);
      await this.mustBeShorter(rule);
      const [made] = await this.db.sql(
        `INSERT INTO app.retention_rules (id, party, forum_wide, kind, tlp, after, months, action, reason, proposed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (party, forum_wide, after, coalesce(kind, ''), coalesce(tlp, '')) WHERE decision IS NULL DO NOTHING RETURNING id`,
        [rule.id, rule.party, forumWide, kind, tlp, after, months, action, reason, actor.userId],
      );
      if (!made) throw conflict('A change of this rule waits for a second person already.');
      await this.events.record(actor, 'retention-rule.proposed', subject(rule), facts(rule));
      return this.one(actor, rule);
    });
  }

  /** By another officer than the one who proposed it; approved, it acts at once. @throws Problem 400, 403, 404, 409, 422 */
  decide(actor: Actor, id: string, { decision, reason }: RuleDecisionInput): Promise<RuleView> {
    return this.db.write(actor, async () => {
      const rule = await this.changeable(actor, id, 'decide');
      if (decision === 'refuse' && !reason) throw invalid([{ path: 'reason', message: 'Say why it is refused.' }]);
      if (decision === 'approve') await this.mustBeShorter(rule);
      rule.decide(decision === 'approve' ? 'approved' : 'refused', actor.userId, reason ?? null);
      await this.settle(actor, rule);
      return this.one(actor, rule);
    });
  }

  /** @throws Problem 403, 404, 409 */
  withdraw(actor: Actor, id: string): Promise<void> {
    return this.db.write(actor, async () => {
      const rule = await this.changeable(actor, id, 'withdraw');
      rule.decide('withdrawn', actor.userId, null);
      await this.settle(actor, rule);
    });
  }

  private async settle(actor: Actor, rule: RetentionRule): Promise<void> {
    await this.db.sql('UPDATE app.retention_rules SET decision = $2, decided_by = $3, decided_at = now(), decision_reason = $4 WHERE id = $1', [rule.id, rule.decision, rule.decidedBy, rule.decisionReason]);
    await this.events.record(actor, `retention-rule.${rule.decision}`, subject(rule), facts(rule));
  }

  /** A party may let its own documents go sooner than the forum does, never later, and may not merely look at what the forum disposes of. */
  private async mustBeShorter({ forumWide, kind, tlp, after, months, action }: RetentionRule): Promise<void> {
    if (forumWide || months === null) return;
    const [forum] = await this.db.sql<{ months: number; action: string }>(
      `SELECT months, action FROM app.retention_rules
        WHERE forum_wide AND decision = 'approved' AND replaced_at IS NULL AND months IS NOT NULL AND after = $1 AND (kind IS NULL OR kind = $2) AND (tlp IS NULL OR tlp = $3)
        ORDER BY (kind IS NOT NULL)::int * 2 + (tlp IS NOT NULL)::int DESC LIMIT 1`, [after, kind, tlp],
    );
    if (!forum) return;
    if (months > forum.months) throw unprocessable(`The forum keeps these for ${forum.months} months. A party may keep its own for a shorter time, not for a longer one; single documents can be kept longer for a reason.`, 'longer-than-the-forum');
    if (forum.action === 'dispose' && action === 'review') throw unprocessable('The forum disposes of these. A party may do so sooner, and cannot only review them.', 'longer-than-the-forum');
  }

  private async changeable(actor: Actor, id: string, verb: string): Promise<RetentionRule> {
    const find = () => this.access.scope(this.db.query(RetentionRule, 'rule'), actor, 'read').andWhere('rule.id = :id', { id }).getOne();
    const seen = await find();
    if (!seen) throw notFound();
    this.access.require(actor, verb, seen);
    await this.db.sql('SELECT FROM app.retention_rules WHERE id = $1 FOR UPDATE', [id]);
    return (await find()) ?? Promise.reject(notFound());
  }

  private async one(actor: Actor, rule: RetentionRule): Promise<RuleView> {
    const [view] = await this.views(actor, [rule]);
    if (!view) throw notFound();
    return view;
  }

  private async views(actor: Actor, rules: readonly RetentionRule[]): Promise<RuleView[]> {
    const names = await this.parties.names();
    return rules.map((rule) => {
      const ours = rule.party === actor.party;
      return {
        ...rule,
        proposedBy: ours ? (names.get(rule.proposedBy ?? '') ?? null) : null,
        proposedAt: rule.proposedAt.toISOString(),
        decidedBy: ours ? (names.get(rule.decidedBy ?? '') ?? null) : null,
        decidedAt: rule.decidedAt?.toISOString() ?? null,
        needsAnother: rule.decision === null && rule.proposedBy === actor.userId,
        allows: this.access.allows(actor, rule).filter((verb) => (verb === 'decide' ? !rule.decision && rule.proposedBy !== actor.userId : verb === 'withdraw' ? !rule.decision : true)),
      };
    });
  }
}

const subject = ({ id, party }: RetentionRule) => ({ type: 'retention-rule', id, originator: party });
const facts = ({ forumWide, kind, tlp, after, months, action, reason }: RetentionRule) => ({ forumWide, kind, tlp, after, months, action, reason });
