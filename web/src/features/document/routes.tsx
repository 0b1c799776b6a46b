export { DocumentScreen } from './DocumentScreen';
export { EditScreen } from './EditScreen';
export { texts } from './texts';
