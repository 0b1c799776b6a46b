import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { conflict } from '../../kernel/problems.js';
import type { Priority, Region, Topic, Trainees } from './words.js';

/** Training a party is in want of: said so that whoever offers some can see it. */
@Entity('training_needs')
export class TrainingNeed {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text', update: false }) party!: string;
  @Column({ type: 'text', update: false }) topic!: Topic;
  @Column({ type: 'text', update: false }) audience!: Trainees;
  @Column({ type: 'text', update: false }) region!: Region;
  @Column({ type: 'text', update: false }) priority!: Priority;
  /** How many people, as far as that is known. */
  @Column({ type: 'integer', nullable: true, update: false }) people!: number | null;
  @Column({ type: 'text', update: false }) note!: string;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  /** Kept by PostgreSQL: the members, and the party itself. */
  @Column({ type: 'text', array: true, insert: false, update: false }) readers!: string[];
  @Column({ type: 'timestamptz', update: false }) createdAt!: Date;
  @Column({ type: 'uuid', nullable: true, update: false }) createdBy!: string | null;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  /** Met, or given up. @throws Problem 409 */
  close(at: Date): void {
    if (this.closedAt) throw conflict('This need is closed already.');
    this.closedAt = at;
  }
}
