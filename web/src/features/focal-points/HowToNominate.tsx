import { Trans, useLingui } from '@lingui/react/macro';
import { useMayEver } from '../../api/session';
import { ButtonLink } from '../../ui/actions/Link';
import { Chapter } from '../../ui/page/Page';

/** The way from a letter to the directory, for parties that have nobody in it yet. */
export function HowToNominate() {
  const { t } = useLingui();
  const nominates = useMayEver('nominate:nomination');
  return (
    <Chapter id="how-to-nominate" title={t`How a member nominates`}>
      <ol className="fp-how">
        <li><Trans>Its authority writes a letter that names the person, the subject and the rank.</Trans></li>
        <li><Trans>A focal point of the member sends the letter here. Where there is none yet, the secretariat enters it on the member’s behalf.</Trans></li>
        <li><Trans>One secretariat officer verifies the sender; another one approves. Neither may have entered it.</Trans></li>
        <li><Trans>The nominee gets an invitation, makes a passkey, accepts the terms, and appears in this directory.</Trans></li>
      </ol>
      {nominates && <ButtonLink to="/nominations/new" icon="plus">{t`Nominate a focal point`}</ButtonLink>}
    </Chapter>
  );
}
