export { CentreScreen } from './CentreScreen';
export { BelowScreen } from './BelowScreen';
export { CohortScreen } from './CohortScreen';
export { texts } from './texts';
