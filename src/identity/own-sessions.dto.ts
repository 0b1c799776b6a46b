import { Expose, Type } from 'class-transformer';

export class OwnSessionView {
  @Expose() id!: string;
  @Expose() createdAt!: string;
  /** To the minute. */
  @Expose() lastSeenAt!: string;
  /** The one that asks. */
  @Expose() current!: boolean;
  /** On a computer others use too. */
  @Expose() shared!: boolean;
  /** How its user showed who they are: 'passkey', 'password', 'code', 'recovery', 'provider', 'link', 'demo'. */
  @Expose() proofs!: string[];
  /** Where it was begun. */
  @Expose() address!: string | null;
  /** The family of the browser it was begun with: 'Firefox on Linux'. */
  @Expose() agent!: string | null;
}

export class OwnSessionList {
  @Expose() @Type(() => OwnSessionView) items!: OwnSessionView[];
}
