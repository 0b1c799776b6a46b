import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

export type VersionState = 'draft' | 'review' | 'published' | 'retired';

/** What is taught under one number. Published it is frozen, by the fence too: enrolments pin it, a correction is another version. */
@Entity('course_versions')
export class CourseVersion {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) courseId!: string;
  @Column({ type: 'integer' }) number!: number;
  @Column({ type: 'text' }) state!: VersionState;
  /** What is new in it, or what the officer who sent it back wants changed. */
  @Column({ type: 'text' }) note!: string;
  @Column({ type: 'uuid', nullable: true }) submittedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) submittedAt!: Date | null;
  /** Null when the operator's loader published it. */
  @Column({ type: 'uuid', nullable: true }) publishedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) publishedAt!: Date | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'uuid', nullable: true }) createdBy!: string | null;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;
}
