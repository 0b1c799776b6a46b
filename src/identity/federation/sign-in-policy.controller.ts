import { Body, Controller, Get, Put, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, IfMatch, May, StepUp } from '../../kernel/http/index.js';
import { SignInPolicyInput, SignInPolicyView } from './federation.dto.js';
import { SignInPolicies } from './sign-in-policies.js';
import { SignInPolicy } from './sign-in-policy.entity.js';

/** With what the people of one's own party may sign in: for its focal points. */
@Controller('sign-in-policy')
@SerializeOptions({ type: SignInPolicyView, strategy: 'excludeAll' })
export class SignInPolicyController {
  constructor(private readonly policies: SignInPolicies) {}

  @Get()
  @May('read', SignInPolicy)
  show(@CurrentActor() actor: Actor): Promise<SignInPolicyView> {
    return this.policies.show(actor);
  }

  @Put()
  @May('change', SignInPolicy)
  @StepUp()
  change(@CurrentActor() actor: Actor, @Body() { passwords }: SignInPolicyInput, @IfMatch() seen: number): Promise<SignInPolicyView> {
    return this.policies.change(actor, passwords, seen);
  }
}
