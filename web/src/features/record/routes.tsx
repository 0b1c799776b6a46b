export { HistoryScreen } from './HistoryScreen';
export { ReadingsScreen } from './ReadingsScreen';
export { texts } from './texts';
