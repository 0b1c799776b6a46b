import { specimens } from '../../specimens/index.js';
import type { AreasOf } from '../questions/index.js';

/** The named areas of our specimens, as far as the specimen has the light. */
export const areasOf: AreasOf = ({ specimen, light }) => {
  const found = specimens.find(({ id }) => id === specimen);
  return found?.layers.some((layer) => layer === light) ? found.areas.map((area) => ({ ...area })) : null;
};
