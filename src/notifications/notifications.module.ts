import { Module } from '@nestjs/common';
import { RequestNotices } from './request-notices.js';

@Module({ providers: [RequestNotices] })
export class NotificationsModule {}
