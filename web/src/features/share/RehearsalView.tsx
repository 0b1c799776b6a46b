import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { usePartyNames } from '../../api/parties';
import type { Rehearsal } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { AudienceList, ExcludedList } from '../../marking/AudienceList';
import { Reach } from '../../marking/AudiencePanel';
import { PartyTag } from '../../marking/PartyTag';
import { LinkButton } from '../../ui/actions/Button';
import { Chapter } from '../../ui/page/Page';
import { Note } from '../../ui/state/Note';
import type { Times } from './search';

const grave = new Set(['nobody', 'no-file', 'not-scanned', 'scan-pending', 'rejected', 'handling-code']);

/** What a release would do: the readers with their reasons, what changes against the last one, who stays outside and why. */
export function RehearsalView({ rehearsal, times }: { rehearsal: Rehearsal; times: Times }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const [names, setNames] = useState(false);
  const { people, parties, excluded, warnings } = rehearsal;
  const own = warnings.filter(({ code }) => code !== 'no-officials');
  // Of more than three the list of readers speaks itself.
  const empty = warnings.filter(({ code }) => code === 'no-officials');
  const few = empty.length > 3 ? [] : empty;
  return (
    <>
      <section className="stack" aria-labelledby="readers">
        <h2 id="readers"><Trans>Who will see this</Trans></h2>
        <p className="big audience-sum"><Reach people={people} parties={parties.length} /></p>
        {times.embargo && <p className="small muted"><Trans>From {date(times.embargo.slice(0, 10))} on; until then only your own party.</Trans></p>}
        {times.expires && <p className="small muted"><Trans>Until {date(times.expires.slice(0, 10))}; afterwards only your own party.</Trans></p>}
        <AudienceList parties={parties} card names={names} />
        {!names && people > 0 && <LinkButton onClick={() => setNames(true)}>{t`Show the names`}</LinkButton>}
      </section>
      <Changes rehearsal={rehearsal} />
      {own.length + few.length > 0 && (
        <section className="stack" aria-label={t`Worth knowing`}>
          {own.map(({ code, text }) => <Note key={code} look={grave.has(code) ? 'warning' : 'info'}><bdi lang="en">{text}</bdi></Note>)}
          {few.length > 0 && <Note>{few.map(({ text }) => <p key={text}><bdi lang="en">{text}</bdi></p>)}</Note>}
        </section>
      )}
      <Chapter id="outside" title={t`Who will not`}><ExcludedList excluded={excluded} /></Chapter>
    </>
  );
}

/** Against the release before this one: who comes, who goes, and who of them had read it already. */
function Changes({ rehearsal: { against, added, removed, openedByRemoved } }: { rehearsal: Rehearsal }) {
  const { date } = useFormats();
  const name = usePartyNames();
  const named = (codes: string[]) => <span className="changed">{codes.map((code) => <PartyTag key={code} code={code} />)}</span>;
  if (!against || (added.length === 0 && removed.length === 0)) return null;
  const tlp = `TLP:${against.tlp.toUpperCase()}`;
  return (
    <Note>
      {against.isSame
        ? <Trans>Compared with the release of {date(against.releasedAt)} as {tlp}:</Trans>
        : <Trans>Compared with your last release of this kind, <bdi className="symbol">{against.symbol}</bdi> of {date(against.releasedAt)} as {tlp}:</Trans>}
      {added.length > 0 && <p className="change"><strong><Trans>Added:</Trans></strong> {named(added)}</p>}
      {removed.length > 0 && <p className="change"><strong><Trans>Left out:</Trans></strong> {named(removed)}</p>}
      {openedByRemoved.map(({ code, people }) => <p key={code}><Trans><bdi>{name(code) ?? code}</bdi> had opened it already ({people}); what was downloaded stays there.</Trans></p>)}
    </Note>
  );
}
