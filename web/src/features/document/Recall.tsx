import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { audienceQuery } from '../../api/documents';
import type { DocumentView } from '../../api/model';
import { Note } from '../../ui/state/Note';
import { ReasonDialog } from './ReasonDialog';

/** Takes a released document back. What was read or downloaded before cannot be taken back, and is said so. */
export function Recall({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const { t } = useLingui();
  const { data } = useQuery({ ...audienceQuery(document.id), enabled: document.allows.includes('audience') });
  const people = data && plural(data.people, { one: '# person', other: '# people' });
  return (
    <ReasonDialog document={document} path={`/documents/${document.id}/recall`} title={t`Recall this document`} deed={t`Recall it`} hint={t`It stays in the history of the document.`} onClose={onClose}>
      <Note look="warning">
        {people && <p><Trans>{people} will no longer see it.</Trans></p>}
        <p><Trans>Copies that were downloaded stay where they are. Who opened it remains in the readings.</Trans></p>
      </Note>
    </ReasonDialog>
  );
}
