import { Trans, useLingui } from '@lingui/react/macro';
import { useOwnName } from '../../api/parties';
import { useMayEver } from '../../api/session';
import { Chapter, Page, PageHead } from '../../ui/page/Page';
import { LinkedAccounts } from './LinkedAccounts';
import { PasswordPolicy } from './PasswordPolicy';
import { Provider } from './Provider';

/** With what one enters, and for focal points: with what their people do. */
export function SignInSettingsScreen() {
  const { t } = useLingui();
  const ownName = useOwnName();
  const keeps = useMayEver('configure:identityprovider');
  return (
    <Page title={t`Sign-in settings`}>
      <PageHead title={t`Sign-in settings`}>{keeps ? <Trans>How the people of <bdi>{ownName}</bdi> sign in.</Trans> : <Trans>Your organisation’s account, and how you enter with it.</Trans>}</PageHead>
      <div className="measure">
        {keeps && <Chapter id="passwords" title={t`Passkeys and passwords`}><PasswordPolicy /></Chapter>}
        {keeps && <Chapter id="provider" title={t`Your organisation’s sign-in service`}><Provider /></Chapter>}
        <Chapter id="linked" title={t`Your own account`}><LinkedAccounts /></Chapter>
      </div>
    </Page>
  );
}
