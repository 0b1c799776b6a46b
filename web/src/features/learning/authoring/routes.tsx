import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';
import { texts as blockTexts } from '../blocks/texts';
import { together } from '../../../i18n/together';
import { texts as own } from './texts';

export { AuthorScreen } from './AuthorScreen';
export { TextScreen } from './TextScreen';
export const texts = together(own, blockTexts);

/** Fetched with its texts when a bank is opened; reached from here, so that the first page need not know of it. */
export const BanksScreen = later(async () => (await worded(import('../banks/banks'))).BanksScreen);
