import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import { documentQuery } from '../../api/documents';
import type { DocumentView } from '../../api/model';
import { asProblem, hasStatus } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { ButtonLink } from '../../ui/actions/Link';
import { ErrorSummary } from '../../ui/fields/ErrorSummary';
import { Failure } from '../../ui/state/Failure';
import { changesFrom, descriptionOf, tidy, type DescriptionPart } from '../../description/description';
import { clashes, merged } from './conflict';
import { Conflict } from './Conflict';
import { DescriptionFields } from '../../description/DescriptionFields';

/** What the form stands on: the version it was opened with, or the newer one it was brought onto. */
interface Ground { document: DocumentView; /** Parts both have changed since. */ clash: DescriptionPart[]; theirs: DocumentView | null }

export function EditForm({ document: opened }: { document: DocumentView }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [ground, setGround] = useState<Ground>({ document: opened, clash: [], theirs: null });
  const [mine, setMine] = useState(() => descriptionOf(opened));
  const { id } = opened;
  const base = descriptionOf(ground.document);
  const theirs = ground.theirs && descriptionOf(ground.theirs);
  const saved = useMutation({
    mutationFn: () => call<DocumentView>(`/documents/${id}`, { method: 'PATCH', body: tidy(changesFrom(base, mine)), ifMatch: ground.document.rowVersion }),
    onSuccess: async (document) => {
      queries.setQueryData(documentQuery(id).queryKey, document);
      void queries.invalidateQueries({ queryKey: ['documents'] });
      await navigate({ to: '/documents/$id', params: { id } });
    },
    onError: async (error) => {
      if (!hasStatus(error, 412)) return;
      const newer = await queries.fetchQuery({ ...documentQuery(id), staleTime: 0 });
      const clash = clashes(base, mine, descriptionOf(newer));
      setMine(merged(base, mine, descriptionOf(newer)));
      setGround({ document: newer, clash, theirs: newer });
    },
  });
  const problem = saved.error && !hasStatus(saved.error, 412) ? asProblem(saved.error) : null;
  const faults = [...(problem?.errors ?? []), ...(saved.isIdle || mine.title.trim() ? [] : [{ path: 'title', message: t`Enter a title.` }])];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saved.mutate();
  };
  return (
    <form className="stack-wide edit-form" onSubmit={submit} noValidate>
      <ErrorSummary errors={faults.map(({ path, message }) => ({ id: path.replace('.', '-'), message }))} />
      {theirs && <Conflict key={ground.document.rowVersion} clash={ground.clash} mine={mine} theirs={theirs} onTake={(part, value) => setMine({ ...mine, [part]: value })} />}
      <DescriptionFields kind={opened.kind} value={mine} faults={faults} onChange={setMine} />
      {problem && !problem.errors?.length && <Failure problem={problem} />}
      <Actions>
        <Button type="submit" look="main" busy={saved.isPending}>{t`Save the description`}</Button>
        <ButtonLink to="/documents/$id" params={{ id }}>{t`Cancel`}</ButtonLink>
      </Actions>
    </form>
  );
}
