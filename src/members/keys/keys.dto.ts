import { Expose, Type } from 'class-transformer';
import { IsIn, IsString, Length } from 'class-validator';
import type { KeyRequestState, KeyWish } from './key-request.entity.js';

export class KeyRequestInput {
  @IsIn(['destroy', 'reopen']) wish!: KeyWish;
  /** The name of the party, typed as it is shown. */
  @IsString() @Length(1, 300) confirmation!: string;
  @IsString() @Length(10, 1000) reason!: string;
}

export class KeyConfirmationInput {
  /** The name of the party, typed as it is shown. */
  @IsString() @Length(1, 300) confirmation!: string;
}

export class PartyKeyView {
  @Expose() id!: string;
  @Expose() madeAt!: string;
  /** 'active' seals and opens, 'rotated' only opens; of the others nothing is left. */
  @Expose() state!: 'active' | 'rotated' | 'retired' | 'destroyed';
}

export class RotationView {
  @Expose() begunAt!: string;
  /** Files and keys of texts that are, and that were, to be wrapped anew; to others than the party, in percent. */
  @Expose() done!: number;
  @Expose() total!: number;
  @Expose() endedAt!: string | null;
}

export class KeyRequestView {
  @Expose() id!: string;
  @Expose() wish!: KeyWish;
  @Expose() reason!: string;
  @Expose() state!: KeyRequestState;
  @Expose() askedBy!: string;
  @Expose() askedAt!: string;
  @Expose() confirmedBy!: string | null;
  @Expose() bySecretariat!: boolean;
  @Expose() dueAt!: string | null;
  @Expose() allows!: string[];
}

/** The keys of a party: when they were made and what they are for, never what they are. */
export class PartyKeysView {
  @Expose() party!: string;
  @Expose() name!: string;
  @Expose() @Type(() => PartyKeyView) keys!: PartyKeyView[];
  /** Files its keys open: told to the party alone. */
  @Expose() files!: number | null;
  /** The last one. */
  @Expose() @Type(() => RotationView) rotation!: RotationView | null;
  /** What was asked for last and has not taken effect or been stopped. */
  @Expose() @Type(() => KeyRequestView) request!: KeyRequestView | null;
  /** Hours between the confirmation of a destruction and its taking effect. */
  @Expose() waitingHours!: number;
  @Expose() allows!: string[];
}

export class PartyKeysList {
  @Expose() @Type(() => PartyKeysView) items!: PartyKeysView[];
}
