export { ZoneScreen } from './ZoneScreen';
export { texts } from './texts';
