export { ShareScreen } from './ShareScreen';
export { texts } from './texts';
