import { Icon } from '../icon/Icon';
import type { IconName } from '../icon/names';
import './segments.css';

interface SegmentsProps<Value extends string> {
  label: string;
  value: Value;
  choices: { value: Value; label: string; icon?: IconName }[];
  onChange: (value: Value) => void;
}

/** A few ways to show the same thing, one of them on. Each is a toggle button. */
export function Segments<Value extends string>({ label, value, choices, onChange }: SegmentsProps<Value>) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {choices.map((choice) => (
        <button key={choice.value} type="button" aria-pressed={choice.value === value} onClick={() => onChange(choice.value)}>
          {choice.icon && <Icon name={choice.icon} small />}{choice.label}
        </button>
      ))}
    </div>
  );
}
