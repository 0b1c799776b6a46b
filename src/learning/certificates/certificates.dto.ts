import { Expose, Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import type { CertificateState } from './certificate.entity.js';
import type { Printed } from './printed.js';

/** The names to be printed. */
export class NamesInput {
  /** In Latin letters, as in your passport. */
  @IsString() @Length(2, 100) name!: string;
  /** In the script of your country, printed below it. */
  @IsOptional() @IsString() @Length(2, 100) localName?: string;
}

export class CorrectionInput extends NamesInput {
  /** Where the corrected name comes from: a document that was seen, a letter of the holder's party. */
  @IsString() @Length(3, 500) source!: string;
}

export class RevocationInput {
  /** Kept for the holder and those who sent them; the public check does not show it. */
  @IsString() @Length(3, 500) reason!: string;
}

export class CertificatesQuery {
  /** Your own, those of the people your party sent, or, by its whole serial, one of a course of yours. */
  @IsIn(['mine', 'party', 'courses']) of!: 'mine' | 'party' | 'courses';
  @IsOptional() @IsString() @MaxLength(40) serial?: string;
  @IsOptional() @IsString() @MaxLength(400) cursor?: string;
}

/** All that is printed on the paper. */
export class PrintedView implements Printed {
  @Expose() name!: string;
  @Expose() localName!: string | null;
  @Expose() course!: string;
  @Expose() courseCode!: string;
  @Expose() originator!: string;
  @Expose() completedOn!: string;
  @Expose() issuedOn!: string;
  @Expose() expiresOn!: string | null;
  @Expose() minutes!: number;
  @Expose() grade!: number | null;
  @Expose() serial!: string;
}

export class CourseCertificateView {
  @Expose() id!: string;
  @Expose() enrolmentId!: string;
  @Expose() courseId!: string;
  @Expose() party!: string;
  @Expose() @Type(() => PrintedView) printed!: PrintedView;
  @Expose() state!: CertificateState;
  @Expose() issuedAt!: string;
  @Expose() endedAt!: string | null;
  /** Why it was revoked. */
  @Expose() reason!: string | null;
  /** The address at which anybody checks it. */
  @Expose() address!: string;
  @Expose() allows!: string[];
}

/** A completed course of one's own whose certificate nobody has asked for. */
export class EntitledView {
  @Expose() enrolmentId!: string;
  @Expose() course!: string;
  @Expose() courseCode!: string;
}

export class CourseCertificateList {
  @Expose() @Type(() => CourseCertificateView) items!: CourseCertificateView[];
  /** In the first page of one's own. */
  @Expose() @Type(() => EntitledView) entitled!: EntitledView[];
  @Expose() next!: string | null;
}

/** Where an enrolment stands with its certificate. */
export class EntitlementView {
  @Expose() @Type(() => CourseCertificateView) certificate!: CourseCertificateView | null;
  /** Whether one can be asked for now. */
  @Expose() eligible!: boolean;
  /** Why not, in a sentence. */
  @Expose() because!: string | null;
  /** The name of the account, to begin with. */
  @Expose() suggestedName!: string;
}

/** What anybody is told who has the serial. */
export class CheckedView {
  @Expose() @Type(() => PrintedView) printed!: PrintedView;
  @Expose() state!: CertificateState;
  /** The day on which it was revoked, superseded or expired. */
  @Expose() endedOn!: string | null;
  /** Of the file that was issued, lower-case hex: a copy that was changed has another one. */
  @Expose() sha256!: string;
  /** The holder's name was taken off at the holder's wish: the one shown is made up. */
  @Expose() forgotten!: boolean;
}
