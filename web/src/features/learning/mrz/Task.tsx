import { useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import type { MarkedTask, ZoneTask } from '../../../api/zone-practice';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Pairs } from '../../../ui/data/Pairs';
import { RadioGroup } from '../../../ui/fields/RadioGroup';
import { TextField } from '../../../ui/fields/TextField';
import { Lines } from './Lines';
import { useFieldWords, useKindWords } from './words';

interface TaskProps {
  task: ZoneTask;
  marked: MarkedTask | null;
  busy: boolean;
  onAnswer: (values: Record<string, string>) => void;
}

const askedOf = (task: ZoneTask): string[] => (task.kind === 'split' ? task.fields : task.kind === 'write' ? (task.format === 'TD1' ? ['line1', 'line2', 'line3'] : ['line1', 'line2']) : task.kind === 'check-digit' ? ['digit'] : ['field']);

/** What is asked, and the fields to answer in. */
export function Task({ task, marked, busy, onAnswer }: TaskProps) {
  const { t } = useLingui();
  const { date } = useFormats();
  const kinds = useKindWords();
  const words = useFieldWords();
  const [values, setValues] = useState<Record<string, string>>({});
  const [isMissing, setMissing] = useState(false);
  const asked = askedOf(task);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const isEmpty = asked.every((name) => !(values[name] ?? '').trim());
    setMissing(isEmpty);
    if (!isEmpty) onAnswer(values);
  };
  const put = (name: string, value: string) => setValues({ ...values, [name]: value });
  const missing = isMissing ? t`Give an answer first.` : undefined;
  const told = (name: string) => {
    const value = marked?.values.find((one) => one.name === name);
    if (!value || asked.length === 1) return undefined;
    return value.right ? t`Right.` : t`Not right.`;
  };
  return (
    <form className="stack" onSubmit={send} noValidate>
      <p>{kinds[task.kind].task}</p>
      {task.kind === 'check-digit' && <Lines lines={[task.field]} />}
      {'lines' in task && <Lines lines={task.lines} />}
      {task.kind === 'write' && <p className="small muted">{t`Format ${task.format}, document code ${task.code}, issued by ${task.state}.`}</p>}
      {'printed' in task && (
        <div className="zone-page" lang="en" dir="ltr">
          <Pairs pairs={(['surname', 'givenNames', 'number', 'nationality', 'birth', 'sex', 'expiry'] as const).map((name) => [words[name] ?? name, <span className="mono" key={name}>{task.printed[name]}</span>])} />
        </div>
      )}
      {task.kind === 'plausible' && <p className="small muted">{t`Today is ${date(task.on)}.`}</p>}
      {'choices' in task
        ? <RadioGroup label={t`Which field?`} error={missing} value={values.field ?? ''} choices={task.choices.map((value) => ({ value, label: words[value] ?? value }))} onChange={(value) => put('field', value)} />
        : asked.map((name, index) => (
          <TextField
            key={name} label={words[name] ?? name} hint={told(name)} short={task.kind === 'check-digit'} className="zone-input" dir="ltr" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={60}
            error={index === 0 ? missing : undefined} readOnly={marked !== null} value={values[name] ?? ''} onChange={({ target }) => put(name, target.value)}
          />
        ))}
      {!marked && <Button type="submit" look="main" busy={busy}>{t`Check the answer`}</Button>}
    </form>
  );
}
