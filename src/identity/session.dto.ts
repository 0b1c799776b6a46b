import { Expose, Type } from 'class-transformer';
import { IsEmail, IsString, IsUUID, MaxLength } from 'class-validator';

export class SignInInput {
  @IsEmail() @MaxLength(254) email!: string;
  @IsString() @MaxLength(1024) password!: string;
}

export class DemoSignInInput {
  @IsUUID('4') userId!: string;
}

export class DelegationInput {
  @IsUUID('4') delegationId!: string;
}

export class UserView {
  @Expose() id!: string;
  @Expose() name!: string;
  /** Empty for whoever came through an identity provider: its word makes no address. */
  @Expose() email!: string;
  /** BCP 47. */
  @Expose() locale!: string;
  /** The sign-in before this one. */
  @Expose() lastSignInAt!: string | null;
}

export class SessionPartyView {
  @Expose() code!: string;
  @Expose() name!: string;
  @Expose() kind!: string;
}

export class DelegationView {
  @Expose() id!: string;
  @Expose() party!: string;
  @Expose() partyName!: string;
  @Expose() roles!: string[];
}

/** Who is signed in and for whom they act. Everything but `signedIn` and `demo` is left out for visitors. */
export class SessionView {
  @Expose() signedIn!: boolean;
  /** Whether this portal shows invented people and records. */
  @Expose() demo!: boolean;
  /** Signed in by a first factor alone; the sign-in page asks for the second. */
  @Expose() unfinished?: boolean;
  /** Proved who they are within five minutes: no further confirmation is asked. */
  @Expose() proven?: boolean;
  /** To be sent back as X-CSRF with everything that changes something. */
  @Expose() csrf?: string;
  @Expose() @Type(() => UserView) user?: UserView;
  @Expose() @Type(() => SessionPartyView) party?: SessionPartyView;
  @Expose() membership?: 'member' | 'observer' | 'participant';
  @Expose() roles?: string[];
  @Expose() delegationId?: string;
  @Expose() @Type(() => DelegationView) delegations?: DelegationView[];
  /** What some rule could grant: 'create:document', 'create:audience'… The rows say what it does. */
  @Expose() allows?: string[];
}
