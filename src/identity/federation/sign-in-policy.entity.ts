import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** How a party lets its people sign in: the part of its entry in the register that is for itself to decide. */
@Entity('parties')
export class SignInPolicy {
  @PrimaryColumn({ type: 'text' }) code!: string;
  /** Password and one-time code beside passkeys. */
  @Column({ type: 'boolean' }) allowsPasswords!: boolean;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;
}
