import { useLingui } from '@lingui/react/macro';

/** By the reader's own clock. */
export function useGreeting(name: string, hour = new Date().getHours()): string {
  const { t } = useLingui();
  if (hour < 5 || hour >= 18) return t`Good evening, ${name}`;
  return hour < 12 ? t`Good morning, ${name}` : t`Good afternoon, ${name}`;
}
