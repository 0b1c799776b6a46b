import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { checkedQuery, type Checked } from '../../../api/certificates';
import { asProblem, hasStatus } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { TextField } from '../../../ui/fields/TextField';
import { Chapter, Page, PageHead } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Comparison } from './Comparison';
import { PrintedFields } from './PrintedFields';
import './certificates.css';

/** For anybody, without signing in: is this certificate genuine, does it still count, and does it say what the paper says? */
export function CheckScreen() {
  const { serial } = useParams({ strict: false });
  const { t } = useLingui();
  return (
    <Page title={t`Check a certificate`}>
      <PageHead title={t`Check a certificate`}><Trans>A genuine certificate has a serial that is known here, and says exactly what is shown here.</Trans></PageHead>
      <div className="measure stack">
        <SerialForm key={serial} serial={serial ?? ''} />
        {serial && <Answer serial={serial} />}
      </div>
    </Page>
  );
}

function SerialForm({ serial }: { serial: string }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(serial);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim()) void navigate({ to: '/check/$serial', params: { serial: typed.trim() } });
  };
  return (
    <form className="row certificate-find" onSubmit={submit}>
      <TextField label={t`Serial`} hint={t`Sixteen letters and digits, at the lower left of the page.`} autoComplete="off" spellCheck={false} dir="ltr" maxLength={40} value={typed} onChange={({ target }) => setTyped(target.value)} />
      <Button type="submit" look={serial ? undefined : 'main'}>{t`Check`}</Button>
    </form>
  );
}

function Answer({ serial }: { serial: string }) {
  const { t } = useLingui();
  const { data, error, isPending, refetch } = useQuery(checkedQuery(serial));
  if (isPending) return <Skeleton rows={6} />;
  if (hasStatus(error, 404)) return <Note look="danger" live title={t`No certificate has this serial.`}><Trans>Compare it with the paper, letter by letter. If it is the same, the paper was not issued here.</Trans></Note>;
  if (hasStatus(error, 429)) return <Note look="warning" live title={t`Too many questions came from where you are.`}><Trans>Wait a minute, then check it again.</Trans></Note>;
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  return (
    <>
      <Verdict checked={data} />
      {data.forgotten && <Note title={t`The holder’s name was taken off.`}><Trans>The name shown here is made up. A copy of the file can still be compared below: it was issued here if it is the same.</Trans></Note>}
      <section aria-label={t`What the certificate says`}><PrintedFields printed={data.printed} /></section>
      {!data.forgotten && <p className="muted"><Trans>Compare each line with the paper. What stands otherwise there was changed.</Trans></p>}
      <Chapter id="compare" title={t`Compare the file`}><Comparison sha256={data.sha256} /></Chapter>
    </>
  );
}

function Verdict({ checked: { state, endedOn, printed } }: { checked: Checked }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const on = endedOn ? date(endedOn) : '';
  if (state === 'revoked') return <Note look="danger" live title={t`Revoked on ${on}.`}><Trans>It was issued here and no longer counts.</Trans></Note>;
  if (state === 'superseded') return <Note look="warning" live title={t`Superseded on ${on}.`}><Trans>It was issued here. A newer certificate of the same person has taken its place; ask for that one.</Trans></Note>;
  if (state === 'expired') return <Note look="warning" live title={t`Expired on ${on}.`}><Trans>It was issued here and was valid until then.</Trans></Note>;
  return <Note look="good" live title={t`Genuine and current.`}>{printed.expiresOn ? t`Valid until ${date(printed.expiresOn)}.` : t`It does not expire.`}</Note>;
}
