import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client';
import { useSession } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';
import { Icon } from '../../ui/icon/Icon';
import { Banner } from '../../ui/state/Banner';

interface State {
  scans: boolean;
  answers: boolean | null;
  signaturesAt: string | null;
  stale: boolean;
  waiting: number | null;
}

/** How files are inspected here, where somebody has to know: everybody where nothing is scanned, whoever runs the portal when scanning ails. */
export function InspectionBar() {
  const { date } = useFormats();
  const { party, roles } = useSession();
  const { data } = useQuery({ queryKey: ['inspection'], queryFn: ({ signal }) => call<State>('/inspection', { signal }), staleTime: 5 * 60_000, retry: false });
  if (!data) return null;
  if (!data.scans) return <Banner look="warning"><Icon name="alert" small /><span><Trans>Files are not checked for malware here: no scanner is set up.</Trans></span></Banner>;
  const runs = party.code === 'SECRETARIAT' && roles.some((role) => role === 'administrator' || role === 'secretariat_officer');
  if (!runs) return null;
  const { signaturesAt, waiting } = data;
  if (data.answers === false) return <Banner look="warning"><Icon name="alert" small /><span><Trans>The malware scanner does not answer. New files wait in quarantine ({waiting ?? 0}); they are inspected by themselves when it is back.</Trans></span></Banner>;
  if (data.stale && signaturesAt) return <Banner look="warning"><Icon name="alert" small /><span><Trans>The malware scanner’s signatures are of {date(signaturesAt)}. Have whoever runs the server renew them.</Trans></span></Banner>;
  return null;
}
