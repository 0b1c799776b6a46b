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
  const others = data && data.parties.filter(({ code }) => code !== document.originator).reduce((sum, { people }) => sum + people, 0);
  const people = others !== undefined && plural(others, { one: '# person', other: '# people' });
  return (
    <ReasonDialog document={document} path={`/documents/${document.id}/recall`} title={t`Recall this document`} deed={t`Recall it`} hint={t`It stays in the history of the document.`} onClose={onClose}>
      <Note look="warning">
        {people && <p><Trans>{people} will no longer see it.</Trans></p>}
        <p><Trans>Copies that were downloaded stay where they are. “Who opened it” says who had read it.</Trans></p>
      </Note>
    </ReasonDialog>
  );
}
