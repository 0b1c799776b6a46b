import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Link } from '../../../ui/actions/Link';
import { Meta } from '../../../ui/data/Meta';
import { Card } from '../../../ui/page/Card';
import { Note } from '../../../ui/state/Note';
import { Status } from '../../../ui/state/Status';
import { forget, heardOf } from './forget';
import type { Notice } from './kept';
import { useKept, type KeptCourse } from './useKept';
import { useFaults } from './words';
import './offline.css';

/** What is kept on this device: how much, until when, what waits, and a way to take it off. Nothing where nothing is kept. */
export function KeptHere() {
  const { t } = useLingui();
  const { here, look } = useKept();
  if (!here || (here.courses.length === 0 && here.notices.length === 0)) return null;
  return (
    <section className="stack offline-here" aria-labelledby="kept-here">
      <h2 id="kept-here">{t`On this device`}</h2>
      {here.notices.map((notice) => <Told key={notice.id} notice={notice} onHeard={() => void heardOf(notice.id).then(look)} />)}
      <ul className="courses">{here.courses.map((course) => <li key={course.enrolment}><Kept course={course} onRemove={() => void forget(course.enrolment).then(look)} /></li>)}</ul>
    </section>
  );
}

function Kept({ course: { enrolment, manifest, isWhole, bytes, fault, waiting }, onRemove }: { course: KeptCourse; onRemove: () => void }) {
  const { t } = useLingui();
  const { bytes: size, date } = useFormats();
  const faults = useFaults();
  const title = manifest?.course.title ?? t`A course that cannot be opened`;
  return (
    <Card labelledby={`kept-${enrolment}`} className="stack-tight">
      <h3 id={`kept-${enrolment}`}>{manifest && isWhole && !fault ? <Link to="/learning/study/$id" params={{ id: enrolment }} dir="auto">{title}</Link> : <span dir="auto">{title}</span>}</h3>
      <Meta>{manifest ? size(bytes) : ''}{manifest ? t`until ${date(manifest.expiresAt)}` : ''}</Meta>
      {fault && <Status look="bad">{faults[fault].long}</Status>}
      {!isWhole && !fault && <Status look="not-yet">{t`Not whole yet: go on saving in the course`}</Status>}
      {waiting > 0 && <Status look="attention"><Plural value={waiting} one="# change waits to be sent" other="# changes wait to be sent" /></Status>}
      <div className="row"><Button size="small" onClick={onRemove}>{t`Remove from this device`}<span className="hidden-text"> {title}</span></Button></div>
    </Card>
  );
}

function Told({ notice: { kind, title, count, reasons }, onHeard }: { notice: Notice; onHeard: () => void }) {
  const { t } = useLingui();
  const titles = {
    refused: t`${title}: not everything was taken`,
    closed: t`${title}: this course is not open to you any more, and was removed from this device`,
    another: t`What somebody else had kept on this device was removed when you signed in`,
    altered: t`${title}: the copy on this device was not ours, and was removed`,
  };
  return (
    <Note look="warning" live title={titles[kind]}>
      {count > 0 && kind !== 'another' && <p><Plural value={count} one="# change that waited was not taken." other="# changes that waited were not taken." /></p>}
      {count > 0 && kind === 'another' && <p><Plural value={count} one="# change of theirs had not been sent, and is lost: tell them." other="# changes of theirs had not been sent, and are lost: tell them." /></p>}
      {reasons.length > 0 && <ul>{reasons.map((reason) => <li key={reason}><bdi dir="auto">{reason}</bdi></li>)}</ul>}
      <p><Button size="small" onClick={onHeard}><Trans>I have read this</Trans></Button></p>
    </Note>
  );
}
