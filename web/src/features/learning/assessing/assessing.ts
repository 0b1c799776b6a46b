import { texts as exam } from '../exam/texts';
import { together } from '../../../i18n/together';
import { texts as own } from './texts';

export { CohortAttempts } from './CohortAttempts';
export { StaffAttempt } from './StaffAttempt';
export { ToMark } from './ToMark';
/** How an attempt stands is said in the words of examinations. */
export const texts = together(own, exam);
