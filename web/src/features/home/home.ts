export { HomeScreen } from './HomeScreen';
export { texts } from './texts';
