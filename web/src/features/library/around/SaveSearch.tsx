import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { savedSearchesQuery } from '../../../api/documents';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';
import type { LibrarySearch } from '../search';

/** Gives the search in the address a name. */
export function SaveSearch({ search, onClose }: { search: LibrarySearch; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [name, setName] = useState(search.q ?? '');
  const [missing, setMissing] = useState(false);
  const kept = useMutation({
    mutationFn: () => call('/saved-searches', { method: 'POST', body: { name: name.trim(), query: new URLSearchParams(Object.entries(search)).toString() } }),
    onSuccess: () => { void queries.invalidateQueries({ queryKey: savedSearchesQuery.queryKey }); onClose(); },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!name.trim());
    if (name.trim()) kept.mutate();
  };
  return (
    <Dialog title={t`Save this search`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <TextField label={t`Name`} hint={t`Words and filters are kept, not the documents: each time you see what is there then.`} error={missing ? t`Enter a name.` : undefined} value={name} maxLength={100} onChange={({ target }) => setName(target.value)} />
        {kept.error && <Failure problem={asProblem(kept.error)} />}
        <Actions><Button type="submit" look="main" busy={kept.isPending}>{t`Save`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
