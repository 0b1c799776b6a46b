import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Rehearsal } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';

/** What the button says it will do: the number stands on it. */
export function useReleaseWords(): (rehearsal: Rehearsal, embargo: string | undefined) => string {
  const { t } = useLingui();
  const { date } = useFormats();
  return ({ people, parties }, embargo) => {
    const persons = plural(people, { one: '# person', other: '# people' });
    const where = plural(parties.length, { one: '# party', other: '# parties' });
    if (!embargo) return t`Release to ${persons} in ${where}`;
    const day = date(embargo.slice(0, 10));
    return t`Release on ${day} to ${persons} in ${where}`;
  };
}
