import { useLingui } from '@lingui/react/macro';

export function useStepNames(): string[] {
  const { t } = useLingui();
  return [t`Files`, t`Description`, t`Marking`, t`Check and release`];
}
