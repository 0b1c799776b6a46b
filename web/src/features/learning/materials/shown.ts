export { MaterialRow } from './MaterialRow';
export { Materials } from './Materials';
export { texts } from './texts';
