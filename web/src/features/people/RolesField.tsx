import { useLingui } from '@lingui/react/macro';
import { Checkbox } from '../../ui/fields/Checkbox';
import { Group } from '../../ui/fields/RadioGroup';
import { useRoleHints, useRoleNames } from './words';

/** The roles one may give, each with what it lets one do. */
export function RolesField({ given, value, error, onChange }: { given: readonly string[]; value: readonly string[]; error?: string; onChange: (roles: string[]) => void }) {
  const { t } = useLingui();
  const hints = useRoleHints();
  const name = useRoleNames();
  const turn = (role: string, on: boolean) => onChange(given.filter((one) => (one === role ? on : value.includes(one))));
  return (
    <Group label={t`Roles`} error={error}>
      {given.map((role) => <Checkbox key={role} checked={value.includes(role)} hint={hints[role]} onChange={({ target }) => turn(role, target.checked)}>{name(role)}</Checkbox>)}
    </Group>
  );
}
