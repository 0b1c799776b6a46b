export { KeptHere } from './KeptHere';
export { SaveCourse } from './SaveCourse';
export { SavedHere } from './SavedHere';
export { SignOut } from './SignOut';
export { texts } from './texts';
export { WaitsHere } from './WaitsHere';
