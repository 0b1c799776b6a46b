import { Column, Entity, PrimaryColumn } from 'typeorm';

export const contactKinds = ['phone', 'mobile', 'secure_mail', 'post'] as const;
export type ContactKind = (typeof contactKinds)[number];
export const circles = ['party', 'members', 'ahg', 'nobody'] as const;
export type Circle = (typeof circles)[number];

/** One private way to reach a focal point, for those its owner shows it to. Never searched, never listed. */
@Entity('focal_point_contacts')
export class Contact {
  @PrimaryColumn({ type: 'uuid' }) focalPointId!: string;
  @PrimaryColumn({ type: 'text' }) kind!: ContactKind;
  @Column({ type: 'text' }) party!: string;
  @Column({ type: 'uuid' }) userId!: string;
  @Column({ type: 'text' }) value!: string;
  @Column({ type: 'text' }) shownTo!: Circle;
  /** Kept by PostgreSQL from `shownTo`. */
  @Column({ type: 'text', array: true, insert: false, update: false }) readers!: string[];
}
