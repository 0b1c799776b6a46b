import { Plural, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/client';
import type { ProviderCheck } from '../../api/federation';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Pairs } from '../../ui/data/Pairs';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';

/** Reads what an issuer says of itself, before anything is saved. */
export function CheckIssuer({ issuer }: { issuer: string }) {
  const { t } = useLingui();
  const checked = useMutation({ mutationFn: (one: string) => call<ProviderCheck>('/identity-provider/checks', { method: 'POST', body: { issuer: one } }) });
  const found = checked.variables === issuer ? checked.data : undefined;
  const problem = checked.error && checked.variables === issuer ? asProblem(checked.error) : null;
  const address = (text: string | null) => text && <bdi className="mono sign-in-address" dir="ltr" translate="no">{text}</bdi>;
  return (
    <div className="stack">
      <div><Button busy={checked.isPending} aria-disabled={issuer === '' || undefined} onClick={issuer === '' ? undefined : () => checked.mutate(issuer)}>{t`Test the connection`}</Button></div>
      {problem && (problem.errors?.length ? <Note look="danger" live>{problem.errors[0]?.message}</Note> : <Failure problem={problem} />)}
      {found && (
        <Note look={found.ok ? 'good' : 'warning'} live title={found.ok ? t`The service answers and will do.` : t`It will not do like this.`}>
          {found.faults.length > 0 && <ul className="sign-in-faults">{found.faults.map((fault) => <li key={fault} dir="auto">{fault}</li>)}</ul>}
          <Pairs pairs={[
            [t`Issuer`, address(found.issuer)], [t`Sign-in at`, address(found.authorizationEndpoint)], [t`Tokens at`, address(found.tokenEndpoint)], [t`Keys at`, address(found.keysAt)],
            [t`Keys`, found.issuer && <Plural value={found.keys} one="# key" other="# keys" />], [t`Signs with`, found.algorithms.length > 0 && <bdi dir="ltr">{found.algorithms.join(' ')}</bdi>],
            [t`Strength it can say`, found.acrValues.length > 0 && <bdi className="sign-in-address" dir="ltr">{found.acrValues.join(' ')}</bdi>],
          ]} />
        </Note>
      )}
    </div>
  );
}
