import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Decision } from '../../../../api/examinations';
import { RadioGroup } from '../../../../ui/fields/RadioGroup';
import { OptionList } from '../OptionList';
import type { Kind, KindProps } from './kind';

function Fields({ draft, change, fault }: KindProps) {
  const { t } = useLingui();
  const decisions: { value: Decision; label: string }[] = [{ value: 'admit', label: t`Admit` }, { value: 'second_line', label: t`Refer to the second line` }, { value: 'refuse', label: t`Refuse` }];
  return (
    <>
      <RadioGroup id="q-right" label={t`The right decision`} error={fault('right')} value={draft.right ?? ''} choices={decisions} onChange={(right) => change({ right })} />
      <OptionList
        path="reasons" legend={t`Reasons to choose from`} hint={t`With reasons, the decision is half of the point and the reasons are the other half. Without any it is the whole.`} item={(place) => t`Reason ${place}`} add={t`Another reason`}
        options={draft.reasons ?? []} least={0} fault={fault} onChange={(reasons) => change({ reasons })}
      />
    </>
  );
}

export const decision: Kind = { type: 'decision', name: msg`A decision at the counter`, fresh: () => ({ right: 'second_line', reasons: [] }), Fields };
