import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { type Bank, banksQuery } from '../../../api/banks';
import { call } from '../../../api/client';
import { coursePages } from '../../../api/learning';
import { asProblem, hasStatus } from '../../../api/problem';
import { useMayEver } from '../../../api/session';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { Link } from '../../../ui/actions/Link';
import { Table } from '../../../ui/data/Table';
import { Select } from '../../../ui/fields/Select';
import { Breadcrumbs } from '../../../ui/page/Breadcrumbs';
import { Page, PageHead } from '../../../ui/page/Page';
import { EmptyState } from '../../../ui/state/EmptyState';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import './banks.css';

/** The question banks of one's own party, one for each course that has any. */
export function BankList() {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(banksQuery);
  const writes = useMayEver('write:bank');
  return (
    <Page title={t`Question banks`}>
      <Breadcrumbs links={[<Link key="learning" to="/learning" search={{ box: 'ours' }}>{t`Learning`}</Link>]} here={t`Question banks`} />
      <PageHead title={t`Question banks`} action={writes && data && <OpenBank taken={data.map(({ courseId }) => courseId)} />}><Trans>Questions of your party’s courses, with what is right. Nobody who studies sees them here.</Trans></PageHead>
      {hasStatus(error, 403) ? <Note title={t`This is for those who write courses.`}>{t`Your party’s focal point gives that role.`}</Note> : error && <Failure problem={asProblem(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={3} />}
      {data?.length === 0 && <EmptyState title={t`No bank yet`}>{t`Each course has one bank. Open it before you put its examination together.`}</EmptyState>}
      {data && data.length > 0 && (
        <Table
          label={t`Question banks`} rows={data} rowKey={({ id }) => id} cards
          columns={[
            { key: 'title', head: t`Bank`, names: true, cell: ({ id, title }) => <Link to="/learning/banks/{-$id}" params={{ id }}><bdi dir="auto">{title}</bdi></Link> },
            { key: 'course', head: t`Course`, headOnCard: true, cell: ({ courseCode }) => <bdi className="mono">{courseCode}</bdi> },
            { key: 'questions', head: t`In use`, number: true, headOnCard: true, cell: ({ questions }) => questions },
            { key: 'retired', head: t`Retired`, number: true, headOnCard: true, cell: ({ retired }) => retired },
          ]}
        />
      )}
    </Page>
  );
}

/** Opens the bank of a course that has none. */
function OpenBank({ taken }: { taken: readonly string[] }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asked, ask] = useState(false);
  const [course, setCourse] = useState('');
  const [tried, setTried] = useState(false);
  const pages = useInfiniteQuery({ ...coursePages({ box: 'ours' }), enabled: asked });
  const courses = (pages.data?.pages.flatMap(({ items }) => items) ?? []).filter(({ id, allows }) => allows.includes('edit') && !taken.includes(id));
  const opened = useMutation({
    mutationFn: () => call<Bank>(`/courses/${course}/bank`, { method: 'PUT', body: {} }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['banks'] });
      void navigate({ to: '/learning/banks/{-$id}', params: { id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (course) opened.mutate();
  };
  return (
    <>
      <Button icon="plus" onClick={() => ask(true)}>{t`Open a bank`}</Button>
      <Dialog title={t`Open a bank`} open={asked} onClose={() => ask(false)}>
        <form className="stack" noValidate onSubmit={submit}>
          <Select label={t`For which course`} none={t`Choose a course`} error={tried && !course ? t`Choose a course.` : undefined} value={course} choices={courses.map(({ id, code, title }) => ({ value: id, label: `${code} ${title}` }))} onChange={({ target }) => setCourse(target.value)} />
          {pages.hasNextPage && <Button size="small" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{t`More courses`}</Button>}
          {pages.isSuccess && !pages.hasNextPage && courses.length === 0 && <p className="muted"><Trans>Every course of your party has its bank already.</Trans></p>}
          {opened.error && <Failure problem={asProblem(opened.error)} />}
          <Actions><Button type="submit" look="main" busy={opened.isPending}>{t`Open`}</Button><Button onClick={() => ask(false)}>{t`Cancel`}</Button></Actions>
        </form>
      </Dialog>
    </>
  );
}
