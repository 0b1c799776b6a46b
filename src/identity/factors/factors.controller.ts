import { Body, Controller, Delete, Get, HttpCode, Inject, Param, ParseUUIDPipe, Patch, Post, Put, Req, Res, SerializeOptions } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../kernel/config/index.js';
import { BeforeSecondFactor, csrfOf, May, sessionToken, StepUp } from '../../kernel/http/index.js';
import { notSignedIn } from '../../kernel/problems.js';
import { SessionCookies } from '../session-cookies.js';
import { Session } from '../session.entity.js';
import { Factors, type Standing } from './factors.js';
import { ChallengeView, CodeInput, EnrolledView, FactorsView, NewGeneratorView, NewPasskeyInput, PasskeyNameInput, PasswordInput, RecoveryCodesView } from './factors.dto.js';

/** What one signs in with. Adding works before the second factor too: that is how the first one comes about. */
@Controller('session/factors')
export class FactorsController {
  constructor(
    private readonly factors: Factors,
    private readonly cookies: SessionCookies,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Get()
  @May('read', Session)
  @BeforeSecondFactor()
  @SerializeOptions({ type: FactorsView, strategy: 'excludeAll' })
  async show(@Req() request: Request): Promise<FactorsView> {
    return this.factors.show(await this.standing(request));
  }

  /** What the browser needs to make a passkey. */
  @Post('passkeys/challenges')
  @May('secure', Session)
  @BeforeSecondFactor()
  @SerializeOptions({ type: ChallengeView, strategy: 'excludeAll' })
  async offer(@Req() request: Request): Promise<ChallengeView> {
    const standing = await this.standing(request);
    this.factors.requireEnrolment(standing);
    return this.factors.passkeys.offer(standing);
  }

  @Post('passkeys')
  @May('secure', Session)
  @BeforeSecondFactor()
  @SerializeOptions({ type: EnrolledView, strategy: 'excludeAll' })
  async add(@Body() input: NewPasskeyInput, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<EnrolledView> {
    return this.entered(response, await this.factors.addPasskey(await this.standing(request), input));
  }

  @Patch('passkeys/:id')
  @HttpCode(204)
  @May('secure', Session)
  async rename(@Param('id', ParseUUIDPipe) id: string, @Body() { name }: PasskeyNameInput, @Req() request: Request): Promise<void> {
    await this.factors.passkeys.rename((await this.standing(request)).id, id, name);
  }

  @Delete('passkeys/:id')
  @HttpCode(204)
  @May('secure', Session)
  @StepUp()
  async remove(@Param('id', ParseUUIDPipe) id: string, @Req() request: Request): Promise<void> {
    await this.factors.remove(await this.standing(request), { passkey: id });
  }

  /** A new seed for an authenticator app; in use once `PUT` brought its first code. */
  @Post('code-generator')
  @May('secure', Session)
  @BeforeSecondFactor()
  @SerializeOptions({ type: NewGeneratorView, strategy: 'excludeAll' })
  async generator(@Req() request: Request): Promise<NewGeneratorView> {
    return this.factors.newGenerator(await this.standing(request));
  }

  @Put('code-generator')
  @May('secure', Session)
  @BeforeSecondFactor()
  @SerializeOptions({ type: EnrolledView, strategy: 'excludeAll' })
  async confirm(@Body() { code }: CodeInput, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<EnrolledView> {
    return this.entered(response, await this.factors.confirmGenerator(await this.standing(request), code));
  }

  @Delete('code-generator')
  @HttpCode(204)
  @May('secure', Session)
  @StepUp()
  async forget(@Req() request: Request): Promise<void> {
    await this.factors.remove(await this.standing(request), 'code');
  }

  /** Ten new recovery codes; those before are void. */
  @Post('recovery-codes')
  @May('secure', Session)
  @StepUp()
  @SerializeOptions({ type: RecoveryCodesView, strategy: 'excludeAll' })
  async draw(@Req() request: Request): Promise<RecoveryCodesView> {
    return { codes: await this.factors.drawRecoveryCodes(await this.standing(request)) };
  }

  /** Every other session of the account ends. */
  @Put('password')
  @May('secure', Session)
  @StepUp()
  @SerializeOptions({ type: EnrolledView, strategy: 'excludeAll' })
  async password(@Body() { password }: PasswordInput, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<EnrolledView> {
    const token = await this.factors.setPassword(await this.standing(request), password);
    return this.entered(response, { token, enrolled: { recoveryCodes: [], csrf: '' } });
  }

  @Delete('password')
  @HttpCode(204)
  @May('secure', Session)
  @StepUp()
  async withoutPassword(@Req() request: Request): Promise<void> {
    await this.factors.remove(await this.standing(request), 'password');
  }

  private async standing(request: Request): Promise<Standing> {
    const found = await this.factors.standing(sessionToken(request, this.settings));
    if (!found) throw notSignedIn();
    return found;
  }

  private entered(response: Response, { token, enrolled }: { token: string; enrolled: EnrolledView }): EnrolledView {
    this.cookies.set(response, token);
    return { ...enrolled, csrf: csrfOf(token, this.settings) };
  }
}
