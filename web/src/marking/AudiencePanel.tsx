import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { DocumentAudience } from '../api/model';
import { usePartyNames } from '../api/parties';
import { LinkButton } from '../ui/actions/Button';
import { Select } from '../ui/fields/Select';
import { AudienceList, ExcludedList } from './AudienceList';
import { Explanation } from './Explanation';

/** For the originator: who can see a record, who cannot, and why, party by party. Two sections for a Panel. */
export function AudiencePanel({ id, audience }: { id: string; audience: DocumentAudience }) {
  const { t } = useLingui();
  const [names, setNames] = useState(false);
  const [party, setParty] = useState('');
  const { people, parties, excluded } = audience;
  const nameOf = usePartyNames();
  const everyone = [...parties, ...excluded].map(({ code, name }) => ({ code, name: nameOf(code) ?? name })).sort((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <section>
        <h2><Trans>Who can see this, and why</Trans></h2>
        <p className="small muted"><Trans>Shown to the originator only</Trans></p>
        <p className="big audience-sum"><Reach people={people} parties={parties.length} /></p>
        <AudienceList parties={parties} names={names} />
        {!names && people > 0 && <LinkButton onClick={() => setNames(true)}>{plural(people, { one: 'The name', other: 'Names of all #' })}</LinkButton>}
      </section>
      <section className="stack">
        <h2><Trans>Who cannot</Trans></h2>
        <ExcludedList excluded={excluded} />
        <Select
          label={t`Ask about one party`} small value={party} none={t`Choose a party`}
          choices={everyone.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
          onChange={(event) => setParty(event.target.value)}
        />
        {party && <Explanation id={id} verb="read" party={party} />}
      </section>
    </>
  );
}

/** "31 people in 4 parties" */
export function Reach({ people, parties }: { people: number; parties: number }) {
  const persons = plural(people, { one: '# person', other: '# people' });
  const where = plural(parties, { one: '# party', other: '# parties' });
  return <Trans>{persons} in {where}</Trans>;
}
