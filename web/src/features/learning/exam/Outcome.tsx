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
import { Marks } from './Marks';
import { Reviewed } from './Reviewed';
import { useOutcome } from './words';

/** What came of an attempt, as far as its rules tell. */
export function Outcome({ attempt }: { attempt: Attempt }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const { look, said } = useOutcome()(attempt);
  const { lesson, state, sections, passed, voidedReason, closedAt, number: count, passMark, review, marks } = attempt;
  return (
    <div className="stack-wide">
      <PageHead title={<bdi dir="auto">{lesson.title}</bdi>}>{closedAt ? t`Attempt ${count}, closed on ${date(closedAt, 'moment')}` : ''}</PageHead>
      <div className="stack">
        <p className="big"><Status look={look}>{said}</Status></p>
        {state === 'awaiting_assessor' && <p><Trans>You get a letter when the result is there. Until then nothing can be changed.</Trans></p>}
        {state === 'graded' && !passed && <p>{t`It takes ${passMark} %, and no failed section.`}</p>}
        {voidedReason && <Note title={t`Annulled, and the try given back:`}><bdi dir="auto">{voidedReason}</bdi></Note>}
      </div>
      <Marks marks={marks} />
      <Sections sections={sections} />
      {review === 'after_close' && state === 'graded' && <Review id={attempt.id} />}
      <ButtonLink to="/learning/study/$id" params={{ id: attempt.enrolmentId }} search={{ lesson: lesson.code }}>{t`Back to the course`}</ButtonLink>
    </div>
  );
}

export function Sections({ sections }: Pick<Attempt, 'sections'>) {
  const { t } = useLingui();
  const { number } = useFormats();
  if (!sections) return null;
  return (
    <Section id="sections" title={t`By section`}>
      <Table label={t`By section`} rows={sections} rowKey={({ title }) => title} columns={[
        { key: 'title', head: t`Section`, names: true, cell: ({ title }) => <bdi dir="auto">{title}</bdi> },
        { key: 'points', head: t`Points`, number: true, cell: ({ points, max }) => <bdi>{`${number(points)} / ${number(max)}`}</bdi> },
        { key: 'failed', head: t`Result`, cell: ({ failed }) => failed ? <Status look="bad">{t`Failed: a critical question was missed, or too little reached`}</Status> : <Status look="good">{t`Held`}</Status> },
      ]} />
    </Section>
  );
}

/** @param staff whoever reads somebody else's answers; what still waits for marks stands elsewhere on their page */
export function Review({ id, staff = false }: { id: string; staff?: boolean }) {
  const { t } = useLingui();
  const review = useQuery(reviewQuery(id));
  return (
    <Section id="review" title={staff ? t`Answers` : t`Your answers`}>
      {review.isPending && <Skeleton />}
      {review.error && <Failure problem={asProblem(review.error)} onRetry={() => void review.refetch()} />}
      {review.data && <p className="small muted">{staff ? t`Open a question to see what was answered and what is right.` : t`Open a question to see your answer and what is right.`}</p>}
      <ol className="stack-tight">{review.data?.filter(({ question }) => !staff || (question.type !== 'essay' && question.type !== 'practical')).map((reviewed) => <li key={reviewed.n}><Reviewed reviewed={reviewed} /></li>)}</ol>
    </Section>
  );
}
