import { Module } from '@nestjs/common';
import { MembershipNotices } from './membership-notices.js';
import { RequestNotices } from './request-notices.js';

@Module({ providers: [MembershipNotices, RequestNotices] })
export class NotificationsModule {}
