export { KeptHere } from './KeptHere';
export { SaveCourse } from './SaveCourse';
export { SavedHere } from './SavedHere';
export { texts } from './texts';
