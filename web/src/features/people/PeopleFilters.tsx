import { useLingui } from '@lingui/react/macro';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Select } from '../../ui/fields/Select';
import { TextField } from '../../ui/fields/TextField';
import { peopleSearch, type PeopleSearch } from './search';
import { useRoleNames, useStates } from './words';

/** Narrows the list down; beside it what else can be done with it. */
export function PeopleFilters({ search, given, onChange, children }: { search: PeopleSearch; given: readonly string[]; onChange: (search: PeopleSearch) => void; children: ReactNode }) {
  const { t } = useLingui();
  const states = useStates();
  const name = useRoleNames();
  const [typed, setTyped] = useState(search.q ?? '');
  const show = (part: Record<string, string>) => onChange(peopleSearch({ ...search, ...part }));
  const find = (event: FormEvent) => { event.preventDefault(); show({ q: typed }); };
  const held = [...given, 'focal_point'].filter((role, index, all) => all.indexOf(role) === index);
  return (
    <div className="people-tools">
      <form role="search" onSubmit={find}>
        <TextField label={t`Name or address`} small type="search" value={typed} onChange={({ target }) => setTyped(target.value)} onBlur={() => (search.q ?? '') !== typed.trim() && show({ q: typed })} />
      </form>
      <Select label={t`State`} small none={t`All`} value={search.state ?? ''} choices={Object.entries(states).map(([value, label]) => ({ value, label }))} onChange={({ target }) => show({ state: target.value })} />
      <Select label={t`Role`} small none={t`All`} value={search.role ?? ''} choices={held.map((role) => ({ value: role, label: name(role) }))} onChange={({ target }) => show({ role: target.value })} />
      <Select label={t`Last sign-in`} small none={t`At any time`} value={search.unused ?? ''} choices={[{ value: '90', label: t`None for 90 days` }]} onChange={({ target }) => show({ unused: target.value })} />
      <div className="people-deeds">{children}</div>
    </div>
  );
}
