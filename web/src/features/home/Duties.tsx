import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { usePartyNames } from '../../api/parties';
import type { DocumentRow, ReleaseRequest } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { ButtonLink } from '../../ui/actions/Link';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon/Icon';
import type { IconName } from '../../ui/icon/names';

/** One line of what waits: what it is, and the deed that ends it. */
export function Duty({ icon, urgent = false, title, children, deed }: { icon: IconName; urgent?: boolean; title: ReactNode; children: ReactNode; deed: ReactNode }) {
  return (
    <li>
      <span className={classes('todo-disc', urgent && 'todo-urgent')}><Icon name={icon} /></span>
      <div><h3>{title}</h3><p className="small muted">{children}</p></div>
      {deed}
    </li>
  );
}

/** Another party wants to read, or pass on, a document of ours. */
export function Received({ request }: { request: ReleaseRequest }) {
  const { t } = useLingui();
  const nameOf = usePartyNames();
  const { date } = useFormats();
  const who = nameOf(request.party) ?? request.party;
  const what = request.document?.symbol ?? request.reference;
  return (
    <Duty
      icon="clock" urgent title={t`Answer a request`}
      deed={<ButtonLink to="/requests" search={{ box: 'received', state: 'open' }} size="small">{t`Answer`}</ButtonLink>}
    >
      {request.wish === 'wider_use' ? <Trans><bdi>{who}</bdi> asks to use <bdi>{what}</bdi> more widely.</Trans> : <Trans><bdi>{who}</bdi> asks to read <bdi>{what}</bdi>.</Trans>}
      {request.until && <> <Trans>Needed until {date(request.until)}.</Trans></>}
    </Duty>
  );
}

/** The originator has a question about a request of ours. */
export function Returned({ request }: { request: ReleaseRequest }) {
  const { t } = useLingui();
  const what = request.document?.symbol ?? request.reference;
  const last = request.messages.at(-1);
  return (
    <Duty
      icon="mail" urgent title={t`Reply to a question about your request`}
      deed={<ButtonLink to="/requests" search={{ box: 'made', state: 'asked' }} size="small">{t`Reply`}</ButtonLink>}
    >
      <bdi>{what}</bdi>{last && <>: <bdi>{last.text}</bdi></>}
    </Duty>
  );
}

export function Draft({ draft }: { draft: DocumentRow }) {
  const { t } = useLingui();
  const releases = draft.awaitingRelease && draft.allows.includes('release');
  return (
    <Duty
      icon="pen" urgent={releases} title={<bdi lang={draft.language}>{draft.title}</bdi>}
      deed={<ButtonLink to="/share/$id" params={{ id: draft.id }} size="small">{releases ? t`Review` : t`Finish`}</ButtonLink>}
    >
      {draft.awaitingRelease ? <Trans>Waits for a document officer to release it.</Trans> : <Trans>A draft, private to your party until it is released.</Trans>}
    </Duty>
  );
}
