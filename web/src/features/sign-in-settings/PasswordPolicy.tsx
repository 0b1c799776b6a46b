import { Plural, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import { signInPolicyQuery, type SignInPolicyView } from '../../api/federation';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { RadioGroup } from '../../ui/fields/RadioGroup';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';

export function PasswordPolicy() {
  const { data, error, refetch } = useQuery(signInPolicyQuery);
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  return data ? <PolicyForm key={data.rowVersion} policy={data} /> : <Skeleton rows={2} />;
}

function PolicyForm({ policy }: { policy: SignInPolicyView }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const kept = policy.passwords ? 'passwords' : 'passkeys';
  const [chosen, choose] = useState<'passwords' | 'passkeys'>(kept);
  const saved = useMutation({
    mutationFn: () => call<SignInPolicyView>('/sign-in-policy', { method: 'PUT', body: { passwords: chosen === 'passwords' }, ifMatch: policy.rowVersion }),
    onSuccess: (answer) => queries.setQueryData(signInPolicyQuery.queryKey, answer),
  });
  const again = async () => { await queries.invalidateQueries({ queryKey: signInPolicyQuery.queryKey }); saved.reset(); };
  const submit = (event: FormEvent) => { event.preventDefault(); saved.mutate(); };
  return (
    <form className="stack" onSubmit={submit}>
      <RadioGroup
        label={t`What people enter with`} value={chosen} onChange={choose}
        choices={[
          { value: 'passkeys', label: t`Passkeys only`, hint: t`Cannot be guessed, reused or given away by mistake. Your sign-in service below works beside them.` },
          { value: 'passwords', label: t`Passkeys, or a password with a one-time code`, hint: t`For people whose devices make no passkeys.` },
        ]}
      />
      {chosen === 'passkeys' && policy.withoutPasskey > 0 && (
        <Note look="warning" live><Plural value={policy.withoutPasskey} one="One of your people has no passkey yet and could not enter with a password any longer." other="# of your people have no passkey yet and could not enter with a password any longer." /></Note>
      )}
      {saved.error && <Failure problem={asProblem(saved.error)} actions={asProblem(saved.error).status === 412 && <Button onClick={() => void again()}>{t`Take the newest`}</Button>} />}
      <Actions><Button type="submit" busy={saved.isPending} aria-disabled={chosen === kept || undefined} onClick={chosen === kept ? (event) => event.preventDefault() : undefined}>{t`Save the choice`}</Button></Actions>
    </form>
  );
}
