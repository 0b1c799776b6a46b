import { Column, Entity, PrimaryColumn } from 'typeorm';

export type PartyKind = 'state' | 'territory' | 'organisation' | 'secretariat';
export type Standing = 'active' | 'suspended' | 'former';

/** Whoever takes part: a state, a territory, an organisation, or the secretariat. Named by its code everywhere. */
@Entity('parties')
export class Party {
  @PrimaryColumn({ type: 'text' }) code!: string;
  @Column({ type: 'text' }) kind!: PartyKind;
  /** As the party itself chooses to be called. */
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) sortName!: string;
  @Column({ type: 'text', nullable: true }) alpha2!: string | null;
  @Column({ type: 'text' }) standing!: Standing;
  /** Whether a public document confirms that it takes part. */
  @Column({ type: 'boolean' }) verified!: boolean;
}
