import { Column, CreateDateColumn, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Expression } from './expression.js';

/** A named expression over parties and bodies, evaluated whenever somebody acts: whoever joins or leaves is in or out at the next request. */
@Entity('audiences')
export class Audience {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'jsonb' }) expression!: Expression;
  @Column({ type: 'text' }) originator!: string;
  /** Whom it is shown to by name; those who stand in it see it in any case. */
  @Column({ type: 'text', array: true }) readers!: string[];
  @Column({ type: 'timestamptz', nullable: true }) until!: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'uuid', nullable: true }) createdBy!: string | null;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;
}
