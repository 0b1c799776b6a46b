import { useLingui } from '@lingui/react/macro';
import { useMayEver } from '../../../../api/session';
import { Link } from '../../../../ui/actions/Link';
import '../cohorts.css';

/** The reports one may read. */
export function ReportTabs({ here }: { here: 'party' | 'centre' | 'supply' }) {
  const { t } = useLingui();
  const decides = useMayEver('approve:enrolment');
  const runs = useMayEver('allot:cohort');
  const link = (part: typeof here, label: string) => <li><Link to="/cohorts/$id/$part" params={{ id: 'reports', part }} aria-current={here === part ? 'page' : undefined}>{label}</Link></li>;
  return (
    <nav className="report-tabs" aria-label={t`Reports`}>
      <ul>{decides && link('party', t`Our people`)}{runs && link('centre', t`Our centre`)}{link('supply', t`Needs and supply`)}</ul>
    </nav>
  );
}
