import { Module } from '@nestjs/common';
import { BrakeNotices } from './brake-notices.js';
import { DocumentNotices } from './document-notices.js';
import { FocalPointNotices } from './focal-point-notices.js';
import { KeyNotices } from './key-notices.js';
import { MembershipNotices } from './membership-notices.js';
import { PackageNotices } from './package-notices.js';
import { PeopleNotices } from './people-notices.js';
import { RequestNotices } from './request-notices.js';
import { RetentionNotices } from './retention-notices.js';
import { SecurityNotices } from './security-notices.js';
import { TrainingNotices } from './training-notices.js';

@Module({ providers: [BrakeNotices, DocumentNotices, FocalPointNotices, KeyNotices, MembershipNotices, PackageNotices, PeopleNotices, RequestNotices, RetentionNotices, SecurityNotices, TrainingNotices] })
export class NotificationsModule {}
