export { AskAccess } from './AskAccess';
export { texts } from './texts';
