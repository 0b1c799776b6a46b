import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { conflict } from '../../kernel/problems.js';
import type { Region, Topic, Trainees } from './words.js';

/** Training somebody holds, here or elsewhere, announced so that no other party holds the same in the same season. */
@Entity('training_activities')
export class TrainingActivity {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text', update: false }) organiser!: string;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text' }) topic!: Topic;
  @Column({ type: 'text' }) audience!: Trainees;
  @Column({ type: 'text' }) region!: Region;
  @Column({ type: 'text' }) place!: string;
  @Column({ type: 'date' }) startsOn!: string;
  @Column({ type: 'date' }) endsOn!: string;
  @Column({ type: 'timestamptz', nullable: true }) cancelledAt!: Date | null;
  /** Kept by PostgreSQL: the members, and the organiser. */
  @Column({ type: 'text', array: true, insert: false, update: false }) readers!: string[];
  @Column({ type: 'timestamptz', update: false }) createdAt!: Date;
  @Column({ type: 'uuid', nullable: true, update: false }) createdBy!: string | null;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  /** @throws Problem 409 */
  mustBeHeld(): void {
    if (this.cancelledAt) throw conflict('This activity was cancelled.');
  }
}
