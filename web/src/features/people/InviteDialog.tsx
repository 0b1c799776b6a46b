import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import type { Person } from '../../api/people';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Select } from '../../ui/fields/Select';
import { TextField } from '../../ui/fields/TextField';
import { Failure } from '../../ui/state/Failure';
import { RolesField } from './RolesField';

/** Invites one person. The letter is written in the language chosen here. */
export function InviteDialog({ given, onClose, onInvited }: { given: readonly string[]; onClose: () => void; onInvited: (person: Person) => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [locale, setLocale] = useState('en');
  const [roles, setRoles] = useState<string[]>(['reader']);
  const [tried, setTried] = useState(false);
  const invited = useMutation({
    mutationFn: () => call<Person>('/people', { method: 'POST', body: { name: name.trim(), email: email.trim(), locale, roles } }),
    onSuccess: async (person) => {
      await queries.invalidateQueries({ queryKey: ['people'] });
      onInvited(person);
    },
  });
  const problem = invited.error ? asProblem(invited.error) : null;
  const refused = (path: string) => problem?.errors?.some((fault) => fault.path === path);
  const among = t`Somebody with this address is among your people already. Look in the list, also at those who are suspended.`;
  const faults = {
    name: (tried && !name.trim()) || refused('name') ? t`Write the name as it is, in visible characters.` : undefined,
    email: tried && !/^\S+@\S+\.\S+$/.test(email.trim()) ? t`Write a whole e-mail address.` : refused('email') ? among : undefined,
    roles: tried && roles.length === 0 ? t`Choose at least one role.` : undefined,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() && /^\S+@\S+\.\S+$/.test(email.trim()) && roles.length > 0) invited.mutate();
  };
  return (
    <Dialog title={t`Invite somebody`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="small muted"><Trans>They get a letter with a link, good for 72 hours. Nothing is open to them before they take it up.</Trans></p>
        <TextField label={t`Name`} maxLength={200} autoComplete="off" error={faults.name} value={name} onChange={({ target }) => setName(target.value)} />
        <TextField label={t`E-mail`} hint={t`The address at their office.`} type="email" dir="ltr" maxLength={254} autoComplete="off" spellCheck={false} error={faults.email} value={email} onChange={({ target }) => setEmail(target.value)} />
        <Select label={t`Language of the letter`} short value={locale} choices={[{ value: 'en', label: 'English', lang: 'en' }, { value: 'ar', label: 'العربية', lang: 'ar' }]} onChange={({ target }) => setLocale(target.value)} />
        <RolesField given={given} value={roles} error={faults.roles} onChange={setRoles} />
        {problem && !problem.errors?.length && <Failure problem={problem} />}
        <Actions><Button type="submit" look="main" busy={invited.isPending}>{t`Send the invitation`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
