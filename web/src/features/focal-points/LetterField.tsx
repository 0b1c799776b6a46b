import { Trans, useLingui } from '@lingui/react/macro';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Fault } from '../../ui/fields/Field';
import { FileDrop } from '../../ui/fields/FileDrop';
import { accepted, hindrance } from './letter';

/** The letter: dropped, chosen or pasted, and looked at before anything is sent. */
export function LetterField({ file, onFile, error }: { file: File | null; onFile: (file: File | null) => void; error?: string }) {
  const { t } = useLingui();
  const { bytes } = useFormats();
  const held = file && hindrance(file);
  const words = { empty: t`The file is empty. Choose it again once it holds something.`, kind: t`A letter is a PDF or a picture (PNG, JPEG). Save it as PDF and choose that.`, 'too-large': t`The file is larger than 10 MB. Scan it with fewer dots, or send the first pages.` };
  return (
    <div className={held || error ? 'field field-faulty' : 'field'} role="group" aria-labelledby="letter-label" id="letter" tabIndex={-1}>
      <p className="fp-label" id="letter-label">{t`Letter of nomination`}</p>
      {(held || error) && <Fault>{held ? words[held] : error}</Fault>}
      {file
        ? <p className="fp-file"><bdi dir="auto" className="fp-label">{file.name}</bdi> <bdi className="muted numbers">{bytes(file.size)}</bdi> <Button size="small" icon="x" onClick={() => onFile(null)}>{t`Another file`}</Button></p>
        : <FileDrop accept={accepted} onFiles={([one]) => onFile(one ?? null)}><Trans>Signed and, where there is one, stamped. PDF, PNG or JPEG, up to 10 MB. Only your authority and the secretariat’s officers read it.</Trans></FileDrop>}
    </div>
  );
}
