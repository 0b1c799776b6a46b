import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { OptionList } from '../OptionList';
import type { Kind, KindProps } from './kind';

const fresh = () => ({ options: [{ text: '', right: true }, { text: '' }, { text: '' }] });

function One({ draft, change, fault }: KindProps) {
  const { t } = useLingui();
  return <OptionList path="options" legend={t`Options, of which one is right`} item={(place) => t`Option ${place}`} add={t`Another option`} only options={draft.options ?? []} fault={fault} onChange={(options) => change({ options })} />;
}

function Several({ draft, change, fault }: KindProps) {
  const { t } = useLingui();
  return <OptionList path="options" legend={t`Options, of which several may be right`} item={(place) => t`Option ${place}`} add={t`Another option`} options={draft.options ?? []} fault={fault} onChange={(options) => change({ options })} />;
}

export const choice: Kind = { type: 'choice', name: msg`One of several`, fresh, Fields: One };
export const choices: Kind = { type: 'choices', name: msg`All that apply`, fresh, Fields: Several };
