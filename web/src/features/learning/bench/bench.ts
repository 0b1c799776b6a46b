export { Bench } from './Bench';
export { texts } from './texts';
