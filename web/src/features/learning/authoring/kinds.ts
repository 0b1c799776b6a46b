import { useLingui } from '@lingui/react/macro';
import type { LessonKind } from '../../../api/learning';

export function useKinds(): Record<LessonKind, string> {
  const { t } = useLingui();
  return { reading: t`Reading`, quiz: t`Test`, exercise: t`Exercise`, package: t`Package`, class: t`Class`, material: t`Material` };
}
