import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person. What they may do follows from the delegation they act under, never from the person. */
@Entity('users')
export class User {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  /** Lower case; the name one signs in with. */
  @Column({ type: 'text' }) email!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) locale!: string;
  @Column({ type: 'text' }) standing!: 'active' | 'suspended' | 'closed';
  /** An invented official of the demonstration. */
  @Column({ type: 'boolean' }) isDemo!: boolean;
  @Column({ type: 'text', nullable: true }) persona!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) lastSignInAt!: Date | null;
}
