import { specimens } from '../../specimens/index.js';
import type { AreasOf } from '../questions/index.js';

/** The named areas of a specimen, as far as it can be seen in that light. */
export const areasOf: AreasOf = ({ specimen, light }) => specimens.find(({ id, layers }) => id === specimen && layers.some((layer) => layer === light))?.areas ?? null;
