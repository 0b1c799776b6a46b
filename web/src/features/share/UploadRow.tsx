import { useLingui } from '@lingui/react/macro';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Meta } from '../../ui/data/Meta';
import { Fault } from '../../ui/fields/Field';
import { ProgressBar } from '../../ui/state/ProgressBar';
import { canRetry, type Upload } from './uploads';

/** A file on its way: how far it has come, or why it did not arrive. */
export function UploadRow({ upload, onCancel, onRetry }: { upload: Upload; onCancel: () => void; onRetry: () => void }) {
  const { t } = useLingui();
  const { bytes, duration } = useFormats();
  const { file, sent, rate, state, hindrance, problem } = upload;
  const words = { waiting: t`Waits for its turn`, sending: sent < file.size ? t`On its way` : t`Being kept`, failed: t`Did not arrive` };
  const held = {
    empty: t`The file is empty. Choose it again once it holds something.`,
    kind: t`Files of this kind are not taken. Nothing was sent; save it as PDF and choose that.`,
    'too-large': t`The file is larger than 2 GB. Nothing was sent; divide it into parts.`,
  };
  return (
    <li className="upload">
      <div>
        <p className="strong"><bdi dir="auto">{file.name}</bdi></p>
        <Meta>{words[state]}{state === 'sending' && sent < file.size ? duration(file.size - sent, rate || undefined) : ''}{`${bytes(sent)} / ${bytes(file.size)}`}</Meta>
        {state !== 'failed' && <ProgressBar label={t`Sent of ${file.name}`} value={sent} max={file.size} />}
        {hindrance && <Fault>{held[hindrance]}</Fault>}
        {problem && <Fault>{problem.detail ?? t`The connection broke off. Nothing was half kept; try again.`}</Fault>}
      </div>
      <div className="row">
        {canRetry(upload) && <Button size="small" icon="history" onClick={onRetry}>{t`Try again`}</Button>}
        <Button size="small" icon="x" onClick={onCancel}>{state === 'failed' ? t`Remove` : t`Cancel`}</Button>
      </div>
    </li>
  );
}
