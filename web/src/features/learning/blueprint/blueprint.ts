export { Blueprint } from './Blueprint';
export { texts } from './texts';
