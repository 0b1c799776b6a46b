import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Settings } from '../config/index.js';

export interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** Mail, by SMTP or into a folder. Called from job handlers only, so that it is tried again; never holds a title above TLP:GREEN. */
@Injectable()
export class Mail {
  private readonly transport;

  constructor(@Inject(Settings) private readonly settings: Settings) {
    this.transport = settings.smtpUrl
      ? createTransport(settings.smtpUrl, { disableFileAccess: true, disableUrlAccess: true })
      : createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  }

  async send({ to, subject, text }: Letter): Promise<void> {
    const oneLine = (value: string) => value.replaceAll(/[\r\n]+/g, ' ');
    const sent = await this.transport.sendMail({ from: this.settings.mailFrom, to: oneLine(to), subject: oneLine(subject), text });
    if (this.settings.smtpUrl) return;
    await mkdir(this.settings.mailFolder, { recursive: true, mode: 0o700 });
    const letter = (sent as unknown as { message: Buffer }).message;
    await writeFile(join(this.settings.mailFolder, `${new Date().toISOString().replaceAll(':', '')}-${randomUUID()}.eml`), letter, { mode: 0o600 });
  }
}
