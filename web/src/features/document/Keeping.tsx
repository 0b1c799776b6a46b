import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentView } from '../../api/model';
import { keepingQuery, type Deed, type Keeping as Kept } from '../../api/retention';
import { useFormats } from '../../i18n/useFormats';
import { useRuleWords } from '../../marking/retention-rule';
import { Button, LinkButton } from '../../ui/actions/Button';
import { Link } from '../../ui/actions/Link';
import { Note } from '../../ui/state/Note';
import { Extend } from './Extend';
import { KeepingDeed, useKeepingWords } from './KeepingDeed';

/** How long it is kept, and by which rule; for its originator also what keeps it longer, and the deeds that take two. */
export function Keeping({ document }: { document: DocumentView }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const words = useKeepingWords();
  const [deed, setDeed] = useState<Deed | 'extend' | null>(null);
  const { data } = useQuery(keepingQuery(document.id));
  if (!data) return null;
  const { hold, waiting, asks, rule, mayExtend, extension } = data;
  const close = () => setDeed(null);
  return (
    <section className="stack-tight keeping">
      <h2><Trans>How long it is kept</Trans></h2>
      <Until keeping={data} />
      {extension && <p className="small muted"><Trans>Kept longer by its originator, until {date(extension.until)}:</Trans> <bdi dir="auto">{extension.reason}</bdi></p>}
      {hold && (
        <Note look="warning" title={t`Under a legal hold.`}>
          <Trans>Since {date(hold.since)}; nothing of it is discarded or disposed of.</Trans> <bdi dir="auto">{hold.reason}</bdi>
        </Note>
      )}
      {waiting.map((one) => (
        <Note key={one.id} look="info" title={words[one.deed].waits}>
          {one.needsAnother ? <Trans>You asked for it; another officer of your party decides.</Trans> : <Link to="/retention"><Trans>Decide</Trans></Link>}
        </Note>
      ))}
      {(asks.length > 0 || (mayExtend && rule)) && (
        <div className="keeping-deeds">
          {mayExtend && rule && <LinkButton className="small" onClick={() => setDeed('extend')}>{t`Keep it longer`}</LinkButton>}
          {asks.map((one) => <Button key={one} size="small" look={one === 'dispose' ? 'danger' : 'plain'} onClick={() => setDeed(one)}>{words[one].title}</Button>)}
        </div>
      )}
      {deed === 'extend' && <Extend document={document} due={data.due} onClose={close} />}
      {deed && deed !== 'extend' && <KeepingDeed document={document} deed={deed} onClose={close} />}
    </section>
  );
}

function Until({ keeping: { rule, due, actsOn, hold } }: { keeping: Kept }) {
  const { date } = useFormats();
  const { sentence } = useRuleWords();
  if (!rule || !due) return <p><Trans>No rule ends its time. It is kept until its originator disposes of it.</Trans></p>;
  return (
    <>
      <p>{rule.action === 'dispose' ? <Trans>Kept until <strong>{date(due)}</strong>, then disposed of.</Trans> : <Trans>Its originator looks at it again on <strong>{date(due)}</strong>.</Trans>}</p>
      <p className="small muted"><bdi>{sentence(rule)}</bdi></p>
      {actsOn && !hold && rule.action === 'dispose' && <Note look="warning"><Trans>Announced: it goes on {date(actsOn)} unless you keep it longer.</Trans></Note>}
    </>
  );
}
