import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useFormats } from '../../i18n/useFormats';
import { ButtonLink } from '../../ui/actions/Link';
import { Duty } from './Duties';
import { useOtherDuties } from './other-duties';

/** What an office brings along, then the duty to oneself: one passkey alone is lost with its device. `children` where there is none of them. */
export function OtherDuties({ children }: { children?: ReactNode }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const { nominations, questions, arrivals, unconfirmed, confirmBy, resets, seconds, rules, alone, count, pending } = useOtherDuties();
  if (count === 0) return pending ? null : children;
  return (
    <ul className="todo">
      {nominations > 0 && (
        <Duty icon="shield" urgent title={t`Look at nominations`} deed={<ButtonLink to="/nominations" size="small">{t`Decide`}</ButtonLink>}>
          {plural(nominations, { one: '# waits for your check or approval.', other: '# wait for your check or approval.' })}
        </Duty>
      )}
      {questions > 0 && (
        <Duty icon="mail" urgent title={t`Answer about a nomination`} deed={<ButtonLink to="/nominations" size="small">{t`Answer`}</ButtonLink>}>
          <Trans>The secretariat has a question.</Trans>
        </Duty>
      )}
      {arrivals > 0 && (
        <Duty icon="users" urgent title={t`Admit new people`} deed={<ButtonLink to="/people" search={{ state: 'pending' }} size="small">{t`Look`}</ButtonLink>}>
          {plural(arrivals, { one: '# person signed in with your organisation’s account and waits.', other: '# people signed in with your organisation’s account and wait.' })}
        </Duty>
      )}
      {unconfirmed > 0 && (
        <Duty icon="users" title={t`Confirm your people`} deed={<ButtonLink to="/people/review" size="small">{t`Review`}</ButtonLink>}>
          {plural(unconfirmed, { one: '# person is not confirmed yet.', other: '# people are not confirmed yet.' })} <Trans>Whoever is not by {date(confirmBy)} is suspended.</Trans>
        </Duty>
      )}
      {resets > 0 && (
        <Duty icon="lock" urgent title={t`Decide on resets`} deed={<ButtonLink to="/resets" size="small">{t`Decide`}</ButtonLink>}>
          {plural(resets, { one: '# person lost what they sign in with.', other: '# people lost what they sign in with.' })}
        </Duty>
      )}
      {seconds + rules > 0 && (
        <Duty icon="archive" urgent title={t`Decide as the second person`} deed={<ButtonLink to={seconds > 0 ? '/retention' : '/retention/schedule'} size="small">{t`Decide`}</ButtonLink>}>
          {plural(seconds + rules, { one: '# decision on retention waits.', other: '# decisions on retention wait.' })}
        </Duty>
      )}
      {alone && (
        <Duty icon="shield" title={t`Make a second passkey`} deed={<ButtonLink to="/account" size="small">{t`To your account`}</ButtonLink>}>
          <Trans>If your only one is lost, a recovery code or two officers must let you in.</Trans>
        </Duty>
      )}
    </ul>
  );
}

/** How many things wait in all; `others` are those of the first list. */
export function Count({ others }: { others: number }) {
  const count = others + useOtherDuties().count;
  return count > 0 && plural(count, { one: '# item', other: '# items' });
}
