import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';
import { texts as blockTexts } from '../blocks/texts';
import { together } from '../../../i18n/together';
import { texts as own } from './texts';

export { PlayerScreen } from './PlayerScreen';
export const texts = together(own, blockTexts);

/** Fetched with its texts when an attempt is opened. */
export const AttemptScreen = later(async () => (await worded(import('../exam/examination'))).AttemptScreen);
