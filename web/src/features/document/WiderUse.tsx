import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import type { DocumentView, ReleaseRequest } from '../../api/model';
import { asProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { useCircles } from '../../marking/choices';
import { Picker } from '../../marking/Picker';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { ButtonLink } from '../../ui/actions/Link';
import { TextArea } from '../../ui/fields/TextArea';
import { TextField } from '../../ui/fields/TextField';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';

/** Asks the originator to let the document be used beyond its marking: for whom, for what, until when. */
export function WiderUse({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { party } = useSession();
  const { parties } = useCircles();
  const [wish, setWish] = useState({ purpose: '', reason: '', until: '' });
  const [recipients, setRecipients] = useState<string[]>([]);
  const [checked, setChecked] = useState(false);
  const sent = useMutation({
    mutationFn: () => call<ReleaseRequest>(`/documents/${document.id}/requests`, { method: 'POST', body: { wish: 'wider_use', ...wish, recipients } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['release-requests'] }),
  });
  const problem = sent.error ? asProblem(sent.error) : null;
  const missing = { purpose: t`Say what it will be used for.`, reason: t`Say why the marking is too narrow.`, until: t`Enter the last day of the use.` };
  const said = (path: string) => problem?.errors?.find((fault) => fault.path.split(/[.[]/)[0] === path)?.message;
  const field = (key: keyof typeof wish) => ({
    value: wish[key], error: checked && !wish[key].trim() ? missing[key] : said(key),
    onChange: ({ target }: { target: { value: string } }) => setWish({ ...wish, [key]: target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.values(wish).every((value) => value.trim())) sent.mutate();
  };
  if (sent.isSuccess) {
    return (
      <Dialog title={t`Request sent`} open onClose={onClose}>
        <Note look="good" live><Trans>The document officers and the focal point of the originator have it. You find the answer under Requests.</Trans></Note>
        <Actions><ButtonLink to="/requests" search={{ box: 'made' }} look="main">{t`My requests`}</ButtonLink><Button onClick={onClose}>{t`Close`}</Button></Actions>
      </Dialog>
    );
  }
  return (
    <Dialog title={t`Ask for wider use`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="small muted"><Trans>The originator decides. Until then the marking holds as it is.</Trans></p>
        <TextField label={t`Purpose`} maxLength={200} {...field('purpose')} />
        <TextArea label={t`Reason`} maxLength={2000} {...field('reason')} />
        <Picker
          id="wider-recipients" label={t`For which other parties`} hint={t`None, if the use stays within your own party.`} error={said('recipients')}
          choices={parties.filter(({ value }) => value !== party.code && value !== document.originator)} chosen={recipients} onChange={setRecipients}
        />
        <TextField label={t`Needed until`} type="date" short {...field('until')} />
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look="main" icon="send" busy={sent.isPending}>{t`Send the request`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
