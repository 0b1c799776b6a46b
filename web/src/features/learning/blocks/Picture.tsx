import { useLingui } from '@lingui/react/macro';
import { base } from '../../../api/client';
import type { Block } from '../../../api/learning';

/** Where the picture of a specimen lies: 'specimen:td3-genuine/uv'. */
export const specimenAddress = (src: string) => `${base}/specimens/${src.slice('specimen:'.length)}.svg`;

/** A picture of a specimen; as its description where pictures are not wanted. */
export function Picture({ block: { src, alt, caption }, textOnly }: { block: Extract<Block, { type: 'image' }>; textOnly: boolean }) {
  const { t } = useLingui();
  if (textOnly) return <p className="described"><strong>{t`Picture:`}</strong> {alt}{caption && ` (${caption})`}</p>;
  return (
    <figure className="lesson-picture">
      <img src={specimenAddress(src)} alt={alt} loading="lazy" decoding="async" />
      {caption && <figcaption className="small muted">{caption}</figcaption>}
    </figure>
  );
}
