/** Questions: what is shown, what is right, and what an answer is worth. Pure; knows no course, no person and no database. */
export type { Answer } from './answer.js';
export { readAnswer } from './answers.js';
export type { Area } from './areas.js';
export { keyOf, putQuestion } from './put-question.js';
export { type Criterion, type Picture, type PutQuestion, type QuestionBody, type QuestionKey, type QuestionType, questionTypes } from './question.js';
export { languageCode } from './read-translations.js';
export { type CriterionPoints, markByRubric } from './rubric.js';
export { type AreasOf, isJudged, isOfPictures, type Question, readBank, readQuestion } from './read-question.js';
export { type Feedback, score } from './score.js';
export { saidIn, wordsOf } from './stem.js';
export { keySpokenIn, spokenIn } from './translation.js';
