import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { assessedPages } from '../../../api/examinations';
import { useFormats } from '../../../i18n/useFormats';
import { ButtonLink } from '../../../ui/actions/Link';
import { Code } from '../../../ui/data/Code';
import { ShowMore } from '../../../ui/data/ShowMore';
import { Table } from '../../../ui/data/Table';
import { Section } from '../../../ui/page/Page';

/** What waits for one's marks, the longest waiting first. Nothing at all for whoever assesses nobody. */
export function ToMark() {
  const { t } = useLingui();
  const { date } = useFormats();
  const pages = useInfiniteQuery(assessedPages('to_mark'));
  const waiting = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  if (waiting.length === 0) return null;
  return (
    <Section id="to-mark" title={t`To mark`}>
      <Table label={t`To mark`} cards rows={waiting} rowKey={({ id }) => id} columns={[
        { key: 'trainee', head: t`Trainee`, names: true, cell: ({ trainee }) => <><bdi dir="auto">{trainee.name ?? t`Somebody who left`}</bdi> <Code>{trainee.party}</Code></> },
        { key: 'what', head: t`Examination`, cell: ({ lesson, course }) => <bdi dir="auto">{[course?.code, lesson?.title].filter(Boolean).join(' · ')}</bdi> },
        { key: 'closed', head: t`Handed in`, headOnCard: true, cell: ({ closedAt }) => (closedAt ? date(closedAt, 'moment') : '') },
        { key: 'deeds', head: t`Action`, cell: ({ id }) => <ButtonLink size="small" look="main" to="/learning/attempts/$id" params={{ id }}>{t`Mark`}</ButtonLink> },
      ]} />
      {pages.hasNextPage && <ShowMore label={t`Show more`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
    </Section>
  );
}
