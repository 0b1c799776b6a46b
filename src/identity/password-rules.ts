import { Injectable } from '@nestjs/common';
import { unprocessable } from '../kernel/problems.js';
import { weakness } from './passwords.js';

/** Whether a password will do for somebody. */
@Injectable()
export class PasswordRules {
  /** @throws Problem 422 with what to do about it */
  async require(password: string, { email, name }: { email: string; name: string }): Promise<void> {
    const why = weakness(password, [email.split('@')[0] ?? '', ...name.split(' '), 'focalpoint']);
    if (why) throw unprocessable(why, 'weak-password', [{ path: 'password', message: why }]);
  }
}
