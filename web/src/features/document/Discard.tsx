import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../api/client';
import type { DocumentView } from '../../api/model';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Failure } from '../../ui/state/Failure';

/** Throws a draft away, with its files. */
export function Discard({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const gone = useMutation({
    mutationFn: () => call(`/documents/${document.id}`, { method: 'DELETE', ifMatch: document.rowVersion }),
    onSuccess: async () => {
      await navigate({ to: '/drafts' });
      queries.removeQueries({ queryKey: ['documents', 'one', document.id] });
      await queries.invalidateQueries({ queryKey: ['documents'] });
    },
  });
  return (
    <Dialog title={t`Discard this draft`} open onClose={onClose}>
      <div className="stack">
        <p><Trans>The draft <strong><bdi>{document.title}</bdi></strong> and its files are deleted for good. Nobody outside your party has seen it.</Trans></p>
        {gone.error && <Failure problem={asProblem(gone.error)} />}
      </div>
      <Actions><Button look="danger" icon="trash" busy={gone.isPending} onClick={() => gone.mutate()}>{t`Discard for good`}</Button><Button onClick={onClose}>{t`Keep it`}</Button></Actions>
    </Dialog>
  );
}
