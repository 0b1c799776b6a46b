import { Trans, useLingui } from '@lingui/react/macro';
import { useFormats } from '../../../i18n/useFormats';
import { Select } from '../../../ui/fields/Select';
import type { Choice } from './choices';

interface VariantsProps { choices: readonly Choice[]; chosen: Choice; silent: boolean; captions: readonly string[]; onChoose: (quality: Choice['quality']) => void }

/** In which sizes a film may be had, what each weighs and how long it takes on this line, before anything of it is fetched. */
export function Variants({ choices, chosen, silent, captions, onChoose }: VariantsProps) {
  const { t } = useLingui();
  const { bytes, duration, language, list } = useFormats();
  const said = ({ quality, bytes: size }: Choice) => `${quality === 'audio' ? t`Sound only` : quality} · ${bytes(size)}`;
  return (
    <div className="video-facts">
      {choices.length > 1
        ? <Select label={t`Size`} small short value={chosen.quality} choices={choices.map((one) => ({ value: one.quality, label: said(one) }))} onChange={({ target }) => onChoose(target.value as Choice['quality'])} />
        : <p className="small numbers"><bdi>{said(chosen)}</bdi></p>}
      <p className="small muted">
        <span className="numbers">{duration(chosen.bytes)}</span> · {silent ? <Trans>Without sound</Trans> : captions.length > 0 ? <Trans>Captions: {list(captions.map(language))}</Trans> : <Trans>Without captions</Trans>}
      </p>
    </div>
  );
}
