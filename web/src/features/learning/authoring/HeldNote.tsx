import { Trans, useLingui } from '@lingui/react/macro';
import { LinkButton } from '../../../ui/actions/Button';
import { Note } from '../../../ui/state/Note';

/** Where what is written comes from, if not from the last key pressed, and the way back to what is kept. */
export function HeldNote({ held: { isEarlier, isBehind, undo } }: { held: { isEarlier: boolean; isBehind: boolean; undo: () => void } }) {
  const { t } = useLingui();
  const back = <LinkButton onClick={undo}>{t`Throw it away`}</LinkButton>;
  if (isBehind) return <Note look="warning" live title={t`Somebody changed this after you began to write.`}><Trans>Here is what you wrote; kept, it takes the place of theirs.</Trans> {back}</Note>;
  return isEarlier && <Note title={t`What you wrote earlier is here again.`}>{back}</Note>;
}
