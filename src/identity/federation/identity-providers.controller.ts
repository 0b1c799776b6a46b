import { Body, Controller, Delete, Get, HttpCode, Post, Put, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { CurrentActor, IfMatch, May, StepUp } from '../../kernel/http/index.js';
import { IdentityProviderAnswer, IdentityProviderInput, IssuerInput, ProviderCheckView } from './federation.dto.js';
import { IdentityProvider } from './identity-provider.entity.js';
import { IdentityProviders } from './identity-providers.js';

/** The identity provider of one's own party: for its focal points. */
@Controller('identity-provider')
export class IdentityProvidersController {
  constructor(private readonly providers: IdentityProviders) {}

  @Get()
  @May('read', IdentityProvider)
  @SerializeOptions({ type: IdentityProviderAnswer, strategy: 'excludeAll' })
  show(@CurrentActor() actor: Actor): Promise<IdentityProviderAnswer> {
    return this.providers.show(actor);
  }

  /** Configures it. The client secret is written, and never shown. */
  @Put()
  @May('configure', IdentityProvider)
  @StepUp()
  @SerializeOptions({ type: IdentityProviderAnswer, strategy: 'excludeAll' })
  configure(@CurrentActor() actor: Actor, @Body() input: IdentityProviderInput, @IfMatch() seen: number): Promise<IdentityProviderAnswer> {
    return this.providers.configure(actor, input, seen);
  }

  /** Whoever came in through it is out at once. */
  @Delete()
  @HttpCode(204)
  @May('end', IdentityProvider)
  @StepUp()
  end(@CurrentActor() actor: Actor): Promise<void> {
    return this.providers.end(actor);
  }

  /** Reads what an issuer says of itself; changes nothing. */
  @Post('checks')
  @HttpCode(200)
  @May('check', IdentityProvider)
  @StepUp()
  @SerializeOptions({ type: ProviderCheckView, strategy: 'excludeAll' })
  check(@CurrentActor() actor: Actor, @Body() { issuer }: IssuerInput): Promise<ProviderCheckView> {
    return this.providers.check(actor, issuer);
  }
}
