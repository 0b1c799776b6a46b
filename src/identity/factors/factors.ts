import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/access/index.js';
import { Database } from '../../kernel/database/index.js';
import { Events } from '../../kernel/events/index.js';
import { conflict, forbidden, stepUpNeeded } from '../../kernel/problems.js';
import { PasswordRules } from '../password-rules.js';
import { hashPassword } from '../passwords.js';
import { Entrants } from '../entrants.js';
import { type Proof, provenHere } from '../proofs.js';
import { Sessions } from '../sessions.js';
import { Throttle } from '../throttle.js';
import { CodeGenerators } from './codes.js';
import type { EnrolledView, FactorsView, NewGeneratorView, NewPasskeyInput } from './factors.dto.js';
import { Passkeys, type Holder } from './passkeys.js';
import { RecoveryCodes } from './recovery-codes.js';

const signIn = systemActor('sign-in');
/** Whose codes are looked through when there is nobody to look for, so that it takes as long. */
const nobody = '00000000-0000-4000-8000-000000000000';

/** A session as far as its factors go. */
export interface Standing extends Holder {
  token: string;
  complete: boolean;
  proven: boolean;
  proofs: Proof[];
  passkeys: number;
  codes: boolean;
  recoveryCodesLeft: number;
  password: boolean;
  passwordsAllowed: boolean;
  vouched: boolean;
  elsewhere: boolean;
}

/**
 * What somebody signs in with, kept by its owner. Adding or removing takes a fresh proof; before the sign-in is complete a factor may be
 * added only with a recovery code, or to an account that has no second factor yet, by whoever came with its password or a link. The word of an
 * identity provider alone touches no factor of somebody who has one, or who acts for another party too: it would speak for more than its own.
 */
@Injectable()
export class Factors {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly sessions: Sessions,
    private readonly entrants: Entrants,
    readonly passkeys: Passkeys,
    readonly codes: CodeGenerators,
    readonly recovery: RecoveryCodes,
    private readonly rules: PasswordRules,
    private readonly throttle: Throttle,
  ) {}

  /** Where the session with this token stands, or null when there is none. */
  standing(token: string): Promise<Standing | null> {
    return this.db.read(signIn, async () => {
      const session = await this.sessions.find(token);
      if (!session) return null;
      const passkeys = (await this.passkeys.list(session.id)).filter((one) => !one.suspended).length;
      const codes = await this.codes.held(session.id);
      const reaches = !session.vouched || provenHere(session.proofs) || (passkeys === 0 && !codes && !session.elsewhere);
      return { ...session, token, passkeys, codes, proven: session.proven && reaches, recoveryCodesLeft: await this.recovery.left(session.id) };
    });
  }

  show(standing: Standing): Promise<FactorsView> {
    return this.db.read(signIn, async () => ({ ...standing, passkeys: await this.passkeys.list(standing.id), passkeysPossible: this.passkeys.possible }));
  }

  /** Whether this is a code of theirs, which is used up by it. @param source `request.ip` @throws Problem 429 */
  async isTheirs(way: 'code' | 'recovery', { id, email }: Holder, code: string, source: string | undefined): Promise<boolean> {
    const kind = way === 'code' ? this.codes : this.recovery;
    return (await this.throttle.attempt({ way, email, source }, async (open) => (await kind.take(open ? id : nobody, code)) || null)) ?? false;
  }

  /** Who may enter with this recovery code, to make a new passkey. @throws Problem 429 */
  async recovered(email: string, code: string, source: string | undefined): Promise<string | null> {
    const userId = await this.entrants.userOf(email);
    return (await this.isTheirs('recovery', { id: userId ?? nobody, email, name: '' }, code, source)) ? userId : null;
  }

  /** Whether a factor may be added now. */
  mayEnrol({ complete, proven, proofs, passkeys, codes, vouched }: Standing): boolean {
    if (complete) return proven;
    return proofs.includes('recovery') || (!vouched && passkeys === 0 && !codes);
  }

  /** @throws Problem 403 when adding takes a fresh proof, or the other factor first */
  requireEnrolment(standing: Standing): void {
    if (this.mayEnrol(standing)) return;
    throw standing.complete ? stepUpNeeded() : forbidden('Finish signing in with the factor your account has; then you may add others.');
  }

  async addPasskey(standing: Standing, input: NewPasskeyInput): Promise<{ token: string; enrolled: EnrolledView }> {
    this.requireEnrolment(standing);
    await this.passkeys.add(standing, input);
    return this.enrolled(standing, 'passkey');
  }

  newGenerator(standing: Standing): Promise<NewGeneratorView> {
    this.requireEnrolment(standing);
    if (!standing.passwordsAllowed) throw forbidden('Your country or organisation lets its people sign in with passkeys only.');
    return this.codes.begin(standing);
  }

  async confirmGenerator(standing: Standing, code: string): Promise<{ token: string; enrolled: EnrolledView }> {
    this.requireEnrolment(standing);
    await this.codes.confirm(standing.id, code);
    return this.enrolled(standing, 'code');
  }

  /** @returns the session's new token. @throws Problem 403, 422 */
  async setPassword(standing: Standing, password: string): Promise<string> {
    this.requireEnrolment(standing);
    if (!standing.passwordsAllowed) throw forbidden('Your country or organisation lets its people sign in with passkeys only.');
    await this.rules.require(password, standing);
    const secret = await hashPassword(password);
    await this.db.write(signIn, async () => {
      await this.db.sql(`DELETE FROM app.credentials WHERE user_id = $1 AND kind = 'password'`, [standing.id]);
      await this.db.sql(`INSERT INTO app.credentials (user_id, kind, secret) VALUES ($1, 'password', $2)`, [standing.id, secret]);
      await this.sessions.endAll(standing.id, standing.token);
      await this.events.record(signIn, 'password.changed', { type: 'user', id: standing.id });
    });
    return this.sessions.advance(standing.token, 'password');
  }

  /** Ten new recovery codes; those before are void. @throws Problem 403 */
  drawRecoveryCodes(standing: Standing): Promise<string[]> {
    if (!standing.complete || !standing.proven) throw stepUpNeeded();
    return this.recovery.draw(standing.id);
  }

  /** Takes one away, as long as what is left suffices to enter. @throws Problem 403, 404, 409 */
  async remove(standing: Standing, what: { passkey: string } | 'code' | 'password'): Promise<void> {
    if (!standing.complete || !standing.proven) throw stepUpNeeded();
    await this.db.write(signIn, async () => {
      if (what === 'code') await this.codes.remove(standing.id);
      else if (what === 'password') await this.removePassword(standing.id);
      else await this.passkeys.remove(standing.id, what.passkey);
      const left = (await this.passkeys.list(standing.id)).some((one) => !one.suspended);
      if (!left && !((await this.codes.held(standing.id)) && (await this.hasPassword(standing.id)))) {
        throw conflict('This is your last way to sign in. Add another one first.', 'last-factor');
      }
      await this.sessions.endAll(standing.id, standing.token);
    });
  }

  private async hasPassword(userId: string): Promise<boolean> {
    return (await this.db.sql(`SELECT FROM app.credentials WHERE user_id = $1 AND kind = 'password'`, [userId])).length > 0;
  }

  private async removePassword(userId: string): Promise<void> {
    await this.db.sql(`DELETE FROM app.credentials WHERE user_id = $1 AND kind = 'password'`, [userId]);
    await this.events.record(signIn, 'password.removed', { type: 'user', id: userId });
  }

  /** The session goes on under a new token; others of the same account end (SR-20); recovery codes come with the first factor. */
  private async enrolled(standing: Standing, proof: Proof): Promise<{ token: string; enrolled: EnrolledView }> {
    await this.db.write(signIn, () => this.sessions.endAll(standing.id, standing.token));
    const token = await this.sessions.advance(standing.token, proof);
    const recoveryCodes = standing.recoveryCodesLeft > 0 && !standing.proofs.includes('link') ? [] : await this.recovery.draw(standing.id);
    return { token, enrolled: { recoveryCodes, csrf: '' } };
  }
}
