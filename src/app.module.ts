import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './kernel/access/index.js';
import { ConfigModule, type Settings } from './kernel/config/index.js';
import { DatabaseModule } from './kernel/database/index.js';
import { EventsModule } from './kernel/events/index.js';
import { HealthModule } from './kernel/health/index.js';
import { EgressModule } from './kernel/egress/index.js';
import { HttpModule } from './kernel/http/index.js';
import { InspectionModule } from './kernel/inspection/index.js';
import { IntakeModule } from './kernel/intake/index.js';
import { JobsModule } from './kernel/jobs/index.js';
import { KeyringModule } from './kernel/keyring/index.js';
import { LoggingModule } from './kernel/logging/index.js';
import { MailModule } from './kernel/mail/index.js';
import { RenderingModule } from './kernel/rendering/index.js';
import { SafeModeModule } from './kernel/safe-mode/index.js';
import { ScannerModule } from './kernel/scanner/index.js';
import { SealedFilesModule } from './kernel/sealed-files/index.js';
import { SealedTextsModule } from './kernel/sealed-texts/index.js';
import { StorageModule } from './kernel/storage/index.js';
import { UploadsModule } from './kernel/uploads/index.js';
import { Accession, accessionPolicy, Audience, audiencePolicy, KeyRequest, keyRequestPolicy, MembersModule, Party, partyPolicy, StandingChange, standingChangePolicy } from './members/index.js';
import { Delegation, delegationPolicy, FactorReset, factorResetPolicy, IdentityModule, IdentityProvider, identityProviderPolicy, Session, sessionPolicy, SignInPolicy, signInPolicyPolicy, User } from './identity/index.js';
import { Contact, contactPolicy, FocalPoint, focalPointPolicy, FocalPointsModule, Mailbox, mailboxPolicy, Nomination, nominationPolicy } from './focal-points/index.js';
import { Document, documentPolicy, DocumentsModule, DocumentVersion, ReleaseRequest, releaseRequestPolicy, ReleaseStage, RetentionRequest, retentionRequestPolicy, RetentionRule, retentionRulePolicy, Tombstone, tombstonePolicy } from './documents/index.js';
import { activityPolicy, Attempt, attemptPolicy, Bank, bankPolicy, Certificate, certificatePolicy, classPolicy, Cohort, CohortClass, cohortPolicy, Course, CoursePackage, CoursePart, coursePolicy, CourseVersion, Enrolment, enrolmentPolicy, LearningModule, Lesson, LessonProgress, LessonText, Material, materialPolicy, needPolicy, packagePolicy, Quiz, TrainingActivity, TrainingNeed } from './learning/index.js';
import { NotificationsModule } from './notifications/index.js';
import { OperationsModule } from './operations/index.js';

/** Every concept somebody may do something with, and its rule. */
export const policies = [partyPolicy, audiencePolicy, accessionPolicy, standingChangePolicy, keyRequestPolicy, sessionPolicy, delegationPolicy, factorResetPolicy, identityProviderPolicy, signInPolicyPolicy, focalPointPolicy, nominationPolicy, contactPolicy, mailboxPolicy, documentPolicy, releaseRequestPolicy, retentionRequestPolicy, retentionRulePolicy, tombstonePolicy, coursePolicy, enrolmentPolicy, certificatePolicy, cohortPolicy, classPolicy, needPolicy, activityPolicy, bankPolicy, attemptPolicy, packagePolicy, materialPolicy];
export const entities = [Party, Audience, Accession, StandingChange, KeyRequest, User, Session, Delegation, FactorReset, IdentityProvider, SignInPolicy, FocalPoint, Nomination, Contact, Mailbox, Document, DocumentVersion, ReleaseStage, ReleaseRequest, RetentionRequest, RetentionRule, Tombstone, Course, CourseVersion, CoursePart, Lesson, LessonText, Enrolment, LessonProgress, Certificate, Cohort, CohortClass, TrainingNeed, TrainingActivity, Bank, Quiz, Attempt, CoursePackage, Material];

/** The portal: the kernel, then the rooms in the order of their floors. The only file that sees all. */
@Module({})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings),
        LoggingModule.with(settings),
        DatabaseModule.with(entities),
        AccessModule.with(policies),
        SafeModeModule, JobsModule, EventsModule, StorageModule, KeyringModule, SealedFilesModule, SealedTextsModule, RenderingModule, IntakeModule, UploadsModule, MailModule, ScannerModule, InspectionModule, EgressModule, HttpModule, HealthModule,
        MembersModule,
        IdentityModule,
        FocalPointsModule,
        DocumentsModule,
        LearningModule,
        NotificationsModule,
        OperationsModule,
      ],
    };
  }
}
