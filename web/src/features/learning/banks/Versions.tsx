import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Bank, itemQuery, versionsQuery, type WrittenItem, writtenThen } from '../../../api/banks';
import { call } from '../../../api/client';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Status } from '../../../ui/state/Status';
import { draftOf } from './drafts';
import { Rehearsal } from './Rehearsal';

/** What a question was and is, each version as it was asked; and the way out of use. */
export function Versions({ bank, item, language }: { bank: Bank; item: WrittenItem; language: string | null }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const queries = useQueryClient();
  const [seen, see] = useState<number | null>(null);
  const [asks, ask] = useState(false);
  const { data, error, refetch } = useQuery(versionsQuery(item.id));
  const then = useQuery({ queryKey: [...versionsQuery(item.id).queryKey, seen], queryFn: () => writtenThen(item.id, seen ?? 0), enabled: seen !== null, staleTime: Infinity });
  const retired = useMutation({
    mutationFn: () => call<WrittenItem>(`/items/${item.id}/retirement`, { method: 'PUT', body: {} }),
    onSuccess: (written) => {
      ask(false);
      queries.setQueryData(itemQuery(item.id).queryKey, written);
      return queries.invalidateQueries({ queryKey: ['banks', bank.id] });
    },
  });
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={2} />;
  return (
    <div className="stack">
      <ol className="question-versions">
        {data.map(({ number, createdAt, createdBy, wasAsked }) => (
          <li key={number} className="row">
            <strong className="numbers">{t`Version ${number}`}</strong>
            <span className="small muted">{date(createdAt)}{createdBy ? <> · <bdi dir="auto">{createdBy}</bdi></> : <> · {t`from a file`}</>}</span>
            {number === item.version && !item.retiredAt && <Status look="good">{t`In use`}</Status>}
            {wasAsked && <Status look="attention">{t`Was asked, and stays`}</Status>}
            <Button size="small" icon="eye" onClick={() => see(number)}><span className="hidden-text">{t`Version ${number}:`} </span>{t`Look`}</Button>
          </li>
        ))}
      </ol>
      {item.allows.includes('write') && !item.retiredAt && <div><Button look="danger" icon="archive" onClick={() => ask(true)}>{t`Retire the question`}</Button></div>}
      {item.retiredAt && <p className="small muted"><Trans>It is drawn no more. Keeping another version brings it back.</Trans></p>}
      <Dialog title={t`Version ${seen ?? 0}`} open={seen !== null} onClose={() => see(null)}>
        {then.error && <Failure problem={asProblem(then.error)} />}
        {then.data ? <Rehearsal bank={bank.id} draft={draftOf(then.data.question)} language={language} onRefused={() => undefined} /> : !then.error && <Skeleton rows={3} />}
      </Dialog>
      <Dialog title={t`Retire the question?`} open={asks} onClose={() => ask(false)}>
        <div className="stack">
          <p><Trans>It is drawn no more. Attempts that hold it keep it, and so do their reviews. Blueprints that need it may run short.</Trans></p>
          {retired.error && <Failure problem={asProblem(retired.error)} />}
          <Actions><Button look="danger" busy={retired.isPending} onClick={() => retired.mutate()}>{t`Retire`}</Button><Button onClick={() => ask(false)}>{t`Cancel`}</Button></Actions>
        </div>
      </Dialog>
    </div>
  );
}
