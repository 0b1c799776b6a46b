export { AccountScreen } from './AccountScreen';
export { texts } from './texts';
