export { RequestsScreen } from './RequestsScreen';
export { texts } from './texts';
