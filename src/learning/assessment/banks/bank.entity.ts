import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The questions of a course. What is right is kept apart from them, behind a fence of its own. */
@Entity('banks')
export class Bank {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) courseId!: string;
  @Column({ type: 'text' }) originator!: string;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}
