import { useLingui } from '@lingui/react/macro';
import { Link } from '../ui/actions/Link';

/** Where one can go; the place one is in, or in a part of, is marked. */
export function Places() {
  const { t } = useLingui();
  return (
    <ul>
      <li><Link to="/" activeOptions={{ exact: true }}>{t`Home`}</Link></li>
      <li><Link to="/documents" activeOptions={{ includeSearch: false }}>{t`Library`}</Link></li>
      <li><Link to="/drafts">{t`My documents`}</Link></li>
      <li><Link to="/learning" activeOptions={{ includeSearch: false }}>{t`Learning`}</Link></li>
      <li><Link to="/requests" activeOptions={{ includeSearch: false }}>{t`Requests`}</Link></li>
      <li><Link to="/focal-points" activeOptions={{ includeSearch: false }}>{t`Focal points`}</Link></li>
      <li><Link to="/members">{t`Members`}</Link></li>
    </ul>
  );
}
