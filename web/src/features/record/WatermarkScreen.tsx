import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { asProblem, hasStatus } from '../../api/problem';
import { useMayEver } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';
import { PartyTag } from '../../marking/PartyTag';
import { TlpLabel } from '../../marking/TlpLabel';
import { Button } from '../../ui/actions/Button';
import { Link } from '../../ui/actions/Link';
import { Pairs } from '../../ui/data/Pairs';
import { TextField } from '../../ui/fields/TextField';
import { Page, PageHead } from '../../ui/page/Page';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';
import { watermarkQuery, type Watermark } from './queries';
import { codeLength, copySearch, signs } from './search';
import './record.css';

/** For whoever looks after the originator's documents: a paper turned up where it should not, and its mark says whose copy it was. */
export function WatermarkScreen() {
  const { code } = copySearch(useSearch({ strict: false }));
  const { t } = useLingui();
  const may = useMayEver('trace:document');
  return (
    <Page title={t`Whose copy?`}>
      <PageHead title={t`Whose copy?`}><Trans>Pages of documents that may not travel on say whose they are. The code in their mark leads to the reading it was given at.</Trans></PageHead>
      {may ? (
        <div className="measure stack">
          <CodeForm key={code} code={code ?? ''} />
          {code && <Answer code={code} />}
        </div>
      ) : <Note title={t`For document officers and focal points.`}><Trans>They look up copies of their own party's documents.</Trans></Note>}
    </Page>
  );
}

function CodeForm({ code }: { code: string }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(code);
  const [faulty, setFaulty] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFaulty(signs(typed) !== codeLength);
    if (signs(typed) === codeLength) void navigate({ to: '/watermarks', search: { code: typed.trim() } });
  };
  return (
    <form className="row code-find" onSubmit={submit} noValidate>
      <TextField
        label={t`Code of the watermark`} hint={t`Ten letters and digits at the foot of each page. Small letters and gaps do not matter, nor O for 0 or I for 1.`} error={faulty ? t`Type all ten letters and digits.` : undefined}
        className="mono" autoComplete="off" autoCapitalize="characters" spellCheck={false} dir="ltr" maxLength={40} value={typed} onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" look={code ? undefined : 'main'}>{t`Look it up`}</Button>
    </form>
  );
}

function Answer({ code }: { code: string }) {
  const { t } = useLingui();
  const { data, error, isPending, refetch } = useQuery(watermarkQuery(code));
  if (isPending) return <Skeleton rows={5} />;
  if (hasStatus(error, 404)) return <Note look="warning" live title={t`No copy of your party's documents has this code.`}><Trans>Compare it with the page, sign by sign. What other parties' copies say is told to those parties alone.</Trans></Note>;
  if (hasStatus(error, 429)) return <Note look="warning" live title={t`You have looked up very many.`}><Trans>Wait a minute, then look it up again.</Trans></Note>;
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  return <Found copy={data} />;
}

function Found({ copy }: { copy: Watermark }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const { document: id, symbol, title, disposedAt, person, party } = copy;
  const ways = { preview: t`Looked at on the screen`, print: t`Printed`, download: t`Downloaded`, bundle: t`Downloaded with others, in a bundle` };
  return (
    <section className="stack" aria-labelledby="copy-found" aria-live="polite">
      <h2 id="copy-found">{person ? <Trans>This copy was given to <bdi>{person}</bdi></Trans> : t`This copy was given to somebody who has left`}</h2>
      <Pairs
        pairs={[
          [t`Person`, <bdi key="person">{person ?? t`Somebody who has left`}</bdi>],
          [t`Party`, <PartyTag key="party" code={party} />],
          [t`When`, <time key="at" dateTime={copy.at} className="numbers"><bdi>{date(copy.at, 'moment')}</bdi></time>],
          [t`How`, ways[copy.rendition]],
          [t`Document`, <span key="document" className="copy-of"><TlpLabel tlp={copy.tlp} /> {title === null ? <bdi>{symbol}</bdi> : <Link to="/documents/$id" params={{ id }}><bdi>{title}</bdi></Link>}</span>],
          [t`Symbol`, title !== null && <bdi key="symbol" className="mono" dir="ltr">{symbol}</bdi>],
          [t`Version`, <span key="version" className="numbers">{copy.version}</span>],
          [t`Code`, <bdi key="code" className="mono" dir="ltr">{copy.code}</bdi>],
        ]}
      />
      {disposedAt
        ? <Note title={t`The document was disposed of on ${date(disposedAt)}.`}><Trans>Who was given its copies stays known.</Trans></Note>
        : <p><Link to="/documents/$id/readings" params={{ id }} search={{ code: copy.code }}><Trans>Readings of this copy in the record</Trans></Link></p>}
      <p className="muted"><Trans>A mark is a lead and no proof: it says who was given the copy, not who passed it on. That you looked it up stands in the history of the document.</Trans></p>
    </section>
  );
}
