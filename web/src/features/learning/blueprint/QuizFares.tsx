import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { quizFiguresQuery } from '../../../api/banks';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Pairs } from '../../../ui/data/Pairs';
import { Table } from '../../../ui/data/Table';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';

/** How an examination fares as a whole, and section by section. */
export function QuizFares({ lesson }: { lesson: string }) {
  const { t } = useLingui();
  const { number } = useFormats();
  const { data, error, refetch } = useQuery(quizFiguresQuery(lesson));
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={2} />;
  if (data.attempts === null) return <p className="muted"><Trans>Figures appear once five people were marked on it. Fewer would tell of persons.</Trans></p>;
  const share = (value: number | null) => (value === null ? '–' : `${number(Math.round(value * 100))} %`);
  return (
    <div className="stack">
      <Pairs pairs={[[t`Attempts marked`, number(data.attempts)], [t`Passed`, share(data.passed)], [t`Score on average`, share(data.score)]]} />
      <Table
        label={t`Sections`} rows={data.sections.map((section, at) => ({ ...section, at }))} rowKey={({ at }) => String(at)} cards
        columns={[
          { key: 'title', head: t`Section`, names: true, cell: ({ title }) => <bdi dir="auto">{title}</bdi> },
          { key: 'reached', head: t`Points reached`, number: true, headOnCard: true, cell: ({ reached }) => share(reached) },
          { key: 'failed', head: t`Failed it`, number: true, headOnCard: true, cell: ({ failed }) => share(failed) },
        ]}
      />
      <p className="small muted"><Trans>A section that many fail asks for more than its lessons teach, or holds questions worth a look in the bank.</Trans></p>
    </div>
  );
}
