import { Global, Module } from '@nestjs/common';
import { Mail } from './mail.js';

/** Mail to an SMTP server, or to a folder where there is none. Only job handlers send. */
@Global()
@Module({ providers: [Mail], exports: [Mail] })
export class MailModule {}

export { Mail } from './mail.js';
