export { ImportScreen } from './ImportScreen';
export { PeopleScreen } from './PeopleScreen';
export { ResetsScreen } from './ResetsScreen';
export { ReviewScreen } from './ReviewScreen';
export { texts } from './texts';
