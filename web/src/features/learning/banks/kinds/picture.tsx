import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { AreasField } from '../AreasField';
import { InWords } from '../InWords';
import { PictureField } from '../PictureField';
import type { Kind, KindProps } from './kind';

const fresh = () => ({ areas: [], drawn: [] });

/** Areas belong to the picture they were drawn on: another specimen has none yet, another light of the same keeps them. */
const areasOn = (before: string | undefined, now: string | undefined) => (before === now ? {} : { areas: [], drawn: [] });

function Hotspot(props: KindProps) {
  const { t } = useLingui();
  const { draft, change, fault } = props;
  return (
    <>
      <PictureField path="figure" label={t`Picture`} value={draft.figure} fault={fault} onChange={(figure) => change({ figure, ...areasOn(draft.figure?.specimen, figure?.specimen) })} />
      {draft.figure && <AreasField picture={draft.figure} areas={draft.areas ?? []} drawn={draft.drawn ?? []} fault={fault} onChange={change} />}
      <InWords {...props} />
    </>
  );
}

function Compare(props: KindProps) {
  const { t } = useLingui();
  const { draft, change, fault } = props;
  return (
    <>
      <PictureField path="figure" label={t`Genuine, to compare with`} value={draft.figure} fault={fault} onChange={(figure) => change({ figure })} />
      <PictureField path="questioned" label={t`Under examination`} value={draft.questioned} fault={fault} onChange={(questioned) => change({ questioned, ...areasOn(draft.questioned?.specimen, questioned?.specimen) })} />
      {draft.questioned && <AreasField picture={draft.questioned} areas={draft.areas ?? []} drawn={draft.drawn ?? []} fault={fault} onChange={change} />}
      <InWords {...props} />
    </>
  );
}

export const hotspot: Kind = { type: 'hotspot', name: msg`Find it on a picture`, fresh, hasPicture: true, Fields: Hotspot };
export const compare: Kind = { type: 'compare', name: msg`Compare two pictures`, fresh, hasPicture: true, Fields: Compare };
