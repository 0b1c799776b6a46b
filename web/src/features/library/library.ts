export { LibraryScreen } from './LibraryScreen';
export { texts } from './texts';
