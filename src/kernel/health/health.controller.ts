import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { Open } from '../http/index.js';
import { Keyring } from '../keyring/index.js';
import { SafeMode } from '../safe-mode/index.js';
import { Storage } from '../storage/index.js';

/** Whoever asks wants to know now. */
const patience = 1_500;

/** For whoever runs the portal: whether the process lives, and whether it can serve. Neither says why to the outside. */
@Controller()
@ApiExcludeController()
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly storage: Storage,
    private readonly keyring: Keyring,
    private readonly safeMode: SafeMode,
  ) {}

  @Get('livez')
  @Open('says only that the process answers')
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('readyz')
  @Open('says only whether the portal can serve')
  async ready(@Res({ passthrough: true }) response: Response): Promise<{ status: string }> {
    const database = await Promise.race([this.dataSource.query('SELECT 1').then(() => true, () => false), sleep(patience, false, { ref: false })]);
    const ready = database && (await this.storage.health().catch(() => false)) && (await this.keyring.health());
    if (!ready) response.status(503);
    if (this.safeMode.isOn) response.setHeader('Focalpoint-Safe-Mode', 'on');
    return { status: ready ? 'ready' : 'not ready' };
  }
}
