import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsISO8601, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { RequestState } from './release-request.entity.js';

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Asks to pass a document on, or to use it otherwise than its marking says. */
export class WiderUseInput {
  @IsOptional() @IsIn(['wider_use']) wish?: 'wider_use';
  @IsString() @Length(3, 500) purpose!: string;
  @IsString() @Length(3, 2000) reason!: string;
  /** Codes of the parties it would be passed on to. */
  @IsOptional() @IsArray() @ArrayMaxSize(40) @ArrayUnique() @Matches(/^[A-Z][A-Z0-9-]{0,19}$/, { each: true }) recipients?: string[];
  @Matches(day) @IsISO8601({ strict: true }) until!: string;
}

/** Asks for a document one knows by its symbol. The answer never tells whether there is one. */
export class AccessRequestInput {
  @IsString() @Matches(/^[A-Za-z0-9-]{8,36}$/, { message: 'Give the symbol as it stands on the document, like FP-2026-K7QX3M' }) reference!: string;
  @IsString() @Length(3, 500) purpose!: string;
  @IsString() @Length(3, 2000) reason!: string;
  @Matches(day) @IsISO8601({ strict: true }) until!: string;
}

export class DecisionInput {
  @IsIn(['grant', 'decline', 'ask']) decision!: 'grant' | 'decline' | 'ask';
  /** Told to whoever asked. */
  @IsString() @Length(3, 2000) reason!: string;
  /** Until this day, at its end in UTC; what was asked for when left out. */
  @IsOptional() @Matches(day) @IsISO8601({ strict: true }) until?: string;
}

export class ReplyInput {
  @IsString() @Length(1, 2000) text!: string;
}

export class EndInput {
  @IsString() @Length(3, 500) reason!: string;
}

export class RequestsQuery {
  @IsIn(['received', 'made']) box!: 'received' | 'made';
  @IsOptional() @IsIn(['open', 'asked', 'granted', 'declined', 'ended']) state?: RequestState;
  @IsOptional() @IsString() @MaxLength(400) cursor?: string;
}

export class RequestsExportQuery {
  @IsIn(['csv', 'xlsx', 'json']) format!: 'csv' | 'xlsx' | 'json';
  @IsIn(['received', 'made']) box!: 'received' | 'made';
  @IsOptional() @IsIn(['open', 'asked', 'granted', 'declined', 'ended']) state?: RequestState;
}

export class ReceiptView {
  @Expose() status!: 'received';
}

export class AskedDocumentView {
  @Expose() id!: string;
  @Expose() symbol!: string;
  @Expose() title!: string;
}

export class AskerView {
  @Expose() id!: string;
  @Expose() name!: string | null;
}

export class MessageView {
  @Expose() at!: string;
  @Expose() by!: string;
  @Expose() party!: string;
  @Expose() text!: string;
}

export class RequestView {
  @Expose() id!: string;
  /** Null while it is not yours to see. */
  @Expose() @Type(() => AskedDocumentView) document!: AskedDocumentView | null;
  @Expose() reference!: string;
  @Expose() party!: string;
  @Expose() @Type(() => AskerView) user!: AskerView;
  @Expose() wish!: 'access' | 'wider_use';
  @Expose() purpose!: string;
  @Expose() reason!: string;
  @Expose() recipients!: string[];
  @Expose() until!: string;
  @Expose() state!: RequestState;
  @Expose() createdAt!: string;
  @Expose() @Type(() => MessageView) messages!: MessageView[];
  @Expose() decidedAt!: string | null;
  @Expose() decisionReason!: string | null;
  @Expose() grantedUntil!: string | null;
  @Expose() allows!: string[];
}

export class RequestList {
  @Expose() @Type(() => RequestView) items!: RequestView[];
  @Expose() next!: string | null;
}
