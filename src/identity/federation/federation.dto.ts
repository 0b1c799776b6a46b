import { Expose, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { algorithms, type Algorithm } from './identity-provider.entity.js';

// RFC 6749, appendix A.4: printable, no space, no quotation mark, no backslash.
const token = /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/;

export class IssuerInput {
  @IsString() @Length(8, 500) issuer!: string;
}

export class IdentityProviderInput extends IssuerInput {
  @IsString() @Length(1, 80) name!: string;
  @Matches(/^[\x21-\x7e]{1,200}$/, { message: 'A client id is up to 200 printable characters without spaces' }) clientId!: string;
  /** Left out: the one that is kept. It is asked for again when issuer or client id change, and never shown. */
  @IsOptional() @Matches(/^[\x20-\x7e]{16,500}$/, { message: 'A client secret has 16 to 500 printable characters' }) clientSecret?: string;
  @IsArray() @ArrayMaxSize(10) @ArrayUnique() @Matches(token, { each: true }) scopes!: string[];
  /** The token's `acr` must be one of these. Empty: any. */
  @IsArray() @ArrayMaxSize(10) @ArrayUnique() @Matches(token, { each: true }) acrValues!: string[];
  /** The token's `amr` must hold one of these. Empty: any. */
  @IsArray() @ArrayMaxSize(10) @ArrayUnique() @Matches(token, { each: true }) amrValues!: string[];
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(4) @ArrayUnique() @IsIn(algorithms, { each: true }) algorithms!: Algorithm[];
  @IsBoolean() enabled!: boolean;
}

export class IdentityProviderView {
  @Expose() id!: string;
  @Expose() name!: string;
  @Expose() issuer!: string;
  @Expose() clientId!: string;
  @Expose() scopes!: string[];
  @Expose() acrValues!: string[];
  @Expose() amrValues!: string[];
  @Expose() algorithms!: Algorithm[];
  @Expose() enabled!: boolean;
  @Expose() changedAt!: string;
  @Expose() rowVersion!: number;
  /** How many people entered through it so far. */
  @Expose() people!: number;
}

export class IdentityProviderAnswer {
  /** To be registered with the provider, to the letter. */
  @Expose() redirectUri!: string;
  /** Null while none is configured. */
  @Expose() @Type(() => IdentityProviderView) provider!: IdentityProviderView | null;
  @Expose() allows!: string[];
}

/** What the provider says of itself, and whether that will do. */
export class ProviderCheckView {
  @Expose() ok!: boolean;
  /** What stands in the way, for whoever configures it. */
  @Expose() faults!: string[];
  @Expose() issuer!: string | null;
  @Expose() authorizationEndpoint!: string | null;
  @Expose() tokenEndpoint!: string | null;
  @Expose() keysAt!: string | null;
  @Expose() keys!: number;
  @Expose() algorithms!: string[];
  @Expose() acrValues!: string[];
  @Expose() saysIssuer!: boolean;
}

export class SignInPolicyInput {
  @IsBoolean() passwords!: boolean;
}

export class SignInPolicyView {
  /** Whether password and one-time code will do beside passkeys. */
  @Expose() passwords!: boolean;
  /** Officials of the party who have no passkey yet. */
  @Expose() withoutPasskey!: number;
  @Expose() rowVersion!: number;
  @Expose() allows!: string[];
}

/** Where the browser goes to link the account. */
export class ProviderLinkStart {
  @Expose() address!: string;
}

export class ProviderLinkView {
  @Expose() id!: string;
  @Expose() party!: string;
  @Expose() partyName!: string;
  @Expose() provider!: string;
  /** The account as the provider calls it. */
  @Expose() account!: string | null;
  @Expose() createdAt!: string;
  @Expose() lastUsedAt!: string | null;
}

export class ProviderLinkList {
  @Expose() @Type(() => ProviderLinkView) items!: ProviderLinkView[];
  /** The provider of the party one acts for, when there is one to link. */
  @Expose() offer!: string | null;
}

export class ProviderLinkInput {
  /** Where to go on afterwards: a path of the portal. */
  @IsOptional() @IsString() @MaxLength(200) next?: string;
}
