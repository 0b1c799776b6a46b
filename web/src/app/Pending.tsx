import { Skeleton } from '../ui/state/Skeleton';

/** Between two screens, when the next one takes longer than a moment. */
export function Pending() {
  return <main id="main" className="main wrap" tabIndex={-1}><Skeleton /></main>;
}
