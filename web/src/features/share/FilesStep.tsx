import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { vocabularyQuery } from '../../api/directory';
import type { DocumentView } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { RoomBar } from '../../description/RoomBar';
import { canRetry, goesOn } from '../../sending/transfers';
import { UploadRow } from '../../sending/UploadRow';
import { useTransfers } from '../../sending/useTransfers';
import { FileDrop } from '../../ui/fields/FileDrop';
import { Select } from '../../ui/fields/Select';
import { documentFiles, useSendingWords } from './document-files';
import { KeptFile } from './KeptFile';
import { pack, sizeOf } from './pack';

/** The files of a document: one or more, each in its language, sent while the description is written. */
export function FilesStep({ document, onNext }: { document: DocumentView; onNext: () => void }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const { data: vocabulary } = useQuery(vocabularyQuery);
  const [spoken, setSpoken] = useState(document.language);
  const { transfers, rows } = useTransfers(documentFiles(document.id));
  const words = useSendingWords();
  return (
    <div className="stack-wide">
      <Select
        label={t`Language of the files you add`} short value={spoken} onChange={({ target }) => setSpoken(target.value)}
        choices={(vocabulary?.languages ?? [spoken]).map((code) => ({ value: code, label: language(code) }))}
      />
      <RoomBar party={document.originator} />
      <FileDrop multiple onFiles={(files) => transfers.add(files, { language: spoken })} onFolder={(name, files) => void transfers.addMade(`${name}.zip`, sizeOf(files), () => pack(name, files), { language: spoken })}><FileLimits /></FileDrop>
      {(rows.length > 0 || document.versions.length > 0) && (
        <ul className="uploads" aria-label={t`Files`}>
          {rows.map((row) => <UploadRow key={row.id} transfer={row} transfers={transfers} words={words} />)}
          {[...document.versions].reverse().map((version) => <KeptFile key={version.number} id={document.id} version={version} />)}
        </ul>
      )}
      {rows.filter(canRetry).length > 1 && <div><Button icon="history" onClick={() => transfers.goOnWithAll()}>{t`Try all again`}</Button></div>}
      <Actions>
        <Button look="main" onClick={onNext} after={rows.some(goesOn) ? t`files go on arriving meanwhile` : undefined}>{t`Go on to the description`}</Button>
      </Actions>
      {document.versions.length === 0 && <p className="small muted"><Trans>A document may be shared without a file: readers then see its description.</Trans></p>}
    </div>
  );
}

export function FileLimits() {
  return <><strong><Trans>No nationally classified information.</Trans></strong> <Trans>PDF, Office and OpenDocument files, text, CSV, pictures, MP4 video and ZIP archives of these, up to 512 MB each. A folder becomes one ZIP archive. Programs and web pages are not taken.</Trans></>;
}
