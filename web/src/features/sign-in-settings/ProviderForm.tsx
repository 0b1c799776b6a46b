import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ComponentProps, type FormEvent } from 'react';
import { call } from '../../api/client';
import { algorithms, providerQuery, type ProviderAnswer, type ProviderView } from '../../api/federation';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { Checkbox } from '../../ui/fields/Checkbox';
import { ErrorSummary } from '../../ui/fields/ErrorSummary';
import { Group } from '../../ui/fields/RadioGroup';
import { TextField } from '../../ui/fields/TextField';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { CheckIssuer } from './CheckIssuer';
import { enteredOf, sentOf, type Entered } from './entered';

/** What the portal has to know of a provider. The secret goes in and never comes out. */
export function ProviderForm({ provider }: { provider: ProviderView | null }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [entered, enter] = useState(() => enteredOf(provider));
  const saved = useMutation({
    mutationFn: () => call<ProviderAnswer>('/identity-provider', { method: 'PUT', body: sentOf(entered), ifMatch: provider?.rowVersion }),
    onSuccess: (answer) => { queries.setQueryData(providerQuery.queryKey, answer); enter(enteredOf(answer.provider)); void queries.invalidateQueries({ queryKey: ['provider-links'] }); },
  });
  const problem = saved.error ? asProblem(saved.error) : null;
  const faults = problem?.errors ?? [];
  const newest = async () => { await queries.fetchQuery({ ...providerQuery, staleTime: 0 }); saved.reset(); };
  const submit = (event: FormEvent) => { event.preventDefault(); saved.mutate(); };
  const set = (changes: Partial<Entered>) => { enter({ ...entered, ...changes }); saved.reset(); };
  const field = (name: 'name' | 'issuer' | 'clientId' | 'clientSecret' | 'scopes' | 'acrValues' | 'amrValues'): ComponentProps<typeof TextField> => ({
    label: '', id: `provider-${name}`, value: entered[name], error: faults.find(({ path }) => path === name)?.message, onChange: ({ target }) => set({ [name]: target.value }),
  });
  const technical = { dir: 'ltr', spellCheck: false, autoComplete: 'off', autoCapitalize: 'off' } as const;
  return (
    <form className="stack-wide" onSubmit={submit} noValidate>
      <ErrorSummary errors={faults.map(({ path, message }) => ({ id: `provider-${path}`, message }))} />
      <TextField {...field('name')} label={t`Name`} hint={t`As your people know it, for example “Ministry account”.`} maxLength={80} required />
      <TextField {...field('issuer')} {...technical} label={t`Issuer`} hint={<Trans>The address your service gives itself, like <bdi className="mono" dir="ltr">https://login.example.org</bdi></Trans>} type="url" maxLength={500} required />
      <CheckIssuer issuer={entered.issuer.trim()} />
      <TextField {...field('clientId')} {...technical} label={t`Client id`} maxLength={200} required />
      <TextField {...field('clientSecret')} {...technical} autoComplete="new-password" type="password" label={t`Client secret`} hint={provider ? t`Kept, and never shown. Leave it empty to keep it; a new issuer or client id needs it anew.` : t`Kept encrypted, and never shown.`} maxLength={500} required={!provider} />
      <details className="stack" open={faults.some(({ path }) => ['scopes', 'acrValues', 'amrValues', 'algorithms'].includes(path)) || undefined}>
        <summary className="link-button">{t`Strength and details`}</summary>
        <div className="stack-wide">
          <TextField {...field('acrValues')} {...technical} optional label={t`Required strength (acr)`} hint={t`The sign-in must say one of these; several with spaces between them. Without it people show their own second factor here, or do not enter.`} />
          <TextField {...field('amrValues')} {...technical} optional label={t`Required ways (amr)`} hint={t`The sign-in must name one of these, for example: mfa hwk.`} />
          <TextField {...field('scopes')} {...technical} label={t`Scopes`} hint={t`openid, and profile and email so that you recognise newcomers by name.`} />
          <Group id="provider-algorithms" label={t`Signatures taken`} error={faults.find(({ path }) => path === 'algorithms')?.message}>
            {algorithms.map((one) => <Checkbox key={one} checked={entered.algorithms.includes(one)} onChange={({ target }) => set({ algorithms: algorithms.filter((each) => (each === one ? target.checked : entered.algorithms.includes(each))) })}><bdi dir="ltr">{one}</bdi></Checkbox>)}
          </Group>
        </div>
      </details>
      <Checkbox checked={entered.enabled} onChange={({ target }) => set({ enabled: target.checked })} hint={t`When you untick this, everybody who came through it is signed out at once.`}>{t`People may enter with it`}</Checkbox>
      {problem && faults.length === 0 && <Failure problem={problem} actions={problem.status === 412 && <Button onClick={() => void newest()}>{t`Take the newest and try again`}</Button>} />}
      {saved.isSuccess && <Note look="good" live>{t`Saved.`}</Note>}
      <Actions><Button type="submit" look="main" busy={saved.isPending}>{t`Save`}</Button></Actions>
    </form>
  );
}
