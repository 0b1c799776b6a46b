import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { factorsQuery } from '../../api/factors';
import { asProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { Chapter, Page, PageHead } from '../../ui/page/Page';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { Generator } from './Generator';
import { Passkeys } from './Passkeys';
import { Password } from './Password';
import { Recovery } from './Recovery';
import { Sessions } from './Sessions';
import { Tokens } from './Tokens';
import './security.css';

/** One's own account: how one signs in, where one is signed in, and what programs may do in one's name. */
export function AccountScreen() {
  const { t } = useLingui();
  const { user } = useSession();
  const { data: factors, error, refetch } = useQuery(factorsQuery);
  return (
    <Page title={t`Your account`} className="own">
      <PageHead title={t`Your account`}><bdi>{user.name}</bdi> · <bdi dir="ltr">{user.email}</bdi></PageHead>
      <Chapter id="ways" title={t`How you sign in`}>
        {error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
        {!factors && !error && <Skeleton rows={5} />}
        {factors && (
          <div className="stack-wide">
            <Passkeys factors={factors} />
            <Generator factors={factors} />
            <Password factors={factors} />
            <Recovery factors={factors} />
          </div>
        )}
      </Chapter>
      <Chapter id="places" title={t`Where you are signed in`}><Sessions /></Chapter>
      <Chapter id="programs" title={t`API tokens`}>
        <p className="muted measure own-lead"><Trans>With a token a program acts for you: for the country or organisation you act for now, and only in what you tick.</Trans></p>
        <Tokens />
      </Chapter>
    </Page>
  );
}
