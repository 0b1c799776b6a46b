import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { ButtonLink } from '../../ui/actions/Link';
import { Segments } from '../../ui/actions/Segments';
import { Page, PageHead } from '../../ui/page/Page';
import { DueList } from './DueList';
import { GoneList } from './GoneList';
import { HeldList } from './HeldList';
import { Requests } from './Requests';
import { retentionSearch, type RetentionSearch } from './search';
import './retention.css';

const lists = { waiting: Requests, due: DueList, held: HeldList, gone: GoneList };

/** What officers decide about how long documents are kept: what waits for two, what falls due, what is held, what is gone. */
export function RetentionScreen({ search }: { search: RetentionSearch }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { show = 'waiting' } = retentionSearch({ ...search });
  const List = lists[show];
  return (
    <Page title={t`Retention`}>
      <PageHead title={t`Retention`} action={<ButtonLink to="/retention/schedule" icon="clock">{t`The schedule`}</ButtonLink>}>
        <Trans>How long the documents of your party are kept, what keeps them longer, and what is gone.</Trans>
      </PageHead>
      <div className="retention-views">
        <Segments
          label={t`What to show`} value={show} onChange={(view) => void navigate({ to: '/retention', search: retentionSearch({ show: view }), replace: true })}
          choices={[{ value: 'waiting', label: t`For two persons` }, { value: 'due', label: t`Falls due` }, { value: 'held', label: t`Held` }, { value: 'gone', label: t`Disposed of` }]}
        />
      </div>
      <List />
    </Page>
  );
}
