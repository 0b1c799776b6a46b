export { ZoneBlock } from './ZoneBlock';
export { texts } from './texts';
