import { useLingui } from '@lingui/react/macro';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Meta } from '../../ui/data/Meta';
import { Fault } from '../../ui/fields/Field';
import { ProgressBar } from '../../ui/state/ProgressBar';
import type { Upload } from './uploads';

/** A file on its way: how far it has come, or why it did not arrive. */
export function UploadRow({ upload, onCancel, onRetry }: { upload: Upload; onCancel: () => void; onRetry: () => void }) {
  const { t } = useLingui();
  const { bytes, duration } = useFormats();
  const { file, sent, state, problem } = upload;
  const words = { waiting: t`Waits for its turn`, sending: sent < file.size ? t`On its way` : t`Being kept`, failed: t`Did not arrive` };
  return (
    <li className="upload">
      <div>
        <p className="strong"><bdi dir="auto">{file.name}</bdi></p>
        <Meta>{words[state]}{state === 'sending' && sent < file.size ? duration(file.size - sent) : ''}{`${bytes(sent)} / ${bytes(file.size)}`}</Meta>
        {state !== 'failed' && <ProgressBar label={t`Sent of ${file.name}`} value={sent} max={file.size} />}
        {problem && <Fault>{problem.detail ?? t`The connection broke off. Nothing was half kept; try again.`}</Fault>}
      </div>
      <div className="row">
        {state === 'failed' && file.size > 0 && <Button size="small" icon="history" onClick={onRetry}>{t`Try again`}</Button>}
        <Button size="small" icon="x" onClick={onCancel}>{state === 'failed' ? t`Remove` : t`Cancel`}</Button>
      </div>
    </li>
  );
}
