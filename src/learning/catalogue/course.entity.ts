import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { HandlingCaveat, Marking, Tlp } from '../../kernel/marking/index.js';
import { conflict } from '../../kernel/problems.js';

export type CourseState = 'draft' | 'published' | 'retired';
export const modes = ['self_paced', 'led', 'blended'] as const;
export const entries = ['open', 'nomination'] as const;
export const levels = ['introduction', 'level_1', 'level_2', 'level_3', 'trainer'] as const;

/** A course as its originator offers it. Its marking is its admission list: there is no second one. */
@Entity('courses')
export class Course {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  /** 'DOC-101': unique with its originator, so that it tells nobody of another's course. */
  @Column({ type: 'text' }) code!: string;
  @Column({ type: 'text' }) originator!: string;
  @Column({ type: 'text' }) title!: string;
  /** What a certificate prints when the title itself is not for everybody. */
  @Column({ type: 'text', nullable: true }) publicTitle!: string | null;
  @Column({ type: 'text' }) summary!: string;
  @Column({ type: 'text' }) mode!: (typeof modes)[number];
  @Column({ type: 'text' }) entry!: (typeof entries)[number];
  @Column({ type: 'boolean' }) offline!: boolean;
  @Column({ type: 'text' }) audience!: string;
  @Column({ type: 'text' }) admission!: string;
  @Column({ type: 'text', array: true }) outcomes!: string[];
  @Column({ type: 'integer' }) minutes!: number;
  /** Per cent. */
  @Column({ type: 'integer' }) passMark!: number;
  @Column({ type: 'integer', nullable: true }) certificateMonths!: number | null;
  /** The most seats any centre may give a party in a cohort; null where the originator leaves it to the centre. */
  @Column({ type: 'integer', nullable: true }) partyMax!: number | null;
  @Column({ type: 'text' }) level!: (typeof levels)[number];
  /** Languages of the version in force, the first one leading. */
  @Column({ type: 'text', array: true }) languages!: string[];
  @Column({ type: 'text' }) state!: CourseState;
  /** Those who teach it, and its authors and officers: an audience of persons that a marking can name. Drawn by the database. */
  @Column({ type: 'uuid', insert: false, update: false }) trainersCircle!: string;
  @Column({ type: 'text' }) tlp!: Tlp;
  @Column({ type: 'text', array: true }) releasableTo!: string[];
  @Column({ type: 'text', array: true }) recipients!: string[];
  @Column({ type: 'text', array: true }) withheldFrom!: string[];
  @Column({ type: 'text', array: true }) handlingCaveats!: HandlingCaveat[];
  /** Kept by PostgreSQL from marking and state. */
  @Column({ type: 'text', array: true, insert: false, update: false }) readers!: string[];
  /** See CourseSeal. */
  @Column({ type: 'text', nullable: true }) markingSeal!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) publishedAt!: Date | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  /** Null when the operator's loader entered it. */
  @Column({ type: 'uuid', nullable: true }) createdBy!: string | null;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  get marking(): Marking {
    const { tlp, releasableTo, recipients, withheldFrom, handlingCaveats } = this;
    return { tlp, releasableTo, recipients, withheldFrom, handlingCaveats };
  }

  /** Acts on the next request, also on those who study it now. */
  mark({ tlp, releasableTo, recipients, withheldFrom, handlingCaveats }: Marking): void {
    Object.assign(this, { tlp, releasableTo, recipients, withheldFrom, handlingCaveats });
  }

  /** @throws Problem 409 unless people may be taken in */
  mustTakeIn(): void {
    if (this.state !== 'published') throw conflict(this.state === 'draft' ? 'This course is not published yet.' : 'This course is retired and takes nobody in any more.');
  }
}
