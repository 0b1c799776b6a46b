import { useLingui } from '@lingui/react/macro';
import type { Light } from '../../../api/bench';

export function useLightWords(): Record<Light, string> {
  const { t } = useLingui();
  return { white: t`White`, uv: t`UV 365 nm`, ir: t`Infrared`, transmitted: t`Against the light`, tilt: t`Tilted`, loupe: t`Through the loupe` };
}
