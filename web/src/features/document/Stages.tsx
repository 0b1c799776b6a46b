import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { DocumentView, StageView } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { Allowed } from '../../marking/Allowed';
import { CircleTag } from '../../marking/CircleTag';
import { TlpLabel } from '../../marking/TlpLabel';
import { Status, type StatusLook } from '../../ui/state/Status';
import { ReasonDialog } from './ReasonDialog';

const looks: Record<StageView['state'], StatusLook> = { pending: 'not-yet', applied: 'good', cancelled: 'bad', paused: 'attention' };

/** Changes of the marking that come by themselves at their time, and the way to stop one. */
export function Stages({ document }: { document: DocumentView }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const [stopping, setStopping] = useState<StageView | null>(null);
  const words: Record<StageView['state'], string> = { pending: t`planned`, applied: t`done`, cancelled: t`stopped`, paused: t`paused` };
  return (
    <>
      <ul className="stages">
        {document.stages.map((stage) => (
          <li key={stage.id}>
            <span className="numbers">{date(stage.at, 'moment')}</span> <TlpLabel tlp={stage.marking.tlp} />
            <span className="codes">{stage.marking.releasableTo.map((word) => <CircleTag key={word} word={word} names={document.audienceNames} />)}</span>
            <Status look={looks[stage.state]}>{words[stage.state]}</Status>
            {stage.state === 'pending' && <Allowed record={document} verb="release" size="small" onPress={() => setStopping(stage)}>{t`Stop`}</Allowed>}
          </li>
        ))}
      </ul>
      {stopping && (
        <ReasonDialog
          document={document} path={`/documents/${document.id}/stages/${stopping.id}/cancellation`} title={t`Stop this change`} deed={t`Stop the change`}
          hint={t`Changes planned after it pause until you release again. The reason stays in the history.`} onClose={() => setStopping(null)}
        />
      )}
    </>
  );
}
