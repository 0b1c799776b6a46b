import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { makeToken, tokensQuery } from '../../api/own-access';
import { ProblemError } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Checkbox } from '../../ui/fields/Checkbox';
import { Fault } from '../../ui/fields/Field';
import { Select } from '../../ui/fields/Select';
import { TextField } from '../../ui/fields/TextField';
import { classes } from '../../ui/classes';
import { useLabel } from '../../i18n/vocabulary';
import { Copy } from './Copy';
import { Refused } from './Refused';
import { verbNames } from './verb-names';
import { turned } from './verbs';

/** Makes a token, and shows it once. */
export function NewToken({ possible, onClose }: { possible: readonly string[]; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [verbs, setVerbs] = useState<readonly string[]>([]);
  const [days, setDays] = useState('30');
  const [checked, setChecked] = useState(false);
  const made = useMutation({
    mutationFn: () => makeToken({ name: name.trim(), verbs: [...verbs], days: Number(days) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim() && verbs.length > 0 && !made.isPending) made.mutate();
  };
  const faults = made.error instanceof ProblemError ? made.error.errors.filter(({ path }) => path === 'verbs').map(({ message }) => message) : [];
  const missing = checked && verbs.length === 0 ? t`Tick at least one.` : '';
  const spans = [['7', t`7 days`], ['30', t`30 days`], ['90', t`90 days`], ['365', t`one year`]].map(([value = '', label = '']) => ({ value, label }));
  if (made.data) {
    return (
      <Dialog title={t`Your new token`} open onClose={onClose}>
        <div className="stack">
          <p><Trans>Give it to the program now. It is not shown again; if it is lost, revoke it and make another.</Trans></p>
          <p className="once-token mono" dir="ltr" translate="no">{made.data.token}</p>
          <Actions><Button look="main" onClick={onClose}>{t`I have kept it`}</Button><Copy text={made.data.token} /></Actions>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={t`Make a token`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <TextField label={t`Name`} hint={t`The program it is for.`} maxLength={80} error={checked && !name.trim() ? t`Give it a name.` : undefined} value={name} onChange={({ target }) => setName(target.value)} />
        <fieldset className={classes('field stack-tight', checked && (missing || faults.length > 0) && 'field-faulty')} aria-describedby={missing || faults.length > 0 ? 'verbs-fault' : undefined}>
          <legend><strong>{t`What it may do`}</strong></legend>
          {(missing || faults.length > 0) && <Fault id="verbs-fault">{missing || faults.join(' ')}</Fault>}
          <div className="verbs">{possible.map((verb) => (
            <Checkbox key={verb} checked={verbs.includes(verb)} onChange={({ target }) => setVerbs(turned(possible, verbs, verb, target.checked))}>{label(verbNames, verb)}</Checkbox>
          ))}</div>
        </fieldset>
        <Select label={t`It ends after`} value={days} choices={spans} onChange={({ target }) => setDays(target.value)} />
        {faults.length === 0 && <Refused error={made.error} />}
        <Actions><Button type="submit" look="main" busy={made.isPending}>{t`Make the token`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
