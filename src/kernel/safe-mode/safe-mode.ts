import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../config/index.js';

/**
 * After a restore the portal knows less than happened: letters would be sent twice, what was revoked since would be in force. Until the operator has
 * looked it can be read and written to, and does nothing by itself. Read once, when the process starts; it is ended by starting anew.
 */
@Injectable()
export class SafeMode implements OnModuleInit {
  private on = true;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  get isOn(): boolean {
    return this.on;
  }

  async onModuleInit(): Promise<void> {
    const [row] = (await this.dataSource.query('SELECT EXISTS (SELECT FROM app.safe_mode) AS restored')) as { restored: boolean }[];
    this.on = this.settings.safeMode || (row?.restored ?? true);
    if (this.on) new Logger('safe-mode').warn('SAFE MODE: no jobs are done, no letters sent, no identity provider asked. "portal safe-mode end" ends it.');
  }
}
