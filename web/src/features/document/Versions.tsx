import { Trans, useLingui } from '@lingui/react/macro';
import type { DocumentView, VersionView } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { Meta } from '../../ui/data/Meta';
import { Icon } from '../../ui/icon/Icon';
import { EmptyState } from '../../ui/state/EmptyState';
import { formatOf, isThere } from './Download';
import { fileAddress, useLeave } from '../../api/leave';
import { Failure } from '../../ui/state/Failure';
import { Inspected } from './Inspected';
import { ScanStatus } from './ScanStatus';

/** The files, per language from the newest version down, each with what it costs to fetch and how to check it. */
export function Versions({ document }: { document: DocumentView }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const { versions } = document;
  if (versions.length === 0) return <EmptyState title={t`No file yet`}>{t`The document is its description.`}</EmptyState>;
  return [...new Set(versions.map((version) => version.language))].map((code) => (
    <section key={code} className="versions" aria-label={language(code)}>
      <h3>{language(code)}</h3>
      <ul>
        {versions.filter((version) => version.language === code).sort((a, b) => b.number - a.number).map((version) => <Version key={version.number} document={document} version={version} />)}
      </ul>
    </section>
  ));
}

function Version({ document, version }: { document: DocumentView; version: VersionView }) {
  const { t } = useLingui();
  const { bytes, duration, date } = useFormats();
  const { refused, leave } = useLeave();
  const { number, fileName, sha256, note, scan, released, uploadedAt } = version;
  const open = document.allows.includes('download') && document.unreadable !== 'key-destroyed' && isThere(version);
  const slow = duration(version.bytes, 400);
  return (
    <li>
      <p className="version-name">
        {open ? <a href={fileAddress(document.id, number)} download onClick={leave(document.id, number)}><Icon name="download" small /><bdi>{fileName}</bdi></a> : <bdi>{fileName}</bdi>}
      </p>
      {refused && <Failure problem={refused} />}
      <Meta>
        {t`Version ${number}`}{formatOf(version)}{bytes(version.bytes)}{t`${slow} at 400 kbit/s`}{date(uploadedAt)}
        <ScanStatus scan={scan} />{!released && scan !== 'rejected' && t`not released yet`}
      </Meta>
      <Inspected version={version} />
      {note && <p className="small" dir="auto">{note}</p>}
      <details className="checksum small">
        <summary className="link-button"><Trans>Checksum</Trans></summary>
        <p><span className="muted">SHA-256</span> <bdi className="mono" dir="ltr">{version.delivered?.sha256 ?? sha256}</bdi></p>
      </details>
    </li>
  );
}
