import { Expose, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { tlps, type Tlp } from '../../../kernel/marking/index.js';
import { documentKinds, type DocumentKind } from '../../document-kinds.js';
import type { RequestDecision } from '../retention-request.entity.js';
import type { Action, After } from './retention-rule.entity.js';

export class RuleInput {
  /** For every party's documents, by the secretariat; else for your own party's. */
  @IsBoolean() forumWide!: boolean;
  /** Any kind when left out. */
  @IsOptional() @IsIn(documentKinds) kind?: DocumentKind;
  /** Any marking when left out. */
  @IsOptional() @IsIn(tlps) tlp?: Tlp;
  @IsIn(['released', 'recalled', 'expired', 'changed']) after!: After;
  /** Ends the rule that stands when left out. */
  @IsOptional() @IsInt() @Min(1) @Max(1200) months?: number;
  @IsIn(['review', 'dispose']) action!: Action;
  @IsString() @Length(10, 1000) reason!: string;
}

export class RuleDecisionInput {
  @IsIn(['approve', 'refuse']) decision!: 'approve' | 'refuse';
  /** Wanted when it is refused. */
  @IsOptional() @IsString() @Length(3, 1000) reason?: string;
}

export class RuleView {
  @Expose() id!: string;
  /** The party whose documents it is for; the secretariat for a forum-wide one. */
  @Expose() party!: string;
  @Expose() forumWide!: boolean;
  @Expose() kind!: DocumentKind | null;
  @Expose() tlp!: Tlp | null;
  @Expose() after!: After;
  @Expose() months!: number | null;
  @Expose() action!: Action;
  @Expose() reason!: string;
  /** Null when it came with the portal, or is another party's. */
  @Expose() proposedBy!: string | null;
  @Expose() proposedAt!: string;
  @Expose() decision!: RequestDecision | null;
  @Expose() decidedBy!: string | null;
  @Expose() decidedAt!: string | null;
  @Expose() needsAnother!: boolean;
  @Expose() allows!: string[];
}

export class RuleList {
  @Expose() @Type(() => RuleView) items!: RuleView[];
  @Expose() next!: string | null;
}
