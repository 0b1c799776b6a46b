import { Inject, Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/access/index.js';
import { Settings } from '../kernel/config/index.js';
import { Database } from '../kernel/database/index.js';
import { unprocessable } from '../kernel/problems.js';
import { isListed } from './password-strength/listed.js';
import { guessesFor } from './password-strength/strength.js';
import { weakness } from './passwords.js';

/** Ten thousand million: more than anybody tries on line before the account is locked for good, a million times over. */
const enough = 10;

const why = {
  listed: 'This password is among those that are tried first. Take a few words in a row that nobody says in that order.',
  guessed: 'This password is easy to guess: it is made of well-known words, names or rows of keys. Take more words that have nothing to do with each other.',
};

/** Whether a password will do for somebody (SR-5, SR-6): long enough, on no list, not to be guessed from what is known. Asks nobody outside. */
@Injectable()
export class PasswordRules {
  constructor(
    private readonly db: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Outside of a unit of work: it takes its time. @throws Problem 422 with what to do about it */
  async require(password: string, { email, name }: { email: string; name: string }): Promise<void> {
    const own = [email.split('@')[0] ?? '', ...name.split(' '), 'focalpoint'];
    const fault = weakness(password, own) ?? ((await isListed(password, this.settings.passwordList)) ? why.listed : await this.guessed(password, own));
    if (fault) throw unprocessable(fault, 'weak-password', [{ path: 'password', message: fault }]);
  }

  private async guessed(password: string, own: readonly string[]): Promise<string | null> {
    const parties = await this.db.read(systemActor('sign-in'), () => this.db.sql<{ code: string; name: string }>('SELECT code, name FROM app.parties'));
    const places = parties.flatMap(({ code, name }) => [code, name, name.replaceAll(/[^\p{L}]/gu, ''), ...name.split(/[^\p{L}]+/u)]);
    const about = [...new Set([...own, ...places, 'forum', 'portal'].map((word) => word.toLowerCase()).filter((word) => word.length > 2))];
    return (await guessesFor(password, about)) < enough ? why.guessed : null;
  }
}
