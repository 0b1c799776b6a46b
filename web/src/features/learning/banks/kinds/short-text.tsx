import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { TextList } from '../TextList';
import type { Kind, KindProps } from './kind';

function Fields({ draft, change, fault }: KindProps) {
  const { t } = useLingui();
  return (
    <TextList
      path="accept" legend={t`Answers that are right`} hint={t`The first is shown as the right one. Capital letters and spaces do not matter.`} item={(place) => t`Answer ${place}`} add={t`Another right answer`} most={30} maxLength={200}
      texts={draft.accept ?? []} fault={fault} onChange={(accept) => change({ accept })}
    />
  );
}

export const shortText: Kind = { type: 'short_text', name: msg`A few words`, fresh: () => ({ accept: [''] }), Fields };
