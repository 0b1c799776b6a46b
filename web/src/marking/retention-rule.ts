import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Action, After, AppliedRule } from '../api/retention';
import { kinds, useLabel } from '../i18n/vocabulary';

/** Rules of the retention schedule in words: 'Alert, TLP:AMBER', '5 years after release', 'disposed of'. */
export function useRuleWords() {
  const { t } = useLingui();
  const label = useLabel();
  const after: Record<After, string> = { released: t`after its release`, recalled: t`after its recall`, expired: t`after it expired`, changed: t`after its last change, as a draft` };
  const actions: Record<Action, string> = { review: t`looked at again`, dispose: t`disposed of` };
  const what = ({ kind, tlp }: Pick<AppliedRule, 'kind' | 'tlp'>) => {
    const [named, marked] = [kind ? label(kinds, kind) : t`Any kind`, tlp ? `TLP:${tlp.toUpperCase()}` : t`any marking`];
    return t`${named}, ${marked}`;
  };
  const time = (months: number) => (months % 12 === 0 ? plural(months / 12, { one: '# year', other: '# years' }) : plural(months, { one: '# month', other: '# months' }));
  return {
    after, actions, what, time,
    /** 'Alert, TLP:AMBER: 5 years after its release, by the schedule of the forum' */
    sentence: (rule: AppliedRule) => {
      const [subject, long, since] = [what(rule), time(rule.months), after[rule.after]];
      return rule.forumWide ? t`${subject}: ${long} ${since}, by the schedule of the forum` : t`${subject}: ${long} ${since}, by the originator’s own schedule`;
    },
  };
}
