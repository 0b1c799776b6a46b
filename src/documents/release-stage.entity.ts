import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Marking } from '../kernel/marking/index.js';

/** A marking that takes effect at a moment to come: the end of an embargo, or the next circle of a staged release. */
@Entity('release_stages')
export class ReleaseStage {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) documentId!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
  @Column({ type: 'jsonb' }) marking!: Marking;
  @Column({ type: 'text' }) state!: 'pending' | 'applied' | 'cancelled' | 'paused';
  @Column({ type: 'uuid' }) createdBy!: string;
}
