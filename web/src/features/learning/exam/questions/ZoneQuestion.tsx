import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Printed, ZoneExercise } from '../../../../api/examinations';
import { useFormats } from '../../../../i18n/useFormats';
import { Pairs } from '../../../../ui/data/Pairs';
import { RadioGroup } from '../../../../ui/fields/RadioGroup';
import { TextField } from '../../../../ui/fields/TextField';
import type { FormProps } from './form-props';
import { useZoneWords } from './words';

/** An exercise on the machine-readable zone: its lines in one fixed width, and a field for each value asked for. */
export function ZoneQuestion({ question: { exercise }, answer, onChange, fault }: FormProps<'mrz'>) {
  const words = useZoneWords();
  const { t } = useLingui();
  const { date } = useFormats();
  const [values, setValues] = useState<Record<string, string>>(() => Object.fromEntries(answer?.values?.map(({ name, value }) => [name, value]) ?? []));
  const put = (name: string, value: string, typed: boolean) => {
    const all = { ...values, [name]: value };
    setValues(all);
    const given = Object.entries(all).filter(([, one]) => one.trim() !== '').map(([key, one]) => ({ name: key, value: one }));
    onChange(given.length > 0 ? { values: given } : null, typed);
  };
  return (
    <>
      {'field' in exercise && <Zone lines={[exercise.field]} />}
      {'lines' in exercise && <Zone lines={exercise.lines} />}
      {'printed' in exercise && <DataPage printed={exercise.printed} />}
      {'on' in exercise && <p className="small muted">{t`Today is ${date(exercise.on)}.`}</p>}
      {'choices' in exercise ? (
        <RadioGroup label={t`Which field?`} error={fault} value={values.field ?? ''} choices={exercise.choices.map((value) => ({ value, label: words[value] ?? value }))} onChange={(value) => put('field', value, false)} />
      ) : (
        asked(exercise).map((name, index) => (
          <TextField
            key={name} label={words[name] ?? name} short={exercise.kind === 'check-digit'} dir="ltr" className="zone-input" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={60}
            error={index === 0 ? fault : undefined} value={values[name] ?? ''} onChange={({ target }) => put(name, target.value, true)}
          />
        ))
      )}
    </>
  );
}

function asked(exercise: ZoneExercise): string[] {
  if (exercise.kind === 'split') return exercise.fields;
  if (exercise.kind === 'write') return exercise.format === 'TD1' ? ['line1', 'line2', 'line3'] : ['line1', 'line2'];
  return ['digit'];
}

/** Lines of a zone, one character as wide as the other, from left to right in every language. */
function Zone({ lines }: { lines: string[] }) {
  const { t } = useLingui();
  return <pre className="zone-lines" dir="ltr" tabIndex={0} aria-label={t`Machine-readable zone`}>{lines.join('\n')}</pre>;
}

/** What is printed for people. */
function DataPage({ printed }: { printed: Printed }) {
  const { t } = useLingui();
  const words = useZoneWords();
  return (
    <div className="printed">
      <Pairs pairs={[[t`Surname`, printed.surname], [t`Given names`, printed.givenNames], [words.number ?? '', printed.number], [words.nationality ?? '', printed.nationality], [words.birth ?? '', printed.birth], [words.sex ?? '', printed.sex], [words.expiry ?? '', printed.expiry]]} />
    </div>
  );
}
