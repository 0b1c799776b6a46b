import { useLingui } from '@lingui/react/macro';
import type { ZoneKind } from '../../../api/zone-practice';

export function useKindWords(): Record<ZoneKind, { name: string; task: string }> {
  const { t } = useLingui();
  return {
    'check-digit': { name: t`Compute a check digit`, task: t`Which check digit does this field have?` },
    split: { name: t`Split into fields`, task: t`What stands in these fields of the zone? Leave the fillers out; where a field is empty, give one.` },
    altered: { name: t`Find what was altered`, task: t`One field of the zone does not say what the page says, or its check digit does not fit. Which?` },
    write: { name: t`Write the zone`, task: t`Write the zone of this page, with every check digit and filler.` },
    plausible: { name: t`Tell what cannot be`, task: t`Every check digit of this zone is right. Is there anything in it that cannot be?` },
  };
}

/** Names of fields, of what is chosen from, and of what is asked. */
export function useFieldWords(): Record<string, string> {
  const { t } = useLingui();
  return {
    digit: t`Check digit`, state: t`State`, number: t`Document number`, nationality: t`Nationality`, birth: t`Date of birth`, sex: t`Sex`, expiry: t`Date of expiry`, name: t`Name`, code: t`Document code`,
    surname: t`Surname`, givenNames: t`Given names`, line1: t`Line 1`, line2: t`Line 2`, line3: t`Line 3`, none: t`Nothing`,
  };
}
