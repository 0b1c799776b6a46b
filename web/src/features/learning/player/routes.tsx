import { texts as blockTexts } from '../blocks/texts';
import { together } from '../texts-of';
import { texts as own } from './texts';

export { PlayerScreen } from './PlayerScreen';
export const texts = together(own, blockTexts);
