import { useLingui } from '@lingui/react/macro';
import type { Fault } from './check';

/** Why a copy is not opened. */
export function useFaults(): Record<Fault, { short: string; long: string }> {
  const { t } = useLingui();
  return {
    altered: { short: t`The copy was altered`, long: t`This copy was altered on the device, so it is not opened. Save the course again.` },
    expired: { short: t`The copy has ended`, long: t`This copy has ended, so it is not opened any more. Save the course again.` },
    clock: { short: t`The clock is wrong`, long: t`The clock of this device stands in the past, so the copy is not opened. Set it right.` },
  };
}
