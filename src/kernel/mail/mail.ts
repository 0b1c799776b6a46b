import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Settings } from '../config/index.js';
import { SafeMode } from '../safe-mode/index.js';

export interface Letter {
  to: string;
  subject: string;
  text: string;
  language?: string;
}

/** Mail, by SMTP or into a folder. Called from job handlers only, so that it is tried again; never holds a title above TLP:GREEN. */
@Injectable()
export class Mail {
  private readonly transport;

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    private readonly safeMode: SafeMode,
  ) {
    this.transport = settings.smtpUrl
      ? createTransport({ url: settings.smtpUrl, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 })
      : createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  }

  /** @param id names the message to the servers it passes: the same for each try of one letter */
  async send({ to, subject, text, language }: Letter, id: string = randomUUID()): Promise<void> {
    if (this.safeMode.isOn) throw new Error('no letter leaves in safe mode');
    if (/\.invalid>?$/i.test(to.trim())) return; // an address that is nobody's (RFC 6761), of somebody who has not given one
    const oneLine = (value: string) => value.replaceAll(/[\r\n]+/g, ' ');
    const sent = await this.transport.sendMail({
      from: this.settings.mailFrom, to: oneLine(to), subject: oneLine(subject), text, textEncoding: 'quoted-printable', messageId: `<${id}@${new URL(this.settings.publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', ...(language ? { 'Content-Language': language } : {}) }, disableFileAccess: true, disableUrlAccess: true,
    });
    if (this.settings.smtpUrl) return;
    await mkdir(this.settings.mailFolder, { recursive: true, mode: 0o700 });
    const letter = (sent as unknown as { message: Buffer }).message;
    await writeFile(join(this.settings.mailFolder, `${new Date().toISOString().replaceAll(':', '')}-${randomUUID()}.eml`), letter, { mode: 0o600 });
  }
}
