import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { systemActor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, notFound, unprocessable } from '../../kernel/problems.js';
import { Challenges, type Purpose } from './challenges.js';
import type { NewPasskeyInput, PasskeyProofInput, PasskeyView } from './factors.dto.js';

const signIn = systemActor('sign-in');
const mostPasskeys = 10;

interface Kept {
  id: string;
  user_id: string;
  public_key: Buffer;
  counter: string;
  transports: string[];
  suspended_at: Date | null;
}

export interface Holder {
  id: string;
  email: string;
  name: string;
}

/** Passkeys by WebAuthn level 3: user verification required, challenges kept here, a counter that goes back suspends the passkey (SR-1). */
@Injectable()
export class Passkeys {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly challenges: Challenges,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** A passkey belongs to a name; browsers make none for a bare address. */
  get possible(): boolean {
    return isIP(this.here.hostname.replace(/^\[|\]$/g, '')) === 0;
  }

  /** What the browser needs to ask for a passkey: anybody's when entering, so that nothing is told about who has one. */
  async question(purpose: Extract<Purpose, 'enter' | 'prove'>, userId: string | null): Promise<{ challengeId: string; options: object }> {
    const allowed = userId ? await this.db.read(signIn, () => this.usable(userId)) : [];
    const options = await generateAuthenticationOptions({
      rpID: this.here.hostname, userVerification: 'required', allowCredentials: allowed.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
    });
    return { challengeId: await this.challenges.keep(purpose, userId, options.challenge), options };
  }

  /** Whose passkey answered. @returns null when the answer is wrong in any way; why is in the record, and only there */
  async answer(purpose: Extract<Purpose, 'enter' | 'prove'>, { challengeId, id, clientDataJSON, authenticatorData, signature }: PasskeyProofInput, userId: string | null): Promise<string | null> {
    const challenge = await this.challenges.take(purpose, challengeId, userId);
    const kept = challenge ? await this.db.read(signIn, () => this.find(id)) : undefined;
    if (!challenge || !kept || (userId && kept.user_id !== userId)) return this.refuse(kept?.user_id ?? userId, challenge ? 'unknown passkey' : 'no such challenge');
    const read = await verifyAuthenticationResponse({
      response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON, authenticatorData, signature } },
      expectedChallenge: challenge, expectedOrigin: this.here.origin, expectedRPID: this.here.hostname, requireUserVerification: true,
      credential: { id, publicKey: new Uint8Array(kept.public_key), counter: 0 },
    }).catch((error: unknown) => ({ verified: false as const, why: (error as Error).message }));
    if (!read.verified || !('authenticationInfo' in read)) return this.refuse(kept.user_id, 'why' in read ? read.why : 'wrong signature');
    if (kept.suspended_at) return this.refuse(kept.user_id, 'the passkey is suspended');
    return this.count(kept, read.authenticationInfo.newCounter);
  }

  /** What the browser needs to make one. @throws Problem 409 */
  async offer(holder: Holder): Promise<{ challengeId: string; options: object }> {
    if (!this.possible) throw unprocessable('Passkeys need the portal to be reached under a name, not an address. Use its name in the browser.', 'passkeys-need-a-name');
    const held = await this.db.read(signIn, () => this.usable(holder.id));
    if (held.length >= mostPasskeys) throw conflict(`An account has ${mostPasskeys} passkeys at the most. Remove one you no longer use.`);
    const options = await generateRegistrationOptions({
      rpName: 'Focalpoint', rpID: this.here.hostname, userID: new Uint8Array(Buffer.from(holder.id.replaceAll('-', ''), 'hex')), userName: holder.email, userDisplayName: holder.name,
      attestationType: 'none', authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: held.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
    });
    return { challengeId: await this.challenges.keep('register', holder.id, options.challenge), options };
  }

  /** @throws Problem 422 when the browser's answer does not hold */
  async add(holder: Holder, { challengeId, name, id, clientDataJSON, attestationObject, transports }: NewPasskeyInput): Promise<string> {
    const challenge = await this.challenges.take('register', challengeId, holder.id);
    const read = challenge === null ? null : await verifyRegistrationResponse({
      response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON, attestationObject } },
      expectedChallenge: challenge, expectedOrigin: this.here.origin, expectedRPID: this.here.hostname, requireUserVerification: true,
    }).catch(() => null);
    if (!read?.verified) throw unprocessable('The passkey could not be taken: its answer was too late, or not meant for this portal. Start again.', 'passkey-refused');
    const { credential, credentialBackedUp } = read.registrationInfo;
    return this.db.write(signIn, async () => {
      const [added] = await this.db.sql<{ id: string }>(
        `INSERT INTO app.passkeys (user_id, credential_id, public_key, counter, transports, name, synced) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (credential_id) DO NOTHING RETURNING id`,
        [holder.id, credential.id, Buffer.from(credential.publicKey), credential.counter, transports ?? [], name, credentialBackedUp],
      );
      if (!added) throw unprocessable('This passkey is registered already.', 'passkey-refused');
      await this.events.record(signIn, 'passkey.added', { type: 'user', id: holder.id }, { passkey: added.id });
      return added.id;
    });
  }

  /** In a running unit of work of the task 'sign-in'. */
  async list(userId: string): Promise<PasskeyView[]> {
    const rows = await this.db.sql<{ id: string; name: string; synced: boolean; created_at: Date; last_used_at: Date | null; suspended_at: Date | null }>(
      'SELECT id, name, synced, created_at, last_used_at, suspended_at FROM app.passkeys WHERE user_id = $1 AND removed_at IS NULL ORDER BY created_at', [userId],
    );
    return rows.map(({ id, name, synced, ...at }) => ({
      id, name, synced, createdAt: at.created_at.toISOString(), lastUsedAt: at.last_used_at?.toISOString() ?? null, suspended: at.suspended_at !== null,
    }));
  }

  /** In the running unit of work. @throws Problem 404 */
  async remove(userId: string, id: string): Promise<void> {
    const [gone] = await this.db.sql('UPDATE app.passkeys SET removed_at = now() WHERE id = $1 AND user_id = $2 AND removed_at IS NULL RETURNING id', [id, userId]);
    if (!gone) throw notFound();
    await this.events.record(signIn, 'passkey.removed', { type: 'user', id: userId }, { passkey: id });
  }

  /** @throws Problem 404 */
  rename(userId: string, id: string, name: string): Promise<void> {
    return this.db.write(signIn, async () => {
      const [done] = await this.db.sql('UPDATE app.passkeys SET name = $3 WHERE id = $1 AND user_id = $2 AND removed_at IS NULL RETURNING id', [id, userId, name]);
      if (!done) throw notFound();
    });
  }

  private get here(): URL {
    return new URL(this.settings.publicUrl);
  }

  private usable(userId: string) {
    return this.db.sql<{ credential_id: string; transports: never[] }>(
      'SELECT credential_id, transports FROM app.passkeys WHERE user_id = $1 AND removed_at IS NULL AND suspended_at IS NULL', [userId],
    );
  }

  private async find(credentialId: string): Promise<Kept | undefined> {
    const [found] = await this.db.sql<Kept>('SELECT id, user_id, public_key, counter, transports, suspended_at FROM app.passkeys WHERE credential_id = $1 AND removed_at IS NULL', [credentialId]);
    return found;
  }

  /** A counter that did not rise means a copy is about: neither of the two is trusted any longer. */
  private async count(kept: Kept, counter: number): Promise<string | null> {
    const fresh = await this.db.write(signIn, async () => {
      const [counted] = await this.db.sql('UPDATE app.passkeys SET counter = $2, last_used_at = now() WHERE id = $1 AND suspended_at IS NULL AND (counter < $2 OR (counter = 0 AND $2 = 0)) RETURNING id', [kept.id, counter]);
      if (counted) return true;
      await this.db.sql('UPDATE app.passkeys SET suspended_at = now() WHERE id = $1 AND suspended_at IS NULL', [kept.id]);
      await this.events.record(signIn, 'passkey.suspended', { type: 'user', id: kept.user_id }, { passkey: kept.id }, { outcome: 'refused', reason: 'its counter went back' });
      return false;
    });
    return fresh ? kept.user_id : null;
  }

  private async refuse(userId: string | null, why: string): Promise<null> {
    await this.events.refused(signIn, 'session.refused', { type: 'user', id: userId ?? '' }, `passkey: ${why.slice(0, 200)}`);
    return null;
  }
}
