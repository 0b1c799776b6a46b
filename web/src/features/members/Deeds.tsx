import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { partyExplanation, type PartyOnDay } from '../../api/membership';
import { asProblem } from '../../api/problem';
import { useMayEver } from '../../api/session';
import { WhyNot } from '../../marking/Why';
import { Button, LinkButton } from '../../ui/actions/Button';
import { Dialog } from '../../ui/actions/Dialog';
import { Failure } from '../../ui/state/Failure';
import { Skeleton } from '../../ui/state/Skeleton';
import { ChooseNames } from './deeds/ChooseNames';
import { DecideMembership } from './deeds/DecideMembership';
import { OpenCase } from './deeds/OpenCase';
import { ProposeStanding } from './deeds/ProposeStanding';

/** What one may change of a party's entry; and for what one may not, who may. */
export function Deeds({ party }: { party: PartyOnDay }) {
  const { t } = useLingui();
  const opens = useMayEver('open:accession') && party.kind !== 'secretariat';
  const [deed, setDeed] = useState<'membership' | 'standing' | 'name' | 'case' | 'why' | null>(null);
  const close = () => setDeed(null);
  const { code, allows } = party;
  const missing = (['membership', 'standing', 'name'] as const).filter((verb) => !allows.includes(verb));
  return (
    <div className="row deeds">
      {allows.includes('membership') && <Button size="small" icon="pen" onClick={() => setDeed('membership')}>{t`Record a decision`}</Button>}
      {opens && <Button size="small" icon="plus" onClick={() => setDeed('case')}>{t`Open an accession case`}</Button>}
      {allows.includes('standing') && <Button size="small" onClick={() => setDeed('standing')}>{t`Change its standing`}</Button>}
      {allows.includes('name') && <Button size="small" icon="pen" onClick={() => setDeed('name')}>{t`Names of your party`}</Button>}
      {missing.length > 0 && <LinkButton className="small" onClick={() => setDeed('why')}>{t`Who changes this entry?`}</LinkButton>}
      {deed === 'membership' && <DecideMembership code={code} onClose={close} />}
      {deed === 'standing' && <ProposeStanding party={party} onClose={close} />}
      {deed === 'name' && <ChooseNames code={code} onClose={close} />}
      {deed === 'case' && <OpenCase code={code} onClose={close} />}
      <Dialog title={t`Who changes this entry?`} open={deed === 'why'} onClose={close}><div className="stack">{missing.map((verb) => <Sentence key={verb} code={code} verb={verb} />)}</div></Dialog>
    </div>
  );
}

function Sentence({ code, verb }: { code: string; verb: string }) {
  const { data, error, refetch } = useQuery(partyExplanation(code, verb));
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  return data ? <WhyNot because={data.sentence} /> : <Skeleton rows={1} />;
}
