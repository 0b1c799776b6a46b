import { useLingui } from '@lingui/react/macro';
import type { Figure as Shown } from '../../../../api/examinations';
import { useLightWords } from './words';

/** A picture to look at, with what light it is seen in, and what it shows in words. */
export function Figure({ figure: { src, light, description } }: { figure: Shown }) {
  const { t } = useLingui();
  const lights = useLightWords();
  return (
    <figure className="question-figure">
      <img src={src} alt={description ?? t`A specimen of the fictional State UTO`} />
      <figcaption className="small muted">{lights[light] ?? light}</figcaption>
    </figure>
  );
}
