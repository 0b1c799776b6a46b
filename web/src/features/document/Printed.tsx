import { Trans } from '@lingui/react/macro';
import type { DocumentView } from '../../api/model';
import { useSession } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';

/** On paper only: whose print it is and of when. Where printing is not granted, the paper says that and nothing else. */
export function Printed({ document: { symbol, allows } }: { document: DocumentView }) {
  const { date } = useFormats();
  const { user, party } = useSession();
  const now = date(new Date().toISOString(), 'moment');
  if (!allows.includes('print')) return <p className="paper-only"><Trans>The marking of <bdi>{symbol}</bdi> does not let it be printed.</Trans></p>;
  return <p className="paper-only small"><bdi>{symbol}</bdi>. <Trans>Printed by <bdi>{user.name}</bdi> for <bdi>{party.name}</bdi>, {now}.</Trans></p>;
}
