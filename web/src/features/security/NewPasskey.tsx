import { useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { addPasskey, renamePasskey } from '../../api/factors';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { TextField } from '../../ui/fields/TextField';
import { useChange } from './changes';
import { Refused } from './Refused';

/** Makes a passkey under a name by which its owner knows it again. */
export function NewPasskey({ onClose, onCodes }: { onClose: () => void; onCodes: (codes: string[]) => void }) {
  const { t } = useLingui();
  return (
    <NameForm
      title={t`Add a passkey`} deed={t`Make the passkey`} hint={t`Where it is kept: “Office laptop”, “Blue security key”. Your browser asks for the rest.`}
      change={addPasskey} onClose={onClose} onDone={(codes) => { onCodes(codes); onClose(); }}
    />
  );
}

export function NamePasskey({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const { t } = useLingui();
  return <NameForm title={t`Rename the passkey`} deed={t`Rename`} start={name} change={(to) => renamePasskey(id, to)} onClose={onClose} onDone={onClose} />;
}

interface NameFormProps<Result> { title: string; deed: string; hint?: string; start?: string; change: (name: string) => Promise<Result>; onClose: () => void; onDone: (result: Result) => void }

function NameForm<Result>({ title, deed, hint, start = '', change, onClose, onDone }: NameFormProps<Result>) {
  const { t } = useLingui();
  const [name, setName] = useState(start);
  const [missing, setMissing] = useState(false);
  const done = useChange(change, onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!name.trim());
    if (name.trim() && !done.isPending) done.mutate(name.trim());
  };
  return (
    <Dialog title={title} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <TextField label={t`Name`} hint={hint} maxLength={80} error={missing ? t`Give it a name.` : undefined} value={name} onChange={({ target }) => setName(target.value)} />
        <Refused error={done.error} />
        <Actions><Button type="submit" look="main" busy={done.isPending}>{deed}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
