import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../../api/client';
import { certificatesKey, type Certificate } from '../../../api/certificates';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';
import { NameFields, namesToSend } from './NameFields';

/** A corrected name is a new certificate; where the name comes from stays on record. */
export function CorrectDialog({ certificate: { id, printed }, onClose }: { certificate: Certificate; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [names, setNames] = useState({ name: printed.name, localName: printed.localName ?? '' });
  const [source, setSource] = useState('');
  const [tried, setTried] = useState(false);
  const done = useMutation({
    mutationFn: () => call(`/certificates/${id}/correction`, { method: 'PUT', body: { ...namesToSend(names), source: source.trim() } }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: certificatesKey }); onClose(); },
  });
  const problem = done.error ? asProblem(done.error) : null;
  const short = source.trim().length < 3;
  const submit = (event: FormEvent) => { event.preventDefault(); setTried(true); if (!short && names.name.trim().length > 1) done.mutate(); };
  return (
    <Dialog title={t`Correct the name on a certificate`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p><Trans>A new certificate with a new serial is issued to the same person. The old one says that it was superseded.</Trans></p>
        <NameFields names={names} onChange={setNames} faults={problem?.errors} tried={tried} />
        <TextField label={t`Where the corrected name comes from`} hint={t`For instance: passport seen by the focal point of the party`} maxLength={500} error={tried && short ? t`Say where it comes from.` : undefined} value={source} onChange={({ target }) => setSource(target.value)} />
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look="main" busy={done.isPending}>{t`Issue the corrected one`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
