import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import { invalid } from '../../kernel/problems.js';
import { PasskeySignInInput } from './factors.dto.js';
import { Passkeys } from './passkeys.js';

/** A passkey's answer, from somebody who has not said who they are: the passkey does. */
@Injectable()
export class PasskeyStrategy extends PassportStrategy(Strategy, 'passkey') {
  constructor(private readonly passkeys: Passkeys) {
    super();
  }

  async validate(request: Request): Promise<{ id: string } | null> {
    // A guard runs before the pipe: what cannot be read is a 400 here too, not a refusal.
    const input = plainToInstance(PasskeySignInInput, request.body as object);
    if (!(input instanceof PasskeySignInInput) || (await validate(input)).length > 0) throw invalid([{ path: '', message: 'Send the challenge\'s id and the four parts of the passkey\'s answer.' }]);
    const id = await this.passkeys.answer('enter', input, null);
    return id ? { id } : null;
  }
}
