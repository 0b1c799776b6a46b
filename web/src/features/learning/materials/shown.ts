export { Materials } from './Materials';
export { texts } from './texts';
