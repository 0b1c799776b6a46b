/**
 * Where officials learn and are examined: courses with their marking, versions and lessons, who takes them and how far they are. The files
 * that go with a course are documents, to which it points; what follows from a nomination by mail is for notifications.
 */
export { Course } from './catalogue/course.entity.js';
export { CourseSeal } from './catalogue/course-seal.js';
export { coursePolicy } from './catalogue/course.policy.js';
export { CourseVersion } from './catalogue/course-version.entity.js';
export { CoursePart, Lesson, LessonText } from './catalogue/lesson.entity.js';
export { Enrolment } from './enrolment/enrolment.entity.js';
export { enrolmentPolicy } from './enrolment/enrolment.policy.js';
export { LessonProgress } from './enrolment/lesson-progress.entity.js';
export { Certificate } from './certificates/certificate.entity.js';
export { Cohort } from './cohorts/cohort.entity.js';
export { CohortClass } from './classes/class.entity.js';
export { classPolicy } from './classes/class.policy.js';
export { cohortPolicy } from './cohorts/cohort.policy.js';
export { certificatePolicy } from './certificates/certificate.policy.js';
export { Attempt } from './assessment/attempts/attempt.entity.js';
export { attemptPolicy } from './assessment/attempts/attempt.policy.js';
export { Quiz } from './assessment/attempts/quiz.entity.js';
export { Bank } from './assessment/banks/bank.entity.js';
export { bankPolicy } from './assessment/banks/bank.policy.js';
export { Attempts } from './assessment/attempts/attempts.js';
export { keyOf, type QuestionBody, type QuestionKey } from './assessment/questions/index.js';
export { CourseEntry, courseCommand, readCourse, specimensKnown } from './course-files/index.js';
export { Enrolments } from './enrolment/enrolments.js';
export { Study } from './enrolment/study.js';
export { TrainingActivity } from './supply/activity.entity.js';
export { TrainingNeed } from './supply/need.entity.js';
export { activityPolicy, needPolicy } from './supply/supply.policy.js';
export { LearningModule } from './learning.module.js';
export { Material } from './materials/material.entity.js';
export { materialPolicy } from './materials/material.policy.js';
export { ContentSite } from './packages/content-site.js';
export { CoursePackage } from './packages/package.entity.js';
export { packagePolicy } from './packages/package.policy.js';
