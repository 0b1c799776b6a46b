import { Column, Entity, PrimaryColumn } from 'typeorm';

/** So many questions that carry all of these tags. */
export interface Section {
  title: string;
  draw: number;
  tags: string[];
  /** Points without which the section is failed. */
  least?: number;
}

/** How a quiz or an exam is put together, and what it takes. Belongs to a lesson, and is frozen with its version. */
@Entity('quizzes')
export class Quiz {
  @PrimaryColumn({ type: 'uuid' }) lessonId!: string;
  @Column({ type: 'jsonb' }) sections!: Section[];
  /** Null: there is no hurry. */
  @Column({ type: 'integer', nullable: true }) minutes!: number | null;
  /** Null: as often as one likes. */
  @Column({ type: 'integer', nullable: true }) maxAttempts!: number | null;
  @Column({ type: 'integer' }) cooldownHours!: number;
  /** Of a hundred. */
  @Column({ type: 'integer' }) passMark!: number;
  @Column({ type: 'text' }) review!: 'never' | 'after_close' | 'score_only';
}
