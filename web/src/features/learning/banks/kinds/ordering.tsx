import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { TextList } from '../TextList';
import type { Kind, KindProps } from './kind';

function Fields({ draft, change, fault }: KindProps) {
  const { t } = useLingui();
  return (
    <TextList
      path="order" legend={t`Steps, in the right order`} hint={t`Trainees get them in another order each time.`} item={(place) => t`Step ${place}`} add={t`Another step`} most={20} maxLength={600} ordered
      texts={draft.order ?? []} fault={fault} onChange={(order) => change({ order })}
    />
  );
}

export const ordering: Kind = { type: 'ordering', name: msg`Put in order`, fresh: () => ({ order: ['', '', ''] }), Fields };
