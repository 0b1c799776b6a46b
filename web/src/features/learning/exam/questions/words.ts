import { useLingui } from '@lingui/react/macro';
import type { Decision } from '../../../../api/examinations';

/** Lights a specimen is seen in. */
export function useLightWords(): Record<string, string> {
  const { t } = useLingui();
  return { white: t`White light`, uv: t`Ultraviolet, 365 nm`, ir: t`Infrared`, transmitted: t`Held against the light`, tilt: t`Tilted`, loupe: t`Under the loupe, ×10` };
}

export function useDecisionWords(): Record<Decision, string> {
  const { t } = useLingui();
  return { admit: t`Admit`, second_line: t`Refer to the second line`, refuse: t`Refuse` };
}

/** Parts of a machine-readable zone, and what an exercise on it asks for. */
export function useZoneWords(): Record<string, string> {
  const { t } = useLingui();
  return {
    digit: t`Check digit`, state: t`Issuing State`, number: t`Document number`, nationality: t`Nationality`, birth: t`Date of birth`, sex: t`Sex`, expiry: t`Date of expiry`, name: t`Name`,
    code: t`Document code`, field: t`Field`, none: t`Nothing is wrong`, line1: t`Line 1`, line2: t`Line 2`, line3: t`Line 3`, optional: t`Optional data`,
  };
}
