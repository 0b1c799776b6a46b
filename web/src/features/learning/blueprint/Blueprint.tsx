import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { bankQuery, banksQuery, blueprintQuery } from '../../../api/banks';
import { asProblem, hasStatus } from '../../../api/problem';
import { Link } from '../../../ui/actions/Link';
import { Chapter } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import { BlueprintForm } from './BlueprintForm';
import { draftOf, usual } from './drafts';
import { QuizFares } from './QuizFares';
import './blueprint.css';

/** How the examination of a lesson is put together, tried out, and fares. */
export function Blueprint({ course, lesson, writes }: { course: string; lesson: string; writes: boolean }) {
  const { t } = useLingui();
  const banks = useQuery(banksQuery);
  const own = banks.data?.find(({ courseId }) => courseId === course);
  const bank = useQuery({ ...bankQuery(own?.id ?? ''), enabled: own !== undefined });
  const kept = useQuery(blueprintQuery(lesson));
  const isNew = hasStatus(kept.error, 404);
  const failed = banks.error ?? bank.error ?? (isNew ? null : kept.error);
  if (failed) return <Failure problem={asProblem(failed)} onRetry={() => { void banks.refetch(); void kept.refetch(); }} />;
  if (!banks.data || (own && !bank.data) || (!kept.data && !isNew)) return <Skeleton rows={4} />;
  return (
    <>
      <Chapter id="blueprint" title={t`Blueprint of the examination`}>
        {!own && <Note look="warning" title={t`The course has no bank of questions yet.`}><Link to="/learning/banks/{-$id}"><Trans>Open one first; its questions are what the sections draw from.</Trans></Link></Note>}
        {own && <p className="small"><Link to="/learning/banks/{-$id}" params={{ id: own.id }}>{t`To the question bank`}</Link></p>}
        <BlueprintForm lesson={lesson} kept={kept.data ? draftOf(kept.data) : null} begun={kept.data ? draftOf(kept.data) : usual} bank={bank.data ?? null} writes={writes} />
      </Chapter>
      {kept.data && <Chapter id="fares" title={t`How the examination fares`}><QuizFares lesson={lesson} /></Chapter>}
    </>
  );
}
