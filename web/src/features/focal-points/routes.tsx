export { DirectoryScreen } from './DirectoryScreen';
export { FocalPointScreen } from './FocalPointScreen';
export { NominateScreen } from './NominateScreen';
export { NominationsScreen } from './NominationsScreen';
export { texts } from './texts';
