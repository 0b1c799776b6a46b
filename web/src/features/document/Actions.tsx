import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { DocumentView } from '../../api/model';
import { useSession } from '../../api/session';
import { Allowed } from '../../marking/Allowed';
import { ButtonLink } from '../../ui/actions/Link';
import { Discard } from './Discard';
import { Download } from './Download';
import { Recall } from './Recall';
import { WiderUse } from './WiderUse';

type Deed = 'recall' | 'discard' | 'request';

/** What one can do with the record. The originator meets its own deeds, readers theirs; the server says which are granted. */
export function Actions({ document }: { document: DocumentView }) {
  const { t } = useLingui();
  const { party } = useSession();
  const [deed, setDeed] = useState<Deed | null>(null);
  const close = () => setDeed(null);
  const Deeds = document.originator === party.code ? OriginatorDeeds : ReaderDeeds;
  return (
    <div className="deeds">
      <Download document={document} />
      <Deeds document={document} onDeed={setDeed} />
      <Allowed record={document} verb="print" icon="document" onPress={() => window.print()}>{t`Print`}</Allowed>
      {deed === 'recall' && <Recall document={document} onClose={close} />}
      {deed === 'discard' && <Discard document={document} onClose={close} />}
      {deed === 'request' && <WiderUse document={document} onClose={close} />}
    </div>
  );
}

interface DeedsProps { document: DocumentView; onDeed: (deed: Deed) => void }

function OriginatorDeeds({ document, onDeed }: DeedsProps) {
  const { t } = useLingui();
  const { id, state, embargoUntil } = document;
  // What was recalled or has expired does not change any more.
  if (state === 'recalled' || state === 'expired') return null;
  const draft = state === 'draft';
  const unset = draft && !embargoUntil;
  const releasing = unset ? t`Go on to the release` : draft ? t`Change the release` : t`Release again`;
  // Who only writes the draft goes the same way, and hands it to the document officers at its end.
  const verb = draft && !document.allows.includes('release') ? 'edit' : 'release';
  return (
    <>
      <Allowed record={document} verb={verb} render={() => <ButtonLink to="/share/$id" params={{ id }} icon="users" look={unset ? 'main' : 'plain'}>{releasing}</ButtonLink>}>{releasing}</Allowed>
      <Allowed record={document} verb="edit" render={() => <ButtonLink to="/documents/$id/edit" params={{ id }} icon="pen">{t`Edit the description`}</ButtonLink>}>{t`Edit the description`}</Allowed>
      {!draft && <Allowed record={document} verb="recall" look="danger" onPress={() => onDeed('recall')}>{t`Recall`}</Allowed>}
      {draft && <Allowed record={document} verb="discard" look="danger" icon="trash" onPress={() => onDeed('discard')}>{t`Discard`}</Allowed>}
    </>
  );
}

function ReaderDeeds({ document, onDeed }: DeedsProps) {
  const { t } = useLingui();
  return <Allowed record={document} verb="request" icon="send" onPress={() => onDeed('request')}>{t`Ask for wider use`}</Allowed>;
}
