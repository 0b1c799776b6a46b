import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { conflict } from '../../kernel/problems.js';

/** An hour or a day of a cohort at which its trainees are together, in a room or on the line. */
@Entity('classes')
export class CohortClass {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid', update: false }) cohortId!: string;
  /** From the cohort, kept by PostgreSQL, as is its circle of staff. */
  @Column({ type: 'text', insert: false, update: false }) centre!: string;
  @Column({ type: 'uuid', insert: false, update: false }) staffCircle!: string;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text' }) place!: string;
  @Column({ type: 'timestamptz' }) startsAt!: Date;
  @Column({ type: 'timestamptz' }) endsAt!: Date;
  /** Where its clock hangs: a name of the IANA time zone database. */
  @Column({ type: 'text' }) zone!: string;
  @Column({ type: 'timestamptz', nullable: true }) cancelledAt!: Date | null;
  @Column({ type: 'timestamptz', update: false }) createdAt!: Date;
  @Column({ type: 'uuid', nullable: true, update: false }) createdBy!: string | null;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  get minutes(): number {
    return Math.round((this.endsAt.getTime() - this.startsAt.getTime()) / 60_000);
  }

  /** @throws Problem 409 once it was cancelled */
  mustBeHeld(): void {
    if (this.cancelledAt) throw conflict('This class was cancelled.', 'class-state', { code: 'CLASS_CANCELLED' });
  }

  /** What was noted of people stays true of the hours it was noted for. @throws Problem 409 */
  mustBeOpen(noted: boolean): void {
    this.mustBeHeld();
    if (noted) throw conflict('Attendance was noted for this class already; its hours are settled.', 'class-state', { code: 'CLASS_HELD' });
  }
}
