import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where a party is reached as such, whoever its focal points are: what observers get instead of names. */
@Entity('mailboxes')
export class Mailbox {
  @PrimaryColumn({ type: 'text' }) party!: string;
  @Column({ type: 'text' }) address!: string;
  @Column({ type: 'uuid' }) changedBy!: string;
  @Column({ type: 'timestamptz' }) changedAt!: Date;
}
