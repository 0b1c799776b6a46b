export { MaterialsEditor } from './MaterialsEditor';
export { texts } from './texts';
