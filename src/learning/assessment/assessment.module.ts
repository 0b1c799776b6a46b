import { Module } from '@nestjs/common';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { AssessingController } from './attempts/assessing.controller.js';
import { Assessing } from './attempts/assessing.js';
import { AttemptsController, EnrolmentAttemptsController } from './attempts/attempts.controller.js';
import { Attempts } from './attempts/attempts.js';
import { Examiner } from './attempts/examiner.js';
import { MarkDrafts } from './attempts/mark-drafts.js';
import { Marker } from './attempts/marker.js';
import { BankRepository } from './banks/bank.repository.js';
import { BanksController, QuizzesController } from './banks/banks.controller.js';
import { Banks } from './banks/banks.js';
import { ItemStatistics } from './banks/item-statistics.js';
import { Items } from './banks/items.js';
import { Quizzes } from './banks/quizzes.js';
import { TrialDraws } from './banks/trial-draws.js';
import { Trials } from './banks/trials.js';
import { PracticeController } from './practice/practice.controller.js';
import { Practice } from './practice/practice.js';

@Module({
  imports: [EnrolmentModule],
  controllers: [EnrolmentAttemptsController, AssessingController, AttemptsController, PracticeController, BanksController, QuizzesController],
  providers: [Examiner, Marker, MarkDrafts, Assessing, Attempts, Practice, BankRepository, Items, Banks, Trials, ItemStatistics, Quizzes, TrialDraws],
  exports: [Banks, Examiner, ItemStatistics, Practice, Quizzes],
})
export class AssessmentModule {}
