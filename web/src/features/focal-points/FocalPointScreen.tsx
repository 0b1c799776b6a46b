import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { address } from '../../api/client';
import { focalPointQuery, partyFocalPointsQuery, type FocalPoint } from '../../api/focal-points';
import { asProblem } from '../../api/problem';
import { useFormats } from '../../i18n/useFormats';
import { PartyTag } from '../../marking/PartyTag';
import { ButtonAnchor, Link } from '../../ui/actions/Link';
import { Pairs } from '../../ui/data/Pairs';
import { Breadcrumbs } from '../../ui/page/Breadcrumbs';
import { Chapter, Page, PageHead } from '../../ui/page/Page';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { Skeleton } from '../../ui/state/Skeleton';
import { Clock } from './Clock';
import { Contact } from './Contact';
import { Mailbox } from './Mailbox';
import { MailboxForm } from './MailboxForm';
import { MandateDeeds } from './MandateDeeds';
import { Standing } from './Standing';
import { useNow } from './useNow';
import { weekday, useWords } from './words';
import './focal-points.css';

/** One focal point: what the directory says, how to reach them, and for those concerned what can be done. */
export function FocalPointScreen() {
  const { id = '' } = useParams({ strict: false });
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(focalPointQuery(id));
  if (error && !data) return <Page title={t`Focal point`}><Failure whole problem={asProblem(error)} onRetry={() => void refetch()} /></Page>;
  if (!data) return <Page title={t`Focal point`}><Skeleton /></Page>;
  return (
    <Page title={data.name}>
      <Breadcrumbs links={[<Link key="all" to="/focal-points">{t`Focal points`}</Link>]} here={data.name} />
      <PageHead title={<bdi>{data.name}</bdi>} action={data.speaks && <Cards point={data} />}><Standing point={data} /></PageHead>
      {data.state === 'confirmed' && !data.speaks && <Note look="warning" title={t`Cannot act at present.`}><Trans>Their access or their party is suspended, so the directory does not show this entry to others.</Trans></Note>}
      <MandateDeeds point={data} />
      <Description point={data} />
      {data.speaks && <Contact point={data} />}
    </Page>
  );
}

function Cards({ point }: { point: FocalPoint }) {
  const { t } = useLingui();
  return <ButtonAnchor icon="download" href={address(`/focal-points/${point.id}/card`)} download>{t`vCard`}</ButtonAnchor>;
}

function Description({ point }: { point: FocalPoint }) {
  const { t } = useLingui();
  const { date, language, list, locale } = useFormats();
  const { areas, ranks } = useWords();
  const now = useNow();
  const { data: party } = useQuery(partyFocalPointsQuery(point.party));
  const others = party?.focalPoints.filter((one) => one.id !== point.id) ?? [];
  const hours = point.opens === '00:00' && point.closes === '24:00' ? t`day and night` : `${point.opens}–${point.closes}`;
  const days = list([...point.officeDays].sort().map((day) => weekday(day, locale)));
  return (
    <Chapter id="entry" title={t`In the directory`}>
      {point.endReason && <Note title={t`Why it ended:`}><bdi dir="auto">{point.endReason}</bdi></Note>}
      <Pairs pairs={[
        [t`Party`, <PartyTag key="party" code={point.party} />],
        [t`Rank`, ranks[point.rank]],
        [t`Subject`, areas[point.area]],
        [t`Agency`, <bdi key="agency" dir="auto">{point.agency}</bdi>],
        [t`Languages`, list(point.languages.map(language))],
        [t`Local time`, <Clock key="time" office={point} now={now} />],
        [t`Office hours`, <><bdi>{days}</bdi> <bdi className="numbers">{hours}</bdi> <span className="muted"><bdi>{point.timeZone}</bdi></span></>],
        [t`Functional mailbox`, party?.mailbox ? <Mailbox key="box" address={party.mailbox} /> : <span key="box" className="muted">{t`none given`}</span>],
        [t`Since`, date(point.since)],
        [t`Until`, point.until && date(point.until)],
        [t`To be confirmed by`, point.dueOn && point.state === 'confirmed' && date(point.dueOn)],
        [t`Others of this party`, others.length > 0 && (
          <ul className="fp-others">{others.map((one) => <li key={one.id}><Link to="/focal-points/$id" params={{ id: one.id }}><bdi>{one.name}</bdi></Link> <span className="muted"><Trans>{ranks[one.rank]}, {areas[one.area]}</Trans></span></li>)}</ul>
        )],
      ]} />
      {point.state === 'confirmed' && point.allows.includes('edit') && <MailboxForm party={point.party} address={party?.mailbox ?? ''} />}
    </Chapter>
  );
}
