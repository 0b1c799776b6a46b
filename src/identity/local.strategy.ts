import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-local';
import { invalid } from '../kernel/problems.js';
import { Entrants } from './entrants.js';

/** E-mail and password. Passkeys, one-time codes and members' own providers stand beside it as strategies of their own. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly entrants: Entrants) {
    super({ usernameField: 'email', passwordField: 'password', session: false, passReqToCallback: true });
  }

  async validate(request: Request, email: unknown, password: unknown): Promise<{ id: string }> {
    if (typeof email !== 'string' || typeof password !== 'string' || email.length > 254 || password.length > 1024) throw unreadable();
    return { id: await this.entrants.verify(email, password, request.ip) };
  }
}

/** Runs the strategy before anything else looks at the body; what it cannot read is a 400, not a refusal. */
@Injectable()
export class PasswordGuard extends AuthGuard('local') {
  override canActivate(context: ExecutionContext): ReturnType<CanActivate['canActivate']> {
    const { body } = context.switchToHttp().getRequest<{ body?: object }>();
    const foreign = Object.keys(body ?? {}).filter((key) => key !== 'email' && key !== 'password');
    if (foreign.length > 0) throw invalid(foreign.map((key) => ({ path: key, message: `There is no member "${key}" here.` })));
    return super.canActivate(context);
  }

  override handleRequest<T>(error: unknown, user: T | false): T {
    if (error) throw error;
    if (!user) throw unreadable();
    return user;
  }
}

const unreadable = () => invalid([{ path: 'email', message: 'Send an e-mail address and a password, both as text.' }]);
