import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { vocabularyQuery } from '../../api/directory';
import type { DocumentView } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { RoomBar } from '../../description/RoomBar';
import { FileDrop } from '../../ui/fields/FileDrop';
import { Select } from '../../ui/fields/Select';
import { KeptFile } from './KeptFile';
import { UploadRow } from './UploadRow';
import { canRetry, useUploads } from './uploads';

/** The files of a document: one or more, each in its language, sent while the description is written. */
export function FilesStep({ document, onNext }: { document: DocumentView; onNext: () => void }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const { data: vocabulary } = useQuery(vocabularyQuery);
  const [spoken, setSpoken] = useState(document.language);
  const { uploads, add, retry, retryAll, cancel } = useUploads(document.id, spoken);
  const busy = uploads.some(({ state }) => state !== 'failed');
  useBlocker({ shouldBlockFn: () => busy && !window.confirm(t`Files are still on their way. If you leave now, they do not arrive.`), enableBeforeUnload: busy });
  return (
    <div className="stack-wide">
      <Select
        label={t`Language of the files you add`} short value={spoken} onChange={({ target }) => setSpoken(target.value)}
        choices={(vocabulary?.languages ?? [spoken]).map((code) => ({ value: code, label: language(code) }))}
      />
      <RoomBar party={document.originator} />
      <FileDrop multiple onFiles={add}><FileLimits /></FileDrop>
      {(uploads.length > 0 || document.versions.length > 0) && (
        <ul className="uploads" aria-label={t`Files`}>
          {uploads.map((upload) => <UploadRow key={upload.key} upload={upload} onCancel={() => cancel(upload.key)} onRetry={() => retry(upload.key)} />)}
          {[...document.versions].reverse().map((version) => <KeptFile key={version.number} id={document.id} version={version} />)}
        </ul>
      )}
      {uploads.filter(canRetry).length > 1 && <div><Button icon="history" onClick={retryAll}>{t`Try all again`}</Button></div>}
      <Actions>
        <Button look="main" onClick={busy ? undefined : onNext} aria-disabled={busy} after={busy ? t`when the files have arrived` : undefined}>{t`Go on to the description`}</Button>
      </Actions>
      {document.versions.length === 0 && <p className="small muted"><Trans>A document may be shared without a file: readers then see its description.</Trans></p>}
    </div>
  );
}

export function FileLimits() {
  return <><strong><Trans>No nationally classified information.</Trans></strong> <Trans>PDF, Office and OpenDocument files, text, CSV, pictures and MP4 video, up to 2 GB each. Programs, web pages and archives are not taken.</Trans></>;
}
