import { useLingui } from '@lingui/react/macro';
import { useId, useState, type ReactNode } from 'react';
import { Chip } from '../ui/data/Chip';
import { Checkbox } from '../ui/fields/Checkbox';
import { Group } from '../ui/fields/RadioGroup';
import { TextField } from '../ui/fields/TextField';
import { Icon } from '../ui/icon/Icon';
import './picker.css';

export interface Pick { value: string; name: string; group: string; code?: string }

interface PickerProps {
  label: string;
  hint?: ReactNode;
  error?: string;
  id?: string;
  choices: Pick[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
  /** Names of chosen values that are not among the choices. */
  nameOf?: (value: string) => string;
}

/** Many of many: what is chosen as chips, below it a list that typing narrows. Keys: Tab, Space, Enter. */
export function Picker({ label, hint, error, id, choices, chosen, onChange, nameOf }: PickerProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const own = useId();
  const wanted = typed.trim().toLocaleLowerCase();
  const shown = choices.filter(({ name, code }) => !wanted || `${name} ${code ?? ''}`.toLocaleLowerCase().includes(wanted));
  const name = (value: string) => choices.find((choice) => choice.value === value)?.name ?? nameOf?.(value) ?? value;
  const toggle = (value: string) => onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <Group label={label} hint={hint} error={error} id={id}>
      {chosen.length > 0 && <div className="picked">{chosen.map((value) => <Chip key={value} name={name(value)} onRemove={() => toggle(value)}>{name(value)}</Chip>)}</div>}
      <details className="picker">
        <summary><span>{t`Choose`}<span className="hidden-text">: {label}</span></span><Icon name="down" small /></summary>
        <div className="picker-box">
          <TextField label={t`Narrow by name or code`} small type="search" value={typed} id={`${id ?? own}-narrow`} onChange={(event) => setTyped(event.target.value)} />
          <div className="picker-list">
            {[...new Set(shown.map(({ group }) => group))].map((group) => (
              <div key={group} role="group" aria-label={group}>
                <h4>{group}</h4>
                {shown.filter((choice) => choice.group === group).map((choice) => (
                  <Checkbox key={choice.value} checked={chosen.includes(choice.value)} onChange={() => toggle(choice.value)} count={choice.code}><bdi>{choice.name}</bdi></Checkbox>
                ))}
              </div>
            ))}
            {shown.length === 0 && <p className="small muted" role="status">{t`Nothing has this name.`}</p>}
          </div>
        </div>
      </details>
    </Group>
  );
}
