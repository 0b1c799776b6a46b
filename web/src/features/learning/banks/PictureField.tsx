import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ChosenPicture, specimensQuery } from '../../../api/banks';
import type { Light } from '../../../api/bench';
import { useMayEver } from '../../../api/session';
import { Select } from '../../../ui/fields/Select';
import { useLights } from './words';

interface PictureFieldProps {
  path: 'figure' | 'questioned';
  label: string;
  optional?: boolean;
  value: ChosenPicture | undefined;
  fault: (path: string) => string | undefined;
  onChange: (picture: ChosenPicture | undefined) => void;
}

/** A specimen and the light it is seen in, chosen from those there are. */
export function PictureField({ path, label, optional = false, value, fault, onChange }: PictureFieldProps) {
  const { t } = useLingui();
  const lights = useLights();
  const specimens = useQuery({ ...specimensQuery, enabled: useMayEver('edit:course') });
  // Who only reads, or still waits for the list, sees the one that is chosen by its name.
  const offered = specimens.data ?? (value ? [{ id: value.specimen, title: value.specimen, lights: [value.light as Light] }] : []);
  const chosen = offered.find(({ id }) => id === value?.specimen);
  const choose = (id: string) => {
    const other = offered.find((one) => one.id === id);
    onChange(other && { specimen: id, light: other.lights.find((light) => light === value?.light) ?? other.lights[0] ?? 'white' });
  };
  return (
    <div className="question-numbers">
      <Select
        id={`q-${path}`} label={label} optional={optional} none={optional ? t`No picture` : t`Choose a specimen`} error={fault(path) ?? fault(`${path}.specimen`)} value={value?.specimen ?? ''}
        choices={offered.map(({ id, title }) => ({ value: id, label: `${title} (${id})` }))} onChange={({ target }) => choose(target.value)}
      />
      {value && chosen && (
        <Select
          id={`q-${path}.light`} label={t`Light`} short error={fault(`${path}.light`)} value={value.light}
          choices={chosen.lights.map((light) => ({ value: light, label: lights[light] }))} onChange={({ target }) => onChange({ ...value, light: target.value })}
        />
      )}
    </div>
  );
}
