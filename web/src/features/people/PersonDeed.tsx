import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import type { Person } from '../../api/people';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { TextArea } from '../../ui/fields/TextArea';
import { Failure } from '../../ui/state/Failure';
import { dangerous, deedCall, leastReason, useDeedWords, type DeedName } from './deeds';
import { RolesField } from './RolesField';

/** One deed on one person: what follows from it, the roles or the reason it takes, and the button. */
export function PersonDeed({ person, name, given, onBack, onDone }: { person: Person; name: DeedName; given: readonly string[]; onBack: () => void; onDone: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const words = useDeedWords()[name];
  const [roles, setRoles] = useState(person.roles.filter((role) => given.includes(role)));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const done = useMutation({
    mutationFn: () => call(...deedCall(person, name, { roles, reason: reason.trim() })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [name === 'reset' ? 'resets' : 'people'] });
      onDone();
    },
  });
  const problem = done.error ? asProblem(done.error) : null;
  const asksRoles = name === 'change' || name === 'admit';
  const least = leastReason(name);
  const faults = {
    roles: asksRoles && roles.length === 0 ? t`Choose at least one role, or end the delegation.` : undefined,
    reason: words.reason && reason.trim().length < least ? t`Write at least ${least} characters.` : undefined,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!faults.roles && !faults.reason) done.mutate();
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p>{words.say}</p>
      {asksRoles && <RolesField given={given} value={roles} error={tried ? faults.roles : undefined} onChange={setRoles} />}
      {words.reason && <TextArea label={words.reason} rows={3} maxLength={name === 'reset' ? 1000 : 500} error={tried ? faults.reason : undefined} value={reason} onChange={({ target }) => setReason(target.value)} />}
      {problem && <Failure problem={problem} />}
      <Actions><Button type="submit" look={dangerous.includes(name) ? 'danger' : 'main'} busy={done.isPending}>{words.title}</Button><Button onClick={onBack}>{t`Back`}</Button></Actions>
    </form>
  );
}
