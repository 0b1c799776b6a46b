import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { ReleaseRequest } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { PartyTag } from '../../marking/PartyTag';
import { Button } from '../../ui/actions/Button';
import { Link } from '../../ui/actions/Link';
import { Meta } from '../../ui/data/Meta';
import { Pairs } from '../../ui/data/Pairs';
import { Card } from '../../ui/page/Card';
import { Note } from '../../ui/state/Note';
import { Status } from '../../ui/state/Status';
import { Deed, type DeedName } from './Deed';
import { Messages } from './Messages';
import { looks, useStateWords } from './words';

/** One request: what is asked, for what and until when, what was said, and what can be done now. */
export function RequestCard({ request, box }: { request: ReleaseRequest; box: 'received' | 'made' }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const words = useStateWords();
  const [deed, setDeed] = useState<DeedName | null>(null);
  const { id, document, reference, party, user, wish, purpose, reason, recipients, until, state, createdAt, decisionReason, grantedUntil, allows } = request;
  const undecided = state === 'open' || state === 'asked';
  const heading = `request-${id}`;
  const top = useRef<HTMLHeadingElement>(null);
  const before = useRef(state);
  // The button that was pressed is gone once the request is in another state.
  useEffect(() => {
    if (before.current !== state) top.current?.focus();
    before.current = state;
  }, [state]);
  return (
    <Card labelledby={heading} className="stack request">
      <div className="request-head">
        <h2 id={heading} ref={top} tabIndex={-1}>
          {document ? <Link to="/documents/$id" params={{ id: document.id }} dir="auto">{document.title}</Link> : <bdi className="mono">{reference}</bdi>}
        </h2>
        <Status look={looks[state]}>{words[state]}</Status>
      </div>
      <Meta>
        {box === 'received' ? <PartyTag code={party} /> : ''}{user.name ?? ''}{wish === 'access' ? t`asks to read it` : t`asks for wider use`}{date(createdAt)}{document ? document.symbol : ''}
      </Meta>
      <Pairs pairs={[
        [t`Purpose`, <bdi key="purpose" dir="auto">{purpose}</bdi>],
        [t`Reason`, <bdi key="reason" dir="auto" className="said">{reason}</bdi>],
        [t`For`, recipients.length > 0 && <span key="recipients" className="recipients">{recipients.map((code) => <PartyTag key={code} code={code} />)}</span>],
        [t`Needed until`, until ? date(until) : null],
      ]} />
      <Messages messages={request.messages} />
      {decisionReason && (
        <Note look={state === 'granted' ? 'good' : 'info'} title={state === 'granted' && grantedUntil ? t`Granted until ${date(grantedUntil)}.` : `${words[state]}:`}>
          <bdi dir="auto">{decisionReason}</bdi>
        </Note>
      )}
      <div className="row">
        {undecided && allows.includes('decide') && (
          <>
            <Button look="main" size="small" icon="check" onClick={() => setDeed('grant')}>{t`Grant for a time`}</Button>
            <Button size="small" icon="x" onClick={() => setDeed('decline')}>{t`Decline`}</Button>
            <Button size="small" icon="mail" onClick={() => setDeed('ask')}>{t`Ask a question`}</Button>
          </>
        )}
        {undecided && box === 'made' && allows.includes('reply') && <Button size="small" icon="mail" onClick={() => setDeed('reply')}>{t`Reply`}</Button>}
        {state === 'granted' && allows.includes('end') && <Button size="small" look="danger" onClick={() => setDeed('end')}>{t`End the grant now`}</Button>}
        {box === 'made' && state === 'open' && !document && <span className="small muted"><Trans>If there is such a document, its originator has your request.</Trans></span>}
      </div>
      {deed && <Deed request={request} name={deed} onClose={() => setDeed(null)} />}
    </Card>
  );
}
