export { CentreScreen } from './CentreScreen';
export { CohortScreen } from './CohortScreen';
export { CourseCohortsScreen } from './CourseCohortsScreen';
export { texts } from './texts';
