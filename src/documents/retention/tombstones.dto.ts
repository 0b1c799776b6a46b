import { Expose, Type } from 'class-transformer';
import { IsIn, IsNotEmptyObject, IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { Tlp } from '../../kernel/marking/index.js';
import type { DocumentKind } from '../document-kinds.js';
import { AppliedRuleView } from './retention.dto.js';

export class GoneVersionView {
  @Expose() number!: number;
  /** Lower-case hex: tells whether a file you have is a copy of it. */
  @Expose() sha256!: string;
  @Expose() bytes!: number;
  @Expose() mediaType!: string;
}

/** What is left of a document that was disposed of. */
export class TombstoneView {
  @Expose() id!: string;
  @Expose() symbol!: string;
  @Expose() kind!: DocumentKind;
  @Expose() originator!: string;
  @Expose() tlp!: Tlp;
  @Expose() releasedAt!: string | null;
  @Expose() disposedAt!: string;
  @Expose() decided!: 'schedule' | 'officers';
  @Expose() @Type(() => AppliedRuleView) rule!: AppliedRuleView | null;
  @Expose() @Type(() => GoneVersionView) versions!: GoneVersionView[];
  /** You downloaded it while it was there: destroy your copy. */
  @Expose() downloaded!: boolean;
  @Expose() because!: string;
  @Expose() allows!: string[];
}

export class TombstoneList {
  @Expose() @Type(() => TombstoneView) items!: TombstoneView[];
  @Expose() next!: string | null;
}

export class TombstonesQuery {
  @IsOptional() @IsString() @MaxLength(400) cursor?: string;
}

export class CertificateQuery {
  @IsIn(['pdf', 'json']) format!: 'pdf' | 'json';
}

export class SignatureInput {
  @IsIn(['Ed25519']) algorithm!: 'Ed25519';
  @IsString() @MaxLength(200) publicKey!: string;
  @IsString() @MaxLength(200) value!: string;
}

/** A certificate as the portal gave it out. */
export class CertificateInput {
  @IsObject() @IsNotEmptyObject() certificate!: Record<string, unknown>;
  @ValidateNested() @Type(() => SignatureInput) signature!: SignatureInput;
}

export class VerificationView {
  /** Signed by this portal, and not changed since. */
  @Expose() genuine!: boolean;
  @Expose() sentence!: string;
}
