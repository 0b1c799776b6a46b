import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { Raw } from '../../kernel/http/index.js';

const base64url = /^[\w-]+={0,2}$/;

/** A passkey's answer to a challenge: the parts of WebAuthn's AuthenticatorAssertionResponse, base64url. */
export class PasskeyProofInput {
  @IsUUID('4') challengeId!: string;
  @Matches(base64url) @MaxLength(1400) id!: string;
  @Matches(base64url) @MaxLength(4096) clientDataJSON!: string;
  @Matches(base64url) @MaxLength(4096) authenticatorData!: string;
  @Matches(base64url) @MaxLength(8192) signature!: string;
}

/** Entering with a passkey. */
export class PasskeySignInInput extends PasskeyProofInput {
  /** Set on a computer others use too: the session ends after fifteen idle minutes. */
  @IsOptional() @IsIn([true, false]) shared?: boolean;
}

/** A new passkey: the parts of WebAuthn's AuthenticatorAttestationResponse, base64url, and what its owner calls it. */
export class NewPasskeyInput {
  @IsUUID('4') challengeId!: string;
  @IsString() @Length(1, 80) name!: string;
  @Matches(base64url) @MaxLength(1400) id!: string;
  @Matches(base64url) @MaxLength(4096) clientDataJSON!: string;
  @Matches(base64url) @MaxLength(65_536) attestationObject!: string;
  @IsOptional() @IsArray() @ArrayMaxSize(8) @IsString({ each: true }) @MaxLength(20, { each: true }) transports?: string[];
}

export class PasskeyNameInput {
  @IsString() @Length(1, 80) name!: string;
}

export class CodeInput {
  @Matches(/^\d{6}$/, { message: 'A code is six digits' }) code!: string;
}

export class RecoveryCodeInput {
  @IsString() @Length(16, 40) code!: string;
}

export class PasswordInput {
  @IsString() @MaxLength(1024) password!: string;
}

export class ChallengeView {
  @Expose() challengeId!: string;
  /** For `navigator.credentials`: WebAuthn's options as JSON. */
  @Expose() @Raw() options!: object;
}

export class PasskeyView {
  @Expose() id!: string;
  @Expose() name!: string;
  /** Kept in step across its owner's devices. */
  @Expose() synced!: boolean;
  @Expose() createdAt!: string;
  @Expose() lastUsedAt!: string | null;
  /** Its counter went back once: a copy may be about, so it is not taken any longer. */
  @Expose() suspended!: boolean;
}

export class FactorsView {
  @Expose() @Type(() => PasskeyView) passkeys!: PasskeyView[];
  @Expose() codes!: boolean;
  @Expose() recoveryCodesLeft!: number;
  @Expose() password!: boolean;
  /** Whether the party lets its people sign in with a password and a code. */
  @Expose() passwordsAllowed!: boolean;
  /** Passkeys need the portal to be reached under a name. */
  @Expose() passkeysPossible!: boolean;
}

export class NewGeneratorView {
  /** The seed, base 32, for typing it into the app. */
  @Expose() secret!: string;
  @Expose() uri!: string;
  /** A QR code of the address, as SVG. */
  @Expose() picture!: string;
}

/** Shown this once. */
export class RecoveryCodesView {
  @Expose() codes!: string[];
}

/** What came of a new factor: recovery codes when there were none yet. */
export class EnrolledView {
  @Expose() recoveryCodes!: string[];
  /** The session's new form token, where the factor completed the sign-in. */
  @Expose() csrf!: string;
}
