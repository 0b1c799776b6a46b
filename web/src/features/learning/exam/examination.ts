export { AttemptScreen } from './AttemptScreen';
export { ExamLesson } from './ExamLesson';
export { Practised } from './questions/Practised';
export { QuestionBlock } from './questions/QuestionBlock';
export { texts } from './texts';
