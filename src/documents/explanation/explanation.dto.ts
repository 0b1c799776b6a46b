import { Expose, Type } from 'class-transformer';
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';

export const askable = ['read', 'preview', 'download', 'print', 'share', 'request', 'edit', 'upload', 'discard', 'rehearse', 'release', 'recall', 'answer', 'audience', 'history', 'trace'] as const;

export class ExplanationQuery {
  @IsIn(['document']) subject!: 'document';
  @IsUUID() id!: string;
  @IsIn(askable) verb!: string;
  /** Asks about another party; answered to the originator alone. */
  @IsOptional() @Matches(/^[A-Z][A-Z0-9-]{0,19}$/) party?: string;
}

export class FactView {
  /** The wish in words: 'readers: one of community, AUS'. */
  @Expose() fact!: string;
  @Expose() found!: string;
  @Expose() holds!: boolean;
}

export class ExplanationView {
  @Expose() allowed!: boolean;
  @Expose() sentence!: string;
  /** What would have to change, when it is refused to another party. */
  @Expose() whatWouldChange!: string;
  /** For the originator; nobody else is told what a marking holds. */
  @Expose() @Type(() => FactView) facts!: FactView[];
}

export class VocabularyView {
  @Expose() kinds!: string[];
  @Expose() subjects!: string[];
  @Expose() languages!: string[];
  @Expose() tlp!: string[];
  @Expose() caveats!: string[];
  @Expose() circles!: string[];
}
