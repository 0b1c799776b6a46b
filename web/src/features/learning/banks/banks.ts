import { texts as blockTexts } from '../blocks/texts';
import { together } from '../../../i18n/together';
import { texts as own } from './texts';

export { BanksScreen } from './BanksScreen';
export const texts = together(own, blockTexts);
