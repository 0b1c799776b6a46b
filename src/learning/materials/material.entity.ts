import { Column, Entity, PrimaryColumn } from 'typeorm';

export const audiences = ['trainees', 'trainers'] as const;
export type ForWhom = (typeof audiences)[number];

/** A document that goes with a course, perhaps with one lesson of it. Who gets the file is the document's own marking; this only points at it. */
@Entity('materials')
export class Material {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) courseId!: string;
  @Column({ type: 'text' }) originator!: string;
  @Column({ type: 'uuid' }) documentId!: string;
  @Column({ type: 'text' }) forWhom!: ForWhom;
  /** The trainers of the course, where it is for them alone. */
  @Column({ type: 'uuid', nullable: true }) circle!: string | null;
  @Column({ type: 'text', nullable: true }) lessonCode!: string | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'uuid' }) createdBy!: string;
}
