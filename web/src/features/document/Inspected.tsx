import { Trans } from '@lingui/react/macro';
import type { VersionView } from '../../api/model';
import { useRejection } from '../../description/inspected';
import { useFormats } from '../../i18n/useFormats';
import { Note } from '../../ui/state/Note';

/** What the inspection of a file found that somebody has to know before they open it, or because nobody can. */
export function Inspected({ version: { scan, rejection, active, delivered } }: { version: VersionView }) {
  const { bytes } = useFormats();
  const why = useRejection();
  if (rejection) return <Note look="danger">{why(rejection)}{rejection.part && <> <Trans>In the archive: <bdi dir="ltr">{rejection.part}</bdi></Trans></>}</Note>;
  if (scan === 'infected') return <Note look="danger"><Trans>Malware was found in it after it was taken, with newer signatures. Nobody gets it any more; it is kept as evidence. Whoever downloaded it before stands in the record.</Trans></Note>;
  return (
    <>
      {active && <Note look="warning"><Trans>This file does things by itself when it is opened, such as running a script or carrying attachments. Open it only if you expected that.</Trans></Note>}
      {delivered && <p className="small muted"><Trans>A download brings it without place, camera and persons ({bytes(delivered.bytes)}); the original stays with its originator.</Trans></p>}
    </>
  );
}
