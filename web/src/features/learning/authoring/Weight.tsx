import { Trans, useLingui } from '@lingui/react/macro';
import { useFormats } from '../../../i18n/useFormats';
import { Note } from '../../../ui/state/Note';

/** What a text weighs on the line with its pictures, while it is written; beyond what a slow post can take, what to do. */
export function Weight({ bytes, heaviest }: { bytes: number; heaviest: number }) {
  const { t } = useLingui();
  const { bytes: size, duration } = useFormats();
  if (bytes > heaviest) return <Note look="warning" live title={t`Too heavy: ${size(bytes)} of ${size(heaviest)}.`}><Trans>It cannot be handed in. Make two lessons of it, or show fewer lights.</Trans></Note>;
  return <p className="small muted numbers"><Trans>Weighs {size(bytes)} of {size(heaviest)} with its pictures, {duration(bytes)}.</Trans></p>;
}
