export { RetentionScreen } from './RetentionScreen';
export { ScheduleScreen } from './ScheduleScreen';
export { texts } from './texts';
