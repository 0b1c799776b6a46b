import type { QuestionType } from '../../../../api/banks';
import { choice, choices } from './choice';
import { decision } from './decision';
import { essay, practical } from './judged';
import type { Kind } from './kind';
import { matching } from './matching';
import { mrz } from './mrz';
import { numeric } from './numeric';
import { ordering } from './ordering';
import { compare, hotspot } from './picture';
import { shortText } from './short-text';

/** Every type of question that can be written here, in the order it is offered. */
export const kinds: readonly Kind[] = [choice, choices, matching, ordering, numeric, shortText, hotspot, compare, mrz, decision, essay, practical];

export const kindOf = (type: QuestionType): Kind | undefined => kinds.find((kind) => kind.type === type);
