import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { UploadRow } from '../../../sending/UploadRow';
import { useTransfers } from '../../../sending/useTransfers';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { FileDrop } from '../../../ui/fields/FileDrop';
import { Note } from '../../../ui/state/Note';
import { packageFiles, useSendingWords, wishOf } from './package-files';

/** Sends packages to a course, and shows those on their way: over a bad line, after a reload, when the server was away. */
export function Sending({ course }: { course: string }) {
  const { t } = useLingui();
  const [strict, setStrict] = useState(false);
  const { transfers, rows } = useTransfers(packageFiles(course));
  const words = useSendingWords();
  return (
    <>
      <Checkbox checked={strict} onChange={(event) => setStrict(event.target.checked)} hint={t`4,096 characters of suspend data, answers by their formats.`}><Trans>Hold it to the letter of SCORM 1.2</Trans></Checkbox>
      <FileDrop accept=".zip,application/zip" onFiles={(files) => transfers.add(files, wishOf(strict))}>
        <Trans>A package of SCORM 1.2 or SCORM 2004, as one ZIP of at most 500 MiB. It is looked through before anybody can open it.</Trans>
      </FileDrop>
      {rows.length > 0 && (
        <ul className="uploads" aria-label={t`Packages on their way`}>
          {rows.map((row) => <UploadRow key={row.id} transfer={row} transfers={transfers} words={words} />)}
        </ul>
      )}
      {transfers.arrived > 0 && rows.length === 0 && <Note look="good" live title={t`The package was taken.`}><Trans>Its report stands below. Add it as a lesson to the course's draft when you are content with it.</Trans></Note>}
    </>
  );
}
