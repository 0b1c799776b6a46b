import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../api/client';
import { documentQuery } from '../../api/documents';
import type { DocumentView } from '../../api/model';
import { asProblem, hasStatus, ProblemError } from '../../api/problem';
import { Button, LinkButton } from '../../ui/actions/Button';
import { useTransfers } from '../../sending/useTransfers';
import { Actions } from '../../ui/actions/Dialog';
import { ErrorSummary } from '../../ui/fields/ErrorSummary';
import { TextField } from '../../ui/fields/TextField';
import { Beside } from '../../ui/page/Page';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';
import { isOfDescription } from './faults';
import { HandOver } from './HandOver';
import { Proposal } from './Proposal';
import { proposalOf, rehearsalQuery } from './rehearse';
import { useReleaseWords } from './release-words';
import { RehearsalView } from './RehearsalView';
import type { Times } from './search';
import { documentFiles } from './document-files';

interface CheckStepProps { document: DocumentView; times: Times; onBack: () => void; onDescription: () => void; onFiles: () => void }

/** The rehearsal: who will see it, party by party, asked of the same rules that will decide. Released from here, and only what is in sight. */
export function CheckStep({ document, times, onBack, onDescription, onFiles }: CheckStepProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const words = useReleaseWords();
  const [reason, setReason] = useState('');
  const top = useRef<HTMLDivElement>(null);
  const { id, rowVersion } = document;
  const missing = useTransfers(documentFiles(id)).rows.filter(({ state }) => state !== 'failed').length;
  const input = proposalOf(document, times);
  const rehearsed = useQuery({ ...rehearsalQuery(document, input), enabled: document.allows.includes('rehearse'), placeholderData: keepPreviousData });
  const released = useMutation({
    mutationFn: (rehearsal: string) => call<DocumentView>(`/documents/${id}/release`, { method: 'PUT', ifMatch: rowVersion, body: { ...input, rehearsal, reason: reason.trim() || undefined } }),
    onSuccess: async (now) => {
      queries.setQueryData(documentQuery(id).queryKey, now);
      void queries.invalidateQueries({ queryKey: ['documents'] });
      await navigate({ to: '/documents/$id', params: { id } });
    },
    onError: async (error) => {
      if (hasStatus(error, 409)) await rehearsed.refetch();
      if (hasStatus(error, 412)) await queries.fetchQuery({ ...documentQuery(id), staleTime: 0 });
    },
  });
  // The button stands at the end of a long list; why nothing was released stands at its beginning.
  useEffect(() => {
    if (!released.error) return;
    top.current?.focus({ preventScroll: true });
    top.current?.scrollIntoView();
  }, [released.error]);
  if (!document.allows.includes('rehearse')) return <HandOver document={document} onBack={onBack} />;
  const rehearsal = rehearsed.error ? undefined : rehearsed.data;
  const faults = rehearsed.error instanceof ProblemError ? rehearsed.error.errors : [];
  return (
    <Beside aside={<Proposal document={document} times={times} onMarking={onBack} onFiles={onFiles} />}>
      <div className="stack-wide" ref={top} tabIndex={-1}>
        {faults.length > 0 && (
          <>
            <ErrorSummary errors={faults.map(({ message }) => ({ message }))} />
            <p><Trans>Nothing was released. Go back and change what is listed.</Trans></p>
            {faults.some(isOfDescription) && <p><LinkButton onClick={onDescription}>{t`Go back to the description`}</LinkButton></p>}
          </>
        )}
        {rehearsed.error && faults.length === 0 && <Failure problem={asProblem(rehearsed.error)} onRetry={() => void rehearsed.refetch()} />}
        {rehearsed.isPending && <Skeleton rows={4} />}
        {hasStatus(released.error, 409) && <Note look="warning" live title={t`The audience has changed.`}>{asProblem(released.error).detail} {t`Below is who would see it now.`}</Note>}
        {hasStatus(released.error, 412) && <Note look="warning" live title={t`Somebody was faster.`}>{t`The document was changed meanwhile. Look once more, then release it.`}</Note>}
        {released.error && !hasStatus(released.error, 409) && !hasStatus(released.error, 412) && <Failure problem={asProblem(released.error)} />}
        {rehearsal && <RehearsalView rehearsal={rehearsal} times={times} />}
        {rehearsal && document.state === 'released' && (
          <TextField label={t`Why the release changes`} hint={t`Kept in the history of the document.`} optional maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
        )}
        {missing > 0 && <Note look="warning" live title={plural(missing, { one: '# file has not arrived yet.', other: '# files have not arrived yet.' })}>{t`The document is released with the files that have arrived, so wait for them, or go back and cancel them.`}</Note>}
        <Actions>
          {rehearsal && (
            <Button look="main" icon="send" busy={released.isPending || rehearsed.isFetching || missing > 0} onClick={() => released.mutate(rehearsal.digest)}>{words(rehearsal, times.embargo)}</Button>
          )}
          <Button onClick={onBack}>{t`Back`}</Button>
        </Actions>
      </div>
    </Beside>
  );
}
