import { Expose, Type } from 'class-transformer';
import { IsIn, IsISO8601, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { Tlp } from '../../kernel/marking/index.js';
import type { DocumentKind } from '../document-kinds.js';
import type { DocumentState } from '../document.entity.js';
import type { Action, After } from './schedule/retention-rule.entity.js';
import type { Deed, RequestDecision } from './retention-request.entity.js';

export class RetentionRequestInput {
  @IsIn(['hold', 'lift', 'dispose']) deed!: Deed;
  /** Told to the officer who decides. Of a disposal it stands in the certificate. */
  @IsString() @Length(10, 1000) reason!: string;
}

export class RetentionDecisionInput {
  @IsIn(['approve', 'refuse']) decision!: 'approve' | 'refuse';
  /** Wanted when it is refused. */
  @IsOptional() @IsString() @Length(3, 1000) reason?: string;
}

export class RetentionRequestsQuery {
  @IsOptional() @IsIn(['open', 'decided']) state?: 'open' | 'decided';
}

export class ExtensionInput {
  /** The last day of the longer time, ten years from now at the most. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/) @IsISO8601({ strict: true }) until!: string;
  @IsString() @Length(10, 1000) reason!: string;
}

export class DueQuery {
  @IsOptional() @IsString() @MaxLength(400) cursor?: string;
}

/** Which document, as its originator lists it. */
export class AboutView {
  @Expose() id!: string;
  @Expose() symbol!: string;
  @Expose() title!: string;
  @Expose() language!: string;
  @Expose() kind!: DocumentKind;
  @Expose() tlp!: Tlp;
  @Expose() state!: DocumentState;
}

export class RetentionRequestView {
  @Expose() id!: string;
  @Expose() @Type(() => AboutView) document!: AboutView;
  @Expose() deed!: Deed;
  @Expose() reason!: string;
  @Expose() askedBy!: string | null;
  @Expose() askedAt!: string;
  @Expose() decision!: RequestDecision | null;
  @Expose() decidedBy!: string | null;
  @Expose() decidedAt!: string | null;
  @Expose() decisionReason!: string | null;
  /** You asked for it: somebody else decides. */
  @Expose() needsAnother!: boolean;
  @Expose() allows!: string[];
}

export class RetentionRequestList {
  @Expose() @Type(() => RetentionRequestView) items!: RetentionRequestView[];
  @Expose() next!: string | null;
}

/** The rule of the schedule a document falls under: 'alerts of TLP:AMBER are disposed of 60 months after release'. Null is any. */
export class AppliedRuleView {
  @Expose() kind!: DocumentKind | null;
  @Expose() tlp!: Tlp | null;
  @Expose() after!: After;
  @Expose() months!: number;
  @Expose() action!: Action;
  /** The forum's; else the originator's own. */
  @Expose() forumWide!: boolean;
}

export class HoldView {
  @Expose() since!: string;
  @Expose() reason!: string;
  @Expose() askedBy!: string | null;
  @Expose() approvedBy!: string | null;
}

export class ExtensionView {
  @Expose() until!: string;
  @Expose() reason!: string;
  @Expose() by!: string | null;
}

/** How long a document is kept, and why. */
export class RetentionView {
  /** Null: no rule is for it, and it is kept until its originator disposes of it. */
  @Expose() @Type(() => AppliedRuleView) rule!: AppliedRuleView | null;
  /** The day on which the rule acts, by the schedule and what the originator added to it. */
  @Expose() due!: string | null;
  /** For the originator: the day announced, from which on it goes unless it is held or kept longer. */
  @Expose() actsOn!: string | null;
  @Expose() @Type(() => ExtensionView) extension!: ExtensionView | null;
  @Expose() @Type(() => HoldView) hold!: HoldView | null;
  /** Deeds that wait for a second person. For the originator's officers. */
  @Expose() @Type(() => RetentionRequestView) waiting!: RetentionRequestView[];
  /** The deeds you may ask for now. */
  @Expose() asks!: Deed[];
  @Expose() mayExtend!: boolean;
}

export class DueView {
  @Expose() @Type(() => AboutView) document!: AboutView;
  @Expose() @Type(() => AppliedRuleView) rule!: AppliedRuleView;
  @Expose() due!: string;
  /** When it would be disposed of, or comes up for review: never less than thirty days after it was announced. */
  @Expose() actsOn!: string;
  @Expose() announcedOn!: string | null;
  @Expose() held!: boolean;
}

export class DueList {
  @Expose() @Type(() => DueView) items!: DueView[];
  @Expose() next!: string | null;
}

export class HeldView {
  @Expose() @Type(() => AboutView) document!: AboutView;
  @Expose() @Type(() => HoldView) hold!: HoldView;
}

export class HeldList {
  @Expose() @Type(() => HeldView) items!: HeldView[];
  @Expose() next!: string | null;
}
