import { useLingui } from '@lingui/react/macro';
import { Checkbox } from '../../../../ui/fields/Checkbox';
import { Group, RadioGroup } from '../../../../ui/fields/RadioGroup';
import type { FormProps } from './form-props';

/** One of several. */
export function OneQuestion({ question: { options }, answer, onChange, fault }: FormProps<'choice' | 'choices'>) {
  const { t } = useLingui();
  return <RadioGroup label={t`Choose one`} error={fault} value={answer?.choice ?? ''} choices={options.map(({ id, text }) => ({ value: id, label: <bdi dir="auto">{text}</bdi> }))} onChange={(choice) => onChange({ choice })} />;
}

/** As many as are right. */
export function ManyQuestion({ question: { options }, answer, onChange, fault }: FormProps<'choice' | 'choices'>) {
  const { t } = useLingui();
  return <Ticks label={t`Choose all that apply`} fault={fault} options={options} chosen={answer?.choices ?? []} onChange={(choices) => onChange({ choices })} />;
}

/** Boxes to tick for a list of texts. */
export function Ticks({ label, fault, options, chosen, onChange }: { label: string; fault?: string; options: { id: string; text: string }[]; chosen: string[]; onChange: (chosen: string[]) => void }) {
  return (
    <Group label={label} error={fault}>
      {options.map(({ id, text }) => (
        <Checkbox key={id} checked={chosen.includes(id)} onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}><bdi dir="auto">{text}</bdi></Checkbox>
      ))}
    </Group>
  );
}
