export { DraftsScreen } from './DraftsScreen';
export { texts } from './texts';
