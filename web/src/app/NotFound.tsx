import { useLingui } from '@lingui/react/macro';
import { ButtonLink } from '../ui/actions/Link';
import { Page } from '../ui/page/Page';
import { Failure } from '../ui/state/Failure';

export function NotFound() {
  const { t } = useLingui();
  return <Page title={t`Nothing here`}><Failure whole problem={{ status: 404 }} actions={<ButtonLink to="/documents">{t`To the library`}</ButtonLink>} /></Page>;
}
