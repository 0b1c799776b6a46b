import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { address } from '../../api/client';
import type { Nomination } from '../../api/focal-points';
import { useRejection } from '../../description/inspected';
import { useFormats } from '../../i18n/useFormats';
import { PartyTag } from '../../marking/PartyTag';
import { Meta } from '../../ui/data/Meta';
import { Pairs } from '../../ui/data/Pairs';
import { Card } from '../../ui/page/Card';
import { Note } from '../../ui/state/Note';
import { Status } from '../../ui/state/Status';
import { MissingLetter } from './MissingLetter';
import { NominationDeeds } from './NominationDeeds';
import { looks, useWords } from './words';

/** One nomination: who, the letter, who looked at it and how, and what can be done now. */
export function NominationCard({ nomination, officer }: { nomination: Nomination; officer: boolean }) {
  const { t } = useLingui();
  const { date, language, list } = useFormats();
  const { areas, ranks, states } = useWords();
  const { id, state, letter, nominated, checked, approved, closed, reason } = nomination;
  const heading = `nomination-${id}`;
  const top = useRef<HTMLHeadingElement>(null);
  const before = useRef(state);
  // The button that was pressed is gone once it is in another state.
  useEffect(() => {
    if (before.current !== state) top.current?.focus();
    before.current = state;
  }, [state]);
  const by = (hand: Nomination['checked']) => hand && <><bdi>{hand.own ? t`you` : (hand.name ?? t`somebody who left`)}</bdi>, <bdi>{date(hand.at, 'moment')}</bdi></>;
  return (
    <Card labelledby={heading} className="stack nomination">
      <div className="fp-card-head"><h2 id={heading} ref={top} tabIndex={-1}><bdi>{nomination.name}</bdi></h2><Status look={looks[state]}>{letter ? states[state] : t`Letter missing`}</Status></div>
      <Meta><PartyTag code={nomination.party} />{ranks[nomination.rank]}{areas[nomination.area]}{nomination.agency}</Meta>
      {nomination.onBehalf && <p className="small muted"><Trans>Entered by the secretariat: the party has nobody yet who could nominate.</Trans></p>}
      <Pairs pairs={[
        [t`Work address`, <bdi key="email" dir="ltr" className="address">{nomination.email}</bdi>],
        [t`Languages`, list(nomination.languages.map(language))],
        [t`Mandate`, nomination.until ? <Trans>{date(nomination.since)} until {date(nomination.until)}</Trans> : <Trans>since {date(nomination.since)}</Trans>],
        [t`Letter`, letter && <Letter id={id} letter={letter} />],
        [nomination.onBehalf ? t`Entered by` : t`Nominated by`, by(nominated)],
        [t`Checked by`, by(checked)],
        [t`How it was checked`, nomination.checkNote && <bdi key="note" dir="auto" className="said">{nomination.checkNote}</bdi>],
        [t`Approved by`, by(approved)],
        [state === 'withdrawn' ? t`Withdrawn by` : t`Refused by`, by(closed)],
        [t`Reason`, reason && <bdi key="reason" dir="auto" className="said">{reason}</bdi>],
      ]} />
      {nomination.messages.length > 0 && (
        <ol className="fp-messages" aria-label={t`Questions and answers`}>
          {nomination.messages.map(({ at, by: who, party, text }) => <li key={at}><p className="small muted"><bdi>{who}</bdi> (<bdi>{party}</bdi>) · <bdi>{date(at, 'moment')}</bdi></p><p dir="auto" className="said">{text}</p></li>)}
        </ol>
      )}
      {state === 'approved' && <Note title={t`The invitation is on its way.`}>{t`Once it is taken up, the nominee stands in the directory. It works for 72 hours and can be sent again.`}</Note>}
      {(!letter || letter.rejection) && state === 'nominated' && nomination.allows.includes('nominate') && <MissingLetter id={id} />}
      <NominationDeeds nomination={nomination} officer={officer} />
    </Card>
  );
}

function Letter({ id, letter: { fileName, bytes: size, sha256, scan, rejection } }: { id: string; letter: NonNullable<Nomination['letter']> }) {
  const { t } = useLingui();
  const { bytes } = useFormats();
  const why = useRejection();
  if (rejection) return <><bdi dir="auto">{fileName}</bdi> <strong>{t`was not taken.`}</strong> {why(rejection)}</>;
  if (scan === 'pending') return <><bdi dir="auto">{fileName}</bdi> <span className="muted">{t`is being inspected for malware`}</span></>;
  if (scan === 'infected') return <><bdi dir="auto">{fileName}</bdi> <strong>{t`Malware was found; nobody gets it.`}</strong></>;
  return (
    <>
      <a href={address(`/nominations/${id}/letter`)} download><bdi dir="auto">{fileName}</bdi></a> <bdi className="muted numbers">{bytes(size)}</bdi>
      <span className="sub"><Trans>Reading it is recorded.</Trans> <abbr title={sha256} className="mono"><bdi>SHA-256 {sha256.slice(0, 12)}…</bdi></abbr></span>
    </>
  );
}
