import { useParams } from '@tanstack/react-router';
import { ClassScreen } from './ClassScreen';
import { CourseCohortsScreen } from './CourseCohortsScreen';

/** What lies below a cohort: one of its classes; and below the word `of` the cohorts of a course. One route for both, as each weighs on the first page. */
export function BelowScreen() {
  const { id, part = '' } = useParams({ strict: false });
  return id === 'of' ? <CourseCohortsScreen course={part} /> : <ClassScreen key={part} id={part} />;
}
