import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whose word a result stands on: the server's own marking, an instructor's, or what a browser says. */
export type Assurance = 'server_scored' | 'instructor_observed' | 'client_reported';

/** How far somebody is in one lesson: where they left, and whether it is done. */
@Entity('lesson_progress')
export class LessonProgress {
  @PrimaryColumn({ type: 'uuid' }) enrolmentId!: string;
  @PrimaryColumn({ type: 'uuid' }) lessonId!: string;
  /** From 1. */
  @Column({ type: 'integer' }) step!: number;
  @Column({ type: 'integer' }) steps!: number;
  @Column({ type: 'timestamptz', nullable: true }) doneAt!: Date | null;
  /** 0 to 1, the best one. */
  @Column({ type: 'numeric', nullable: true, transformer: { to: (value: number | null) => value, from: (value: string | null) => (value === null ? null : Number(value)) } }) score!: number | null;
  @Column({ type: 'text', nullable: true }) assurance!: Assurance | null;
  @Column({ type: 'jsonb', nullable: true }) position!: Record<string, unknown> | null;
  @Column({ type: 'timestamptz' }) savedAt!: Date;
}
