export { AttemptScreen } from './AttemptScreen';
export { ExamLesson } from './ExamLesson';
export { QuestionBlock } from './questions/QuestionBlock';
export { texts } from './texts';
