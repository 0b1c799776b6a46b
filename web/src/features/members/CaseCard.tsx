import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Accession } from '../../api/membership';
import { usePartyNames } from '../../api/parties';
import { useFormats } from '../../i18n/useFormats';
import { useLabel } from '../../i18n/vocabulary';
import { bodies } from '../../marking/vocabulary';
import { Button } from '../../ui/actions/Button';
import { Link } from '../../ui/actions/Link';
import { Code } from '../../ui/data/Code';
import { Meta } from '../../ui/data/Meta';
import { Card } from '../../ui/page/Card';
import { Note } from '../../ui/state/Note';
import { Status } from '../../ui/state/Status';
import { BasisLine } from './BasisLine';
import { TakeStep } from './deeds/TakeStep';
import { WithdrawCase } from './deeds/WithdrawCase';
import { caseLooks, useMemberWords, ways } from './words';

/** One case of accession: its steps in order, those to come as well, and what can be done now. */
export function CaseCard({ accession }: { accession: Accession }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const label = useLabel();
  const { steps: stepNames, cases, memberships } = useMemberWords();
  const nameOf = usePartyNames();
  const [deed, setDeed] = useState<'step' | 'withdraw' | null>(null);
  const { id, party, partyName, body, membership, way, state, next, steps, openedBy, openedAt, withdrawnBecause, allows } = accession;
  const heading = `case-${id}`;
  return (
    <Card labelledby={heading} className="stack">
      <div className="case-head">
        <h2 id={heading}><Link to="/members/$code" params={{ code: party }} className="member-name"><Code>{party}</Code> <bdi>{nameOf(party) ?? partyName}</bdi></Link></h2>
        <Status look={caseLooks[state]}>{cases[state]}</Status>
      </div>
      <Meta>{label(bodies, body)}{t`is to be: ${memberships[membership]}`}{openedBy ? t`opened on ${date(openedAt)} by ${openedBy}` : t`opened on ${date(openedAt)}`}</Meta>
      <ol className="case-steps">
        {ways[way].map((name) => {
          const taken = steps.find((one) => one.step === name);
          return (
            <li key={name} className={taken ? 'taken' : undefined} aria-current={name === next ? 'step' : undefined}>
              <p><strong>{stepNames[name]}</strong>{taken ? <span className="numbers"> · {date(taken.day)}</span> : <span className="muted"> · {name === next ? t`comes next` : t`not yet`}</span>}</p>
              {taken?.since && <p><Trans>Membership from {date(taken.since)}</Trans></p>}
              {taken && <BasisLine of={taken} />}
              {taken?.enteredBy && <p className="small muted"><Trans>Entered on {date(taken.enteredAt)} by <bdi>{taken.enteredBy}</bdi></Trans></p>}
            </li>
          );
        })}
      </ol>
      {withdrawnBecause && <Note title={t`Withdrawn:`}><bdi dir="auto">{withdrawnBecause}</bdi></Note>}
      {next && allows.includes('step') && (
        <div className="row">
          <Button look="main" size="small" icon="check" onClick={() => setDeed('step')}>{t`Enter: ${stepNames[next]}`}</Button>
          {allows.includes('withdraw') && <Button size="small" look="danger" onClick={() => setDeed('withdraw')}>{t`Withdraw the case`}</Button>}
        </div>
      )}
      {next && !allows.includes('step') && <p className="small muted"><Trans>Officers of the secretariat enter the steps.</Trans></p>}
      {deed === 'step' && next && <TakeStep accession={accession} step={next} onClose={() => setDeed(null)} />}
      {deed === 'withdraw' && <WithdrawCase accession={accession} onClose={() => setDeed(null)} />}
    </Card>
  );
}
