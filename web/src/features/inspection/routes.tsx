export { InspectionBar } from './InspectionBar';
export { texts } from './texts';
