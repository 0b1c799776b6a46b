import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { assessedPages } from '../../../api/examinations';
import { useFormats } from '../../../i18n/useFormats';
import { Link } from '../../../ui/actions/Link';
import { Code } from '../../../ui/data/Code';
import { ShowMore } from '../../../ui/data/ShowMore';
import { Table } from '../../../ui/data/Table';
import { Chapter } from '../../../ui/page/Page';
import { Status } from '../../../ui/state/Status';
import { useOutcome } from '../exam/words';

/** Every attempt of a cohort, for whoever teaches it. For everybody else it is not there. */
export function CohortAttempts({ cohort }: { cohort: string }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const outcome = useOutcome();
  const pages = useInfiniteQuery(assessedPages('all', cohort));
  const attempts = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  if (attempts.length === 0) return null;
  return (
    <Chapter id="attempts" title={t`Examinations`}>
      <Table label={t`Examinations`} cards rows={attempts} rowKey={({ id }) => id} columns={[
        { key: 'trainee', head: t`Trainee`, names: true, cell: ({ id, trainee }) => <><Link to="/learning/attempts/$id" params={{ id }}><bdi dir="auto">{trainee.name ?? t`Somebody who left`}</bdi></Link> <Code>{trainee.party}</Code></> },
        { key: 'what', head: t`Examination`, cell: ({ lesson, number }) => <><bdi dir="auto">{lesson?.title}</bdi> {t`Attempt ${number}`}</> },
        { key: 'begun', head: t`Begun`, headOnCard: true, cell: ({ startedAt }) => date(startedAt, 'moment') },
        { key: 'outcome', head: t`Result`, cell: (attempt) => { const { look, said } = outcome(attempt); return <Status look={look}>{said}</Status>; } },
      ]} />
      {pages.hasNextPage && <ShowMore label={t`Show more`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
    </Chapter>
  );
}
