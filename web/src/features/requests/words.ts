import { useLingui } from '@lingui/react/macro';
import type { ReleaseRequest } from '../../api/model';
import type { StatusLook } from '../../ui/state/Status';

export function useStateWords(): Record<ReleaseRequest['state'], string> {
  const { t } = useLingui();
  return { open: t`Open`, asked: t`Waits for an answer`, granted: t`Granted`, declined: t`Declined`, ended: t`Ended` };
}

export const looks: Record<ReleaseRequest['state'], StatusLook> = { open: 'attention', asked: 'attention', granted: 'good', declined: 'bad', ended: 'not-yet' };
