export { HistoryScreen } from './HistoryScreen';
export { ReadingsScreen } from './ReadingsScreen';
export { WatermarkScreen } from './WatermarkScreen';
export { texts } from './texts';
