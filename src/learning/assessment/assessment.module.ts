import { Module } from '@nestjs/common';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { AttemptsController, EnrolmentAttemptsController } from './attempts/attempts.controller.js';
import { Attempts } from './attempts/attempts.js';
import { Examiner } from './attempts/examiner.js';
import { Reach } from './attempts/reach.js';
import { BanksController, QuizzesController } from './banks/banks.controller.js';
import { Banks } from './banks/banks.js';
import { Quizzes } from './banks/quizzes.js';
import { PracticeController } from './practice/practice.controller.js';
import { Practice } from './practice/practice.js';

@Module({
  imports: [EnrolmentModule],
  controllers: [EnrolmentAttemptsController, AttemptsController, PracticeController, BanksController, QuizzesController],
  providers: [Reach, Examiner, Attempts, Practice, Banks, Quizzes],
  exports: [Banks, Quizzes],
})
export class AssessmentModule {}
