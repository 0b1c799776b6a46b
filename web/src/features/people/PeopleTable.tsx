import { useLingui } from '@lingui/react/macro';
import type { Person } from '../../api/people';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Table, type Column } from '../../ui/data/Table';
import { Status } from '../../ui/state/Status';
import { looks, useRoleNames, useStanding } from './words';

export function PeopleTable({ people, onChoose }: { people: Person[]; onChoose: (person: Person) => void }) {
  const { t } = useLingui();
  const { date, list } = useFormats();
  const role = useRoleNames();
  const standing = useStanding();
  const columns: Column<Person>[] = [
    { key: 'name', head: t`Name`, names: true, cell: ({ name, email, isYou }) => <><strong><bdi>{name}</bdi></strong>{isYou && <span className="muted"> {t`(you)`}</span>}<br /><bdi className="small muted" dir="ltr">{email}</bdi></> },
    { key: 'roles', head: t`Roles`, cell: ({ roles }) => list(roles.map(role)) },
    { key: 'state', head: t`State`, cell: (person) => <Status look={person.invitationOver ? 'bad' : looks[person.state]}>{standing(person)}</Status> },
    { key: 'used', head: t`Last sign-in`, headOnCard: true, cell: ({ lastUsedAt }) => (lastUsedAt ? date(lastUsedAt) : '–') },
    { key: 'manage', head: <span className="hidden-text">{t`Deeds`}</span>, cell: (person) => <Button size="small" icon="pen" onClick={() => onChoose(person)}>{t`Manage`}<span className="hidden-text"> {person.name}</span></Button> },
  ];
  return <Table label={t`Table of people`} columns={columns} rows={people} rowKey={({ id }) => id} cards />;
}
