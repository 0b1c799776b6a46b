import { useLingui } from '@lingui/react/macro';
import type { AttemptState } from '../../../api/examinations';
import { useFormats } from '../../../i18n/useFormats';
import type { StatusLook } from '../../../ui/state/Status';

/** What came of an attempt, as a state and in words. */
export function useOutcome() {
  const { t } = useLingui();
  const { number } = useFormats();
  return ({ state, score, passed }: { state: AttemptState; score: number | null; passed: boolean | null }): { look: StatusLook; said: string } => {
    const percent = score === null ? '' : number(Math.round(score * 1000) / 10);
    if (state === 'in_progress') return { look: 'attention', said: t`Running` };
    if (state === 'awaiting_assessor') return { look: 'attention', said: t`Handed in; an assessor marks it` };
    if (state === 'expired') return { look: 'bad', said: t`Time ran out, nothing was answered` };
    if (state === 'voided') return { look: 'not-yet', said: t`Annulled` };
    if (passed) return { look: 'good', said: percent ? t`Passed with ${percent} %` : t`Passed` };
    return { look: 'bad', said: percent ? t`Not passed, ${percent} %` : t`Not passed` };
  };
}
