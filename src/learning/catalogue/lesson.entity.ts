import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Titles } from './titles.js';

/** A chapter of a version. */
@Entity('course_parts')
export class CoursePart {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) courseVersionId!: string;
  @Column({ type: 'integer' }) number!: number;
  @Column({ type: 'text' }) title!: string;
  /** In other languages than the leading one. */
  @Column({ type: 'jsonb' }) titles!: Titles;
  @Column({ type: 'integer' }) minutes!: number;
}

export const lessonKinds = ['reading', 'quiz', 'exercise', 'package', 'class', 'material'] as const;
export type LessonKind = (typeof lessonKinds)[number];

/** One unit of a part: read, answered, practised, or attended. */
@Entity('lessons')
export class Lesson {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) courseVersionId!: string;
  @Column({ type: 'uuid' }) courseId!: string;
  @Column({ type: 'uuid' }) partId!: string;
  /** Place within its part. */
  @Column({ type: 'integer' }) number!: number;
  /** 'm3-check-digit': how other lessons link to it; the same in every version. */
  @Column({ type: 'text' }) code!: string;
  @Column({ type: 'text' }) title!: string;
  /** In other languages; a checked text goes before with its own. */
  @Column({ type: 'jsonb' }) titles!: Titles;
  @Column({ type: 'text' }) kind!: LessonKind;
  /** Its share of the progress. */
  @Column({ type: 'numeric', transformer: { to: (value: number) => value, from: Number } }) weight!: number;
  @Column({ type: 'boolean' }) mandatory!: boolean;
  @Column({ type: 'integer' }) minutes!: number;
}

/** A lesson in one language: Markdown, never HTML. */
@Entity('lesson_texts')
export class LessonText {
  @PrimaryColumn({ type: 'uuid' }) lessonId!: string;
  @PrimaryColumn({ type: 'text' }) language!: string;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text' }) body!: string;
  /** What it weighs on the line: the text, and the pictures it shows. */
  @Column({ type: 'integer' }) bytes!: number;
  /** Trainees are shown checked texts alone. */
  @Column({ type: 'text' }) state!: 'draft' | 'checked';
  @VersionColumn({ type: 'integer' }) rowVersion!: number;
}
