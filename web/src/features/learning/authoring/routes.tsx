import { texts as blockTexts } from '../blocks/texts';
import { together } from '../texts-of';
import { texts as own } from './texts';

export { AuthorScreen } from './AuthorScreen';
export { TextScreen } from './TextScreen';
export const texts = together(own, blockTexts);
