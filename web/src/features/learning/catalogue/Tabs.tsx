import { useLingui } from '@lingui/react/macro';
import { useMayEver } from '../../../api/session';
import { Link } from '../../../ui/actions/Link';

/** The pages of the room. */
export function Tabs({ here }: { here: 'courses' | 'mine' | 'nominees' | 'cohorts' | 'certificates' }) {
  const { t } = useLingui();
  const decides = useMayEver('approve:enrolment');
  const asks = useMayEver('read:bank');
  const runs = useMayEver('allot:cohort');
  return (
    <nav className="learning-tabs" aria-label={t`Learning`}>
      <ul>
        <li><Link to="/learning" activeOptions={{ exact: true, includeSearch: false }} aria-current={here === 'courses' ? 'page' : undefined}>{t`Courses`}</Link></li>
        <li><Link to="/learning/mine" aria-current={here === 'mine' ? 'page' : undefined}>{t`My courses`}</Link></li>
        <li><Link to="/learning/mrz">{t`Practise on the zone`}</Link></li>
        {decides && <li><Link to="/learning/nominees" aria-current={here === 'nominees' ? 'page' : undefined}>{t`Nominees of your party`}</Link></li>}
        {asks && <li><Link to="/learning/banks/{-$id}">{t`Question banks`}</Link></li>}
        {runs && <li><Link to="/cohorts" aria-current={here === 'cohorts' ? 'page' : undefined}>{t`Cohorts of our centre`}</Link></li>}
        <li><Link to="/cohorts/$id/$part" params={{ id: 'reports', part: decides ? 'party' : runs ? 'centre' : 'supply' }}>{t`Reports`}</Link></li>
        <li><Link to="/certificates" aria-current={here === 'certificates' ? 'page' : undefined}>{t`Certificates`}</Link></li>
      </ul>
    </nav>
  );
}
