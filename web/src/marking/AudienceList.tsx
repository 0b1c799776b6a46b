import { plural } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { AudienceParty, ExcludedParty } from '../api/model';
import { usePartyNames } from '../api/parties';
import { useFormats } from '../i18n/useFormats';
import { classes } from '../ui/classes';
import { Code } from '../ui/data/Code';
import { Icon } from '../ui/icon/Icon';
import { sentence } from './sentence';
import './audience.css';

/** The parties that can see a record, each with its people and the reason; those nobody acts for yet behind a line. `card` is the roomier form of the release step. */
export function AudienceList({ parties, card = false, names = false }: { parties: AudienceParty[]; card?: boolean; /** Write the people's names out. */ names?: boolean }) {
  const empty = parties.filter(({ people }) => people === 0);
  const folded = empty.length > few;
  const rows = (some: AudienceParty[]) => <Rows parties={some} card={card} names={names} />;
  return (
    <>
      {rows(folded ? parties.filter(({ people }) => people > 0) : parties)}
      {folded && <details className="unmanned"><summary className="link-button"><Plural value={empty.length} one="# party more, without an official here yet" other="# parties more, without an official here yet" /></summary>{rows(empty)}</details>}
    </>
  );
}

/** So many stand in a list before they are folded away. */
const few = 3;

function Rows({ parties, card, names }: { parties: AudienceParty[]; card: boolean; names: boolean }) {
  const { list, number } = useFormats();
  const nameOf = usePartyNames();
  return (
    <ul className={classes('audience', card && 'audience-card')}>
      {parties.map(({ code, name, people, names: persons, because, isNew }) => (
        <li key={code}>
          <Code>{code}</Code>
          <span><span className={card ? 'strong' : undefined}><bdi>{nameOf(code) ?? name}</bdi></span>{isNew && <span className="new"><Trans>New</Trans></span>}</span>
          <strong className="people">{number(people)}<span className="hidden-text"> {plural(people, { one: 'person', other: 'people' })}</span></strong>
          <span className="small">{names && persons.length > 0 && <><bdi>{list(persons)}</bdi>{'. '}</>}<bdi lang="en">{sentence(because)}</bdi></span>
        </li>
      ))}
    </ul>
  );
}

/** Parties that cannot, those with a reason of their own first; the many that are simply not named in one line. */
export function ExcludedList({ excluded }: { excluded: ExcludedParty[] }) {
  const groups = byReason(excluded);
  const nameOf = usePartyNames();
  return (
    <ul className="excluded">
      {[...groups].sort(([, few], [, many]) => few.length - many.length).map(([because, parties]) => (
        <li key={because} className="why">
          <Icon name="lock" small />
          <span>
            {parties.length <= few
              ? parties.map(({ code, name }) => <span key={code}><Code>{code}</Code> <bdi>{nameOf(code) ?? name}</bdi>{' '}</span>)
              : <details><summary className="link-button"><Plural value={parties.length} one="# other party" other="# other parties" /></summary><span className="codes">{parties.map(({ code }) => <Code key={code}>{code}</Code>)}</span></details>}
            <span className="excluded-why"><bdi lang="en">{sentence(because)}</bdi></span>
          </span>
        </li>
      ))}
    </ul>
  );
}

// Firefox 115 and Safari 16 have no Map.groupBy.
function byReason(excluded: ExcludedParty[]): Map<string, ExcludedParty[]> {
  const groups = new Map<string, ExcludedParty[]>();
  for (const party of excluded) groups.set(party.because, [...(groups.get(party.because) ?? []), party]);
  return groups;
}
