import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { CourseLength, CourseLevel, CourseRow, EnrolmentState, LessonKind } from '../../../api/learning';
import type { StatusLook } from '../../../ui/state/Status';

export const looks: Record<EnrolmentState, StatusLook> = {
  nominated: 'not-yet', approved: 'attention', offered: 'attention', active: 'good', completed: 'good', failed: 'bad', expired: 'bad', removed: 'bad', refused: 'bad', waitlisted: 'not-yet', lapsed: 'bad', withdrawn: 'not-yet',
};

/** The words of this room: codes of the server in the language of the interface. */
export function useWords() {
  const { t } = useLingui();
  const states: Record<EnrolmentState, string> = {
    nominated: t`Waits for your focal point`, approved: t`Waits for the centre`, offered: t`Place offered`, active: t`Under way`, completed: t`Completed`, failed: t`Not passed`, expired: t`Expired`, removed: t`Removed`, refused: t`Refused`,
    waitlisted: t`On the waiting list`, lapsed: t`Place lapsed`, withdrawn: t`Withdrawn`,
  };
  const levels: Record<CourseLevel, string> = { introduction: t`Introduction`, level_1: t`Level 1`, level_2: t`Level 2`, level_3: t`Level 3`, trainer: t`For trainers` };
  const lengths: Record<CourseLength, string> = { hour: t`Up to an hour`, day: t`Up to a day`, longer: t`Longer` };
  const modes: Record<CourseRow['mode'], string> = { self_paced: t`At your own pace`, led: t`With a trainer`, blended: t`Partly with a trainer` };
  const kinds: Record<LessonKind, string> = { reading: t`Reading`, quiz: t`Test`, exercise: t`Exercise`, package: t`Package`, class: t`Class`, material: t`Material` };
  const courseStates: Record<CourseRow['state'], string> = { draft: t`Draft`, published: t`Published`, retired: t`Retired` };
  return { states, levels, lengths, modes, kinds, courseStates };
}

/** "45 min", "13 h", "1 h 30 min". */
export function useLength(): (minutes: number) => string {
  const { t } = useLingui();
  return (all) => {
    const [hours, minutes] = [Math.floor(all / 60), all % 60];
    if (hours === 0) return t`${minutes} min`;
    return minutes === 0 ? t`${hours} h` : t`${hours} h ${minutes} min`;
  };
}

/** "Certificate, valid 36 months" */
export function useCertificateWords(): (months: number | null) => string {
  const { t } = useLingui();
  return (months) => (months === null ? '' : months % 12 === 0 ? t`Certificate for ${plural(months / 12, { one: '# year', other: '# years' })}` : t`Certificate for ${plural(months, { one: '# month', other: '# months' })}`);
}
