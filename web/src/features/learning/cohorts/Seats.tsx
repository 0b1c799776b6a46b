import { Trans } from '@lingui/react/macro';
import type { Quota } from '../../../api/cohorts';
import { ProgressBar } from '../../../ui/state/ProgressBar';

/** How many seats a party has taken of those it may have, and how many are its own for certain. */
export function Seats({ label, quota: { used, max, reserved } }: { label: string; quota: Quota }) {
  return (
    <div className="cohort-seats">
      <ProgressBar label={label} value={used} max={max} />
      <p className="small muted numbers"><Trans>{used} of {max} taken, {reserved} reserved</Trans></p>
    </div>
  );
}
