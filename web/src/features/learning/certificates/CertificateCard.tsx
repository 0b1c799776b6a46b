import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { address } from '../../../api/client';
import type { Certificate } from '../../../api/certificates';
import { asProblem } from '../../../api/problem';
import { take } from '../../../api/take';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Link } from '../../../ui/actions/Link';
import { Card } from '../../../ui/page/Card';
import { Failure } from '../../../ui/state/Failure';
import { Status } from '../../../ui/state/Status';
import { CorrectDialog } from './CorrectDialog';
import { PrintedFields } from './PrintedFields';
import { RevokeDialog } from './RevokeDialog';
import { looks, useStates } from './words';

/** One certificate with what one may do with it. `whole` shows every field. */
export function CertificateCard({ certificate, whole = false }: { certificate: Certificate; whole?: boolean }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const states = useStates();
  const heading = useId();
  const Heading = whole ? 'h3' : 'h2';
  const [deed, choose] = useState<'revoke' | 'correct' | null>(null);
  const { id, printed, state, endedAt, reason, allows } = certificate;
  const taken = useMutation({ mutationFn: () => take(address(`/certificates/${id}/file`)) });
  const counts = state === 'issued' || state === 'expired';
  return (
    <Card labelledby={heading} className="stack">
      <div className="certificate-head"><Heading id={heading} dir="auto">{printed.course}</Heading><Status look={looks[state]}>{states[state]}</Status></div>
      {whole ? <PrintedFields printed={printed} /> : (
        <p className="muted">
          <bdi dir="auto">{printed.name}</bdi> · {t`completed ${date(printed.completedOn)}`} · {printed.expiresOn ? t`valid until ${date(printed.expiresOn)}` : t`no expiry`} · <bdi className="mono" dir="ltr">{printed.serial}</bdi>
        </p>
      )}
      {state === 'revoked' && endedAt && <p><Trans>Revoked {date(endedAt)}:</Trans> <bdi dir="auto">{reason}</bdi></p>}
      {taken.error && <Failure problem={asProblem(taken.error)} />}
      <div className="row">
        {allows.includes('download') && <Button look={counts ? 'main' : undefined} icon="download" busy={taken.isPending} onClick={() => taken.mutate()}>{t`Download (PDF)`}</Button>}
        <Link to="/check/$serial" params={{ serial: printed.serial }}>{t`What others see when they check it`}</Link>
        {counts && allows.includes('correct') && <Button icon="pen" onClick={() => choose('correct')}>{t`Correct the name`}</Button>}
        {counts && allows.includes('revoke') && <Button look="danger" onClick={() => choose('revoke')}>{t`Revoke`}</Button>}
      </div>
      {deed === 'revoke' && <RevokeDialog certificate={certificate} onClose={() => choose(null)} />}
      {deed === 'correct' && <CorrectDialog certificate={certificate} onClose={() => choose(null)} />}
    </Card>
  );
}
