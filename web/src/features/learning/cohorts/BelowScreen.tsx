import { useParams } from '@tanstack/react-router';
import { ClassScreen } from './ClassScreen';
import { CourseCohortsScreen } from './CourseCohortsScreen';
import { CentreReport } from './reports/CentreReport';
import { CourseReport } from './reports/CourseReport';
import { PartyReport } from './reports/PartyReport';
import { SupplyScreen } from './reports/SupplyScreen';

/**
 * What lies below a cohort: one of its classes; below the word `of` the cohorts of a course, below `course` its figures, and below `reports` the
 * others. One route for all of them, as each weighs on the first page.
 */
export function BelowScreen() {
  const { id, part = '' } = useParams({ strict: false });
  if (id === 'of') return <CourseCohortsScreen course={part} />;
  if (id === 'course') return <CourseReport course={part} />;
  if (id !== 'reports') return <ClassScreen key={part} id={part} />;
  if (part === 'party') return <PartyReport />;
  return part === 'centre' ? <CentreReport /> : <SupplyScreen />;
}
