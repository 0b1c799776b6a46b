import { Expose } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

export class AllowanceInput {
  /** Octets; the portal's default when left out. */
  @IsOptional() @IsInt() @Min(0) @Max(2 ** 50) allowance?: number;
  @IsString() @Length(3, 1000) reason!: string;
}

/** All sizes in octets. */
export class StorageView {
  @Expose() party!: string;
  /** Told to the party alone. */
  @Expose() used!: number | null;
  @Expose() allowance!: number;
  /** Whether the allowance is the portal's default. */
  @Expose() byDefault!: boolean;
  /** The largest single file taken. */
  @Expose() largestFile!: number;
  /** Why the secretariat allotted something else. */
  @Expose() reason!: string | null;
  @Expose() allottedAt!: string | null;
}
