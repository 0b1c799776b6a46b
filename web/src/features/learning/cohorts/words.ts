import { useLingui } from '@lingui/react/macro';
import type { Cohort, CohortState } from '../../../api/cohorts';
import { useFormats } from '../../../i18n/useFormats';
import type { StatusLook } from '../../../ui/state/Status';

export const looks: Record<CohortState, StatusLook> = { planned: 'not-yet', open: 'good', closed: 'attention', running: 'good', finished: 'not-yet', cancelled: 'bad' };

export function useStates(): Record<CohortState, string> {
  const { t } = useLingui();
  return { planned: t`Planned`, open: t`Takes nominations`, closed: t`Nominations closed`, running: t`Under way`, finished: t`Finished`, cancelled: t`Cancelled` };
}

export function useSeatStates(): Record<string, string> {
  const { t } = useLingui();
  return {
    nominated: t`Nominated`, waitlisted: t`On the waiting list`, offered: t`Place offered`, active: t`Takes part`, completed: t`Completed`, failed: t`Not passed`, expired: t`Time is over`,
    removed: t`Taken out`, refused: t`Refused`, lapsed: t`Offer lapsed`, withdrawn: t`Withdrawn`, approved: t`Waits for the centre`,
  };
}

/** "1 March 2027 – 5 March 2027 · Semarang" as far as both are known. */
export function useWhen(): (cohort: Pick<Cohort, 'startsOn' | 'endsOn' | 'place'>) => string {
  const { date } = useFormats();
  return ({ startsOn, endsOn, place }) => [startsOn === endsOn ? date(startsOn) : `${date(startsOn)} – ${date(endsOn)}`, place].filter(Boolean).join(' · ');
}
