import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** Signature algorithms an ID token may have. Never `none`, and none in which the client's secret is the key. */
export const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
export type Algorithm = (typeof algorithms)[number];

/** A party's own identity provider (OpenID Connect Core 1.0). It speaks for its own party and no other. */
@Entity('identity_providers')
export class IdentityProvider {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) party!: string;
  /** As the party's people know it. */
  @Column({ type: 'text' }) name!: string;
  /** Compared to the letter, as the provider writes it itself. */
  @Column({ type: 'text' }) issuer!: string;
  @Column({ type: 'text' }) clientId!: string;
  /** Sealed. */
  @Column({ type: 'text' }) clientSecret!: string;
  @Column({ type: 'text', array: true }) scopes!: string[];
  @Column({ type: 'text', array: true }) acrValues!: string[];
  @Column({ type: 'text', array: true }) amrValues!: string[];
  @Column({ type: 'text', array: true }) algorithms!: Algorithm[];
  @Column({ type: 'boolean' }) enabled!: boolean;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'uuid' }) createdBy!: string;
  @Column({ type: 'timestamptz' }) changedAt!: Date;
  @Column({ type: 'uuid' }) changedBy!: string;
  @Column({ type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @VersionColumn({ type: 'integer' }) rowVersion!: number;

  /** From now on nobody enters through it, and nobody who did is in any longer. */
  end(by: string): void {
    Object.assign(this, { enabled: false, endedAt: new Date(), changedAt: new Date(), changedBy: by });
  }
}
