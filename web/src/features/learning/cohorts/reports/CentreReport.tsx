import { Trans, useLingui } from '@lingui/react/macro';
import { Chapter, Page, PageHead } from '../../../../ui/page/Page';
import { ReportTabs } from './ReportTabs';
import { ReportTable } from './ReportTable';

/** What one's own centre held in a year, and whom it trained. */
export function CentreReport() {
  const { t } = useLingui();
  return (
    <Page title={t`Report of our centre`}>
      <PageHead title={t`Report of our centre`}><Trans>Cohorts that ended within a year, and those to come. Of other parties only numbers of five or more are told.</Trans></PageHead>
      <ReportTabs here="centre" />
      <Chapter id="held" title={t`Cohorts and days held`}><ReportTable label={t`Cohorts and days held`} path="/training-reports/centre" columns={['title', 'place', 'starts', 'state', 'days', 'hours', 'participants', 'completed']} none={t`No cohort yet.`} /></Chapter>
      <Chapter id="parties" title={t`Participants by party`}><ReportTable label={t`Participants by party`} path="/training-reports/centre/parties" columns={['party', 'participants', 'completed', 'hours']} none={t`No party with five participants or more.`} /></Chapter>
    </Page>
  );
}
