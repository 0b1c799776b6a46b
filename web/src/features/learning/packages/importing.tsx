import { together } from '../../../i18n/together';
import { texts as sending } from '../../../sending/texts';
import { texts as own } from './texts';

/** For the few who bring courses in; whoever studies one fetches none of it. */
export { PackagesScreen } from './PackagesScreen';
export const texts = together(own, sending);
