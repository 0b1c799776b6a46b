import { Trans, useLingui } from '@lingui/react/macro';
import { useOwnName } from '../../api/parties';
import { useMayEver } from '../../api/session';
import { ButtonLink } from '../../ui/actions/Link';
import { Chapter, Page, PageHead } from '../../ui/page/Page';
import { Drafts } from './Drafts';
import { Released } from './Released';

/** What the own party writes and has released. */
export function DraftsScreen() {
  const { t } = useLingui();
  const ownName = useOwnName();
  const contributes = useMayEver('create:document');
  return (
    <Page title={t`My documents`}>
      <PageHead title={t`My documents`} action={contributes && <ButtonLink to="/share" look="main" icon="plus">{t`Share a document`}</ButtonLink>}>
        <Trans>Of <bdi>{ownName}</bdi>. Drafts are private to your party until they are released.</Trans>
      </PageHead>
      <Drafts />
      <Chapter id="released" title={t`Released by your party`}><Released /></Chapter>
    </Page>
  );
}
