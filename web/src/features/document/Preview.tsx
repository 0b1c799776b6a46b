import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { DocumentView, VersionView } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { usePreferences } from '../../preferences/preferences';
import { Button } from '../../ui/actions/Button';
import { later } from '../../ui/later';
import { Skeleton } from '../../ui/state/Skeleton';
import { newest } from './Download';

const Viewer = later(async () => (await import('./preview/Viewer')).Viewer, <Skeleton rows={6} />);

/** The newest file to look at, without taking it along. Who saves on data asks for it first. */
export function Preview({ document }: { document: DocumentView }) {
  const version = newest(document);
  if (!version || !document.allows.includes('preview')) return null;
  return <Wanted key={version.number} document={document} version={version} />;
}

function Wanted({ document, version }: { document: DocumentView; version: VersionView }) {
  const { t } = useLingui();
  const { bytes } = useFormats();
  const [wanted, setWanted] = useState(!usePreferences().lowData);
  if (wanted) return <Viewer document={document} version={version} />;
  return (
    <section className="viewer-offer" aria-label={t`Preview`}>
      <Button icon="eye" onClick={() => setWanted(true)} after={t`up to ${bytes(61_440)} a page`}>{t`Load preview`}</Button>
      <span className="small muted"><Trans>Nothing is loaded before you ask, to save data.</Trans></span>
    </section>
  );
}
