import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type Attempt, reviewQuery } from '../../../api/examinations';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { ButtonLink } from '../../../ui/actions/Link';
import { Table } from '../../../ui/data/Table';
import { PageHead, Section } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Status } from '../../../ui/state/Status';
import { Reviewed } from './Reviewed';
import { useOutcome } from './words';

/** What came of an attempt, as far as its rules tell. */
export function Outcome({ attempt }: { attempt: Attempt }) {
  const { t } = useLingui();
  const { date, number } = useFormats();
  const { look, said } = useOutcome()(attempt);
  const { lesson, state, sections, passed, voidedReason, closedAt, number: count, passMark, review } = attempt;
  return (
    <div className="stack-wide">
      <PageHead title={<bdi dir="auto">{lesson.title}</bdi>}>{closedAt ? t`Attempt ${count}, closed on ${date(closedAt, 'moment')}` : ''}</PageHead>
      <div className="stack">
        <p className="big"><Status look={look}>{said}</Status></p>
        {state === 'graded' && !passed && <p>{t`It takes ${passMark} %, and no failed section.`}</p>}
        {voidedReason && <Note title={t`Annulled, and the try given back:`}><bdi dir="auto">{voidedReason}</bdi></Note>}
      </div>
      {sections && (
        <Section id="sections" title={t`By section`}>
          <Table label={t`By section`} rows={sections} rowKey={({ title }) => title} columns={[
            { key: 'title', head: t`Section`, names: true, cell: ({ title }) => <bdi dir="auto">{title}</bdi> },
            { key: 'points', head: t`Points`, number: true, cell: ({ points, max }) => <bdi>{`${number(points)} / ${number(max)}`}</bdi> },
            { key: 'failed', head: t`Result`, cell: ({ failed }) => failed ? <Status look="bad">{t`Failed: a critical question was missed, or too little reached`}</Status> : <Status look="good">{t`Held`}</Status> },
          ]} />
        </Section>
      )}
      {review === 'after_close' && state === 'graded' && <Review id={attempt.id} />}
      <ButtonLink to="/learning/study/$id" params={{ id: attempt.enrolmentId }} search={{ lesson: lesson.code }}>{t`Back to the course`}</ButtonLink>
    </div>
  );
}

function Review({ id }: { id: string }) {
  const { t } = useLingui();
  const review = useQuery(reviewQuery(id));
  return (
    <Section id="review" title={t`Your answers`}>
      {review.isPending && <Skeleton />}
      {review.error && <Failure problem={asProblem(review.error)} onRetry={() => void review.refetch()} />}
      {review.data && <p className="small muted"><Trans>Open a question to see your answer and what is right.</Trans></p>}
      <ol className="stack-tight">{review.data?.map((reviewed) => <li key={reviewed.n}><Reviewed reviewed={reviewed} /></li>)}</ol>
    </Section>
  );
}
