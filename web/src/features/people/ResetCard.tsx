import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { FactorReset } from '../../api/people';
import { useFormats } from '../../i18n/useFormats';
import { PartyTag } from '../../marking/PartyTag';
import { Button } from '../../ui/actions/Button';
import { Meta } from '../../ui/data/Meta';
import { Pairs } from '../../ui/data/Pairs';
import { Card } from '../../ui/page/Card';
import { Note } from '../../ui/state/Note';
import { Status } from '../../ui/state/Status';
import { ResetDialog } from './ResetDialog';
import { resetLooks, useRoleNames } from './words';

/** One reset: who it is about, why, who asked, and what was decided. */
export function ResetCard({ reset }: { reset: FactorReset }) {
  const { t } = useLingui();
  const { date, list } = useFormats();
  const role = useRoleNames();
  const [deciding, setDeciding] = useState<'approved' | 'refused' | null>(null);
  const { id, name, email, party, roles, elsewhere, reason, askedBy, askedAt, state, decidedBy, decidedAt, decisionReason, needsAnother, allows } = reset;
  const words: Record<FactorReset['state'], string> = { open: t`Waits for a second person`, approved: t`Approved`, refused: t`Refused` };
  const open = state === 'open' && allows.includes('decide');
  return (
    <Card labelledby={`reset-${id}`} className="stack">
      <div className="reviewed-head">
        <div><h2 id={`reset-${id}`}><bdi>{name}</bdi></h2><bdi className="small muted" dir="ltr">{email}</bdi></div>
        <Status look={resetLooks[state]}>{words[state]}</Status>
      </div>
      <Meta><PartyTag code={party} />{list(roles.map(role))}</Meta>
      <Pairs pairs={[
        [t`Reason`, <bdi key="reason" dir="auto">{reason}</bdi>],
        [t`Asked by`, <span key="by"><bdi>{askedBy}</bdi>, {date(askedAt, 'moment')}</span>],
        [t`Also acts for`, elsewhere.length > 0 && <ul key="elsewhere">{elsewhere.map((one) => <li key={one.party}><PartyTag code={one.party} /> <span className="small muted">{list(one.roles.map(role))}</span></li>)}</ul>],
      ]} />
      {decidedAt && <Note look={state === 'approved' ? 'good' : 'info'} title={<><bdi>{decidedBy}</bdi>, {date(decidedAt, 'moment')}:</>}><bdi dir="auto">{decisionReason}</bdi></Note>}
      {open && needsAnother && <p className="small muted"><Trans>You asked for it, or it is about you: another officer of the secretariat decides.</Trans></p>}
      {open && !needsAnother && (
        <div className="row">
          <Button look="main" size="small" icon="check" onClick={() => setDeciding('approved')}>{t`Approve`}</Button>
          <Button size="small" icon="x" onClick={() => setDeciding('refused')}>{t`Refuse`}</Button>
        </div>
      )}
      {deciding && <ResetDialog reset={reset} decision={deciding} onClose={() => setDeciding(null)} />}
    </Card>
  );
}
